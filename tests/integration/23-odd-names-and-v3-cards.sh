# Names that a terminal could trip over are shown harmless and kept as they
# are; what is no UTF-8 is a gap; a v3 card's own fields are read.
. "$TOP/tests/integration/lib.sh"
keypair
card "$CARDS/odd-names.card" -- sh -c '
  "$S" backup -r "$RCPT" -o odd.simstow >out 2>err; echo "odd names: $?"'
"$S" show -i id.txt odd.simstow >shown || fail "show"
sed -n '/^Profiles/,$p' shown
LC_ALL=C grep -q "$(printf '[\001-\010\013-\037\177]')" shown &&
  fail "a control character"
"$S" show --json -i id.txt odd.simstow >json || fail "show --json"
LC_ALL=C grep -q "$(printf '[\001-\010\013-\037\177-\377]')" json &&
  fail "JSON is not plain ASCII"
jq -r '.profiles[2].profileNickname == "two\nlines",
  .profiles[3].profileNickname == "\u202edrowssap"' json

card "$CARDS/v3.card" -- sh -ec '
  "$S" backup -r "$RCPT" -o v3.simstow >out 2>err' || {
  cat err >&2
  fail "v3"
}
"$S" show --json -i id.txt v3.simstow >json || fail "show v3"
jq -r '.euiccs[0] | .profileList, .euiccInfo1.svn, .euiccInfo2.highestSvn' json
jq -c '.profiles[] | .deviceChangeConfiguration // empty | del(.raw)' json

card "$CARDS/empty.card" -- sh -ec '
  "$S" backup -r "$RCPT" -o empty.simstow >out 2>err' || fail "empty"
"$S" show --json -i id.txt empty.simstow | jq -c '.profiles, .gaps,
  .euiccs[0].euiccConfiguredAddresses, .euiccs[0].notifications'
