# SPDX-License-Identifier: ISC
# parcel.awk: bytes of a Binder reply, and "service call"'s way to print them.

function byte(b) { bytes[size++] = b % 256 }

function word(n, i)
{
	if (n < 0)
		n += 4294967296
	for (i = 0; i < 4; i++) {
		byte(n % 256)
		n = int(n / 256)
	}
}

function pad() { while (size % 4) byte(0) }

function unit(u) { byte(u % 256); byte(int(u / 256)) }

# The UTF-16 units of the UTF-8 text s, in units[]; how many.
function utf16(s, i, n, c, more)
{
	n = 0
	for (i = 1; i <= length(s); i++) {
		c = ord[substr(s, i, 1)]
		more = c >= 240 ? 3 : c >= 224 ? 2 : c >= 192 ? 1 : 0
		c = more == 3 ? c - 240 : more == 2 ? c - 224 : \
		    more == 1 ? c - 192 : c
		while (more-- > 0)
			c = c * 64 + ord[substr(s, ++i, 1)] - 128
		if (c > 65535) {
			units[n++] = 55296 + int((c - 65536) / 1024)
			units[n++] = 56320 + (c - 65536) % 1024
		} else {
			units[n++] = c
		}
	}
	return n
}

# A String; "\N" is null, as in the tables.
function string(s, i, n)
{
	if (s == "\\N") {
		word(-1)
		return
	}
	n = utf16(s)
	word(n)
	for (i = 0; i < n; i++)
		unit(units[i])
	unit(0)
	pad()
}

# A String8: UTF-8.
function string8(s, i)
{
	if (s == "\\N") {
		word(-1)
		return
	}
	word(length(s))
	for (i = 1; i <= length(s); i++)
		byte(ord[substr(s, i, 1)])
	byte(0)
	pad()
}

# Android's number of a SecurityException, its message, no stack trace.
function denial(message)
{
	word(-1)
	string(message)
	word(0)
}

# Up to 16 bytes at i: words, then characters; a single line is not padded.
function row(i, single, j, k, c, text)
{
	text = ""
	for (j = 0; j < 16; j += 4) {
		if (j)
			text = text " "
		for (k = 3; k >= 0; k--)
			if (i + j < size)
				text = text sprintf("%02x", bytes[i + j + k])
			else if (!single)
				text = text "  "
	}
	text = text " '"
	for (j = 0; j < 16; j++) {
		c = bytes[i + j]
		if (i + j < size)
			text = text \
			    (c >= 32 && c < 127 ? sprintf("%c", c) : ".")
		else if (!single)
			text = text " "
	}
	return text "'"
}

function print_parcel(i)
{
	if (size <= 16) {
		print "Result: Parcel(" row(0, 1) ")"
		return
	}
	printf "Result: Parcel("
	for (i = 0; i < size; i += 16)
		printf "\n  0x%08x: %s", i, row(i, 0)
	print ")"
}

BEGIN {
	size = 0
	for (i = 1; i < 256; i++)
		ord[sprintf("%c", i)] = i
}
