# plan --all: each backup with the words of the vault, one document, and the
# memory of one plan however many there are.
. "$TOP/tests/integration/lib.sh"
"$RIG/plan-vault" vault || fail "no vault"
printf 'not an archive\n' >vault/20200101T000000Z-device.simstow
run 3 "$S" plan --all --vault vault -i vault/id.txt --json
jq -e '.format == "simstow-plans" and .version == 1' out >/dev/null ||
  fail "document"
jq -r '.plans[] | "\(.archive | sub(".*-device"; "device")) " +
  "\(.plan.format) \([.plan.lines[].title] | join(", "))"' out
says "20200101T000000Z-device.simstow"
jq -e '.plans[1].plan.lines[] | select(.title == "Spare") | .code' out \
  >/dev/null || fail "the kept code is not in it"
python3 - "$TOP/formats" <<'PY' || fail "schema"
import json, sys, jsonschema
def check(name, doc):
    schema = json.load(open(f"{sys.argv[1]}/{name}-1.schema.json"))
    jsonschema.Draft202012Validator(schema).validate(doc)
plans = json.load(open("out"))
check("plans", plans)
for p in plans["plans"]:
    check("plan", p["plan"])
PY
run 3 "$S" plan --all --vault vault -i vault/id.txt
[ "$(grep -c '^=====' out)" -eq 2 ] || fail "not two pages"

# only what is named; nothing that opens is an error and an empty output
good=$(ls vault/*-device-2.simstow)
run 0 "$S" plan --all --vault vault -i vault/id.txt --json "$good"
[ "$(jq '.plans | length' out)" -eq 1 ] || fail "not one plan"
run 6 "$S" plan --all --vault vault -i vault/id.txt --json \
  vault/20200101T000000Z-device.simstow
[ ! -s out ] || fail "a document in spite of the error"

# many more: the peak stays; a sanitizer keeps no freed memory meanwhile
ASAN_OPTIONS=${ASAN_OPTIONS:-}:quarantine_size_mb=1
export ASAN_OPTIONS
rm vault/20200101T000000Z-device.simstow
peak() {
  "$T/rss" "$S" plan --all --vault vault -i vault/id.txt --json >/dev/null \
    2>rss || fail "rss: $(cat rss)"
  sed -n 's/[^0-9]*\([0-9][0-9]*\).*/\1/p' rss | tail -n 1
}
few=$(peak)
for month in 01 02 03 04 05 06 07 08 09 10; do
  for day in 01 02 03 04 05 06 07 08 09 10; do
    cp "$good" "vault/2020$month${day}T000000Z-device.simstow"
  done
done
many=$(peak)
[ "$many" -le $((few + few / 4)) ] ||
  fail "peak memory grows: $few with 2 backups, $many with 102"
exit 0
