# Each optional function refused in turn: an archive with exactly that gap and
# status 3; the archive opens and names function and status word.
. "$TOP/tests/integration/lib.sh"
keypair
for tag in BF22 BF3E BF3C BF43 BF2D BF2B; do
  for sw in 6A80 6A88 6985 6F00; do
    rm -f x.simstow
    got=0
    card "$CARDS/one.card" --fault "sw=$tag:$sw" -- sh -c '
      "$S" backup -r "$RCPT" -o x.simstow >out 2>err; exit $?' || got=$?
    [ "$got" -eq 3 ] || { cat err >&2; fail "$tag $sw: status $got"; }
    "$S" show --json -i id.txt x.simstow >shown || fail "$tag $sw: show"
    [ "$(jq '.gaps | length' shown)" -eq 1 ] || {
      jq .gaps shown >&2
      fail "$tag $sw: gaps"
    }
    [ "$(jq -r '.gaps[0].sw' shown)" = "$sw" ] || fail "$tag: status word"
    jq -r '"'"$tag"': " + .gaps[0].what + ": " + .gaps[0].sw' shown
  done
done
