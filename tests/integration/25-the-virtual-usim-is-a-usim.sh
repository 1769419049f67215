# OpenSC, which shares nothing with us, walks the virtual SIM and USIM: files,
# records, PINs, updates, and each fault that a file can have.
. "$TOP/tests/integration/lib.sh"
command -v opensc-explorer >opensc || {
  echo "no opensc: scripts/install-deps test" >&2
  exit 77
}

# explore COMMAND...: what opensc-explorer finds, without what we do not say
explore() {
  printf '%s\n' "$@" >commands
  opensc-explorer -r 0 -c default commands 2>&1 |
    grep -vE 'N/A$|^OpenSC|^$|attributes: '
}
# send APDU...: each with its status word, and the answer in hex
send() {
  for apdu in "$@"; do set -- "$@" -s "$apdu"; shift; done
  opensc-tool -r 0 -c default "$@" 2>&1 |
    sed 's/^Received (SW1=0x\(..\), SW2=0x\(..\)).*/  \1\2/; s/^Sending: //'
}
# one CARD OPTION... -- APDU...
one() {
  file=$1
  shift
  options=
  while [ "$1" != -- ]; do options="$options $1"; shift; done
  shift
  echo "== $file$options"
  # shellcheck disable=SC2086 # a list of words
  card "$CARDS/$file.card" --log log $options -- sh -c '
    . ./functions; send "$@"' sh "$@"
}
sed -n '/^explore()/,/^}/p; /^send()/,/^}/p' \
  "$TOP/tests/integration/25-the-virtual-usim-is-a-usim.sh" >functions

walk() {
  card "$CARDS/usim.card" "$@" -- sh -c '. ./functions; explore \
    info "cat 2FE2" "cat 2F00" "cat 2F06" "cd 7F10" "cd 5F3A" info \
    "info 4F3A" "cat 4F30" "cat 4F4A" "cd .." "cd .." "info 2FE2" \
    "cd aid:A0000000871002" "cat 6FAD" "cat 6FC5" "info 6F3C" "cat 6F38" \
    "info 6F07" "cat 6F07" "cat 6F42"'
}
echo "== files"
walk >t0
cat t0
walk --t1 >t1
cmp t0 t1 || fail "T=1 is not T=0"

usim=00A4040407A0000000871002
imsi=00A4080C047FFF6F07
one usim-pin -- $usim $imsi 00B0000009 00B0870009 0020000100 00200081 \
  002000010839393939FFFFFFFF 0020000108 0020000100 00B0000009 \
  002000010831323334FFFFFFFF 00B0000009 00200001 00200002
grep -E '^(VERIFY|REFUSED)' log
grep -q '3132\|3939' log && fail "a PIN in the log"
one usim-pin --pin1-tries 1 -- 00200001 002000010839393939FFFFFFFF \
  002000010831323334FFFFFFFF 00200001
one usim --set pin1-enabled=no -- 002000010831323334FFFFFFFF

# what T=0 says to the reader, before OpenSC asks again
one usim -- 00A40804022FE200 00B0000000 00A4080C022F06 00B2010400
grep -E '^[0-9]+ 00.* (61|6C)..$' log

# what is not there, not allowed, or not as the command thinks
one usim -- 00A4040C07A0000000871004 00B0000001 00B2010410 $usim \
  00A4000C026FFF 00A4080C067F105F3A4F99 00A4030C 00A4000C027FFF $imsi \
  00B000010A 00B0000900 00B0010001 00B2010409 00D600000108 \
  00A4000C026FC5 00B0000020 00B2040420 00B2010400 00B2000220 00B2000220 \
  00B2000220 00B2000220 00B2000320 00A4000C023F00 00B2010630 00F2000000 \
  80F2000000 80F2000C 00A2010400 A0A40000023F00
one usim-b -- 00A4040C07A0000000871002 00A40004026F3F 00C0000025 \
  00B0000004 00A4000C026F7B 00D600000313F184 00B0000003

# each channel has its place; an ISD-R hides the files of its channel alone
isdr=A4040C10A0000005591010FFFFFFFF8900000100
one euicc-usim -- 00A4080C022FE2 0070000001 01B000000A 01A4080C022F05 \
  01B0000006 00B000000A 01$isdr 01B0000006 00B000000A 00$isdr 00B000000A \
  $usim 00A4080C022FE2 00B000000A

# other forms of the rules; a second application that begins alike
for form in arr arr-se compact expanded; do
  one usim --set security=$form -- 00A40804022FE200
done
printf '%s\n' "include $CARDS/usim.card" '[adf]' 'aid = A0000000871004' \
  'label = ISIM' '[file]' 'path = 7FFF/6F02' 'hex = 8000' >isim.card
(
  CARDS=$PWD
  one isim -- 00A4080C022F00 00B2020430 00A4040C06A00000008710 00A4000C026F02 \
    00A4040E06A00000008710 00A4000C026F02 00A4040E06A00000008710 80F2000107
)

# the old card: class A0 alone, 9Fxx, GET RESPONSE
one sim-2g -- 00A40000023F00 A0A40000023F00 A0C0000017 A0A40000027F20 \
  A0A40000026F07 A0C000000F A0B0000009 A0200001083939393900000000 \
  A0200001083939393939393939 A020000108393939393939FFFF A0B0000009
one sim-2g -- A0A40000027F20 A0A40000026F07 A0B0000009 \
  A02000010831323334FFFFFFFF A0B0000009 A0B000000A A0A40000026F99 \
  A0A40000027F10 A0F2000016 A0A40000026F44 A0C000000F A0B201041E \
  A0DC00031E4D49FFFFFFFFFFFFFFFFFFFFFFFFFFFF04811032F4FFFFFFFFFFFFFFFFFF \
  A0B201041E A0B202041E A0B206041E A0B2010410 A0B0000001
one sim-2g --set pin1-enabled=no -- A0A40000027F20 A0A40000026F07 \
  A0B0000009 A02000010831323334FFFFFFFF

# an update changes what it names, and nothing else
echo "== update"
card "$CARDS/usim.card" --log log --save saved -- sh -c '
  . ./functions
  kill -HUP "$VCARD_PID"
  while [ ! -f saved ]; do sleep 0.1; done
  cp saved before
  filler=FFFFFFFFFFFFFFFFFFFF
  send 00A4040C07A0000000871002 00A4080C047FFF6F7B 00D600030399F978 \
    00D6000B0299F9 00A4080C067F105F3A4F14 "00DC03040E4E6577FF$filler" \
    "00DC03040D4E6577$filler" "00DC1F040E4E6577FF$filler"'
diff before saved
grep -E '^(CHANGE|REFUSED)' log

# faults, one at a time
sel=00A40804047FFF6F7B
get="00A4080C047FFF6F7B 00B000000C"
put="00A4080C047FFF6F7B 00D600000399F978 00B000000C"
for f in file-sw=6F7B:6F00 select-file-sw=6F7B:6A82 file-short=6F7B; do
  # shellcheck disable=SC2086 # a list of words
  one usim --fault $f -- $usim $get
done
for f in fcp-cut=6F7B fcp-wrong-size=6F7B:40 fcp-noise=6F7B; do
  one usim --fault $f -- $usim ${sel}00
done
one usim --fault record-size-lie=6F3C:200 -- $usim 00A40804047FFF6F3C00
for f in update-sw=6F7B:6581 update-lost=6F7B gone-at-update=1 \
  gone-after-update=1; do
  # shellcheck disable=SC2086 # a list of words
  one usim --fault $f --save saved -- $usim $put
  grep '^7FFF/6F7B' saved
done
