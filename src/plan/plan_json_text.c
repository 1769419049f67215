/* SPDX-License-Identifier: ISC */
/* plan_json_text.c: texts of a plan's document, with or without numbers. */
#include <string.h>

#include <simstow/base/digits.h>

#include "plan_json_priv.h"

#define SECRET_LEAST 4 /* characters: a shorter one would mask words */
#define ID_LEAST 8     /* of a code, where nothing else is masked */

static bool
is_hex(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') ||
	       (c >= 'A' && c <= 'F');
}

/* As long as an ICCID or an EID: nothing else in a plan is. */
static bool
is_number(size_t n)
{
	return n == SST_EID_DIGITS ||
	       (n >= SST_ICCID_MIN && n <= SST_ICCID_MAX);
}

static void
mask_run(char *text, size_t n)
{
	char digits[SST_EID_DIGITS + 1];
	char masked[SST_EID_DIGITS + 1];

	memcpy(digits, text, n);
	digits[n] = '\0';
	sst_digits_mask(digits, masked);
	memcpy(text, masked, n);
}

/* The numbers of lines and chips inside a sentence. */
static void
mask_inside(char *text)
{
	while (*text != '\0') {
		size_t n = 0;

		while (is_hex(text[n]))
			n++;
		if (is_number(n))
			mask_run(text, n);
		text += n == 0 ? 1 : n;
	}
}

/* Wherever the n bytes of a secret are. */
static void
mask_part(char *text, const char *secret, size_t n)
{
	const char *end = text + strlen(text);

	while (n > 0 && (size_t)(end - text) >= n) {
		text = memchr(text, secret[0], (size_t)(end - text) - n + 1);
		if (text == NULL)
			return;
		if (memcmp(text, secret, n) == 0)
			memset(text, '*', n);
		text++;
	}
}

static void
mask_text(char *text, const char *secret)
{
	size_t n = secret == NULL ? 0 : strlen(secret);

	if (n >= SECRET_LEAST)
		mask_part(text, secret, n);
}

/* The part of a code that is secret: between the second dollar sign and the
 * third. least: a shorter one would mask words and numbers. */
static void
mask_matching_id(char *text, const char *code, size_t least)
{
	const char *at = code == NULL ? NULL : strchr(code, '$');
	size_t n;

	at = at == NULL ? NULL : strchr(at + 1, '$');
	n = at == NULL ? 0 : strcspn(at + 1, "$");
	if (n >= least)
		mask_part(text, at + 1, n);
}

/* A name that the user gave can hold the number of the line. */
static void
mask_numbers(char *text, const struct sst_plan_line *line)
{
	const struct sst_profile *p = line->profile;

	mask_text(text, line->iccid);
	if (p == NULL)
		return;
	mask_text(text, p->iccid);
	mask_text(text, p->msisdn);
	mask_text(text, p->imsi);
	for (size_t i = 0; i < p->sim.own_numbers.n; i++)
		mask_text(text, p->sim.own_numbers.v[i].number);
}

/* ... or its code. A number of few digits is masked with all others alone. */
static void
mask_codes(char *text, const struct sst_plan_line *line, bool redact)
{
	size_t least = redact ? SECRET_LEAST : ID_LEAST;

	if (line->profile != NULL)
		mask_matching_id(text,
		    line->profile->device_change.activation_code, least);
	if (line->code == NULL)
		return;
	mask_matching_id(text, line->code->text, least);
	if (redact)
		mask_text(text, line->code->confirmation_code);
}

/* What is secret is found by what it is, not by its length. */
static void
mask_known(const struct plan_writer *w, char *text)
{
	for (size_t i = 0; i < w->plan->lines.n; i++) {
		const struct sst_plan_line *line = &w->plan->lines.v[i];

		mask_codes(text, line, w->redact);
		if (w->redact)
			mask_numbers(text, line);
	}
}

const char *
sst_plan_json_clean(struct plan_writer *w, const char *text)
{
	char *copy;

	if (text == NULL || (w->with_codes && !w->redact))
		return text;
	copy = sst_arena_text(&w->mem, text);
	if (copy == NULL) {
		w->failed = true;
		return NULL;
	}
	if (w->redact)
		mask_inside(copy);
	mask_known(w, copy);
	return copy;
}

/* A number that is masked whatever its length. */
const char *
sst_plan_json_number(struct plan_writer *w, const char *text)
{
	char *copy;

	if (text == NULL || !w->redact)
		return text;
	copy = sst_arena_text(&w->mem, text);
	if (copy == NULL) {
		w->failed = true;
		return NULL;
	}
	sst_digits_mask(text, copy);
	return copy;
}

json_t *
sst_plan_json_done(struct sst_json *j)
{
	if (!j->failed)
		return j->v;
	json_decref(j->v);
	return NULL;
}

json_t *
sst_plan_json_texts(struct plan_writer *w, const struct sst_texts *list)
{
	json_t *out = json_array();

	for (size_t i = 0; i < list->n; i++) {
		const char *text = sst_plan_json_clean(w, list->v[i]);

		if (text == NULL ||
		    json_array_append_new(out, json_string(text)) < 0) {
			json_decref(out);
			return NULL;
		}
	}
	return out;
}
