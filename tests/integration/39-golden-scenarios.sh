# Every scenario of tests/scenarios gives the plan beside it, as a document that
# holds its schema; every rule, look, outcome and route has a scenario.
. "$TOP/tests/integration/lib.sh"
dir=$TOP/tests/scenarios
n=0
bad=
for f in "$dir"/*.json; do
  case $f in *.plan.json) continue ;; esac
  n=$((n + 1))
  name=$(basename "$f" .json)
  jq -e '(.why | length) > 30 and (.why | endswith("."))' "$f" >/dev/null ||
    fail "$name: no sentence that says why"
  "$T/plan_run" "$f" >"$name.plan.json" 2>err || {
    cat err >&2
    fail "$name"
  }
  if [ -n "${UPDATE:-}" ]; then cp "$name.plan.json" "$dir/"; fi
  diff -u "$dir/$name.plan.json" "$name.plan.json" >&2 || bad="$bad $name"
done
[ -z "$bad" ] || fail "other plans:$bad (UPDATE=1 rewrites them)"
[ "$n" -ge 60 ] || fail "$n scenarios, want 60"
# every command that a plan names is one of simstow's
jq -r '.. | strings |
  scan("(?:^|: |\\()simstow (?!can do)([a-z]+(?: [a-z]+)?)")[0]' \
  ./*.plan.json | sort -u >named
[ "$(wc -l <named)" -ge 3 ] || fail "commands that plans name"
while read -r line; do
  # shellcheck disable=SC2086 # one or two words
  "$S" help $line >/dev/null 2>&1 || fail "no such command: simstow $line"
done <named
"$T/plan_run" --rules >rules || fail "rules"
python3 - "$TOP" rules ./*.plan.json <<'PY' || fail "coverage"
import json, sys, jsonschema
top, rules, *files = sys.argv[1:]
schema = json.load(open(f"{top}/formats/plan-1.schema.json"))
validator = jsonschema.Draft202012Validator(schema)
fired, looks, words = {}, {}, {}
def note(table, key, name):
    table.setdefault(key, []).append(name)
for f in files:
    name = f[2:-len(".plan.json")]
    plan = json.load(open(f))
    for e in validator.iter_errors(plan):
        sys.exit(f"{name}: {e.json_path}: {e.message}")
    note(words, "situation " + plan["situation"], name)
    note(words, "target " + plan["target"], name)
    if "verdict" in plan:
        note(words, "verdict " + plan["verdict"]["grade"], name)
    for q in plan["questions"]:
        note(words, "question " + q["field"], name)
    for s in plan["settings"]:
        note(words, "setting " + s["by"], name)
    for line in plan["lines"]:
        note(words, "outcome " + line["outcome"], name)
        for r in [line.get("route")] + line["alternatives"]:
            if r:
                note(fired, (r["id"], r.get("why")), name)
                note(words, "route " + r["id"], name)
        for c in line["checks"]:
            note(looks, (c["id"], c["result"]), name)
want = [tuple(l.rstrip("\n").split("\t")) for l in open(rules)]
for r in open(f"{top}/formats/routes.tsv").read().splitlines()[1:]:
    note(words, "want", r.split("\t")[0])
missing = ["rule %s: %s" % r for r in want if r not in fired]
missing += ["route " + r for r in words["want"] if "route " + r not in words]
def enum(kind, names):
    return [f"{kind} {n}" for n in names if f"{kind} {n}" not in words]
missing += enum("outcome", ["present", "automatic", "with-code", "with-carrier", "blocked"])
missing += enum("situation", ["trip", "move", "lost", "damaged", "reset"])
missing += enum("target", ["any", "same", "live", "described", "unknown"])
missing += enum("verdict", ["ready", "mend", "danger"])
missing += enum("question", ["carrier", "second_factor", "codes_for"])
missing += enum("setting", ["simstow", "you", "never"])
results = {
    "present": ["fits", "doubtful"],
    "ci": ["fits", "not known", "doubtful", "refused"],
    "version": ["fits", "not known", "doubtful", "refused"],
    "additional-profile": ["fits", "not known", "refused"],
    "memory": ["fits", "not known", "doubtful"],
    "policy-rules": ["fits", "not known", "doubtful", "refused"],
    "eid": ["fits", "not known", "doubtful"],
    "chip-kind": ["fits", "not known", "doubtful", "refused"],
    "phone": ["fits", "not known", "doubtful", "refused"],
}
missing += [f"look {i}: {r}" for i, rs in results.items() for r in rs
            if (i, r) not in looks]
table = {}
for l in open(f"{top}/tests/scenarios/coverage.tsv").read().splitlines()[1:]:
    rule, why, names = l.split("\t")
    table[(rule, why)] = names.split(" ")
for r in want:
    for name in table.get(r, []):
        if name not in fired.get(r, []):
            missing.append(f"coverage.tsv: {name} does not show {r[0]}: {r[1]}")
    if not table.get(r):
        missing.append(f"coverage.tsv: no scenario for {r[0]}: {r[1]}")
missing += [f"coverage.tsv: no such rule: {r[0]}: {r[1]}" for r in table if r not in want]
print("\n".join(missing), file=sys.stderr)
sys.exit(1 if missing else 0)
PY
exit 0
