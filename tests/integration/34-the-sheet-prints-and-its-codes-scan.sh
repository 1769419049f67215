# A browser prints the sheet on A4 and Letter: nothing is cut, every code scans
# and is the code that was kept; light on paper, dark on a dark screen.
. "$TOP/tests/integration/lib.sh"
for tool in chromium pdftoppm pdftotext zbarimg; do
  command -v $tool >/dev/null || {
    echo "no $tool: scripts/install-deps page" >&2
    exit 77
  }
done
"$RIG/plan-vault" vault || fail "no vault"
cp "$TOP/tests/fixtures/plan/carriers.tsv" .
sheet() {
  run "$1" "$S" sheet --vault vault -i vault/id.txt --carriers carriers.tsv \
    -s lost -o "$2" "$3"
}
sheet 0 sheet.html --with-codes
prints "sheet.html"
says "keep it as you keep money"
[ "$(stat -c %a sheet.html)" = 600 ] || fail "mode"
cp sheet.html before
sheet 9 sheet.html --with-codes
cmp sheet.html before || fail "an existing file was replaced"
[ "$(find . -maxdepth 1 -name '.sheet*' | wc -l)" -eq 0 ] || fail "leftovers"

# one file, nothing fetched, nothing that runs; foreign text is only text
grep -qiE '<script|<img|<link|<iframe|javascript:|url\(|@import| on[a-z]+=' \
  sheet.html && fail "more than text in it"
grep -qF '<b>citsalp' sheet.html && fail "a name became markup"
grep -qF 'Work &lt;b&gt;\u{202E}citsalp&lt;/b&gt;' sheet.html || fail "a name"
grep -qF 'href="https://hometel.example/esim?a&#61;1&amp;b&#61;&quot;2&quot;"' \
  sheet.html || fail "an address"
python3 - <<'PY' || fail "the markup is not well-formed"
from html.parser import HTMLParser
class P(HTMLParser):
    open = []
    def handle_starttag(self, tag, attrs):
        if tag != "meta":
            self.open.append(tag)
    def handle_startendtag(self, tag, attrs):
        pass
    def handle_endtag(self, tag):
        assert self.open.pop() == tag, tag
p = P()
p.feed(open("sheet.html").read())
assert not p.open, p.open
PY

# without --with-codes: masked, no squares, no warning
sheet 0 masked.html --probe-acr
says 'for one: my phone, spare card; --of names the one'
[ "$(wc -l <err)" -eq 1 ] || fail "said: $(cat err)"
grep -qE 'ROAM-2222|ASIA-1111|FREE-3333|<svg' masked.html && fail "a code"

"$S" code list --vault vault -i vault/id.txt --with-codes --json 2>err |
  jq -r '.codes[].code' | sort >kept
[ "$(wc -l <kept)" -eq 3 ] || fail "kept: $(cat kept)"

# paper PAPER: prints and reads everything back
paper() {
  sed "s/@page{/@page{size:$1;/" sheet.html >"$1.html"
  "$RIG/browse" pdf "$PWD/$1.html" "$PWD/$1.pdf" || fail "no PDF: $1"
  pages=$(pdfinfo "$1.pdf" | sed -n 's/^Pages: *//p')
  [ "$pages" -ge 2 ] && [ "$pages" -le 6 ] || fail "$1: $pages pages"
  pdftoppm -r 150 -gray "$1.pdf" "page-$1"
  zbarimg -q --raw --nodbus page-"$1"-*.pgm 2>/dev/null | sort >scanned
  cmp kept scanned || fail "$1: scanned: $(cat scanned)"
  pdftotext -bbox "$1.pdf" "$1.bbox"
  pdftotext -raw "$1.pdf" "$1.txt"
}
paper A4
paper Letter
pdfinfo A4.pdf | grep -q 'A4' || fail "not A4"
pdfinfo Letter.pdf | grep -q 'letter' || fail "not Letter"

# every word of the page is on the paper, inside its margins
python3 - <<'PY' || fail "text is cut"
import re
from html.parser import HTMLParser
class P(HTMLParser):
    text, skip = "", False
    def handle_starttag(self, tag, attrs):
        self.skip = tag in ("style", "title")
    def handle_endtag(self, tag):
        self.skip = False
    def handle_data(self, data):
        if not self.skip:
            self.text += data
def plain(text):
    # what the style adds is no text
    return re.sub(r"[\s\u2013:!]", "", text).lower()
p = P()
p.feed(open("sheet.html").read())
for paper in ("A4", "Letter"):
    found = plain(open(paper + ".txt").read())
    for line in p.text.split("\n"):
        for sentence in re.split(r"(?<=[.:]) ", line):
            assert plain(sentence) in found, (paper, sentence)
    width = 0
    for m in re.finditer(r'<page width="([\d.]+)"|xMin="([\d.-]+)".*?'
                         r'xMax="([\d.-]+)"', open(paper + ".bbox").read()):
        if m[1]:
            width = float(m[1])
        else:
            assert 39 < float(m[2]) and float(m[3]) < width - 39, m[0]
PY

# the same on paper where the screen is dark; on the screen it is dark
"$RIG/browse" --dark pdf "$PWD/A4.html" "$PWD/dark.pdf" || fail "no PDF"
pdftoppm -r 50 A4.pdf light-page
pdftoppm -r 50 dark.pdf dark-page
for p in light-page-*.ppm; do
  cmp "$p" "dark${p#light}" || fail "the paper is not light: $p"
done
"$RIG/browse" png "$PWD/sheet.html" "$PWD/light.png" || fail "no picture"
"$RIG/browse" --dark png "$PWD/sheet.html" "$PWD/dark.png" || fail "no picture"
python3 - <<'PY' || fail "light and dark"
import struct, zlib
def corner(name):
    data, at, idat = open(name, "rb").read(), 8, b""
    while at < len(data):
        n, kind = struct.unpack(">I4s", data[at:at + 8])
        if kind == b"IDAT":
            idat += data[at + 8:at + 8 + n]
        at += 12 + n
    return zlib.decompress(idat)[1:4]
assert min(corner("light.png")) > 200, corner("light.png")
assert max(corner("dark.png")) < 60, corner("dark.png")
PY
zbarimg -q --raw --nodbus dark.png 2>/dev/null | sort >seen
[ -s seen ] || fail "no code scans on a dark screen"
comm -23 seen kept | grep -q . && fail "scanned on a dark screen: $(cat seen)"

# to standard output, and as a document
run 0 "$S" sheet --vault vault -i vault/id.txt -o -
head -n 1 out | grep -q '^<!DOCTYPE html>' || fail "standard output"
run 2 "$S" sheet --vault vault -i vault/id.txt -o - --json
run 0 "$S" sheet --vault vault -i vault/id.txt -o j.html --json
jq -e '.format == "simstow-sheet" and .file == "j.html" and .lines == 6' out \
  >/dev/null || fail "document: $(cat out)"
exit 0
