/* SPDX-License-Identifier: ISC */
/* plan_json_text.c: texts of a plan's document, with or without numbers. */
#include <string.h>

#include <simstow/base/digits.h>

#include "plan_json_priv.h"

#define SECRET_LEAST 4 /* characters: a shorter one would mask words */

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

/* The part of a code that is secret: behind the second dollar sign. */
static const char *
matching_id(const char *code)
{
	const char *at = code == NULL ? NULL : strchr(code, '$');

	at = at == NULL ? NULL : strchr(at + 1, '$');
	return at == NULL ? NULL : at + 1;
}

static void
mask_text(char *text, const char *secret)
{
	size_t n = secret == NULL ? 0 : strlen(secret);

	for (char *at = text; n >= SECRET_LEAST; at += n) {
		at = strstr(at, secret);
		if (at == NULL)
			return;
		memset(at, '*', n);
	}
}

/* A name that the user gave can hold the number of the line, or its code. */
static void
mask_profile(char *text, const struct sst_profile *p)
{
	const struct sst_entries *own = &p->sim.own_numbers;

	mask_text(text, p->iccid);
	mask_text(text, p->msisdn);
	mask_text(text, p->imsi);
	for (size_t i = 0; i < own->n; i++)
		mask_text(text, own->v[i].number);
	if (p->device_change.activation_code != NULL)
		mask_text(text, matching_id(p->device_change.activation_code));
}

/* What is secret is found by what it is, not by its length. */
static void
mask_known(const struct plan_writer *w, char *text)
{
	for (size_t i = 0; i < w->plan->lines.n; i++) {
		const struct sst_plan_line *line = &w->plan->lines.v[i];

		mask_text(text, line->iccid);
		if (line->profile != NULL)
			mask_profile(text, line->profile);
		if (line->code == NULL)
			continue;
		mask_text(text, matching_id(line->code->text));
		mask_text(text, line->code->confirmation_code);
	}
}

const char *
sst_plan_json_clean(struct plan_writer *w, const char *text)
{
	char *copy;

	if (text == NULL || !w->redact)
		return text;
	copy = sst_arena_text(&w->mem, text);
	if (copy == NULL) {
		w->failed = true;
		return NULL;
	}
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
