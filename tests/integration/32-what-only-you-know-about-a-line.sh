# What the user says of lines is kept in archives, merged, and can be ended.
. "$TOP/tests/integration/lib.sh"
printf 'identity passphrase\n' >pw
run 0 "$S" key new --vault vault --passphrase file:pw --work-factor 10
a=8944476500123456787
b=89492000004477190230

set_line() {
  run 0 "$S" line set --vault vault "$@"
  [ -f "$(cat out)" ] || fail "no archive: $(cat out)"
}
lines() {
  run 0 "$S" line list --vault vault --passphrase file:pw --json
}
# has FILTER: what jq says of the last list is true.
has() {
  jq -e ".lines[] | select(.iccid == \"$a\") | $1" out >/dev/null ||
    fail "not so: $1: $(cat out)"
}

set_line "8944 4765-0012 3456 787" --purpose 'home number' \
  --codes-for 'my bank' --codes-for $b --second-factor self \
  --expires 2027-01-31 --price '9 EUR' --contact '+44 20 7946 0000' \
  --told-eid 89049032200000081234567890123467 --carrier airalo --note 'drawer'
set_line $b --second-factor $a
lines
has '.purpose == "home number" and .secondFactor == "self"'
has ".codesFor == [\"my bank\", \"$b\"]"
jq -e '.format == "simstow-lines" and (.lines | length) == 2' out >/dev/null ||
  fail "document"
sleep 1
set_line $a --purpose 'second number' --clear codes-for --clear note
lines
has '.purpose == "second number" and .codesFor == [] and .note == ""'
has '.expires == "2027-01-31" and .price == "9 EUR"'

# its own ICCID as second factor is the line itself
set_line $b --second-factor "$b"
run 0 "$S" line list --vault vault --passphrase file:pw
prints 'self'
run 0 "$S" line list --vault vault --passphrase file:pw --redact --json
if grep -qE "$a|$b|7946|my bank|drawer" out; then
  fail "redacted list tells: $(cat out)"
fi

# what is wrong is named, and nothing is written
before=$(find vault | wc -l)
wrong() {
  wanted=$1
  shift
  run 2 "$S" line set --vault vault "$@"
  says "$wanted"
}
wrong 'want 18 to 20 digits' 12345 --purpose x
wrong 'want a date, YYYY-MM-DD' $a --expires 2027-02-30
wrong 'want a date, YYYY-MM-DD' $a --expires 31.01.2027
wrong 'self, app, mail, none' $a --second-factor bank
wrong 'want 32 digits' $a --told-eid 8904
wrong 'nothing is said of the line' $a
wrong 'no such field' $a --clear colour
wrong '--purpose and --clear purpose together' $a --purpose x --clear purpose
wrong '501 bytes, want 500 at most' $a --note "$(printf '%0501d' 0)"
[ "$(find vault | wc -l)" -eq "$before" ] || fail "something was written"
exit 0
