# The card is gone at APDU n, for every n of a backup: each time a clear error,
# status 4 and no file.
. "$TOP/tests/integration/lib.sh"
keypair
card "$CARDS/one.card" --log log -- "$S" backup -r "$RCPT" -o whole.simstow \
  >out 2>err || { cat err >&2; fail "backup"; }
n=$(grep -c '^[0-9]' log)
[ "$n" -ge 10 ] || fail "only $n APDUs in the log"
i=1
while [ "$i" -le "$n" ]; do
  rm -f out err
  got=0
  card "$CARDS/one.card" --fault "gone=$i" -- sh -c '
    "$S" backup -r "$RCPT" -o x.simstow >out 2>err; exit $?' || got=$?
  [ "$got" -eq 4 ] || { cat err >&2; fail "gone at $i: status $got"; }
  grep -q '^simstow: .*Virtual Reader' err || {
    cat err >&2
    fail "gone at $i: the reader is not named"
  }
  absent x.simstow
  [ -z "$(find . -name '.x.simstow*')" ] || fail "gone at $i: a temporary file"
  i=$((i + 1))
done
echo "pulled at each of $n APDUs"
