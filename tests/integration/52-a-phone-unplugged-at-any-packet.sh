# The phone is gone at packet n, for every n of a short backup; its daemon
# breaks the protocol in every way it can: clear errors, bounded waits, nothing
# is written.
. "$TOP/tests/integration/lib.sh"
keypair
VPHONE=$TOP/tests/vphone/phones/android14-nosim
VPHONE_LOG=/dev/null
export VPHONE VPHONE_LOG
phone() {
  usb_phone "$@" -- \
    sh -c 'timeout 60 "$S" backup -d adb:VPHONE01 -r "$RCPT" -o x.simstow \
      >out 2>err'
}

phone --log log || [ $? -eq 3 ] || { cat err >&2; fail "the phone itself"; }
rm -f x.simstow
n=$(grep -cE '^[<>]' log)
[ "$n" -gt 50 ] || fail "only $n messages"
i=1
while :; do
  got=0
  phone --fault "unplug=$i" || got=$?
  # beyond the last transfer the backup is whole
  case $got in
  0 | 3)
    [ "$i" -gt "$n" ] || fail "unplugged at $i of $n messages: status $got"
    break
    ;;
  4)
    absent x.simstow
    grep -q '^simstow: ' err || fail "unplugged at $i: silent"
    ;;
  *)
    cat err >&2
    fail "unplugged at $i: status $got"
    ;;
  esac
  i=$((i + 1))
done
echo "unplugged at each of $((i - 1)) transfers" >&2

# one NAME STATUS...: a fault of the daemon
one() {
  rm -f x.simstow
  fault=$1
  shift
  got=0
  phone --fault "$fault" || got=$?
  for want in "$@"; do
    [ "$got" -ne "$want" ] || {
      [ "$got" -eq 3 ] || [ "$got" -eq 0 ] || absent x.simstow
      printf '%s: %s\n' "$fault" "$got"
      return
    }
  done
  cat err >&2
  fail "$fault: status $got, want $*"
}
one bad-magic=3 4
one bad-sum=3 0 3
one oversize=3 4
one short-header=3 4
one garbage 0 3
one stale 0 3
one mute-cnxn 4
one mute-after-cnxn 4
one stls 4
one refuse=2 3
one two-okays=2 0 3
one late=1 0 3
one unknown-write=1 0 3
one cut=1 3
one huge=1 3
one no-exit=1 0 3
