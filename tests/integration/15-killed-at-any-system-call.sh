# A backup is killed at every system call that touches files, and every write
# and fsync fails in turn: the final name is absent or opens whole, and an older
# archive of that name is untouched.
. "$TOP/tests/integration/lib.sh"
keypair
strace -qq -o /dev/null true 2>/dev/null || {
  echo "strace may not trace here" >&2
  exit 77
}
cat >all <<'SH'
set -eu
calls='openat,write,fsync,lseek,read,linkat,close,fadvise64,unlinkat,renameat2,mkdir,fstat,newfstatat'
# $1: what strace injects; the archive must be absent or open whole
one() {
  rm -f x.simstow
  got=0
  # shellcheck disable=SC2086 # words
  strace -f -qq -o /dev/null -e trace=none ${also:-} -e "inject=$1" \
    "$S" backup -r "$RCPT" -o x.simstow >out 2>err </dev/null || got=$?
  if [ -e x.simstow ]; then
    "$S" verify -i id.txt x.simstow >/dev/null 2>verr </dev/null || {
      echo "half a file: $1: status $got" >&2; cat err verr >&2; exit 1; }
  elif [ "$got" -eq 0 ]; then
    echo "success without a file: $1" >&2; exit 1
  fi
  [ "$got" -ne 0 ] || ok=$((ok + 1))
  runs=$((runs + 1))
}
runs=0
ok=0
strace -f -qq -o trace -e "trace=$calls" "$S" backup -r "$RCPT" \
  -o first.simstow >out 2>err </dev/null
grep -oE '^[0-9]+ +[a-z0-9]+\(' trace | tr -d '(' | awk '{print $2}' | sort |
  uniq -c >counts
while read -r n call; do
  k=1
  while [ "$k" -le "$n" ]; do
    one "$call:signal=KILL:when=$k"
    k=$((k + 1))
  done
done <counts
[ "$runs" -ge 100 ] || { echo "only $runs runs" >&2; exit 1; }
runs=0
ok=0
for call in write fsync; do
  n=$(awk -v c=$call '$2 == c {print $1}' counts)
  for e in ENOSPC EIO; do
    k=1
    while [ "$k" -le "${n:-0}" ]; do
      one "$call:error=$e:when=$k"
      k=$((k + 1))
    done
  done
done
one write:retval=100:when=1
[ "$runs" -ge 8 ] || { echo "only $runs failed calls" >&2; exit 1; }

# the same where the file system has no O_TMPFILE: the named variant
at=$(awk '/openat\(/ {n++; if (/O_TMPFILE/) {print n; exit}}' trace)
also="-e inject=openat:error=EOPNOTSUPP:when=$at"
one renameat2:error=ENOENT:when=999
[ "$got" -eq 0 ] || { cat err >&2; exit 1; }
for i in renameat2:signal=KILL:when=1 renameat2:error=EINVAL:when=1 \
  renameat2:error=EIO:when=1 fsync:signal=KILL:when=1 \
  fsync:signal=KILL:when=2 fsync:error=EIO:when=1; do
  one "$i"
done
for k in 1 2 3 4; do
  one "write:error=ENOSPC:when=$k"
  one "write:signal=KILL:when=$k"
done
# a killed process leaves its temporary file; the next run sweeps it away
also=
one write:error=ENOSPC:when=999
find . -name '.x.simstow.tmp-*' | grep -q . && {
  echo "a temporary file is left" >&2; exit 1; }

# an older archive of that name
cp first.simstow old.copy
got=0
"$S" backup -r "$RCPT" -o first.simstow >out 2>err </dev/null || got=$?
[ "$got" -eq 9 ] || { cat err >&2; exit 1; }
cmp first.simstow old.copy
SH
card "$CARDS/one.card" -- sh all || fail "see above"
