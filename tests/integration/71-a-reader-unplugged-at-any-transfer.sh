# The reader is gone at transfer n, for every n of a backup, at each level: a
# clear error that names it, at once, status 4 and no file.
. "$TOP/tests/integration/lib.sh"
keypair

# backup OPTION...: status; milliseconds in the file took
backup() {
  usb_reader "$CARDS/one.card" "$@" -- sh -c '
    start=$(date +%s%N)
    timeout 60 "$S" backup --no-payloads -d ccid:1-1 -r "$RCPT" -o x.simstow \
      >out 2>err
    rc=$?
    echo $((($(date +%s%N) - start) / 1000000)) >took
    cp "$USB_LOG" usb.log
    exit $rc'
}

# unplug NAME OPTION...
unplug() {
  name=$1
  shift
  rm -f x.simstow
  backup "$@" || { cat err >&2; fail "$name: the reader itself"; }
  rm x.simstow
  n=$(grep -c '^[<>] [A-Z]* slot' usb.log)
  [ "$n" -gt 20 ] || fail "$name: only $n transfers"
  i=1
  while [ "$i" -le "$n" ]; do
    got=0
    backup "$@" --fault "unplug=$i" || got=$?
    # The last two are IccPowerOff, when everything has been read.
    if [ "$i" -gt $((n - 2)) ]; then
      [ "$got" -eq 0 ] || fail "$name: gone at $i of $n: status $got"
      rm x.simstow
    else
      [ "$got" -eq 4 ] || {
        cat err >&2
        fail "$name: gone at $i of $n: status $got"
      }
      absent x.simstow
      grep -q '^simstow: .*ccid:1-1: the reader was unplugged$' err || {
        cat err >&2
        fail "$name: gone at $i: the reader is not named"
      }
    fi
    [ "$(cat took)" -lt 2000 ] || fail "$name: gone at $i: $(cat took) ms"
    i=$((i + 1))
  done
  echo "$name: unplugged at each of $n transfers"
}
unplug short --reader --level short
unplug extended --reader --level extended --max-message 100
unplug "TPDU T=0" --reader --level tpdu --no-auto-voltage --auto-pps off
unplug "TPDU T=1" --t1 --reader --level tpdu --auto-parameters off
