# Archives that earlier versions wrote are read, and say what they said then.
. "$TOP/tests/integration/lib.sh"
F=$TOP/tests/fixtures/archive-1
run 0 "$S" show --json -i "$F/identity.txt" "$F/recipient.simstow"
cmp out "$F/recipient.json" || fail "recipient"
run 0 "$S" show --json --passphrase "file:$F/passphrase.txt" \
  "$F/passphrase.simstow"
cmp out "$F/passphrase.json" || fail "passphrase"
run 0 "$S" extract -i "$F/identity.txt" "$F/recipient.simstow" -o all
members_match all
run 0 "$S" plan --situation lost -i "$F/identity.txt" "$F/recipient.simstow"

# a manifest of a version to come is refused by name
mkdir newer
jq '.version = 2 | .members = []' all/manifest.json >newer/manifest.json
(cd newer && tar --format=ustar --owner=0 --group=0 --mode=0600 \
  -cf ../newer.tar manifest.json)
# GNU tar pads to records of 10 KiB; two blocks of zeros end a ustar
zstd -q --content-size newer.tar -o newer.zst
keypair
age -r "$RCPT" -o newer.simstow newer.zst
run 8 "$S" show -i id.txt newer.simstow
says "version 2"
