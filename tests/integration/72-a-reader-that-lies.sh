# A reader, or the card behind it, that breaks the protocol in every way the
# model can: a clear error that names the reader, or recovery; a bounded wait;
# nothing is written but by a backup that is whole or says what is missing.
. "$TOP/tests/integration/lib.sh"
keypair

# one STATUS TEXT OPTION...: in a folder of its own, so that waits overlap.
# Status 3 has its text among the gaps.
one() {
  want=$1
  text=$2
  shift 2
  dir=$(mktemp -d "$PWD/one.XXXXXX")
  (
    cd "$dir" || exit 1
    usb_reader "$CARDS/one.card" "$@" -- sh -c '
      timeout 75 "$S" backup --wait 0 -d ccid:1-1 -r "$RCPT" -o x.simstow \
        >out 2>err'
    got=$?
    why=
    [ "$got" -eq "$want" ] || why="status $got, want $want"
    case $want in
    0) "$S" verify -i ../id.txt x.simstow >/dev/null 2>&1 || why='no archive' ;;
    3) grep "^gap: .*ccid:1-1: .*$text" err >/dev/null || why='no such gap' ;;
    *)
      [ ! -e x.simstow ] || why='something is written'
      grep -q "^simstow: .*ccid:1-1: .*$text" err || why='not said'
      ;;
    esac
    [ -z "$why" ] || {
      echo "$*: $why"
      cat err
    }
  ) >"$dir.result" 2>&1 &
  jobs=$((jobs + 1))
  [ $((jobs % at_once)) -ne 0 ] || wait
}
jobs=0

# Message 1 is GetSlotStatus, 2 is IccPowerOn, 8 belongs to a function. Those
# that are waited for come first, all at once.
silent='no answer of the reader in time'
at_once=14
one 3 'more time' --reader --fault wtx-endless=8
one 4 "$silent" --reader --fault wrong-type=1
for at in 1 2 8; do
  one 4 "$silent" --reader --fault "silent=$at"
  one 4 "$silent" --reader --fault "silent-once=$at"
  one 4 "$silent" --reader --fault "wrong-slot=$at"
  one 4 "$silent" --reader --fault "wrong-seq=$at"
done
at_once=7
for at in 1 2 8; do
  status=6
  [ "$at" -lt 8 ] || status=3
  one $status '7 bytes, want 10' --reader --fault "short-frame=$at"
  one $status 'dwLength says' --reader --fault "wrong-length=$at"
  one $status 'dwLength says' --reader --fault "wrong-length-less=$at"
  one $status 'says 4294967295' --reader --fault "huge-length=$at"
  one $status 'is reserved' --reader --fault "bad-command=$at"
done
one 3 'message 83, want 80' --reader --fault wrong-type=8
one 4 'card gone or broken' --reader --fault no-answer-data=8
for at in 1 2 8; do
  one 0 '' --reader --fault "stale=$at"
  one 0 '' --reader --fault "bad-status=$at"
  one 4 'no card in the reader' --reader --fault "removed=$at"
  one 4 'the slot is busy' --reader --fault "slot-busy=$at"
  one 4 'a hardware fault' --reader --fault "hw-error=$at"
  one 4 'than the reader could take' --reader --fault "overrun=$at"
  one 4 'parity errors' --reader --fault "parity=$at"
  one 4 'does not know the command' --reader --fault "not-supported=$at"
done
one 6 'message 83, want 80' --reader --fault wrong-type=2
one 6 'answer to reset: byte 0' --reader --fault no-answer-data=2

# the card's power and its answer to reset
one 4 'the card is mute' --reader --fault mute-power-on
one 0 '' --reader --no-auto-voltage --fault mute-power-on
one 6 'TS is 00' --reader --fault bad-atr
one 6 'answer to reset: byte' --reader --fault short-atr
one 0 '' --reader --fault long-atr
one 4 'the card is mute' --reader --fault mute-xfr=3

# chains, time, packets, halts
for chain in chain-endless chain-wrong; do
  one 6 'answer in more than\|breaks its chain' --reader --level extended \
    --max-message 100 --fault "$chain"
done
one 0 '' --reader --fault wtx=5
one 0 '' --reader --fault zero-packet=5
one 0 '' --reader --fault no-zero-packet=5
one 0 '' --reader --fault stall-in=5
one 4 'stalled' --reader --fault stall-out=5
one 0 '' --reader --fault no-gather

# blocks of T=1
for fault in bad-lrc drop wtx dup wrong-seq ifs; do
  for at in 1 2 5 8; do
    one 0 '' --t1 --reader --level tpdu --fault "t1-$fault=$at"
  done
done
one 4 'the card aborted' --t1 --reader --level tpdu --fault t1-abort=5
for fault in long resync-needed endless-r; do
  one 4 'T=1: 4 blocks' --t1 --reader --level tpdu --fault "t1-$fault=5"
done
one 3 'more than 65538 bytes' --t1 --reader --level tpdu \
  --fault t1-endless-chain=5

# a class descriptor that says what cannot be
one 6 'unknown level of exchange 3' --reader --describe 42:03
one 6 'neither T=0 nor T=1' --reader --describe 6:00
one 6 'messages of 15 bytes' --reader --describe 45:00
one 0 '' --reader --describe 45:FF --describe 46:FF --describe 47:FF

# readers that cannot be had
one 4 'another program holds it' --reader --fault busy
one 4 'no permission to open it' --reader --fault forbidden
one 4 'character level is not supported' --reader --level character
wait
cat ./*.result >&2
[ -z "$(cat ./*.result)" ] || fail "see above"
echo "$jobs lies"
