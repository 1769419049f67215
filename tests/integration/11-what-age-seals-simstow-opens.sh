# age seals, build/tests/age-open opens, and the other way round: sizes around
# the chunk, binary and armored, recipient and passphrase.
. "$TOP/tests/integration/lib.sh"
keypair
printf 'correct horse\n' >pw

for n in 0 1 65535 65536 65537 1048576; do
  head -c "$n" /dev/urandom >plain
  for armor in '' -a; do
    # shellcheck disable=SC2086 # an option or nothing
    age $armor -r "$RCPT" -o sealed plain || fail "age seals $n"
    "$T/age-open" -i id.txt <sealed >opened || fail "age-open: $n $armor"
    cmp plain opened || fail "recipient $n $armor"

    # shellcheck disable=SC2086
    "$T/age-seal" $armor -r "$RCPT" <plain >sealed || fail "age-seal $n"
    age -d -i id.txt sealed >opened || fail "age opens ours: $n $armor"
    cmp plain opened || fail "ours, recipient $n $armor"
  done
done

for n in 0 65536 70000; do
  head -c "$n" /dev/urandom >plain
  rm -f sealed
  "$RIG/pty-run" pw age -p -o sealed plain >/dev/null || fail "age -p"
  "$T/age-open" -p 3 3<pw <sealed >opened || fail "age-open -p: $n"
  cmp plain opened || fail "passphrase $n"
  "$T/age-seal" -p 3 -n 12 3<pw <plain >sealed || fail "age-seal -p"
  rm -f opened
  "$RIG/pty-run" pw age -d -o opened sealed >/dev/null || fail "age -d ours"
  # age makes no output file when there is nothing to write
  [ "$n" -gt 0 ] || : >>opened
  cmp plain opened || fail "ours, passphrase $n"
done

# an identity file that age sealed by a passphrase
rm -f id.age
"$RIG/pty-run" pw age -p -o id.age id.txt >/dev/null || fail "age -p id"
echo text >plain
rm -f sealed
age -r "$RCPT" -o sealed plain
run 0 "$S" key show id.age --passphrase file:pw
prints "$RCPT"

# statuses name the class
"$T/age-open" -i id.txt </dev/null >/dev/null 2>&1
[ $? -eq 1 ] || fail "empty file is a header fault"
age-keygen -o other.txt 2>/dev/null
"$T/age-open" -i other.txt <sealed >/dev/null 2>&1
[ $? -eq 2 ] || fail "no secret fits"
