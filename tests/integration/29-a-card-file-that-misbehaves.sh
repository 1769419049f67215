# Files that a card refuses, cuts or describes wrongly: each is exactly one
# gap, named, in an archive that opens; the others are read as ever. A card
# that is pulled at any APDU leaves no archive.
. "$TOP/tests/integration/lib.sh"
keypair

# one NAME FAULT: the gap is that file's, and all else is as without the fault
one() {
  name=$1
  shift
  rm -f x.simstow
  got=0
  card "$CARDS/usim.card" --fault "$1" -- sh -c '
    "$S" backup -r "$RCPT" -o x.simstow --contacts --sms >out 2>err' || got=$?
  [ "$got" -eq 3 ] || { cat err >&2; fail "$1: status $got"; }
  "$S" show --json -i id.txt x.simstow >m.json || fail "$1: show"
  jq -r '.gaps[].what' m.json >gaps
  [ "$(wc -l <gaps)" -eq 1 ] || { cat err >&2; fail "$1: gaps"; }
  grep -q "^$name (" gaps || { cat gaps >&2; fail "$1: another file"; }
  lost=$(jq -s '(.[0].profiles[0].sim.files | length) -
    (.[1].profiles[0].sim.files | map(select(.member)) | length)' \
    whole.json m.json)
  [ "$lost" -le 1 ] || fail "$1: it cost $lost files"
  printf '%s: ' "$1"
  sed -n 's/^gap: //p' err
}

card "$CARDS/usim.card" --log log -- sh -c '
  "$S" backup -r "$RCPT" -o whole.simstow --contacts --sms >out 2>err' ||
  { cat err >&2; fail "backup"; }
"$S" show --json -i id.txt whole.simstow >whole.json

for sw in 6982 6985 6A82 6F00; do
  one EF.SPN file-sw=6F46:$sw
  one EF.IMSI select-file-sw=6F07:$sw
done
for f in EF.SPN:6F46 EF.ECC:6FB7 EF.PLMNwAcT:6F60 EF.ADN:4F3A EF.SMS:6F3C; do
  name=${f%:*} fid=${f#*:}
  one "$name" "file-sw=$fid:6F00"
  one "$name" "file-short=$fid"
  one "$name" "fcp-cut=$fid"
  one "$name" "fcp-noise=$fid"
done
one EF.SPN fcp-wrong-size=6F46:65535
one EF.SPN fcp-wrong-size=6F46:40
one EF.SPN fcp-wrong-size=6F46:0
one EF.PLMNwAcT fcp-wrong-size=6F60:61
one EF.ECC record-size-lie=6FB7:0
one EF.ECC record-size-lie=6FB7:255
one EF.SMS record-size-lie=6F3C:175

# EF.DIR is the way to the others: an eUICC tells the rest, a SIM has none
got=0
card "$CARDS/euicc-usim.card" --fault fcp-noise=2F00 -- sh -c '
  "$S" backup -r "$RCPT" -o dir.simstow >out 2>err' || got=$?
[ "$got" -eq 3 ] || { cat err >&2; fail "EF.DIR of an eUICC: status $got"; }
"$S" show --json -i id.txt dir.simstow |
  jq -e '(.profiles | length) == 3 and (.gaps | length) == 1' >/dev/null ||
  fail "EF.DIR of an eUICC"
sed -n 's/^gap: /eUICC without EF.DIR: /p' err
got=0
card "$CARDS/usim.card" --fault fcp-noise=2F00 -- sh -c '
  "$S" backup -r "$RCPT" -o none.simstow >out 2>err' || got=$?
[ "$got" -eq 6 ] || { cat err >&2; fail "EF.DIR: status $got"; }
absent none.simstow
sed -n 's/^simstow: \(3F00\)/SIM without EF.DIR: \1/p' err

# The card is gone at APDU n, for every n.
rm -f log
card "$CARDS/usim.card" --log log -- sh -c '
  "$S" backup -r "$RCPT" -o basic.simstow >out 2>err' || fail "backup"
n=$(grep -c '^[0-9]' log)
[ "$n" -ge 100 ] || fail "only $n APDUs in the log"
# pulled FIRST: at every second APDU from that one on, in a folder of its own
pulled() {
  mkdir "half$1" && cd "half$1" || exit 1
  i=$1
  while [ "$i" -le "$n" ]; do
    rm -rf rig.*
    got=0
    card "$CARDS/usim.card" --fault "gone=$i" -- sh -c '
      "$S" backup -r "$RCPT" -o y.simstow >out 2>err' || got=$?
    [ "$got" -eq 4 ] || { cat err >&2; fail "gone at $i: status $got"; }
    grep -q '^simstow: .*Virtual Reader' err || {
      cat err >&2
      fail "gone at $i: the reader is not named"
    }
    absent y.simstow
    [ -z "$(find . -name '.y.simstow*')" ] ||
      fail "gone at $i: a temporary file"
    i=$((i + 2))
  done
}
(pulled 1) &
half=$!
(pulled 2) || exit 1
wait "$half" || exit 1
echo "pulled at each of $n APDUs"
