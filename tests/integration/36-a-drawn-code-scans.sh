# plan --qr draws the kept code of a line: what a camera sees of the terminal
# is that code, in colours and without, and never in a document.
. "$TOP/tests/integration/lib.sh"
command -v zbarimg >/dev/null || {
  echo "no zbarimg: scripts/install-deps page" >&2
  exit 77
}
"$RIG/plan-vault" vault || fail "no vault"
qr() {
  want=$1
  shift
  run "$want" "$S" plan --vault vault -i vault/id.txt "$@"
}
# photograph FILE: half blocks become dots. In colours every cell must say
# which they are: black on white.
photograph() {
  python3 - "$1" <<'PY' || fail "no picture of $1"
import re, sys
text = open(sys.argv[1], encoding="utf-8", newline="").read()
coloured = "\x1b[38;5;16;48;5;231m"
lines = [l for l in re.split(r"\r?\n", text) if re.fullmatch(
    r"(\x1b\[38;5;16;48;5;231m)?[ \u2580\u2584\u2588]{20,}(\x1b\[0m)?", l)]
assert lines
assert len({coloured in l for l in lines}) == 1
rows = []
for l in lines:
    cells = l.replace(coloured, "").replace("\x1b[0m", "")
    rows.append([c in "\u2580\u2588" for c in cells])
    rows.append([c in "\u2584\u2588" for c in cells])
width = len(rows[0])
assert all(len(r) == width for r in rows)
assert not any(any(r) for r in rows[:4] + [r[:4] + r[-4:] for r in rows])
dot = 8
with open("picture.pgm", "wb") as f:
    f.write(b"P5\n%d %d\n255\n" % (width * dot, len(rows) * dot))
    for r in rows:
        f.write(b"".join((b"\0" if d else b"\xff") * dot for d in r) * dot)
PY
  zbarimg -q --raw --nodbus picture.pgm >scanned 2>/dev/null ||
    fail "does not scan: $1"
}

qr 0 --qr '8999 9004-0000 0123 453'
says 'is a secret'
grep -q ROAM err && fail "the code is said"
photograph out
[ "$(cat scanned)" = 'LPA:1$smdp.freeroam.example$ROAM-2222-AAAA-7890' ] ||
  fail "scanned: $(cat scanned)"

printf '\n' >none
TERM=xterm "$RIG/pty-run" none "$S" plan --vault vault -i vault/id.txt \
  --qr 8999900400000123453 >screen || fail "at a terminal"
grep -q '48;5;231' screen || fail "no colours"
photograph screen
[ "$(cat scanned)" = 'LPA:1$smdp.freeroam.example$ROAM-2222-AAAA-7890' ] ||
  fail "scanned: $(cat scanned)"

# the newest code counts
sleep 1
printf 'LPA:1$smdp.freeroam.example$NEWER-9\n' >code
"$S" code add --vault vault --iccid 8999900400000123453 <code >out 2>err ||
  fail "code add"
qr 0 --qr 8999900400000123453
photograph out
grep -qF 'NEWER-9' scanned || fail "not the newest: $(cat scanned)"

qr 1 --qr 8999900100000123459
says 'no activation code of it is kept'
[ ! -s out ] || fail "something is drawn"
qr 2 --qr 123
qr 2 --qr 8999900400000123453 --json
qr 2 --qr 8999900400000123453 --redact
exit 0
