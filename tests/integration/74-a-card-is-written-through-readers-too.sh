# Contacts and message centres written through readers on libusb: the card then
# holds what it holds after PC/SC, the report is the same, and a second run
# writes nothing.
. "$TOP/tests/integration/lib.sh"
keypair
printf '1234\n' >pin

card "$CARDS/usim.card" -- "$S" backup --contacts -r "$RCPT" -o a.simstow \
  >out 2>err || { cat err >&2; fail "no backup to write from"; }
# the card before anybody used it
awk '/^path = / { path = $3 }
  /^record = / && path ~ /5F3A\/4F|6F42/ && path !~ /4F30/ { next }
  path == "3F00/2FE2" && /^hex/ { print "hex = 989489000000000020F6"; next }
  { print }' "$CARDS/usim.card" >usim.card
cp "$CARDS/sim-2g.card" .

# twice DEVICE OPTION...: one write, another, and how often the card changed
cat >twice <<'END'
device=$1
shift
write() {
  "$S" uicc write a.simstow -i id.txt -d "$device" --contacts --smsp --yes \
    --json "$@"
}
write "$@" >first 2>err
echo $? >status
grep -c '^CHANGE' "$VCARD_LOG" >changes
write "$@" >second 2>>err
echo $? >>status
grep -c '^CHANGE' "$VCARD_LOG" >>changes
exit 0
END

# keep NAME: what a write leaves: two reports, the card, statuses and changes
keep() {
  mkdir "$1"
  for report in first second; do
    jq -S . $report >"$1/$report" || { cat err >&2; fail "$1: no report"; }
  done
  mv dump status changes "$1/"
  [ "$(sort -u "$1/changes" | wc -l)" -eq 1 ] || fail "$1: written twice"
  [ "$(jq .written "$1/first")" -eq "$(head -n 1 "$1/changes")" ] ||
    fail "$1: not what the report says"
}

# through_reader NAME REFERENCE CARD [vcard option]... --reader OPTION... with
# $put, options of the write
through_reader() {
  name=$1 ref=$2 file=$3
  shift 3
  rm -rf rig
  mkdir rig
  # shellcheck disable=SC2086 # words, or none
  RIG_DIR=$PWD/rig "$RIG/with-usb-reader" "$file" --save dump "$@" -- \
    sh twice ccid:1-1 $put || fail "$name"
  keep "$name"
  diff -ru "$ref" "$name" >&2 || fail "$name: another card or report"
  ! grep -E '^(BAD|ODD)' rig/usb.log >&2 || fail "$name: held against us"
  echo "$name: $(head -n 1 "$name/changes") records," \
    "status $(tr '\n' ' ' <"$name/status")"
}

# through_pcsc NAME CARD [vcard option]...
through_pcsc() {
  name=$1 file=$2
  shift 2
  # shellcheck disable=SC2086 # words, or none
  card "$file" --save dump "$@" -- \
    sh twice "pcsc:Virtual Reader A 00 00" $put || fail "$name"
  keep "$name"
}

put=
through_pcsc usim-t0 usim.card
through_pcsc usim-t1 usim.card --t1
diff -r usim-t0 usim-t1 >&2 || fail "T=0 and T=1 differ"
through_reader usim-short usim-t0 usim.card --reader --level short
through_reader usim-extended usim-t0 usim.card --reader --level extended
through_reader usim-tpdu-t0 usim-t0 usim.card --reader --level tpdu
through_reader usim-tpdu-t1 usim-t1 usim.card --t1 --reader --level tpdu
# a SIM of old wants its PIN, and cannot hold everything
put='--cut --pin file:pin'
through_pcsc sim-2g-t0 sim-2g.card
through_reader sim-2g-short sim-2g-t0 sim-2g.card --reader --level short
through_reader sim-2g-tpdu-t0 sim-2g-t0 sim-2g.card --reader --level tpdu
