# SPDX-License-Identifier: ISC
# lib.sh: what every command of the scripted phone does; sourced by bin/*.
# shellcheck shell=sh

name=${0##*/}
VPHONE=${VPHONE:?is the folder of the phone}
PATH=/usr/bin:/bin
LC_ALL=C
export VPHONE PATH LC_ALL

# A value of the phone's file of plain facts; $2 if it says nothing.
fact()
{
	value=$(sed -n "s/^$1=//p" "$VPHONE/phone")
	printf '%s\n' "${value:-${2:-}}"
}

# A file of the phone as it is, or failure.
show()
{
	[ -f "$VPHONE/$1" ] && cat "$VPHONE/$1"
}

# The command line in one line, as a shell would take it.
line_of()
{
	for word; do
		case $word in
		'' | *[!A-Za-z0-9_.,:/=@%+-]*)
			word=\'$(printf %s "$word" |
			    sed "s/'/'\\\\''/g" | tr '\n' ' ')\'
			;;
		esac
		printf ' %s' "$word"
	done
}

# The value of the fault $1 (deny, slow...) that is set for this command line:
# "yes" or what follows the last colon. The prefix * stands for any command.
fault()
{
	{
		cat "${VPHONE_FAULTS:-/dev/null}"
		printf '%s\n' "${VPHONE_FAULT:-}"
	} | awk -v kind="$1" -v line="$line" '
	index($0, kind "=") == 1 {
		prefix = substr($0, length(kind) + 2)
		value = "yes"
		if (kind == "slow" || kind == "cut" || kind == "exit") {
			n = match(prefix, /:[0-9.]+$/)
			value = substr(prefix, n + 1)
			prefix = substr(prefix, 1, n - 1)
		}
		if (prefix == "*" || index(line, prefix) == 1) {
			print value
			exit
		}
	}'
}

# What the simulation does not do is loud, so that no test mistakes it for a
# phone's answer.
not_modelled()
{
	echo "vphone: not modelled: $line" >&2
	exit 97
}

# Bytes that are no text: invalid UTF-8, NUL, escape sequences, a right-to-left
# override, a row that never ends.
garbage()
{
	printf '\377\376\000\033[2J\033]0;title\007Row: 0 _id=1, \302\n'
	printf '\342\200\256{id=99999999999999999999 iccId=\000\r\n'
	printf 'Result: Parcel(\n  0x00000000: ffffffff 7fffffff zz'
}

# Runs "answer" with the command's arguments, and "denied" in its place if the
# phone was told to refuse.
vphone_answer()
{
	line=$name$(line_of "$@")
	[ -z "${VPHONE_LOG:-}" ] || printf '%s\n' "$line" >>"$VPHONE_LOG"
	delay=$(fault slow)
	[ -n "$delay" ] || delay=$(fact delay)
	[ -z "$delay" ] || sleep "$delay"
	act=answer
	[ -z "$(fault deny)" ] || act=denied
	[ -z "$(fault garbage)" ] || act=garbage
	bytes=$(fault cut)
	if [ -n "$bytes" ]; then
		("$act" "$@") | head -c "$bytes"
	else
		("$act" "$@")
	fi
	set -- $? "$(fault exit)"
	return "${2:-$1}"
}
