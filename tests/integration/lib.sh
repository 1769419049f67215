# Sourced by the scripts beside it. $TOP is the source tree; the current
# folder belongs to the script.
# shellcheck shell=sh
set -u
S=${SIMSTOW:-$TOP/build/simstow}
T=$TOP/build/tests
CARDS=$TOP/tests/fixtures/cards
RIG=$TOP/tests/rig
export S T CARDS RIG

fail() {
  echo "FAIL: $*" >&2
  exit 1
}

# run STATUS COMMAND...: the command must end with that status. Its output is
# kept in the files out and err.
run() {
  want=$1
  shift
  got=0
  "$@" >out 2>err </dev/null || got=$?
  if [ "$got" -ne "$want" ]; then
    echo "--- stdout" >&2
    head -n 20 out >&2
    echo "--- stderr" >&2
    head -n 20 err >&2
    fail "status $got, want $want: $*"
  fi
}

# says TEXT: the last run said so on stderr. prints TEXT: on stdout.
says() {
  grep -qF -- "$1" err || {
    cat err >&2
    fail "not said: $1"
  }
}
prints() {
  grep -qF -- "$1" out || {
    cat out >&2
    fail "not printed: $1"
  }
}

absent() {
  for absent_f in "$@"; do
    [ ! -e "$absent_f" ] || fail "is there: $absent_f"
  done
}

# card CARD [vcard option...] -- COMMAND...: with a virtual card in a reader
# of a pcscd of its own.
card() {
  RIG_DIR=$(mktemp -d "$PWD/rig.XXXXXX") "$RIG/with-card" "$@"
}

# usb_reader CARD [vcard option...] [--reader [ccid option...]] [--pcscd]
# -- COMMAND...: the card is in a USB reader that only the command sees; its
# log is in $USB_LOG and afterwards in rig.*/usb.log.
usb_reader() {
  RIG_DIR=$(mktemp -d "$PWD/rig.XXXXXX") "$RIG/with-usb-reader" "$@"
}

# usb_phone OPTION... -- COMMAND...: beside an ADB phone on an emulated USB bus,
# in a network where no adb server runs.
usb_phone() {
  unshare -n sh -c 'ip link set lo up; exec "$@"' sh \
    "$RIG/with-usb-phone" --path "$TOP/tests/vphone/bin" "$@"
}

# A pair of keys for tests: identity in id.txt, recipient in $RCPT.
keypair() {
  age-keygen -o id.txt 2>/dev/null || fail "age-keygen"
  RCPT=$(age-keygen -y id.txt)
  export RCPT
}

# members ARCHIVE-FOLDER: every member is named in the manifest with its size
# and SHA-256, and nothing else is there.
members_match() {
  jq -r '.members[] | "\(.sha256)  \(.name)"' "$1/manifest.json" >sums ||
    fail "manifest is no JSON"
  (cd "$1" && sha256sum -c --quiet ../sums) || fail "a member differs"
  found=$(cd "$1" && find . -type f ! -name manifest.json | wc -l)
  named=$(wc -l <sums)
  [ "$found" -eq "$named" ] || fail "$found members, $named named"
}

# phone PHONE... [with-phone option...] -- COMMAND...: with scripted phones
# behind AOSP's adbd. HOME is the script's; adbd lies in the user's own cache.
phone() {
  phone_home=$(getent passwd "$(id -u)" | cut -d: -f6)
  phone_cache=${XDG_CACHE_HOME:-$phone_home/.cache}
  ADBD_CACHE=${ADBD_CACHE:-$phone_cache/simstow/adbd-29.0.6}
  export ADBD_CACHE
  if [ ! -x "$ADBD_CACHE/adbd" ]; then
    echo "no adbd: scripts/build-adbd" >&2
    exit 77
  fi
  RIG_DIR=$(mktemp -d "$PWD/rig.XXXXXX") "$RIG/with-phone" "$@"
}
