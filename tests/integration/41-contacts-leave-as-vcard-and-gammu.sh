# The contacts of a SIM leave as vCards, which vobject reads, and as a backup of
# gammu, which gammu reads: every name, number, address and group arrives.
. "$TOP/tests/integration/lib.sh"
for p in 'gammu --version' "/usr/bin/python3 -c 'import vobject'"; do
  sh -c "$p" >/dev/null 2>&1 || {
    echo "no gammu, no vobject: scripts/install-deps test" >&2
    exit 77
  }
done
keypair
# Names that are hard to write: separators, a line end, quotes, characters
# beyond 16 bits, 24 letters; numbers with every sign.
cat >hard.card <<EOF
include $CARDS/usim.card
[file]
path = 7F10/5F3A/4F3A
# a;b,c\\d:e, *#06#
record = 11 613B622C632F643A65FFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0481BA60FBFFFFFFFFFFFFFFFFFF
# "x" LF y, 1p2?3
record = 12 2278220A79FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0481C1D2F3FFFFFFFFFFFFFFFFFF
# U+1F600 and U+6F22, +1
record = 13 80D83DDE006F22FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0291F1FFFFFFFFFFFFFFFFFFFFFF
# no name, 112
record = 14 FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF038111F2FFFFFFFFFFFFFFFFFFFF
# 24 letters, no number
record = 15 6162636465666768696A6B6C6D6E6F707172737475767778FFFFFFFFFFFFFFFFFFFFFFFFFFFF
EOF
run 0 card hard.card -- "$S" backup --contacts -r "$RCPT" -o a.simstow
run 0 "$S" show --json -i id.txt a.simstow
cp out a.json

run 0 "$S" extract -i id.txt --vcard a.vcf --gammu a.backup a.simstow
cat out
[ "$(stat -c %a a.vcf a.backup | sort -u)" = 600 ] || fail "mode"
awk 'length($0) > 76 { exit 1 }' a.vcf || fail "a long line"

# gammu's own program, without a phone
HOME=$PWD gammu convertbackup a.backup b.backup >gammu.out 2>&1 ||
  fail "gammu: $(cat gammu.out)"
HOME=$PWD gammu convertbackup a.backup b.vcf >gammu.out 2>&1 ||
  fail "gammu: $(cat gammu.out)"

/usr/bin/python3 - <<'PY' || fail "something was lost on the way"
import json, re, vobject

sim = json.load(open("a.json"))["profiles"][0]["sim"]
contacts = sim["contacts"]


def text(c, key):
    return c.get(key) or ""


def numbers(c):
    return sorted(n["number"] for n in c.get("numbers", []) if n["number"])


def wanted(c):
    return (text(c, "name"), text(c, "secondName"), numbers(c),
            sorted(c.get("emails", [])), sorted(c.get("groups", [])))


def of_vcard(v):
    def all(key):
        return sorted(e.value for e in v.contents.get(key, []))
    return (v.n.value.family, "".join(all("nickname")), all("tel"),
            all("email"), sorted(sum((e.value for e in
            v.contents.get("categories", [])), [])))


def sections():
    found, now = [], None
    for line in open("b.backup", encoding="utf-8", newline="\r\n"):
        m = re.match(r"\[(\w+)\]", line)
        if m:
            now = {}
            found.append((m[1], now))
        m = re.match(r"(\w+) = (.*?)\r\n", line)
        if m and now is not None:
            now[m[1]] = m[2]
    return found


def utf16(digits):
    return bytes.fromhex(digits).decode("utf-16-be")


def of_gammu(s):
    kinds = {}
    for i in range(26):
        if f"Entry{i:02}Type" in s:
            kind = s[f"Entry{i:02}Type"]
            kind = "Number" if kind.startswith("Number") else kind
            kinds.setdefault(kind, []).append(utf16(
                s[f"Entry{i:02}TextUnicode"]))

    def all(key):
        return sorted(kinds.get(key, []))
    return ("".join(all("Name")), "".join(all("NickName")), all("Number"),
            all("Email"), all("Category"))


want = [wanted(c) for c in contacts]
cards = list(vobject.readComponents(
    open("a.vcf", encoding="utf-8", newline="").read()))
assert [of_vcard(v) for v in cards] == want, [of_vcard(v) for v in cards]
for v, w in zip(cards, want):
    assert v.version.value == "3.0"
    assert v.fn.value == (w[0] or w[1] or w[2][0])
labels = {c.value for v in cards for c in v.contents.get("x-ablabel", [])}
types = {t for v in cards for e in v.contents.get("tel", [])
         for t in e.params.get("TYPE", [])}
print("kinds:", sorted(labels), sorted(types))

found = sections()
gammu = [of_gammu(s) for n, s in found if n.startswith("SIMPBK")]
assert gammu == want, gammu
centres = [(utf16(s["NameUnicode"]), utf16(s["NumberUnicode"]), s["Validity"])
           for n, s in found if n.startswith("SMSC")]
print("centres:", centres)
print("contacts:", len(want))
assert any("\U0001F600" in w[0] for w in want)
assert any("\n" in w[0] for w in want)
PY
grep -c '^BEGIN:VCARD' b.vcf

echo "== nothing is replaced"
run 9 "$S" extract -i id.txt --vcard a.vcf --gammu new.backup a.simstow
absent new.backup
run 9 "$S" extract -i id.txt --gammu a.backup a.simstow
says 'a.backup: is there already'

echo "== standard output"
run 0 "$S" extract -i id.txt --vcard - a.simstow
cmp out a.vcf || fail "not the same"
run 0 "$S" extract -i id.txt --vcard c.vcf --json a.simstow
jq -e '.format == "simstow-extract" and .vcard == "c.vcf" and .contacts == 18' \
  out >/dev/null || { cat out; fail "document"; }

echo "== wrong usage"
for words in '--vcard - --gammu -' '--vcard x -o y' '--vcard - --json' \
  '--iccid 1'; do
  # shellcheck disable=SC2086 # words
  run 2 "$S" extract -i id.txt $words a.simstow
  cat err
done
run 2 "$S" extract -i id.txt --vcard x a.simstow manifest.json
run 2 "$S" extract -i id.txt --vcard x --iccid 8949980000000000099 a.simstow
cat err
run 0 card "$CARDS/usim.card" -- "$S" backup -r "$RCPT" -o b.simstow
run 2 "$S" extract -i id.txt --vcard x b.simstow
cat err
run 0 "$S" extract -i id.txt --gammu centres.backup b.simstow
grep -c 'SMSC001' centres.backup
absent x
