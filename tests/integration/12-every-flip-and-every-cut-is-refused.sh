# Every single-bit flip and every truncation of a small archive is refused with
# a clear error, and nothing is written.
. "$TOP/tests/integration/lib.sh"
keypair
printf 'a long enough passphrase\n' >pw
card "$CARDS/one.card" -- sh -ec '
  "$S" backup -r "$RCPT" -o r.simstow
  "$S" backup --passphrase file:pw --work-factor 10 -o p.simstow
' >out 2>err || { cat err >&2; fail "backup"; }

"$T/flip-all" -i id.txt r.simstow || fail "recipient"
"$T/flip-all" -p pw p.simstow || fail "passphrase"

# the program itself, at places all over the file
size=$(stat -c %s r.simstow)
at=0
while [ "$at" -lt "$size" ]; do
  cp r.simstow x.simstow
  old=$(od -An -tu1 -j "$at" -N 1 r.simstow)
  # shellcheck disable=SC2059 # the format is the byte
  printf "$(printf '\\%03o' $((old ^ 4)))" |
    dd of=x.simstow bs=1 seek="$at" conv=notrunc 2>/dev/null
  got=0
  "$S" extract -i id.txt x.simstow -o dir >out 2>err </dev/null || got=$?
  case $got in
  6 | 7 | 8) ;;
  *) fail "byte $at: status $got" ;;
  esac
  [ -s err ] || fail "byte $at: no message"
  absent dir
  head -c "$at" r.simstow >x.simstow
  "$S" verify -i id.txt x.simstow >out 2>err </dev/null && fail "cut at $at"
  [ -s err ] || fail "cut at $at: no message"
  at=$((at + 61))
done
