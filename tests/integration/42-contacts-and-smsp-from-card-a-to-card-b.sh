# Contacts and message centres of one SIM to another: the decoded values are the
# same, a second run writes nothing, a dry run neither; a refused, lost or cut
# write is found, and the next run completes it; nothing else changes.
. "$TOP/tests/integration/lib.sh"
keypair
SST="$S uicc write a.simstow -i id.txt"
export SST

# blank CARD ICCID: such a card as it was before anybody used it
blank() {
  awk -v iccid="$2" '
    /^path = / { path = $3 }
    /^record = / && path ~ /5F3A\/4F|6F42/ && path !~ /4F30/ { next }
    /^hex = / && path == "3F00/2FE2" { print "hex = " iccid; next }
    { print }' "$CARDS/$1.card"
}
blank usim 989489000000000020F6 >b.card

# what of a backup must arrive, without the places where it lies
values() {
  "$S" show --json -i id.txt "$1" | jq -S '.profiles[0].sim |
    [(.contacts | map(del(.place)) | sort_by(.name)), .smsCentres]'
}
# run WANT CARD OPTION... -- WORD...: a card, and the write with these words
put() {
  want=$1
  file=$2
  shift 2
  options=
  while [ "$1" != -- ]; do options="$options $1"; shift; done
  shift
  # shellcheck disable=SC2086 # lists of words
  run "$want" card "$file" --log log --save dump $options -- $SST "$@"
}
changes() { grep -c '^CHANGE' log; }

run 0 card "$CARDS/usim.card" -- "$S" backup --contacts -r "$RCPT" -o a.simstow
run 0 card b.card --save before -- true

echo "== a dry run"
put 0 b.card -- --contacts --smsp --dry-run
LC_ALL=C sort out | head -n 4
says 'this copies user data of that line to a new card'
[ "$(changes)" -eq 0 ] || fail "a dry run writes"
cmp before dump || fail "a dry run changes the card"

echo "== a write"
# shellcheck disable=SC2016 # another shell's
run 0 card b.card --log log --save after -- sh -ec '
  $SST --contacts --smsp --yes >w1 2>e1
  "$S" backup --contacts -r "$RCPT" -o b.simstow >/dev/null
  grep -c "^CHANGE" log >changes
  $SST --contacts --smsp --yes --json >w2 2>e2'
grep 'contacts:' e1
n=$(wc -l <w1)
echo "$n records"
[ "$(cat changes)" -eq "$n" ] || fail "$(cat changes) updates for $n records"
[ "$(changes)" -eq "$n" ] || fail "the second run writes"
jq -e '.format == "simstow-uicc-write" and .changes == [] and .is_copy and
  .contacts.new == 0 and .contacts.left_out == 0' w2 >/dev/null ||
  fail "the second run's document"
values a.simstow >a.values
values b.simstow >b.values
diff -u a.values b.values || fail "the values differ"
echo "== files that changed"
diff before after | sed -n 's/^> \([^ ]*\).*/\1/p' | sort | uniq -c

echo "== a name with an emoji"
{
  echo "include $CARDS/usim.card"
  printf '[file]\npath = 7F10/5F3A/4F3A\nrecord = 20 %s%s%s\n' \
    80D83DDE000041 FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF \
    07912120550531F5FFFFFFFFFFFF
} >emoji.card
run 0 card emoji.card -- "$S" backup --contacts -r "$RCPT" -o e.simstow
# shellcheck disable=SC2016 # another shell's
run 0 card b.card -- sh -ec '
  "$S" uicc write e.simstow -i id.txt --contacts --smsp --yes
  "$S" backup --contacts -r "$RCPT" -o f.simstow'
grep -F "$(printf '\360\237\230\200A')" out
values e.simstow >e.values
values f.simstow >f.values
diff -u e.values f.values || fail "the values differ"

echo "== the same card again: nothing to write, no copy"
put 0 "$CARDS/usim.card" -- --contacts --smsp --plmn --yes
[ "$(changes)" -eq 0 ] || fail "the card of the archive is written"
grep -q 'new card' err && fail "it is called a copy"
cat err

echo "== refused, lost, damaged"
put 5 b.card --fault update-sw=4F4B:6985 -- --contacts --yes
tail -n 3 err
cmp before dump || fail "refused, but the card changes"
put 3 b.card --fault update-sw=6F42:6581 -- --contacts --smsp --yes
tail -n 3 err
put 3 b.card --fault update-lost=4F50 -- --contacts --yes
tail -n 3 err
[ "$(changes)" -eq 4 ] || fail "it goes on after a lost update"
put 6 b.card --fault update-lost=6F42 -- --smsp --yes
put 3 b.card --fault update-lost=6F42 -- --contacts --smsp --yes --json
says '"code":"partial"'
jq -e --argjson n "$n" '.written == $n - 1 and
  ([.changes[] | select(.written)] | length) == $n - 1' out >/dev/null ||
  fail "the document of a part"

echo "== pulled at every update, then once more"
# shellcheck disable=SC2016 # another shell's
pulled='
  $SST --contacts --smsp --yes >w1 2>e1 && exit 90
  for try in 1 2 3 4 5 6 7 8 9 10 11 12 13 14; do
    sleep 0.1
    rc=0
    $SST --contacts --smsp --yes >w2 2>e2 || rc=$?
    [ $rc -eq 4 ] || exit $rc
  done
  exit 91'
pull() {
  run 0 card b.card --save dump --return-after 150 --fault "$1=$2" -- \
    sh -c "$pulled"
  cmp after dump || fail "$1=$2: the card differs"
  grep -q 'the same command again' e1 || fail "no hint"
  [ "$(grep -c '^simstow: written' e1)" -eq $(($2 - 1)) ] ||
    fail "$1=$2: $(cat e1)"
}
for i in $(seq "$n"); do pull gone-at-update "$i"; done
for i in 1 9 10 11 "$n"; do pull gone-after-update "$i"; done

echo "== what the holder may not write"
{
  echo "include b.card"
  for f in 4F3A 4F3B; do
    printf '[file]\npath = 7F10/5F3A/%s\nupdate = adm\n' $f
  done
  printf '[file]\npath = 7FFF/6F42\nupdate = pin2\n'
} >adm.card
put 3 adm.card -- --contacts --smsp --yes
grep '^gap' err
[ "$(changes)" -eq 0 ] || fail "written"
grep -q '^REFUSED UPDATE' log && fail "tried to"

echo "== a smaller card"
put 3 "$CARDS/usim-b.card" -- --contacts --smsp --plmn --dry-run
cat out
grep '^gap' err | head -n 3
# shellcheck disable=SC2016 # another shell's
run 3 card "$CARDS/usim-b.card" --log log -- sh -c '
  $SST --contacts --plmn --cut --yes >w1 2>e1; echo $?
  grep -c "^CHANGE" log >changes
  $SST --contacts --plmn --cut --yes'
[ "$(changes)" -eq "$(cat changes)" ] || fail "the second run writes"
[ "$(wc -l <w1)" -eq "$(cat changes)" ] || fail "not as it was shown"
grep contacts: err

echo "== a SIM of old, with a PIN"
printf '1234\n' >pin
printf '9999\n' >wrong
put 7 "$CARDS/sim-2g.card" -- --contacts --yes
says 'the card wants its PIN1'
grep -q VERIFY log && fail "a PIN was sent"
put 7 "$CARDS/sim-2g.card" -- --contacts --yes --pin file:wrong
grep VERIFY log
put 2 "$CARDS/sim-2g.card" --pin1-tries 1 -- --contacts --yes --pin file:pin
cat err
grep -q VERIFY log && fail "the last try was sent"
put 5 "$CARDS/sim-2g.card" --pin1-tries 0 -- --contacts --yes --pin file:pin
cat err
put 3 "$CARDS/sim-2g.card" -- --contacts --smsp --cut --yes --pin file:pin
grep -E 'contacts:|PIN1' err
grep -qw '1234\|9999' err out && fail "the PIN is told"
grep -q '31323334\|39393939' log && fail "the PIN is logged"
grep '^CHANGE' log | sed 's/ record.*//' | sort | uniq -c

echo "== at a terminal"
printf 'n\n' >no
printf 'y\n' >yes
# shellcheck disable=SC2016 # another shell's
run 0 card b.card --log log -- sh -c '
  export TERM=dumb
  "$RIG/pty-run" no $SST --smsp; echo "no: $?"
  grep -c "^CHANGE" log
  "$RIG/pty-run" yes $SST --smsp --redact; echo "yes: $?"
  grep -c "^CHANGE" log'
tr -d '\r' <out
put 2 b.card -- --smsp
says 'no terminal to ask at'
run 2 card b.card -- "$S" uicc write a.simstow -i id.txt
says 'write what?'
