# The whole walk: key, backup into the vault, code, list, show, plan; unattended
# backups need no secret, reading needs the identity.
. "$TOP/tests/integration/lib.sh"
printf 'identity passphrase\n' >pw
run 0 "$S" key new --vault vault --passphrase file:pw --work-factor 10
grep -q '^age1' out || fail "no public key printed"
cp out public
run 9 "$S" key new --vault vault --passphrase file:pw --work-factor 10
run 0 "$S" key recipients --vault vault
grep -qF "$(cat public)" out || fail "recipients"
run 0 "$S" key show vault/identity.age --passphrase file:pw
cmp out public || fail "key show"
head -n 1 vault/identity.age | grep -q 'BEGIN AGE ENCRYPTED' || fail "sealed"

card "$CARDS/5p4n.card" -- sh -ec '
  "$S" backup --vault vault >b1 2>berr
  "$S" backup --vault vault --label "second" >b2 2>>berr
' </dev/null || { cat berr >&2; fail "backup"; }
a=$(cat b1)
[ -f "$a" ] || fail "path is not printed: $a"
(cd vault && sha256sum -c --quiet ./*.sha256) || fail "checksum file"

iccid=$("$S" show --json --passphrase file:pw -i vault/identity.age "$a" |
  jq -r '.profiles[0].iccid')
printf 'LPA:1$smdp.example.com$ABCD-EFGH-1234\n' >code
"$S" code add --vault vault --iccid "$iccid" --note 'in the drawer' \
  <code >out 2>err || { cat err >&2; fail "code add"; }
grep -q 'ABCD' out err && fail "the code is echoed"
run 0 "$S" code list --vault vault --passphrase file:pw
prints "smdp.example.com"
grep -q 'ABCD' out && fail "the code is shown"
run 0 "$S" code list --vault vault --passphrase file:pw --with-codes
prints 'LPA:1$smdp.example.com$ABCD-EFGH-1234'

run 0 "$S" list --vault vault
[ "$(grep -c '\.simstow' out)" -eq 3 ] || { cat out >&2; fail "list"; }
run 0 "$S" list --vault vault --json
jq -e '.format == "simstow-list" and (.archives | length) == 3' out >/dev/null ||
  fail "list --json"
run 0 "$S" verify "$a"
run 0 "$S" verify --passphrase file:pw -i vault/identity.age "$a"

for s in trip move lost damaged reset; do
  run 0 "$S" plan --vault vault --passphrase file:pw --situation $s
  run 0 "$S" plan --vault vault --passphrase file:pw --situation $s --json
  jq -e '.format == "simstow-plan" and (.lines | length) >= 5' out >/dev/null ||
    fail "plan --json $s"
  cp out "plan-$s.json"
done
jq -r --arg i "$iccid" '.lines[] | select(.iccid == $i) | .outcome' \
  plan-lost.json >/dev/null || fail "line"

# every document holds its schema
"$S" extract -i vault/identity.age --passphrase file:pw "$a" manifest.json \
  -o - >m.json 2>err || { cat err >&2; fail "extract -"; }
python3 - "$TOP" <<'PY' || fail "a document breaks its schema"
import json, sys, jsonschema
top = sys.argv[1]
def check(schema, *docs):
    s = json.load(open(f"{top}/formats/{schema}"))
    for d in docs:
        jsonschema.Draft202012Validator(s).validate(json.load(open(d)))
check("manifest-1.schema.json", "m.json")
check("plan-1.schema.json", *[f"plan-{s}.json"
    for s in ("trip", "move", "lost", "damaged", "reset")])
PY

# redacted output holds no ICCID, EID, matching id
eid=$(jq -r '.euiccs[0].eid' m.json)
for c in "show" "show --json"; do
  # shellcheck disable=SC2086 # words
  run 0 "$S" $c --redact -i vault/identity.age --passphrase file:pw "$a"
  grep -qF "$iccid" out && fail "$c --redact shows an ICCID"
  grep -qF "$eid" out && fail "$c --redact shows the EID"
done
run 0 "$S" plan --json --redact --vault vault --passphrase file:pw
grep -qF "$iccid" out && fail "plan --redact shows an ICCID"

# the target is a live card: what is on it is present
card "$CARDS/5p4n.card" -- sh -c '
  "$S" plan --vault vault --passphrase file:pw --situation move \
    --target "$("$S" devices --json | jq -r ".devices[0].name")" --json \
    >live.json 2>err' </dev/null || { cat err >&2; fail "plan on a card"; }
jq -r '[.lines[].outcome] | group_by(.) | map("\(.[0]) \(length)") | .[]' \
  live.json
