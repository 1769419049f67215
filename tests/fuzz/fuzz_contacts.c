/* SPDX-License-Identifier: ISC */
/*
 * fuzz_contacts.c: any texts as contacts, as vCards and as a backup of gammu.
 * Input: texts, each ended by a NUL: name, number, its kind, address, second
 * name, group, place, over and over.
 */
#include <stdlib.h>
#include <string.h>

#include <simstow/base/arena.h>
#include <simstow/base/text.h>
#include <simstow/manifest/gammu.h>
#include <simstow/manifest/vcard.h>

#define CONTACTS 16
#define LINE_OCTETS 75

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct run {
	struct sst_arena mem;
	struct sst_sim sim;
	struct sst_contact contacts[CONTACTS];
	struct sst_contact_number numbers[CONTACTS];
	const char *lists[CONTACTS][2];
	struct sst_sms_centre centre;
};

/* The next text; NULL behind the last one. */
static const char *
next_text(struct run *r, struct sst_cur *c)
{
	const uint8_t *end =
	    c->left.n == 0 ? NULL : memchr(c->left.p, 0, c->left.n);
	size_t n = end == NULL ? c->left.n : (size_t)(end - c->left.p);
	struct sst_err err = { 0 };
	struct sst_span s, nul;

	if (n == 0 && end == NULL)
		return NULL;
	if (sst_cur_get(c, n, &s, &err) < 0 ||
	    (end != NULL && sst_cur_get(c, 1, &nul, &err) < 0))
		return NULL;
	return (const char *)sst_arena_copy(&r->mem, s);
}

static void
read_contacts(struct run *r, struct sst_cur *c)
{
	while (c->left.n > 0 && r->sim.contacts.n < CONTACTS) {
		size_t i = r->sim.contacts.n++;
		struct sst_contact *k = &r->contacts[i];

		k->name = next_text(r, c);
		r->numbers[i].number = next_text(r, c);
		r->numbers[i].kind = next_text(r, c);
		r->lists[i][0] = next_text(r, c);
		k->second_name = next_text(r, c);
		r->lists[i][1] = next_text(r, c);
		k->place = next_text(r, c);
		k->numbers.v = &r->numbers[i];
		k->numbers.n = 1;
		k->emails.v = &r->lists[i][0];
		k->emails.n = 1;
		k->groups.v = &r->lists[i][1];
		k->groups.n = 1;
	}
	r->sim.contacts.v = r->contacts;
	r->centre.name = r->contacts[0].name;
	r->centre.centre = r->numbers[0].number;
	r->sim.sms_centres.v = &r->centre;
	r->sim.sms_centres.n = 1;
}

/* Lines end with CR LF, are short, whole UTF-8, and hold no control. */
static void
check_lines(const struct sst_buf *b, size_t max)
{
	size_t column = 0;

	for (size_t i = 0; i < b->n; i++) {
		uint8_t byte = b->p[i];

		if (byte == '\r' && i + 1 < b->n && b->p[i + 1] == '\n') {
			struct sst_span line = { b->p + i - column, column };

			if (column > max || !sst_text_is_utf8(line))
				abort();
			column = 0;
			i++;
			continue;
		}
		if ((byte < 0x20 && byte != '\t') || byte == 0x7F)
			abort();
		column++;
	}
	if (column != 0)
		abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct sst_cur c = sst_cur_of((struct sst_span){ data, size });
	struct sst_buf vcard = { 0 }, gammu = { 0 };
	struct sst_gammu_left left;
	struct sst_err err = { 0 };
	static struct run r;

	r = (struct run){ 0 };
	read_contacts(&r, &c);
	if (sst_vcard_format(&r.sim, &vcard, &err) == 0)
		check_lines(&vcard, LINE_OCTETS);
	else if (err.code != SST_E_FORMAT)
		abort();
	if (sst_gammu_format(&r.sim, 0, &gammu, &left, &err) == 0)
		check_lines(&gammu, 1024);
	else if (err.code != SST_E_FORMAT)
		abort();
	sst_buf_fini(&vcard);
	sst_buf_fini(&gammu);
	sst_arena_fini(&r.mem);
	return 0;
}
