# The page of a plan in four situations, word by word; it is 80 columns wide,
# has no colours where none are wanted, and hides reasons until asked.
. "$TOP/tests/integration/lib.sh"
"$RIG/plan-vault" vault || fail "no vault"
cp "$TOP/tests/fixtures/plan/carriers.tsv" .

page() {
  run 0 "$S" plan --vault vault -i vault/id.txt --carriers carriers.tsv "$@"
  grep -q "$(printf '\033')" out && fail "colours in a file: $*"
  # a word without a blank is not cut
  awk 'length($0) > 80 && /^ *[^ ]+ [^ ]+ [^ ]+/ { print; bad = 1 }
    END { exit bad }' out || fail "wider than 80 columns: $*"
  grep -qE 'because:|   or:|   check:' out && fail "reasons are shown: $*"
}
for situation in trip move lost reset; do
  page --situation $situation
  echo "##### $situation"
  # the moment of the run, and that of the backups in their names
  sed -E 's/[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}Z/NOW/; s/[0-9]{8}T[0-9]{6}Z/THEN/' out
done

# described targets, and what is wrong about them
page -s move -t android:14 --target-model 'Pixel 8' --target-locked no
page -s move -t new --target-locked Hometel
prints "the device that you described"
prints "locked to Hometel"
page -s lost -t eid:89049032123451234512345678901236
says "check digits of the EID"
page -s lost -t unknown
prints "nothing is known"
page -s lost -t iphone:17.2 --target-country cn
prints "Phones of CN"
page -s lost -t card
wrong() {
  wanted=$1
  shift
  run 2 "$S" plan --vault vault -i vault/id.txt "$@"
  says "$wanted"
}
wrong 'want a version from 1 to 99' -t android:0
wrong 'want a version from 1 to 99' -t iphone:x
wrong 'want new, same, unknown, card' -t androids
wrong 'want 32 digits' -t eid:8904
wrong 'want two letters' -t new --target-country Chile

# reasons, when they are asked for
run 0 "$S" plan --vault vault -i vault/id.txt --carriers carriers.tsv -s lost \
  --why
prints "because: "
prints "https://hometel.example/contact"
prints "   or: "

# colours at a terminal, and none with NO_COLOR
printf '\n' >none
TERM=xterm "$RIG/pty-run" none "$S" plan --vault vault -i vault/id.txt >screen ||
  fail "at a terminal"
grep -q "$(printf '\033\\[3[123]m')" screen || fail "no colours at a terminal"
TERM=xterm NO_COLOR=1 "$RIG/pty-run" none "$S" plan --vault vault \
  -i vault/id.txt >screen || fail "at a terminal"
grep -q "$(printf '\033\\[[0-9]*m')" screen && fail "colours in spite of NO_COLOR"
exit 0
