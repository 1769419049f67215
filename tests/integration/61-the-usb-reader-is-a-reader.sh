# The card reader that is a program, proven by pcscd with libccid at every level
# (the backup equals the one through vpcd), and by a plain host: every fault.
. "$TOP/tests/integration/lib.sh"
"$TOP/tests/usbmodel/prove-ccid" >out 2>&1 || {
  tail -n 40 out >&2
  fail "prove-ccid"
}
tail -n 1 out
