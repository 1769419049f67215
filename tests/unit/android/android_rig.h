/* SPDX-License-Identifier: ISC */
/* android_rig.h: what the tests of this folder share. */
#ifndef SIMSTOW_TESTS_ANDROID_RIG_H
#define SIMSTOW_TESTS_ANDROID_RIG_H

#include <string.h>

#include <simstow/android/text.h>

/* A fault: its line, what is wrong, and the text it shows. */
static inline void
assert_fault(const struct sst_row_faults *f, size_t i, size_t line,
    const char *what, const char *text)
{
	assert_true(i < f->n);
	assert_int_equal(f->v[i].line, line);
	assert_string_equal(f->v[i].what, what);
	assert_string_equal(f->v[i].text, text);
}

static inline void
assert_text(const char *found, const char *wanted)
{
	if (wanted == NULL) {
		assert_null(found);
		return;
	}
	assert_non_null(found);
	assert_string_equal(found, wanted);
}

/* A pair that must be there, also when its value is NULL. */
static inline void
assert_pair(const struct sst_pairs *p, const char *key, const char *wanted)
{
	for (size_t i = 0; i < p->n; i++) {
		if (strcmp(p->v[i].key, key) == 0) {
			assert_text(p->v[i].value, wanted);
			return;
		}
	}
	fail_msg("no pair %s", key);
}

#endif
