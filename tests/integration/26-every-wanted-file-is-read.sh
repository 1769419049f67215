# Every wanted file of a USIM and of an old SIM is read, byte for byte what the
# card has, in few commands; what is forbidden is not even selected.
. "$TOP/tests/integration/lib.sh"

# What was read, as the card program saves it.
as_saved() {
  awk '/^3F00/ { path = $1; gsub(/^3F00\/7F/, "7F", path) }
    /^  [0-9]+ [0-9A-F]+$/ { print path, "record", $1, $2 }
    /^  [0-9A-F]+$/ { print path, $1 }' "$1"
}

# walk CARD [option of the card]... [-- option of the walk...]
walk() {
  file=$1
  shift
  options=
  while [ $# -gt 0 ] && [ "$1" != -- ]; do options="$options $1"; shift; done
  [ $# -eq 0 ] || shift
  echo "== $file$options"
  rm -f log saved
  # shellcheck disable=SC2086 # a list of words
  card "$CARDS/$file.card" --log log --save saved $options -- \
    "$T/uicc_walk" "$@" >walked || fail "uicc_walk"
  grep -v '^  [0-9A-F ]*$' walked
  as_saved walked >content
  [ -s content ] || echo "nothing was read"
  grep -vxFf saved content && fail "not what the card has"
  grep -q 5EC2E7 walked log && fail "a key was read"
  grep '^CHANGE' log && fail "the card was changed"
  echo "selected again:"
  grep '^SELECT' log | sort | uniq -dc | sed 's/ *\([0-9]*\) SELECT /  \1 /'
}

walk usim
cp content t0
walk usim --t1 >t1
cmp t0 content || fail "T=1 is not T=0"
tail -n 9 t1

# other forms of the rules say the same
grep '^3F00' walked >arr
for form in arr-se expanded; do
  walk usim --set security=$form >other
  grep '^3F00' walked | cmp arr - || fail "$form"
  grep 'SELECTs' other
done

walk usim-b
walk usim-b --t1 >t1
grep 'SELECTs' t1
walk sim-2g --set pin1-enabled=no
walk euicc-usim >euicc
grep 'USIM\|SELECTs' euicc

# what a PIN keeps shut costs that file
echo 1234 >pin
echo 9999 >wrong
walk usim-pin -- --file 3F00/2FE2 --file 3F00/7FFF/6F07 --file 3F00/7FFF/6FAD
walk usim-pin -- --pin wrong --file 3F00/7FFF/6F07
walk usim-pin --pin1-tries 1 -- --pin pin --file 3F00/7FFF/6F07
walk usim-pin -- --pin pin --file 3F00/7FFF/6F07
walk usim-pin --t1 -- --pin pin --file 3F00/7FFF/6F07
walk sim-2g -- --file 3F00/7F20/6F07 --pin wrong --pin pin \
  --file 3F00/7F20/6F07 --pin pin
grep 'VERIFY' log

# who asks for a key all the same
walk usim -- --file 3F00/7FFF/6F08 --file 3F00/7FFF/5FC0/4F05 \
  --file 3F00/7FFF/6F07/6F08 --file 3F00/7F10/5F3A/4F22
walk sim-2g -- --file 3F00/7F20/6F20 --file 3F00/7FFF/6F07

echo "== one, which has no files"
run 1 card "$CARDS/one.card" -- "$T/uicc_walk"
cat err

# a file that is damaged costs that file, and what is said of it names it
for fault in file-sw=6F7B:6F00 file-sw=6F7B:6281 file-short=6F7B \
  select-file-sw=6F7B:6985 fcp-cut=6F7B fcp-wrong-size=6F7B:40 \
  fcp-noise=6F7B record-size-lie=6F42:200 \
  record-size-lie=6F42:20 fcp-cut=6F06 file-sw=6F06:6982 file-short=6F06; do
  walk usim --fault $fault -- --file 3F00/7FFF/6F7B --file 3F00/7FFF/6F42 \
    --file 3F00/7FFF/6FAD
done >faults
grep -v 'again:\|^  [0-9] [0-9A-F/]*$' faults
