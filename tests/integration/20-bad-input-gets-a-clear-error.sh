# Bad input from every side: card, archive, passphrase, code, file name. Each
# case has its message and its status; nothing is written.
. "$TOP/tests/integration/lib.sh"
keypair
printf 'pass one\n' >pw
printf 'pass two\n' >pw2
age-keygen -o other.txt 2>/dev/null

# usage
run 2 "$S"
run 2 "$S" frobnicate
says "frobnicate"
run 2 "$S" backup --no-such-option
says "unknown option --no-such-option"
says "hint: simstow backup --help"
run 2 "$S" verify
run 2 "$S" backup -r age1nonsense -o x.simstow
run 2 "$S" backup -r "ssh-ed25519 AAAA" -o x.simstow
says "SSH"
absent x.simstow

# no service, no reader
PCSCLITE_CSOCK_NAME=$PWD/none run 4 "$S" devices
says "pcscd"
PCSCLITE_CSOCK_NAME=$PWD/none run 4 "$S" backup -r "$RCPT" -o x.simstow
absent x.simstow

# files that are no archives
run 1 "$S" verify nowhere.simstow
says "nowhere.simstow"
: >empty
run 6 "$S" verify -i id.txt empty
echo "age-encryption.org/v2" >v2
run 8 "$S" verify -i id.txt v2
echo "hello" >text
run 6 "$S" show -i id.txt text
head -c 3000 /dev/urandom >noise
run 6 "$S" show -i id.txt noise
# sealed, but not ours
age -r "$RCPT" -o notzstd text
run 6 "$S" show -i id.txt notzstd
says "zstd"
zstd -q text -o text.zst
age -r "$RCPT" -o nottar text.zst
run 6 "$S" show -i id.txt nottar

card "$CARDS/one.card" -- sh -ec '
  "$S" backup -r "$RCPT" -o r.simstow
  "$S" backup --passphrase file:pw --work-factor 10 -o p.simstow
' >out 2>err || { cat err >&2; fail "backup"; }

# secrets
run 7 "$S" show -i other.txt r.simstow
says "r.simstow"
run 7 "$S" show --passphrase file:pw2 p.simstow
says "wrong passphrase or damaged file"
run 7 "$S" show -i id.txt p.simstow
run 2 "$S" show --passphrase file:empty p.simstow
run 2 "$S" show --passphrase pw p.simstow
says "file:"
run 1 "$S" show -i nowhere.txt r.simstow

# names: an existing archive is never touched
cp r.simstow keep
run 9 "$S" backup -r "$RCPT" -o r.simstow
cmp r.simstow keep || fail "an archive was touched"
mkdir dir
run 9 "$S" extract -i id.txt r.simstow -o dir
run 0 "$S" extract -i id.txt r.simstow -o new
members_match new
run 1 "$S" backup -r "$RCPT" -o nowhere/x.simstow

# codes
mkdir vault
code() {
  printf '%s\n' "$1" | "$S" code add --vault vault --passphrase file:pw \
    --work-factor 10 >out 2>err
}
code 'LPA:1$smdp.example.com$' || fail "empty matching id"
code 'LPA:2$smdp.example.com$AB' && fail "format 2"
code '' && fail "an empty code"
# a double-quoted code: the shell has eaten the dollars
code "LPA:1.example.com-ABC" && fail "eaten"
says "shell"
run 2 "$S" code add --vault vault 'LPA:1$smdp.example.com$AB'
says "standard input"

# a vault that is not there, a full disk
run 1 "$S" list --vault nowhere
if [ -e /dev/full ]; then
  "$S" show --json -i id.txt r.simstow >/dev/full 2>err && fail "/dev/full"
fi
cat >/dev/null <<'X'
X
echo "all refused"
