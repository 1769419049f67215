/* SPDX-License-Identifier: ISC */
/* gammu.c: contacts and message centres in the words of gammu's backups. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include <simstow/base/text.h>
#include <simstow/base/time.h>
#include <simstow/manifest/gammu.h>

#include "contact_kind_priv.h"

#define LOCATION_MAX 65535

struct writer {
	struct sst_buf *out;
	struct sst_gammu_left *left;
	size_t entries; /* of the contact being written */
};

/* The character at *p, which is whole and well-formed; *p moves behind it. */
static uint32_t
next_char(const uint8_t **p)
{
	static const uint8_t first_bits[] = { 0x7F, 0x1F, 0x0F, 0x07 };
	uint8_t first = *(*p)++;
	unsigned more = first < 0xC0   ? 0
	                : first < 0xE0 ? 1
	                               : 2 + (first >= 0xF0);
	uint32_t code = first & first_bits[more];

	while (more-- > 0)
		code = code << 6 | (*(*p)++ & 0x3F);
	return code;
}

/* One or two units of UTF-16. */
static int
put_utf16(struct writer *w, uint32_t code, struct sst_err *err)
{
	if (code <= 0xFFFF)
		return sst_buf_printf(w->out, err, "%04" PRIX32, code);
	code -= 0x10000;
	return sst_buf_printf(w->out, err, "%04" PRIX32 "%04" PRIX32,
	    0xD800 + (code >> 10), 0xDC00 + (code & 0x3FF));
}

/* "NameUnicode = 0041": gammu takes it before a plain "Name". */
static int
put_text(struct writer *w, const char *key, const char *text,
    struct sst_err *err)
{
	struct sst_span s = sst_span_of_text(text);
	const uint8_t *p = s.p;
	size_t units = 0;

	if (!sst_text_is_utf8(s))
		return sst_fail(err, SST_E_FORMAT, "text that is no UTF-8");
	if (sst_buf_printf(w->out, err, "%sUnicode = ", key) < 0)
		return -1;
	while (p < s.p + s.n) {
		uint32_t code = next_char(&p);

		units += code > 0xFFFF ? 2 : 1;
		if (units > SST_GAMMU_TEXT) {
			w->left->texts++;
			break;
		}
		if (put_utf16(w, code, err) < 0)
			return -1;
	}
	return sst_buf_put_text(w->out, "\r\n", err);
}

/* Another entry of a contact; NULL and "" are none. */
static int
put_entry(struct writer *w, const char *type, const char *text,
    struct sst_err *err)
{
	char key[24];

	if (!sst_contact_has(text))
		return 0;
	if (w->entries == SST_GAMMU_ENTRIES) {
		w->left->entries++;
		return 0;
	}
	if (sst_buf_printf(w->out, err, "Entry%02zuType = %s\r\n", w->entries,
	        type) < 0)
		return -1;
	(void)snprintf(key, sizeof(key), "Entry%02zuText", w->entries);
	w->entries++;
	return put_text(w, key, text, err);
}

static int
put_texts(struct writer *w, const char *type, const struct sst_texts *t,
    struct sst_err *err)
{
	for (size_t i = 0; i < t->n; i++)
		if (put_entry(w, type, t->v[i], err) < 0)
			return -1;
	return 0;
}

static int
put_numbers(struct writer *w, const struct sst_contact *c, struct sst_err *err)
{
	for (size_t i = 0; i < c->numbers.n; i++) {
		const struct sst_contact_number *n = &c->numbers.v[i];
		const struct sst_contact_kind *k =
		    sst_contact_kind_find(n->kind);

		if (put_entry(w, k == NULL ? "NumberGeneral" : k->gammu,
		        n->number, err) < 0)
			return -1;
	}
	return 0;
}

/* "3F00/7F10/6F3A:12" is record 12; after the last location, or next to it. */
static unsigned long
location(const struct sst_contact *c, unsigned long last)
{
	const char *colon = c->place == NULL ? NULL : strrchr(c->place, ':');
	unsigned long record = 0;

	if (colon != NULL && strspn(colon + 1, "0123456789") <= 5)
		record = strtoul(colon + 1, NULL, 10);
	return record > last && record <= LOCATION_MAX ? record : last + 1;
}

static int
put_contact(struct writer *w, const struct sst_contact *c, size_t at,
    unsigned long where, struct sst_err *err)
{
	w->entries = 0;
	if (sst_buf_printf(w->out, err,
	        "\r\n[SIMPBK%03zu]\r\nLocation = %03lu\r\n", at, where) < 0 ||
	    put_entry(w, "Name", c->name, err) < 0 ||
	    put_numbers(w, c, err) < 0 ||
	    put_entry(w, "NickName", c->second_name, err) < 0 ||
	    put_texts(w, "Email", &c->emails, err) < 0)
		return -1;
	return put_texts(w, "Category", &c->groups, err);
}

static int
put_contacts(struct writer *w, const struct sst_sim *sim, struct sst_err *err)
{
	unsigned long where = 0;
	size_t n = 0;

	for (size_t i = 0; i < sim->contacts.n; i++) {
		const struct sst_contact *c = &sim->contacts.v[i];

		if (sst_contact_is_empty(c))
			continue;
		if (n == SST_GAMMU_CONTACTS) {
			w->left->contacts++;
			continue;
		}
		where = location(c, where);
		if (put_contact(w, c, ++n, where, err) < 0)
			return sst_within(err, "contact %zu", i + 1);
	}
	return 0;
}

/* A word of gammu for a value of EF.SMSP. */
struct word {
	int64_t value;
	const char *word;
};

/* TP-PID, TS 23.040 section 9.2.3.9. */
static const struct word formats[] = { { 0x00, "Text" }, { 0x22, "Fax" },
	{ 0x26, "Pager" }, { 0x32, "Email" } };

/* The relative form of TP-VP, TS 23.040 section 9.2.3.12.1. */
static const struct word validities[] = { { 11, "1hour" }, { 71, "6hours" },
	{ 167, "24hours" }, { 169, "72hours" }, { 173, "1week" },
	{ 255, "MaximumTime" } };

static int
put_word(struct writer *w, const char *key, const struct word *words, size_t n,
    struct sst_num value, struct sst_err *err)
{
	for (size_t i = 0; i < n; i++)
		if (value.is_known && words[i].value == value.v)
			return sst_buf_printf(w->out, err, "%s = %s\r\n", key,
			    words[i].word);
	return 0;
}

static int
put_centre(struct writer *w, const struct sst_sms_centre *c, size_t at,
    struct sst_err *err)
{
	if (sst_buf_printf(w->out, err,
	        "\r\n[SMSC%03zu]\r\nLocation = %03zu\r\n", at, at) < 0)
		return -1;
	if (c->name != NULL && put_text(w, "Name", c->name, err) < 0)
		return -1;
	if (c->centre != NULL && put_text(w, "Number", c->centre, err) < 0)
		return -1;
	if (c->destination != NULL &&
	    put_text(w, "DefaultNumber", c->destination, err) < 0)
		return -1;
	if (put_word(w, "Format", formats, sizeof(formats) / sizeof(formats[0]),
	        c->pid, err) < 0)
		return -1;
	return put_word(w, "Validity", validities,
	    sizeof(validities) / sizeof(validities[0]), c->validity, err);
}

static int
put_centres(struct writer *w, const struct sst_sim *sim, struct sst_err *err)
{
	for (size_t i = 0; i < sim->sms_centres.n; i++) {
		if (i >= SST_GAMMU_CENTRES) {
			w->left->centres++;
			continue;
		}
		if (put_centre(w, &sim->sms_centres.v[i], i + 1, err) < 0)
			return sst_within(err, "message centre %zu", i + 1);
	}
	return 0;
}

/* "DateTime = 20261121T014108Z" */
static int
put_head(struct writer *w, int64_t created, struct sst_err *err)
{
	char text[SST_TIME_SIZE];
	size_t n = 0;

	sst_time_format(created, text);
	for (size_t i = 0; text[i] != '\0'; i++)
		if (text[i] != '-' && text[i] != ':')
			text[n++] = text[i];
	text[n] = '\0';
	return sst_buf_printf(w->out, err,
	    "; the memory of a SIM, in the form of gammu's backups\r\n\r\n"
	    "[Backup]\r\nCreator = simstow\r\nDateTime = %s\r\n"
	    "Format = 1.05\r\n",
	    text);
}

int
sst_gammu_format(const struct sst_sim *sim, int64_t created,
    struct sst_buf *out, struct sst_gammu_left *left, struct sst_err *err)
{
	struct writer w = { .out = out, .left = left };

	*left = (struct sst_gammu_left){ 0 };
	if (put_head(&w, created, err) < 0 || put_contacts(&w, sim, err) < 0)
		return -1;
	return put_centres(&w, sim, err);
}
