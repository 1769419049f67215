/* SPDX-License-Identifier: ISC */
/* value.h: what a field of a snapshot can be, or be unknown. */
#ifndef SIMSTOW_SNAPSHOT_VALUE_H
#define SIMSTOW_SNAPSHOT_VALUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * Unknown stays unknown: text is NULL, a number or a set of bits has is_known
 * false, an enumeration is 0, a list has v NULL. Empty text, zero and a list
 * with v but no members are facts. All text is
 * UTF-8; bytes are upper-case hexadecimal text; versions are "2.2.2".
 */
struct sst_num {
	bool is_known;
	int64_t v;
};

/* Named bits; bit 0 is the first name of the specification. */
struct sst_bits {
	bool is_known;
	uint32_t v;
};

struct sst_texts {
	const char **v;
	size_t n;
};

#endif
