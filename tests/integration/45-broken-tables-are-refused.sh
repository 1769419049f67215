# Tables that break their rules are refused by scripts/check-know, by file and
# line; the ones that ship are not.
. "$TOP/tests/integration/lib.sh"

# tables: a fresh copy of all of them
tables() {
  rm -rf formats
  mkdir formats
  cp "$TOP"/formats/*.tsv formats/
}

# set_cell TABLE LINE COLUMN TEXT
set_cell() {
  awk -F '\t' -v OFS='\t' -v line="$2" -v name="$3" -v text="$4" '
    NR == 1 { for (i = 1; i <= NF; i++) if ($i == name) at = i }
    NR == line { $at = text }
    { print }' "formats/$1.tsv" >new
  mv new "formats/$1.tsv"
}

# refused WHAT: it is, and says so
refused() {
  run 1 "$TOP/scripts/check-know" formats
  prints "$1"
}

# broken TABLE COLUMN TEXT SAYS: that cell of the first row
broken() {
  tables
  set_cell "$1" 2 "$2" "$3"
  refused "formats/$1.tsv:2: $4"
}

tables
run 0 "$TOP/scripts/check-know" formats
! grep -v warning out || fail "the tables that ship are not clean"

broken carriers id "Air alo" 'id: "Air alo" is no id'
broken carriers kind telco 'kind: "telco" is no kind'
broken carriers country XQ 'country XQ is not in iccid_country_codes.tsv'
broken carriers mccmnc 12345 'mccmnc: "12345" is no mccmnc,'
broken carriers mccmnc 26201,26201 'mccmnc: "26201" twice'
broken carriers gid1 26201/4c 'gid1: 26201 is not in mccmnc'
broken carriers smdp_hosts localhost 'smdp_hosts: "localhost" is no host,'
broken carriers new_device_reinstall app,unknown \
  'new_device_reinstall: unknown and something else'
broken carriers new_device_reinstall same-code \
  'a single-use code that works again on a new device'
broken carriers support_phone 0800123456 \
  'support_phone: "0800123456" is no phone,'
broken carriers support_web http://example.com \
  'support_web: "http://example.com" is no web,'
broken carriers support_mail help@example \
  'support_mail: "help@example" is no mail,'
broken carriers support_short 611a 'support_short: "611a" is no short,'
broken carriers source '' 'source: empty'
broken carriers source 'https:/example.com' \
  'source: "https:/example.com" is no source'
broken carriers source 'a ;  ; b' 'source: "a ;  ; b" is no source'
broken carriers seen 2026-13-01 'seen: "2026-13-01" is no day'
broken carriers source_date 2099 'source_date is later than seen'
broken smdp_hosts ci_pkids_seen abcdef 'pkid abcdef is not in ci_pkids.tsv'
broken ci_public_keys curve ed25519 'curve: "ed25519" is no curve'
broken smdp_status_codes reason 3 'reason: "3" is no code'
broken menu_paths platform toaster 'platform: "toaster" is no platform'
broken menu_paths path 'Settings>Cellular' \
  'path: "Settings>Cellular" is no menu'
broken android-settings restore maybe 'restore: "maybe" is no restore'
broken routes order first 'order: "first" is no number'
broken profile_reuse_policies id PRPX 'id: "PRPX" is no policy'

# an IIN of another country
tables
set_cell carriers 2 country DE
set_cell carriers 2 iin 894301
refused "formats/carriers.tsv:2: iin 894301 is not of DE"

# a row twice, a cell too many, a column of another name, a control character
tables
sed -n '2{p;p;}; 1p; 3,$p' formats/carriers.tsv >new
mv new formats/carriers.tsv
refused "the key of line 2 again"
tables
sed '3s/$/	more/' formats/routes.tsv >new
mv new formats/routes.tsv
refused "formats/routes.tsv:3: 8 columns found, 7 wanted"
tables
sed '1s/iin/prefix/' formats/carriers.tsv >new
mv new formats/carriers.tsv
refused 'column 7: "prefix" found, "iin" wanted'
tables
printf 'XX\ta\001b\tc\n' >>formats/country_constraints.tsv
refused "a control character"

# a table that is missing
tables
rm formats/routes.tsv
run 1 "$TOP/scripts/check-know" formats
says "formats/routes.tsv: missing"

# and the build refuses a key that is too long, and a row that is short
tables
long=$(printf '%0130d' 7)
set_cell carriers 2 name "$long"
run 1 "$TOP/scripts/tsv2c" formats/carriers.tsv
says "is too long for a key"
tables
printf 'x\ty\n' >>formats/carriers.tsv
run 1 "$TOP/scripts/tsv2c" formats/carriers.tsv
says "2 columns found"
