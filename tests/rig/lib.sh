# SPDX-License-Identifier: ISC
# lib.sh: what with-pcscd, with-card and with-usb-reader share; sourced, not run.
# shellcheck shell=sh

rig_root=$(cd "$(dirname "$0")/../.." && pwd)
rig_bin=${RIG_BIN:-$rig_root/build/tests}
rig_pcscd=${RIG_PCSCD:-/usr/sbin/pcscd}
rig_driver=/usr/lib/pcsc/drivers/serial/libifdvpcd.so
rig_daemon=
rig_cards=
rig_kept=

rig_die()
{
	echo "rig: $*" >&2
	exit 1
}

# Runs the script again in its own mount and network namespace, as far as
# this machine allows it: RIG_MODE says how far (root, user, none).
rig_enter()
{
	[ -z "${RIG_MODE:-}" ] || return 0
	if [ "${RIG_PLAIN:-}" != 1 ]; then
		if unshare -mn true 2>/dev/null; then
			RIG_MODE=root exec unshare -mn -- "$@"
		fi
		if unshare -rmn true 2>/dev/null; then
			RIG_MODE=user exec unshare -rmn -- "$@"
		fi
	fi
	RIG_MODE=none
}

# $1 readers. The driver keeps its cards in a table by slot, not by reader:
# two readers of one driver would share one card, so each has its own copy.
rig_config()
{
	mkdir "$RIG_DIR/readers"
	i=0
	while [ "$i" -lt "$1" ]; do
		letter=$(printf 'ABCDEFGH' | cut -c $((i + 1)))
		port=$((RIG_PORT + 2 * i))
		driver=$rig_driver
		if [ "$i" -gt 0 ]; then
			driver=$RIG_DIR/vpcd-$letter.so
			cp "$rig_driver" "$driver"
		fi
		cat <<END
FRIENDLYNAME "Virtual Reader $letter"
DEVICENAME   /dev/null:$port
LIBPATH      $driver
CHANNELID    $port

END
		i=$((i + 1))
	done >"$RIG_DIR/readers/vpcd"
}

# Files that must be there.
rig_need()
{
	for f in "$@"; do
		[ -e "$f" ] || rig_die "$f is missing"
	done
}

rig_setup()
{
	rig_need "$rig_pcscd" "$rig_driver" "$rig_bin/card_wait"
	rig_begin
}

# A folder for logs, the end that clears up, and what the namespace needs.
rig_begin()
{
	if [ -z "${RIG_DIR:-}" ]; then
		RIG_DIR=$(mktemp -d "${TMPDIR:-/tmp}/rig.XXXXXX")
		rig_kept=no
	fi
	export RIG_DIR
	trap rig_end EXIT
	trap 'exit 129' HUP
	trap 'exit 130' INT
	trap 'exit 141' PIPE
	trap 'exit 143' TERM
	echo "$RIG_MODE" >"$RIG_DIR/mode"
	if [ "$RIG_MODE" = none ]; then
		RIG_PORT=$((20000 + $$ % 10000 * 2))
	else
		mount -t tmpfs tmpfs /run
		ip link set lo up
		RIG_PORT=40000
	fi
	export RIG_PORT
}

# Without namespaces the socket's usual place may be another daemon's.
rig_start_plain()
{
	PCSCLITE_CSOCK_NAME=$RIG_DIR/pcscd.comm
	export PCSCLITE_CSOCK_NAME
	[ -x "$rig_bin/listen_exec" ] || rig_die "$rig_bin/listen_exec: missing"
	echo "rig: no namespaces here: pcscd at ports from $RIG_PORT" >&2
	"$rig_bin/listen_exec" "$PCSCLITE_CSOCK_NAME" "$rig_pcscd" -f -d -a \
	    -c "$RIG_DIR/readers" <"/dev/null" >"$RIG_DIR/pcscd.log" 2>&1 &
	rig_daemon=$!
}

# $1 readers
rig_start()
{
	[ "$1" -le 8 ] || rig_die "at most 8 readers"
	rig_config "$1"
	if [ "$RIG_MODE" = none ]; then
		rig_start_plain
	else
		"$rig_pcscd" -f -d -a -c "$RIG_DIR/readers" \
		    <"/dev/null" >"$RIG_DIR/pcscd.log" 2>&1 &
		rig_daemon=$!
	fi
}

# $1 readers, $2 cards; every reader has two slots. A card program or daemon
# that ended has said why.
rig_wait()
{
	tries=10
	while ! "$rig_bin/card_wait" --readers $((2 * $1)) --cards "$2" \
	    --seconds 1 >"$RIG_DIR/readers.txt" 2>"$RIG_DIR/wait.err"; do
		tries=$((tries - 1))
		for pid in $rig_daemon $rig_cards; do
			kill -0 "$pid" 2>/dev/null || tries=0
		done
		[ "$tries" -gt 0 ] || break
	done
	[ "$tries" -gt 0 ] && return
	cat "$RIG_DIR"/*.err >&2
	rig_die "no reader or no card"
}

rig_end()
{
	status=$?
	trap - EXIT
	trap '' PIPE
	for pid in $rig_cards $rig_daemon; do
		kill "$pid" 2>/dev/null || :
		wait "$pid" 2>/dev/null || :
	done
	[ "$rig_kept" = no ] || exit "$status"
	if [ "$status" -eq 0 ]; then
		rm -rf "$RIG_DIR"
	else
		echo "rig: logs are in $RIG_DIR" >&2
	fi
	exit "$status"
}
