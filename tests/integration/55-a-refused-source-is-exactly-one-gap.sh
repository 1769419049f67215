# Each command that a phone is given is refused in turn: that is one gap more,
# named after the source, status 3, and an archive that opens.
. "$TOP/tests/integration/lib.sh"
keypair

# inside with-phone
deny_each() {
  cat >each.sh <<'END'
. "$TOP/tests/integration/lib.sh"
backup() {
  got=0
  "$S" backup -d "adb:$PHONE_SERIAL" -r "$RCPT" -o "$1.simstow" \
    >out 2>err || got=$?
  sed -n 's/^gap: //p' err >gaps
}
backup base
sed 's/: .*//' gaps | sort >base
sort -u "$PHONE_LOG" >commands
n=0
while IFS= read -r command; do
  n=$((n + 1))
  printf 'deny=%s\n' "$command" >"$PHONE_FAULTS"
  backup "$n"
  [ "$got" -eq 3 ] || {
    cat err >&2
    fail "$command refused: status $got"
  }
  sed 's/: .*//' gaps | sort | comm -13 base - >new
  [ "$(wc -l <new)" -eq 1 ] || {
    cat err >&2
    fail "$command refused: $(wc -l <new) new gaps"
  }
  "$S" verify --open -i id.txt "$n.simstow" >/dev/null 2>&1 ||
    fail "$n.simstow does not open"
  printf '%s\n' "$(cat new)"
done <commands
END
  phone "$1" --no-auth --server -- sh each.sh >told || fail "$1"
  echo "$1:"
  sort told | uniq -c | sed 's/^ *//'
  rm -f ./*.simstow
}

for p in "$TOP"/tests/vphone/phones/*/; do deny_each "$(basename "$p")"; done
