/* SPDX-License-Identifier: ISC */
/* fuzz_conceal.c: no secret is left in a text, whatever both are. */
#define _GNU_SOURCE
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include <simstow/snapshot/conceal.h>

#define INPUT_MAX 8192
#define LINES 5 /* secrets, an ICCID and a phone number; the rest is text */

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The first lines of text are cut off into lines; what is left, or NULL. */
static char *
cut(char *text, char *lines[LINES])
{
	for (size_t i = 0; i < LINES; i++) {
		lines[i] = text;
		text = strchr(text, '\n');
		if (text == NULL)
			return NULL;
		*text++ = '\0';
	}
	return text;
}

static void
check(char *lines[LINES], const char *text)
{
	struct sst_conceal c = { 0 };
	struct sst_arena mem = { 0 };
	struct sst_snapshot s;
	struct sst_err err = { 0 };
	struct sst_profile *p;
	const char *imei = lines[2];
	const char *out;

	sst_snapshot_init(&s);
	p = sst_snapshot_add_profile(&s);
	if (p == NULL)
		return;
	p->imsi = lines[0];
	p->iccid = lines[3];
	p->msisdn = lines[4];
	s.device.serial = lines[1];
	s.device.imeis = (struct sst_texts){ &imei, 1 };
	if (sst_conceal_add(&c, &s, &err) == 0 &&
	    (out = sst_conceal_text(&c, text, &mem)) != NULL) {
		assert(strlen(out) == strlen(text));
		/* one that is beside an ICCID may share its last digits */
		for (size_t i = 0; i < 3 && lines[3][0] == '\0'; i++)
			assert(strlen(lines[i]) < SST_CONCEAL_LEAST ||
			       strchr(lines[i], '*') != NULL ||
			       strcasestr(out, lines[i]) == NULL);
	}
	sst_conceal_fini(&c);
	sst_snapshot_fini(&s);
	sst_arena_fini(&mem);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *lines[LINES];
	char *text, *rest;

	if (size > INPUT_MAX)
		return 0;
	text = malloc(size + 1);
	if (text == NULL)
		return 0;
	if (size > 0)
		memcpy(text, data, size);
	text[size] = '\0';
	rest = cut(text, lines);
	if (rest != NULL)
		check(lines, rest);
	free(text);
	return 0;
}
