# Numbers and codes are in every free text of a snapshot; with --redact none of
# them is in any output, however it is written.
. "$TOP/tests/integration/lib.sh"
iccid=8999900100000123459
eid=89049032123451234512345678901235
imsi=001010123456789
msisdn=+999551234567
matching=ROAM-2222-AAAA-7890
own=DPOWN-77-STORED-4242
imei=490154203237518
all="ICCID $iccid EID $eid IMSI $imsi, $msisdn or 0 55 123 45 67, $matching $own"
grouped='8999 9001-0000 0123 459'

jq --arg all "$all" --arg own "$own" --arg matching "$matching" \
  --arg grouped "$grouped" \
  --arg imei "$imei" '
  .device.label = $all | .device.model = $all | .device.imeis = [$imei] |
  .profiles[0] += {profileNickname: $all, serviceProviderName: $all,
    profileName: $all, carrierName: $all,
    deviceChangeConfiguration: {usingStoredAc: {
      activationCodeForDc: ("LPA:1$dp.example$" + $own)}}} |
  .profiles[1] += {profileNickname: ("also " + $grouped), carrierName: $all} |
  .profiles[0].carrierConfig = [{key: "a", value: $all, type: "string"}] |
  .profiles[0].settings[0].value = $all | .settings[0].value = $all |
  .apns[0] += {name: $all, apn: $all, user: $all, password: $all} |
  .networkPolicy = {policies: [{match: "MOBILE", subscriber: "001010123456789",
    warningBytes: 1}]} |
  .codes = [{activationCode: ("LPA:1$smdp.freeroam.example$" + $matching),
    added: "2026-01-01T00:00:00Z", note: $all, carrier: $all}] |
  .gaps = [{what: $all, eid: "'$eid'", reason: $all}]' \
  "$TOP/tests/fixtures/plan/phone.json" >leaky.json || fail "jq"
"$RIG/plan-vault" vault ./leaky.json card || fail "no vault"
cp "$TOP/tests/fixtures/plan/carriers.tsv" .
run 0 "$S" line set --vault vault $iccid --purpose "$all" --price "$all" \
  --contact "$all" --note "$all" --codes-for "$all" --second-factor app
run 0 "$S" line set --vault vault 8999900200000123457 --purpose "$grouped" \
  --contact "$msisdn"

# numbers_in FILE: which of them are told, digits also through blanks, dashes
# and markup
numbers_in() {
  sed 's/<[^>]*>//g' "$1" | tr -d ' ./()\n-' >flat
  for secret in $iccid $eid $imsi $imei 551234567 5512345 \
    8999900200000123457 8999900400000123453 89044045116727494800000004479366; do
    grep -qF "$secret" flat && echo "$secret"
  done
  for secret in $matching $own ASIA-1111-BBBB-4567 FREE-3333-CCCC-0123; do
    grep -qiF "$secret" "$1" && echo "$secret"
  done
  :
}
opened() {
  "$S" "$@" --vault vault -i vault/id.txt
}
archive=$(ls vault/*-device.simstow)
n=0
# check COMMAND...: tells them when asked plainly, or the test is blind; none
# with --redact
check() {
  n=$((n + 1))
  opened "$@" >plain 2>err || fail "$*: $(cat err)"
  [ -n "$(numbers_in plain)" ] || fail "says nothing to hide: $*"
  opened "$@" --redact >out 2>err || fail "$* --redact: $(cat err)"
  cat err >>out
  told=$(numbers_in out)
  [ -z "$told" ] || fail "$* --redact tells: $told"
}
check show --with-codes "$archive"
check show --json "$archive"
for situation in trip lost move reset; do
  check plan -s $situation --carriers carriers.tsv --with-codes
  check plan -s $situation --why --with-codes
  check plan -s $situation --json --with-codes
  check sheet -s $situation --carriers carriers.tsv --with-codes -o -
done
check plan --all --why
check plan --all --json
run 2 "$S" plan --qr $iccid --redact --vault vault -i vault/id.txt

# what is left is still a plan
opened plan -s lost --redact --json >out 2>err || fail "plan"
python3 - "$TOP/formats/plan-1.schema.json" <<'PY' || fail "schema"
import json, sys, jsonschema
jsonschema.Draft202012Validator(json.load(open(sys.argv[1]))).validate(
    json.load(open("out")))
PY
opened plan -s lost --redact >out 2>err || fail "plan"
prints '899990***********59'
prints 'Ask Worktel'
grep -q 'Sparkasse' out && fail 'a sender is named'
echo "$n outputs"
