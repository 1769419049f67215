# What the tables say: by every kind of question, with the user's own rows,
# and what is wrong with a file of them.
. "$TOP/tests/integration/lib.sh"
unset XDG_CONFIG_HOME
HOME=$PWD/home
export HOME
mkdir -p home/.config/simstow

# the same row, asked for in every way
for q in tmobile-us T-Mobile 8901260000000000000; do
  run 0 "$S" know carrier --json "$q"
  jq -r '"\(.format) \(.version): \(.row.id) by \(.matchedBy)"' out
done
run 0 "$S" know carrier --json rsp.truphone.com
jq -r '"\(.row.id) by \(.matchedBy) from \(.row.origin)"' out
run 0 "$S" know carrier --json 1839
jq -r '"\(.row.id) by \(.matchedBy)"' out

# more than one fits: candidates, and no row
run 0 "$S" know carrier --json 310260
jq -r '.row, (.candidates[0] | "\(.id) by \(.matchedBy)")' out
run 0 "$S" know carrier 310260
head -n 3 out
prints "tmobile-us"
prints "profileOwner"

# none fits
run 1 "$S" know carrier "no such carrier"
says "no carrier of the tables fits"
run 2 "$S" know carrier
run 2 "$S" know frobnicate

# every row of the table is found by its id, and says its source
cut -f 1 "$TOP/formats/carriers.tsv" | sed 1d >ids
while read -r id; do
  run 0 "$S" know carrier --json "$id"
  cat out
done <ids >rows
jq -r .row.id rows | cmp - ids || fail "not every id finds its row"
[ "$(jq -r 'select(.row.source == null)' rows | wc -c)" -eq 0 ] ||
  fail "a row without a source"

# the user's own rows: one over a built-in one, one more
printf 'id\tname\tkind\tfee\tmccmnc\r\nairalo\t\t\tten euro\t\nmine\tMy own\tmvno\t\t310260\n' \
  >home/.config/simstow/carriers.tsv
run 0 "$S" know carrier --json airalo
jq -r '.row | "\(.fee), \(.name); given: \(.given | join(" "))"' out
jq -r .row.origin out | sed "s|$HOME|~|"
run 0 "$S" know carrier 310260
head -n 4 out
XDG_CONFIG_HOME=$PWD/none run 0 "$S" know carrier airalo
prints "formats/carriers.tsv"
XDG_CONFIG_HOME=relative run 0 "$S" know carrier mine
printf 'id\tfee\nairalo\tother\n' >other.tsv
run 0 "$S" know carrier --carriers other.tsv airalo
prints "other.tsv"

# a file that is wrong is named with line and column, and nothing is printed
printf 'id\tfee\nairalo\tx\ty\n' >wrong.tsv
run 6 "$S" know carrier --carriers wrong.tsv airalo
says "wrong.tsv: line 2: more than the 2 cells"
[ ! -s out ] || fail "something was printed"
printf 'id\tkind\nairalo\ttelco\n' >wrong.tsv
run 6 "$S" know carrier --carriers wrong.tsv airalo
says 'wrong.tsv: line 2: column kind: "telco", want mno'
head -c 1048577 /dev/zero >wrong.tsv
run 6 "$S" know carrier --carriers wrong.tsv airalo
run 1 "$S" know carrier --carriers nowhere.tsv airalo
says "nowhere.tsv"
mkdir folder.tsv
run 1 "$S" know carrier --carriers folder.tsv airalo

# the other tables
run 0 "$S" know host --json RSP-3022.IDEMIA.IO:443
jq -r '"\(.table): \(.row.host)"' out
run 0 "$S" know ci 81370F5125D0B1D408D4C3B232E6D25E795BEBFB
prints "RSP2 Root CI1"
run 0 "$S" know status --json 8.8.5 4.10
jq -r .row.machine_name out
run 1 "$S" know status 8.8.5 4.1
says "not in formats/smdp_status_codes.tsv"
run 0 "$S" know route card_move
run 0 "$S" know menu samsung add-esim-qr
prints "SIM manager"
run 1 "$S" know menu toaster add-esim-qr
run 1 "$S" know host nowhere.example.com

# each document is what its schema says
run 0 "$S" know carrier --json --carriers other.tsv airalo
cat out >>rows
run 0 "$S" know carrier --json orange
cat out >>rows
run 0 "$S" know menu --json samsung add-esim-qr
cat out >>rows
jq -s . rows >all.json
python3 - "$TOP/formats/know-1.schema.json" all.json <<'PYTHON' || fail "schema"
import json, sys
import jsonschema
schema = json.load(open(sys.argv[1]))
for document in json.load(open(sys.argv[2])):
    jsonschema.validate(document, schema,
                        jsonschema.Draft202012Validator)
PYTHON
