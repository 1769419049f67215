# A PIN goes to the card when its owner said so, once, and is seen nowhere: a
# wrong one costs exactly one try of three, with one left nothing is sent
# without --last-try, and at the terminal the tries are told before.
. "$TOP/tests/integration/lib.sh"
keypair
PIN=739154
WRONG=418265
printf '%s\n' $PIN >pin
printf '%s\n' $WRONG >wrong

# pin STATUS TRIES VERIFIES BACKUP-OPTION...: of a card with so many tries left
pin() {
  want=$1 tries=$2 verifies=$3
  shift 3
  rm -rf x.simstow log rig.*
  got=0
  card "$CARDS/usim-pin.card" --log log --set pin1=$PIN --pin1-tries "$tries" \
    -- sh -c '${TTY:-} "$S" backup -v -r "$RCPT" -o x.simstow "$@" \
      >out 2>err' sh "$@" </dev/null || got=$?
  [ "$got" -eq "$want" ] || { cat out err >&2; fail "$*: status $got"; }
  n=$(grep -c '^VERIFY' log)
  [ "$n" -eq "$verifies" ] || { cat log >&2; fail "$*: $n PINs sent"; }
  nowhere
  printf '%s tries, %s: status %s, %s sent' "$tries" "$*" "$got" "$n"
  grep -h '^VERIFY' log | sed 's/.* tries /, left: /' | tr -d '\n'
  echo
  sed -n 's/^simstow: \(PIN1\|backup: --pin\)/  \1/p; s/^hint: /  &/p' err
  if [ "$got" -gt 3 ] || [ "$got" -eq 2 ]; then absent x.simstow; fi
}

# Neither PIN is in what was printed, in a log, or in the archive.
nowhere() {
  if [ -f x.simstow ]; then
    age -d -i id.txt x.simstow | zstd -dq >plain || fail "archive"
  else
    : >plain
  fi
  for p in $PIN $WRONG; do
    ! grep -aqF "$p" out err log plain || fail "PIN $p is seen"
    hex=$(printf '%s' "$p" | sed 's/./3&/g')
    ! grep -aqiF "$hex" out err log plain || fail "PIN $p is seen in hex"
  done
}

pin 3 3 0
pin 0 3 1 --pin file:pin
pin 7 3 1 --pin file:wrong
pin 7 2 1 --pin file:wrong
pin 2 1 0 --pin file:pin
pin 2 1 0 --pin file:wrong
pin 0 1 1 --pin file:pin --last-try
pin 7 1 1 --pin file:wrong --last-try
pin 5 0 0 --pin file:pin --last-try
pin 3 1 0
pin 0 3 1 --pin 'cmd:cat pin'

# what is no PIN and no source is refused before a card is looked for
rm -f x.simstow
for s in "$PIN" ask: file: fd:x 'cmd:printf 123' 'cmd:printf 123456789' \
  'cmd:printf 12a4'; do
  run 2 "$S" backup -r "$RCPT" -o x.simstow --pin "$s"
  ! grep -qF "$PIN" out err || fail "a PIN given in place of a source is shown"
done
run 2 "$S" backup -r "$RCPT" -o x.simstow --last-try
run 2 "$S" backup -r "$RCPT" -o x.simstow --no-files --pin file:pin
absent x.simstow

# at the terminal: how many tries are left is told before, nothing is echoed
TTY="$RIG/pty-run pin"
export TTY
pin 0 3 1 --pin ask
grep -F 'PIN1 (3 tries left): ' out | head -n 1 | tr -d '\r' | sed 's/.*PIN1/PIN1/'
TTY="$RIG/pty-run wrong"
pin 7 2 1 --pin ask
grep -F 'PIN1 (2 tries left): ' out | head -n 1 | tr -d '\r' | sed 's/.*PIN1/PIN1/'
pin 2 1 0 --pin ask
! grep -F 'try left)' out || fail "asked with one try left"
TTY="$RIG/pty-run pin"
pin 0 1 1 --pin ask --last-try
grep -F 'PIN1 (1 try left): ' out | head -n 1 | tr -d '\r' | sed 's/.*PIN1/PIN1/'
TTY=setsid
pin 2 3 0 --pin ask

# interrupted at the prompt: nothing is sent, the echo comes back
cat >interrupt <<'PY'
import os, pty, select, sys
pid, fd = pty.fork()
if pid == 0:
    os.execvp(sys.argv[1], sys.argv[1:])
seen = b""
while not seen.endswith(b"left): "):
    seen += os.read(fd, 1)
os.write(fd, b"73\x03")
try:
    while True:
        if not select.select([fd], [], [], 30)[0]:
            os.kill(pid, 9)
        if not os.read(fd, 4096):
            break
except OSError:
    pass
sys.exit(-os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
PY
TTY="python3 interrupt"
rm -rf x.simstow rig.*
got=0
card "$CARDS/usim-pin.card" --log log -- sh -c '
  $TTY "$S" backup -r "$RCPT" -o x.simstow --pin ask' </dev/null || got=$?
[ "$got" -eq 2 ] || fail "interrupted: $got is no SIGINT"
! grep -q '^VERIFY' log || fail "interrupted: a PIN was sent"
absent x.simstow
echo "interrupted at the prompt: SIGINT, none sent"

# 2G: the same card class A0
TTY=
got=0
card "$CARDS/sim-2g.card" --log log --pin1-tries 1 -- sh -c '
  "$S" backup -r "$RCPT" -o y.simstow --pin "cmd:echo 9999" >out 2>err' ||
  got=$?
[ "$got" -eq 2 ] || { cat err >&2; fail "2G: status $got"; }
! grep -q '^VERIFY' log || fail "2G: a PIN was sent with one try left"
echo "2G, one try: status $got, none sent"
