# AUTH: the user's own key is accepted by the real adbd; a key that the phone
# does not know leads to the prompt on its screen; a key file is made once and
# never written to again.
. "$TOP/tests/integration/lib.sh"
keypair
mkdir -p home/.android

# a key made by simstow when there is none, on a phone that says yes
VPHONE=$TOP/tests/vphone/phones/android14-nosim
VPHONE_LOG=/dev/null
HOME=$PWD/home
export VPHONE VPHONE_LOG HOME
phone() {
  usb_phone "$@" -- \
    sh -c 'timeout 100 "$S" backup -d adb:VPHONE01 -r "$RCPT" -o x.simstow \
      >out 2>err'
}
got=0
phone --auth allow --allow-after 300 --log log || got=$?
[ $got -eq 0 ] || [ $got -eq 3 ] || { cat err >&2; fail "allowed: $got"; }
grep -qi 'allow' err || { cat err >&2; fail "no word about the phone's screen"; }
grep -q '^KEY' log || fail "no public key was sent"
[ "$(stat -c %a home/.android/adbkey)" = 600 ] || fail "mode of adbkey"
head -n 1 home/.android/adbkey | grep -q 'BEGIN PRIVATE KEY' || fail "PKCS#8"
cp home/.android/adbkey before

# the same key is known now: a signature is enough, nobody is asked
rm -f x.simstow
phone --auth key --key home/.android/adbkey.pub --log log2 ||
  [ $? -eq 3 ] || { cat err >&2; fail "known key"; }
grep -q 'SIGNATURE good' log2 || fail "no good signature"
grep -q '^KEY' log2 && fail "the key was sent though it is known"
cmp before home/.android/adbkey || fail "the key file was written to"

# adb itself agrees about the public half
if adb pubkey home/.android/adbkey >pub 2>/dev/null; then
  [ "$(cut -d' ' -f1 pub)" = "$(cut -d' ' -f1 home/.android/adbkey.pub)" ] ||
    fail "adb pubkey differs"
fi
echo "key made, accepted, kept"

# the real adbd with authentication on: our signature opens it
RIG_DIR=$(mktemp -d "$PWD/rig.XXXXXX")
KEYS=$HOME
export RIG_DIR KEYS
"$RIG/with-phone" android14-nosim --auth --key home/.android/adbkey.pub -- \
  sh -c 'HOME=$KEYS "$T/adb_run" tcp "$PHONE_PORT" \
    "getprop ro.build.version.sdk"' >out 2>err || {
  cat out err >&2
  fail "adbd"
}
grep -qx 34 out || { cat out >&2; fail "no answer of the real adbd"; }
grep -q 'confirm: asked' out && fail "the known key was not taken"
echo "the real adbd takes the signature"

# a key that it does not know: it asks, and its owner says yes
mkdir other
rm -rf "$RIG_DIR"
mkdir "$RIG_DIR"
"$RIG/with-phone" android14-nosim --auth --allow 1 -- \
  sh -c 'HOME=$PWD/other "$T/adb_run" tcp "$PHONE_PORT" \
    "getprop ro.build.version.sdk"' >out 2>err || {
  cat out err >&2
  fail "adbd, a new key"
}
grep -q 'confirm: asked' out || { cat out >&2; fail "nobody was asked"; }
echo "the real adbd asks for a new key"
