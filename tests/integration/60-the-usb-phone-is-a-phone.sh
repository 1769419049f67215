# The ADB phone that is a program, proven by Debian's adb and a plain host on
# the real libusb: every fault, and gone at each transfer.
. "$TOP/tests/integration/lib.sh"
"$TOP/tests/usbmodel/prove" >out 2>&1 || {
  tail -n 40 out >&2
  fail "prove"
}
tail -n 1 out
