# An archive is opened without simstow, sealed to a recipient or by a
# passphrase, and every member equals the manifest's SHA-256.
. "$TOP/tests/integration/lib.sh"
keypair
printf 'a long enough passphrase\n' >pw

card "$CARDS/5p4n.card" -- sh -ec '
  "$S" backup -r "$RCPT" -o r.simstow
  "$S" backup -r "$RCPT" --armor -o ra.simstow
  "$S" backup --passphrase file:pw --work-factor 10 -o p.simstow
  "$S" backup --icons -r "$RCPT" -o i.simstow
' >out 2>err || { cat err >&2; fail "backup"; }
[ "$(stat -c %a r.simstow)" = 600 ] || fail "mode of an archive"

for a in r ra i; do
  mkdir $a.1 $a.2 $a.3
  age -d -i id.txt $a.simstow | zstd -dc | tar -x -C $a.1 || fail "$a: pipe"
  age -d -i id.txt $a.simstow | tar --zstd -x -C $a.2 || fail "$a: tar --zstd"
  age -d -i id.txt $a.simstow | bsdtar -x -C $a.3 -f - || fail "$a: bsdtar"
  members_match $a.1
  diff -r $a.1 $a.2 && diff -r $a.1 $a.3 || fail "$a: the ways differ"
done

mkdir p.1
"$RIG/pty-run" pw age -d -o p.zst p.simstow >/dev/null || fail "age, passphrase"
zstd -dc p.zst | tar -x -C p.1 || fail "p: pipe"
members_match p.1

# One zstd frame with checksum and content size, plain ustar inside.
age -d -i id.txt r.simstow >r.zst
zstd -lv r.zst >out 2>&1
prints "XXH64"
zstd -dc r.zst >r.tar
[ "$(dd if=r.tar bs=1 skip=257 count=5 2>/dev/null)" = ustar ] || fail "ustar"
tar -tf r.tar | head -n 1 | grep -qx manifest.json || fail "first member"
