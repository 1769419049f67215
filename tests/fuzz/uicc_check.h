/* SPDX-License-Identifier: ISC */
/* uicc_check.h: what must hold for everything that comes from a card file. */
#ifndef SIMSTOW_TESTS_UICC_CHECK_H
#define SIMSTOW_TESTS_UICC_CHECK_H

#include <assert.h>
#include <string.h>

#include <simstow/base/arena.h>
#include <simstow/base/text.h>

#define CHECK_INPUT 4096 /* bytes of one input that are looked at */

/* Text is well-formed UTF-8, and a NUL only ends it. */
static inline void
check_bytes(struct sst_span s)
{
	assert(sst_text_is_utf8(s));
	assert(s.n == 0 || memchr(s.p, 0, s.n) == NULL);
}

static inline void
check_text(const char *text)
{
	if (text != NULL)
		check_bytes(sst_span_of_text(text));
}

static inline void
check_digits(const char *text)
{
	const char *first = text[0] == '+' ? text + 1 : text;

	assert(strspn(first, "0123456789*#p?e") == strlen(first));
}

/* A refusal says why, in one line of text; there is memory for all. */
static inline void
check_result(int rc, const struct sst_err *err)
{
	assert(rc >= -1 && rc <= 1);
	if (rc >= 0)
		return;
	assert(err->code == SST_E_FORMAT || err->code == SST_E_FAILED);
	assert(err->msg[0] != '\0');
	check_text(err->msg);
}

#endif
