/* SPDX-License-Identifier: ISC */
/* vcard.c: the contacts of a card as vCards, for any address book. */
#include <string.h>

#include <simstow/base/text.h>
#include <simstow/manifest/vcard.h>

#include "contact_kind_priv.h"

#define LINE_OCTETS 75 /* of a folded line, RFC 2426 section 2.6 */
#define REPLACEMENT "\xEF\xBF\xBD"

struct writer {
	struct sst_buf *out;
	struct sst_buf line; /* not folded yet */
	size_t groups;       /* of the vCard being written */
};

/* What stands for a byte of a text value, or NULL for itself. */
static const char *
escape_of(uint8_t byte)
{
	static const char *const escapes[] = {
		['\n'] = "\\n",
		[','] = "\\,",
		[';'] = "\\;",
		['\\'] = "\\\\",
	};

	if (byte < sizeof(escapes) / sizeof(escapes[0]) &&
	    escapes[byte] != NULL)
		return escapes[byte];
	return (byte < 0x20 && byte != '\t') || byte == 0x7F ? REPLACEMENT
	                                                     : NULL;
}

static int
put_value(struct writer *w, const char *text, struct sst_err *err)
{
	struct sst_span s = sst_span_of_text(text);

	if (!sst_text_is_utf8(s))
		return sst_fail(err, SST_E_FORMAT, "text that is no UTF-8");
	for (size_t i = 0; i < s.n; i++) {
		const char *e = escape_of(s.p[i]);

		/* a line end of two bytes is one */
		if (s.p[i] == '\r' && i + 1 < s.n && s.p[i + 1] == '\n')
			continue;
		if (e == NULL ? sst_buf_put_u8(&w->line, s.p[i], err) < 0
		              : sst_buf_put_text(&w->line, e, err) < 0)
			return -1;
	}
	return 0;
}

/* Bytes of s that fit a line of room octets, whole characters. */
static size_t
fitting(struct sst_span s, size_t room)
{
	if (s.n <= room)
		return s.n;
	while (room > 0 && (s.p[room] & 0xC0) == 0x80)
		room--;
	return room;
}

static int
end_line(struct writer *w, struct sst_err *err)
{
	struct sst_span left = sst_buf_span(&w->line);
	size_t room = LINE_OCTETS;

	while (left.n > 0) {
		size_t n = fitting(left, room);

		if (sst_buf_put(w->out, (struct sst_span){ left.p, n }, err) <
		        0 ||
		    sst_buf_put_text(w->out, n < left.n ? "\r\n " : "\r\n",
		        err) < 0)
			return -1;
		left = (struct sst_span){ left.p + n, left.n - n };
		room = LINE_OCTETS - 1;
	}
	sst_buf_clear(&w->line);
	return 0;
}

/* A property of one value; tail is what follows it, such as ";;;;". */
static int
put_line(struct writer *w, const char *property, const char *value,
    const char *tail, struct sst_err *err)
{
	if (sst_buf_put_text(&w->line, property, err) < 0 ||
	    put_value(w, value, err) < 0 ||
	    sst_buf_put_text(&w->line, tail, err) < 0)
		return -1;
	return end_line(w, err);
}

/* FN must be there: what identifies a contact that has no name. */
static const char *
shown_name(const struct sst_contact *c)
{
	if (sst_contact_has(c->name))
		return c->name;
	if (sst_contact_has(c->second_name))
		return c->second_name;
	for (size_t i = 0; i < c->numbers.n; i++)
		if (sst_contact_has(c->numbers.v[i].number))
			return c->numbers.v[i].number;
	for (size_t i = 0; i < c->emails.n; i++)
		if (sst_contact_has(c->emails.v[i]))
			return c->emails.v[i];
	return "";
}

static int
put_number(struct writer *w, const struct sst_contact_number *n,
    struct sst_err *err)
{
	const struct sst_contact_kind *kind = sst_contact_kind_find(n->kind);
	char property[32];

	if (!sst_contact_has(n->number))
		return 0;
	if (kind == NULL && sst_contact_has(n->kind)) {
		w->groups++;
		(void)snprintf(property, sizeof(property),
		    "item%zu.TEL:", w->groups);
		if (put_line(w, property, n->number, "", err) < 0)
			return -1;
		(void)snprintf(property, sizeof(property),
		    "item%zu.X-ABLabel:", w->groups);
		return put_line(w, property, n->kind, "", err);
	}
	(void)snprintf(property, sizeof(property),
	    "TEL;TYPE=%s:", kind == NULL ? "VOICE" : kind->vcard);
	return put_line(w, property, n->number, "", err);
}

static int
put_emails(struct writer *w, const struct sst_texts *emails,
    struct sst_err *err)
{
	for (size_t i = 0; i < emails->n; i++)
		if (sst_contact_has(emails->v[i]) &&
		    put_line(w, "EMAIL;TYPE=INTERNET:", emails->v[i], "", err) <
		        0)
			return -1;
	return 0;
}

static int
put_groups(struct writer *w, const struct sst_texts *groups,
    struct sst_err *err)
{
	const char *before = "CATEGORIES:";

	for (size_t i = 0; i < groups->n; i++) {
		if (!sst_contact_has(groups->v[i]))
			continue;
		if (sst_buf_put_text(&w->line, before, err) < 0 ||
		    put_value(w, groups->v[i], err) < 0)
			return -1;
		before = ",";
	}
	return end_line(w, err);
}

static int
put_contact(struct writer *w, const struct sst_contact *c, struct sst_err *err)
{
	const char *name = sst_contact_has(c->name) ? c->name : "";

	w->groups = 0;
	if (put_line(w, "BEGIN:VCARD", "", "", err) < 0 ||
	    put_line(w, "VERSION:3.0", "", "", err) < 0 ||
	    put_line(w, "N:", name, ";;;;", err) < 0 ||
	    put_line(w, "FN:", shown_name(c), "", err) < 0)
		return -1;
	if (sst_contact_has(c->second_name) &&
	    put_line(w, "NICKNAME:", c->second_name, "", err) < 0)
		return -1;
	for (size_t i = 0; i < c->numbers.n; i++)
		if (put_number(w, &c->numbers.v[i], err) < 0)
			return -1;
	if (put_emails(w, &c->emails, err) < 0 ||
	    put_groups(w, &c->groups, err) < 0)
		return -1;
	return put_line(w, "END:VCARD", "", "", err);
}

int
sst_vcard_format(const struct sst_sim *sim, struct sst_buf *out,
    struct sst_err *err)
{
	struct writer w = { .out = out };
	int rc = 0;

	for (size_t i = 0; rc == 0 && i < sim->contacts.n; i++) {
		if (sst_contact_is_empty(&sim->contacts.v[i]))
			continue;
		rc = put_contact(&w, &sim->contacts.v[i], err);
		if (rc < 0)
			sst_err_prefix(err, "contact %zu", i + 1);
	}
	sst_buf_fini(&w.line);
	return rc;
}
