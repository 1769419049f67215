# At a terminal: the passphrase is asked twice, with echo off, before the card
# is read; two different ones and an empty one are refused; reading asks once.
. "$TOP/tests/integration/lib.sh"
printf 'a good passphrase\n' >pw
printf 'one\nanother\n' >two
printf '\n' >nothing
card "$CARDS/one.card" --log log -- sh -c '
  "$RIG/pty-run" pw "$S" backup --work-factor 10 -o p.simstow >t1
  echo "backup: $?"
  "$RIG/pty-run" two "$S" backup --work-factor 10 -o x.simstow >t2
  echo "two different: $?"
  "$RIG/pty-run" nothing "$S" backup --work-factor 10 -o x.simstow >t3
  echo "empty: $?"'
absent x.simstow
grep -q 'good' t1 && fail "echo was on"
[ "$(grep -ci 'passphrase' t1)" -ge 2 ] || fail "asked once only"
"$RIG/pty-run" pw "$S" verify --open p.simstow >t4
echo "verify: $?"
"$RIG/pty-run" pw "$S" show p.simstow >t5
echo "show: $?"
"$RIG/pty-run" two "$S" show p.simstow >t6
echo "wrong: $?"
grep -q 'wrong passphrase or damaged file' t6 || fail "message"
# without a terminal it is a usage error that says so
run 2 setsid "$S" show p.simstow
says "terminal"
