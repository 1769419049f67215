# Every virtual SIM becomes the manifest in tests/fixtures/cards, over T=0 and
# T=1 alike, with its PIN and without; no key is touched, nothing is written,
# and without --contacts and --sms nobody's name or message is read.
. "$TOP/tests/integration/lib.sh"
keypair
printf '1234\n' >pin

# sim NAME CARD [backup option]...: with $vcard as options of the card
sim() {
  name=$1 fixture=$2
  shift 2
  rm -f x.simstow log
  # shellcheck disable=SC2086 # words
  card "$CARDS/$fixture.card" --log log ${vcard:-} -- sh -c '
    got=0
    "$S" backup -r "$RCPT" -o x.simstow "$@" >out 2>err || got=$?
    echo "$got" >status' sh "$@"
  gaps=$(grep -c '^gap: ' err)
  want=0
  [ "$gaps" -eq 0 ] || want=3
  [ "$(cat status)" -eq "$want" ] || {
    cat err >&2
    fail "$name: status $(cat status), $gaps gaps"
  }
  log_is_harmless "$name"
  rm -rf "$name"
  mkdir "$name"
  age -d -i id.txt x.simstow | zstd -dq | tar -x -C "$name" ||
    fail "$name: no archive"
  members_match "$name"
  holds_schema "$name/manifest.json" || fail "$name: schema"
  "$S" show --json --redact -i id.txt x.simstow >redacted.json
  for n in $(jq -r '.profiles[] | .iccid, .imsi, .msisdn | values' \
    "$name/manifest.json"); do
    ! grep -qF -- "$n" redacted.json || fail "$name: $n in --redact"
  done
  jq -e '[.profiles[].sim // {} | .contacts, .messages, .fixedNumbers] |
    all(. == null)' redacted.json >/dev/null || fail "$name: --redact"
  "$S" show -i id.txt --contacts --sms --files x.simstow >page ||
    fail "$name: page"
  jq 'del(.created, .generator, .device.reachedBy, .device.atr)' \
    "$name/manifest.json" >"$name.json"
}

# No key, no temporary identity, no change, no session; and no PIN but once.
log_is_harmless() {
  ! grep -q '5EC2E7' log || fail "$1: a key was read"
  ! grep -E '^(CHANGE|SESSION)' log || fail "$1: that changes the card"
  [ "$(grep -c '^VERIFY' log)" -le 1 ] || fail "$1: more than one PIN"
  again=$(grep '^READ' log | grep -v '6F06\|2F06\|2F00' | sort | uniq -d)
  [ -z "$again" ] || fail "$1: read twice: $again"
}

holds_schema() {
  python3 -c 'import json, sys, jsonschema
s = json.load(open(sys.argv[1]))
jsonschema.Draft202012Validator(s).validate(json.load(open(sys.argv[2])))' \
    "$TOP/formats/manifest-1.schema.json" "$1"
}

# golden NAME: the manifest is the one that is kept
golden() {
  if [ -n "${UPDATE:-}" ]; then cp "$1.json" "$CARDS/$1.json"; fi
  diff -u "$CARDS/$1.json" "$1.json" >differs || {
    head -n 60 differs >&2
    fail "$1: another manifest"
  }
  echo "$1: $(jq '.profiles | length' "$1.json") lines, $(jq '.gaps | length' "$1.json") gaps"
}

for t in '' --t1; do
  vcard=$t
  sim usim usim --contacts --sms
  golden usim
  ! grep -q '^VERIFY' log || fail "a PIN was sent that is off"
  sim usim-b usim-b --contacts --sms
  golden usim-b
  sim euicc-usim euicc-usim --contacts --sms
  golden euicc-usim
  sim usim-pin usim-pin --contacts --sms
  # many gaps of one reason are one line; the manifest has each
  says 'gap: 28 things (-v names them): hidden by PIN1: give --pin'
  golden usim-pin
  ! grep -q '^VERIFY' log || fail "a PIN was sent unasked"

  # with its PIN it is the card that has none
  sim opened usim-pin --contacts --sms --pin file:pin
  [ "$(grep -c '^VERIFY' log)" -eq 1 ] || fail "no PIN was sent"
  jq 'del(.profiles[].sim.pin1Enabled)' usim.json >a
  jq 'del(.profiles[].sim.pin1Enabled)' opened.json >b
  cmp -s a b || { diff -u a b | head -n 40 >&2; fail "with its PIN"; }

  # the same but for what nobody asked for
  sim basic usim
  ! grep -E '^SELECT 7F10/(5F3A|6F3A)|^SELECT 7FFF/(6F3B|6F3C|5F3A)' log ||
    fail "contacts or messages were selected unasked"
  jq -e '[.profiles[].sim | .contacts, .messages, .fixedNumbers] |
    all(. == null)' basic.json >/dev/null || fail "contacts unasked"

  # without files nothing of the file system is touched
  got=0
  # shellcheck disable=SC2086 # words
  card "$CARDS/euicc-usim.card" --log log $t -- sh -c '
    "$S" backup -r "$RCPT" -o no.simstow --no-files >out 2>err' || got=$?
  [ "$got" -eq 0 ] || { cat err >&2; fail "--no-files"; }
  rm -f no.simstow
  ! grep -q '^SELECT' log || fail "--no-files selected a file"
done

# a SIM from before the USIM has T=0 alone
vcard=
sim sim-2g-hidden sim-2g --contacts --sms
golden sim-2g-hidden
sim sim-2g sim-2g --contacts --sms --pin file:pin
golden sim-2g
grep -q '^VERIFY 01 tries 3$' log || fail "2G: no PIN was sent"

# files whose ICCID no profile of the eUICC has are a line of their own
cp "$CARDS/usim.card" "$CARDS/euicc-usim.card" .
printf 'include euicc-usim.card\n[file]\npath = 3F00/2FE2\n%s\n' \
  'hex = 98948900000000002010' >stranger.card
card stranger.card -- sh -c '
  "$S" backup -r "$RCPT" -o s.simstow >out 2>err' && fail "stranger: status 0"
"$S" show --json -i id.txt s.simstow >s.json || fail "stranger"
jq -e '(.profiles | length) == 4 and (.profiles[3] |
  .iccid == "89499800000000000201" and .form == "euicc" and .eid != null and
  .sim != null) and ([.profiles[:3][] | .sim] | all(. == null))' s.json \
  >/dev/null || fail "stranger: profiles"
jq -r '.gaps[] | "stranger: \(.what): \(.reason)"' s.json

# a plastic SIM in the vault is known by its ICCID and has its place in a plan
mkdir vault
for c in usim usim-b; do
  card "$CARDS/$c.card" -- sh -c '
    "$S" backup --vault vault -r "$RCPT" --no-payloads >out 2>err' ||
    [ $? -eq 3 ] || { cat err >&2; fail "vault"; }
  sleep 1
done
run 0 "$S" list --vault vault -i id.txt
prints 8949980000000000012
for s in trip move lost damaged reset; do
  run 0 "$S" plan --vault vault -i id.txt --situation "$s" --json
  jq -e '[.lines[].iccid] | length == 2 and
    index("8949980000000000012") != null' out >/dev/null || fail "plan $s"
done

# names of a foreign archive are shown, and obeyed by no terminal
mkdir evil
jq '.members = [] | .profiles[0].sim |= (
  {spn: null, serviceProviderName: "a\u001b[31mb",
   contacts: [{name: "c\u202ed", emails: ["e\rf"]}],
   messages: [{status: "read", peer: "g\u0007h", text: "i\nj\u001b]0;k"}],
   userNetworks: [{mccMnc: "26298", access: "l\u001bm"}]} | del(.spn))
  | .gaps = []' usim/manifest.json >evil/manifest.json
(cd evil && tar --format=ustar --owner=0 --group=0 --mode=0600 \
  -cf ../evil.tar manifest.json)
zstd -q --content-size evil.tar -o evil.zst
age -r "$RCPT" -o evil.simstow evil.zst
run 0 "$S" show -i id.txt --contacts --sms --files evil.simstow
! LC_ALL=C grep -q "$(printf '[\033\007\r]')" out || fail "a control character"
! grep -q "$(printf '\342\200\256')" out || fail "a bidi character"
prints 'a\x1B[31mb'
prints 'c\u{202E}d'
