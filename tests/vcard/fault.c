/* SPDX-License-Identifier: ISC */
/* fault.c: what the card does wrong on purpose, one table row each. */
#include <stdlib.h>
#include <string.h>

#include "vcard.h"

typedef void spoil_fn(const struct vc_fault *f, struct vc_buf *answer);

/* The outermost object, opened: where its value starts. */
static size_t
value_at(const struct vc_buf *answer, struct vc_tlv *t)
{
	struct vc_bytes b = { answer->p, answer->n };

	*t = (struct vc_tlv){ 0 };
	return vc_next(&b, t) == 1 ? (size_t)(t->v.p - answer->p) : 0;
}

static void
cut(const struct vc_fault *f, struct vc_buf *answer)
{
	if (answer->n > f->n)
		answer->n = f->n;
}

static void
double_wrap(const struct vc_fault *f, struct vc_buf *answer)
{
	vc_wrap(answer, 0, f->tag);
}

/* The first member gets another one-byte tag. */
static void
retag(const struct vc_fault *f, struct vc_buf *answer)
{
	struct vc_tlv t;
	size_t at = value_at(answer, &t);

	if (at != 0 && t.v.n != 0)
		answer->p[at] = (uint8_t)f->n;
}

/* Well formed: a private member, DF7F, fills up to that size. */
static void
oversize(const struct vc_fault *f, struct vc_buf *answer)
{
	size_t fill = f->n, i, start;
	struct vc_buf b = { 0 };
	struct vc_tlv t;

	if (value_at(answer, &t) == 0)
		return;
	for (i = 0; i < 3 && b.n != f->n; i++) {
		if (i > 0 && b.n > fill + f->n)
			break;
		fill = i == 0 ? fill : fill + f->n - b.n;
		vc_clear(&b);
		vc_put(&b, t.v.p, t.v.n);
		start = b.n;
		vc_put_noise(&b, fill, 0x05);
		vc_wrap(&b, start, 0xDF7F);
		vc_wrap(&b, 0, f->tag);
	}
	vc_free(answer);
	*answer = b;
}

static void
wrong_tag(const struct vc_fault *f, struct vc_buf *answer)
{
	size_t n = vc_tag_size(f->tag);

	if (answer->n >= n)
		answer->p[n - 1] ^= 0x40;
}

static void
indefinite(const struct vc_fault *f, struct vc_buf *answer)
{
	struct vc_buf b = { 0 };
	struct vc_tlv t;
	size_t n = vc_tag_size(f->tag);

	if (value_at(answer, &t) == 0)
		return;
	vc_put(&b, answer->p, n);
	vc_put_byte(&b, 0x80);
	vc_put(&b, t.v.p, t.v.n);
	vc_put(&b, "\0\0", 2);
	vc_free(answer);
	*answer = b;
}

static void
trailing(const struct vc_fault *f, struct vc_buf *answer)
{
	vc_put_noise(answer, f->n, 0x07);
}

/* form: T a function's tag, N a number, H a number in hex, S a status word. */
static const struct {
	const char *name;
	const char *form;
	enum vc_fault_kind kind;
	spoil_fn *spoil;
	const char *help;
} rows[] = {
	{ "sw", "T:S", VC_SW, NULL, "that status word instead of an answer" },
	{ "sw-once", "T:S", VC_SW_ONCE, NULL, "the same, the first time only" },
	{ "ok-sw", "T:S", VC_OK_SW, NULL,
	    "that status word behind the answer" },
	{ "sw-at", "N:S", VC_SW_AT, NULL, "that status word for APDU N" },
	{ "gone", "N", VC_GONE, NULL, "pulled instead of answering APDU N" },
	{ "gone-after", "T:N", VC_GONE_AFTER, NULL,
	    "pulled at GET RESPONSE N of it; 0: at the command itself" },
	{ "reply1", "N", VC_REPLY1, NULL, "one byte as the reply to APDU N" },
	{ "cut", "T:N", VC_CUT, cut, "only the first N bytes of the answer" },
	{ "double", "T", VC_DOUBLE, double_wrap, "answer wrapped twice" },
	{ "retag", "T:H", VC_RETAG, retag, "first member gets tag H" },
	{ "oversize", "T:N", VC_OVERSIZE, oversize, "filled up to N bytes" },
	{ "wrongtag", "T", VC_WRONGTAG, wrong_tag, "another outermost tag" },
	{ "indefinite", "T", VC_INDEFINITE, indefinite, "length form 80" },
	{ "trailing", "T:N", VC_TRAILING, trailing, "N bytes behind it" },
	{ "endless61", "T", VC_ENDLESS61, NULL, "GET RESPONSE never ends" },
	{ "empty61", "T", VC_EMPTY61, NULL, "61xx without data, for ever" },
	{ "refuse-taglist", "", VC_REFUSE_TAGLIST, NULL, "5C: 81 01 01" },
	{ "refuse-taglist-sw", "S", VC_REFUSE_TAGLIST_SW, NULL,
	    "5C: that status word" },
	{ "refuse-tag", "T", VC_REFUSE_TAG, NULL, "5C with T: 81 01 01" },
	{ "no-channels", "", VC_NO_CHANNELS, NULL, "MANAGE CHANNEL: 6881" },
	{ "leaked", "N", VC_LEAKED, NULL, "N channels open at power-on" },
	{ "basic-only", "", VC_BASIC_ONLY, NULL,
	    "SELECT on another channel: 6881" },
	{ "select-sw", "S", VC_SELECT_SW, NULL, "every SELECT by name" },
	{ "slow", "N", VC_SLOW, NULL, "N ms before every reply" },
	{ "blocks-max", "N", VC_BLOCKS_MAX, NULL, "longer blocks: 6700" },
	{ "middle-data", "", VC_MIDDLE_DATA, NULL, "data on a middle block" },
	{ "file-sw", "T:S", VC_FILE_SW, NULL, "that status word for READ" },
	{ "select-file-sw", "T:S", VC_FILE_SELECT_SW, NULL,
	    "that status word for SELECT of the file" },
	{ "file-short", "T", VC_FILE_SHORT, NULL, "READ gives half of Le" },
	{ "fcp-cut", "T", VC_FCP_CUT, NULL, "the first half of its FCP" },
	{ "fcp-wrong-size", "T:N", VC_FCP_SIZE, NULL, "FCP: N bytes" },
	{ "record-size-lie", "T:N", VC_FCP_RECORD, NULL,
	    "FCP: records of N bytes" },
	{ "fcp-noise", "T", VC_FCP_NOISE, NULL, "noise instead of its FCP" },
	{ "update-sw", "T:S", VC_UPDATE_SW, NULL,
	    "UPDATE: that status word, nothing changed" },
	{ "update-lost", "T", VC_UPDATE_LOST, NULL,
	    "UPDATE: 9000, nothing changed" },
	{ "gone-at-update", "N", VC_UPDATE_GONE, NULL,
	    "pulled at UPDATE N, nothing changed" },
	{ "gone-after-update", "N", VC_UPDATE_GONE_AFTER, NULL,
	    "pulled at UPDATE N, changed" },
};

#define ROWS (sizeof(rows) / sizeof(rows[0]))

void
vc_fault_list(FILE *f)
{
	char spec[64];
	size_t i;

	for (i = 0; i < ROWS; i++) {
		snprintf(spec, sizeof(spec), "%s%s%s", rows[i].name,
		    rows[i].form[0] == '\0' ? "" : "=", rows[i].form);
		fprintf(f, "  %-24s %s\n", spec, rows[i].help);
	}
}

static int
parse_argument(char form, const char *s, char **end, struct vc_fault *f)
{
	unsigned long n = strtoul(s, end, form == 'N' ? 10 : 16);

	if (*end == s)
		return -1;
	if (form == 'T')
		f->tag = (uint32_t)n;
	else if (form == 'S')
		f->sw = (unsigned)n;
	else
		f->n = n;
	return 0;
}

static int
parse_arguments(const char *form, const char *s, struct vc_fault *f)
{
	char *end;

	for (; *form != '\0'; form++) {
		if (*form == ':') {
			if (*s++ != ':')
				return -1;
			continue;
		}
		if (parse_argument(*form, s, &end, f) < 0)
			return -1;
		s = end;
	}
	return *s == '\0' ? 0 : -1;
}

int
vc_fault_add(struct vc_run *r, const char *spec)
{
	size_t n = strcspn(spec, "="), i;
	struct vc_fault f = { 0 };

	for (i = 0; i < ROWS; i++)
		if (strlen(rows[i].name) == n &&
		    strncmp(rows[i].name, spec, n) == 0)
			break;
	if (i == ROWS || r->fault_n == VC_FAULTS)
		return -1;
	f.kind = rows[i].kind;
	if (parse_arguments(rows[i].form, spec + n + (spec[n] == '='), &f) < 0)
		return -1;
	r->fault[r->fault_n++] = f;
	return 0;
}

struct vc_fault *
vc_fault_get(struct vc_run *r, enum vc_fault_kind kind)
{
	size_t i;

	for (i = 0; i < r->fault_n; i++)
		if (r->fault[i].kind == kind)
			return &r->fault[i];
	return NULL;
}

struct vc_fault *
vc_fault_for(struct vc_run *r, enum vc_fault_kind kind, uint32_t tag)
{
	size_t i;

	for (i = 0; i < r->fault_n; i++)
		if (r->fault[i].kind == kind && r->fault[i].tag == tag)
			return &r->fault[i];
	return NULL;
}

struct vc_fault *
vc_fault_at(struct vc_run *r, enum vc_fault_kind kind, unsigned long n)
{
	size_t i;

	for (i = 0; i < r->fault_n; i++)
		if (r->fault[i].kind == kind && r->fault[i].n == n)
			return &r->fault[i];
	return NULL;
}

static spoil_fn *
spoil_of(enum vc_fault_kind kind)
{
	size_t i;

	for (i = 0; i < ROWS; i++)
		if (rows[i].kind == kind)
			return rows[i].spoil;
	return NULL;
}

unsigned
vc_fault_spoil(struct vc_run *r, uint32_t tag, struct vc_buf *answer)
{
	struct vc_fault *f;
	spoil_fn *spoil;
	unsigned sw = 0;
	size_t i;

	for (i = 0; i < r->fault_n; i++) {
		f = &r->fault[i];
		spoil = spoil_of(f->kind);
		if (f->tag != tag)
			continue;
		if (spoil != NULL && answer->n != 0)
			spoil(f, answer);
		if (f->kind == VC_OK_SW)
			sw = f->sw;
		if (f->kind != VC_SW &&
		    (f->kind != VC_SW_ONCE || f->used++ != 0))
			continue;
		vc_clear(answer);
		return f->sw;
	}
	return sw;
}
