# What cards do wrong, one fault at a time: status and message of each; a
# fault that costs one answer is a gap, others leave no file.
. "$TOP/tests/integration/lib.sh"
keypair

# one STATUS TEXT VCARD-OPTION...
one() {
  want=$1 text=$2
  shift 2
  rm -f x.simstow
  got=0
  card "$CARDS/one.card" "$@" -- sh -c '
    "$S" backup -r "$RCPT" -o x.simstow >out 2>err; exit $?' || got=$?
  [ "$got" -eq "$want" ] || { cat err >&2; fail "$*: status $got"; }
  grep -qiF -- "$text" err || { cat err >&2; fail "$*: not said: $text"; }
  if [ "$want" -le 3 ]; then
    "$S" verify -i id.txt x.simstow >/dev/null 2>&1 || fail "$*: no archive"
  else
    absent x.simstow
  fi
  printf '%s: ' "$*"
  grep -m 1 -E '^gap: ' err ||
    grep -v 'EID' err | head -n 1 | sed 's/, [0-9.]* kB//'
}

one 0 '' --t1
one 0 '' --fault no-channels
one 0 '' --fault sw-once=BF3E:6985
one 0 '' --fault blocks-max=120
one 0 '' --fault refuse-taglist
one 0 '' --fault refuse-taglist-sw=6A80
one 0 '' --fault trailing=BF3C:5
one 3 'BF3E' --fault double=BF3E
one 3 'BF22' --fault wrongtag=BF22
one 3 'indefinite' --fault indefinite=BF22
one 3 'wanted' --fault cut=BF22:40
one 0 '' --fault oversize=BF22:70000
one 3 'more than' --fault oversize=BF22:1100000
one 3 'more than 1048576 bytes' --fault endless61=BF3C
one 3 'endless answer' --fault empty61=BF3C
one 4 'answer of 1 byte' --fault reply1=4
one 4 'no eUICC' --fault select-sw=6A86
