# SPDX-License-Identifier: ISC
# prove-lib.sh: what prove and prove-ccid count; sourced, not run.
# shellcheck shell=sh

work=$(mktemp -d "${TMPDIR:-/tmp}/prove.XXXXXX") || exit 1
bin=${RIG_BIN:-$PWD/build/tests}
export RIG_BIN="$bin"
passed=0
failed=0

# $1 what, $2 wanted, $3 got
same()
{
	if [ "$2" = "$3" ]; then
		passed=$((passed + 1))
		return
	fi
	echo "FAIL $1: wanted '$2', got '$3'"
	sed 's/^/    /' "$work/err" | tail -n 5
	failed=$((failed + 1))
}

# $1 what, $2 a line of the device's log (grep -E)
logged()
{
	if grep -Eq "$2" "$work/log"; then
		passed=$((passed + 1))
	else
		echo "FAIL $1: the log has no $2"
		failed=$((failed + 1))
	fi
}

# The last line, and the status.
finish()
{
	echo "$passed passed, $failed failed"
	if [ "$failed" -eq 0 ]; then
		rm -rf "$work"
	else
		echo "logs are in $work"
		exit 1
	fi
}
