# No passphrase, identity, matching id or confirmation code is in argv, in the
# output of -v, in the environment of the program, or in a core file.
. "$TOP/tests/integration/lib.sh"
keypair
PASS='tOpSecretPassphrase-7261'
ID=$(grep AGE-SECRET id.txt)
MATCH='MATCHID-51GH-SECRET'
printf '%s\n' "$PASS" >pw
printf 'LPA:1$smdp.example.com$%s\n' "$MATCH" >code
export PASS ID MATCH

# hunt FILE...: none of the secrets is in them
cat >hunt <<'SH'
for f in "$@"; do
  for s in "$PASS" "$ID" "$MATCH"; do
    if grep -qaF -- "$s" "$f"; then echo "a secret in $f" >&2; exit 1; fi
  done
done
SH

mkdir vault
cat >all <<'SH'
set -eu
"$S" backup -v -v --passphrase file:pw --work-factor 10 -o p.simstow \
  >v.out 2>v.err </dev/null
"$S" code add -v --passphrase file:pw --work-factor 10 --vault vault \
  <code >>v.out 2>>v.err
"$S" show -v --passphrase file:pw p.simstow >>v.out 2>>v.err </dev/null
"$S" code list -v --vault vault --passphrase file:pw >>v.out 2>>v.err </dev/null
"$S" plan -v --vault vault --passphrase file:pw >>v.out 2>>v.err </dev/null
"$S" plan --json --vault vault --passphrase file:pw >>v.out 2>>v.err </dev/null
"$S" verify -v -i id.txt p.simstow >>v.out 2>>v.err </dev/null || true
sh hunt v.out v.err
grep -q '80 E2' v.err || { echo "no trace at -v -v" >&2; exit 1; }

# argv and limits of a running backup, which waits for a slow card
ulimit -c unlimited || true
env -u PASS -u ID -u MATCH "$S" backup --passphrase file:pw --work-factor 10 \
  -o slow.simstow >s.out 2>s.err </dev/null &
pid=$!
sleep 0.7
cat "/proc/$pid/cmdline" "/proc/$pid/environ" >proc.txt
sh hunt proc.txt
grep -E '^Max core file size +0 +0' "/proc/$pid/limits" >/dev/null ||
  { echo "core files are not switched off" >&2; exit 1; }
kill -SEGV "$pid"
wait "$pid" || true
for f in core core.* /core*; do
  [ ! -e "$f" ] || { echo "a core file: $f" >&2; exit 1; }
done
# a core that root takes by force, after everything is told: the passphrase was
# wiped outside of secure memory, and secure memory is not dumped
SH
card "$CARDS/one.card" --fault slow=150 -- sh all || fail "see above"
[ ! -e slow.simstow ] || fail "an archive of a killed backup"
