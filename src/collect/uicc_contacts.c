/* SPDX-License-Identifier: ISC */
/* uicc_contacts.c: the phone book of a SIM, entry by entry. */
#include <string.h>

#include "uicc_book_priv.h"

#define OVERFLOW "EF.EXT1"
#define TEXT_COST 16 /* bytes that a text takes besides its own */

/* A set of files while its entries are read. */
struct book {
	struct uicc_run *r;
	const struct uicc_file *pbr;
	const struct sst_phonebook_set *set;
	const struct uicc_file *adn;
	struct uicc_faults faults; /* of companions; one gap a set */
	struct sst_contact *contact;
	unsigned record; /* of EF.ADN */
};

/* ---- into the snapshot ---- */

static int
keep(struct uicc_run *r, const char *text, const char **out,
    struct sst_err *err)
{
	size_t n = strlen(text);

	*out = NULL;
	if (n == 0)
		return 0;
	n += TEXT_COST;
	if (n > r->text_left)
		return sst_fail(err, SST_E_FORMAT,
		    "more text than a phone book may have");
	r->text_left -= n;
	return uicc_text(r, text, out, err);
}

static int
too_many(const char *what, struct sst_err *err)
{
	return sst_fail(err, SST_E_FORMAT, "more than %d %s",
	    SST_SIM_CONTACT_ITEMS, what);
}

static int
add_number(struct uicc_run *r, struct sst_contact *c, const char *kind,
    const char *number, struct sst_err *err)
{
	struct sst_contact_number *v;

	if (c->numbers.n == SST_SIM_CONTACT_ITEMS)
		return too_many("numbers", err);
	v = sst_arena_grow(&r->snap->mem, c->numbers.v, c->numbers.n,
	    sizeof(*v));
	if (v == NULL)
		return sst_arena_full(&r->snap->mem, err);
	c->numbers.v = v;
	if (keep(r, kind, &v[c->numbers.n].kind, err) < 0 ||
	    keep(r, number, &v[c->numbers.n].number, err) < 0)
		return -1;
	c->numbers.n++;
	return 0;
}

static int
add_text(struct uicc_run *r, struct sst_texts *list, const char *text,
    struct sst_err *err)
{
	const char **v;

	if (list->n == SST_SIM_CONTACT_ITEMS)
		return too_many("texts", err);
	v = sst_arena_grow(&r->snap->mem, list->v, list->n, sizeof(*v));
	if (v == NULL)
		return sst_arena_full(&r->snap->mem, err);
	list->v = v;
	if (keep(r, text, &v[list->n], err) < 0)
		return -1;
	list->n++;
	return 0;
}

/* Name, number and place; the entry is the list's last one from then on. */
static int
add_contact(struct uicc_run *r, const struct uicc_file *f, unsigned record,
    const struct sst_number_adn *adn, struct sst_err *err)
{
	struct sst_sim *sim = &r->line->sim;
	struct sst_contact c = { 0 }, *v;

	if (sim->contacts.n == SST_SIM_CONTACTS)
		return sst_fail(err, SST_E_FORMAT, "more than %d entries",
		    SST_SIM_CONTACTS);
	c.place = sst_arena_printf(&r->snap->mem, "%s:%u", f->place, record);
	if (c.place == NULL)
		return sst_arena_full(&r->snap->mem, err);
	if (keep(r, adn->name, &c.name, err) < 0)
		return -1;
	if (adn->number.text[0] != '\0' &&
	    add_number(r, &c, "", adn->number.text, err) < 0)
		return -1;
	v = sst_arena_grow(&r->snap->mem, sim->contacts.v, sim->contacts.n,
	    sizeof(*v));
	if (v == NULL)
		return sst_arena_full(&r->snap->mem, err);
	sim->contacts.v = v;
	v[sim->contacts.n++] = c;
	return 0;
}

/* 1 an entry, its digits whole where they could be read; 0 empty */
static int
take_adn(struct uicc_run *r, const struct uicc_file *f, unsigned record,
    struct uicc_faults *faults, struct sst_err *err)
{
	struct sst_number_adn adn;
	int rc = sst_number_adn(uicc_record(f, record), &r->scratch, &adn, err);

	if (rc <= 0)
		return rc;
	if (uicc_extend(r, f, OVERFLOW, &adn.number, err) < 0 &&
	    uicc_fault(faults, record, err) < 0)
		return -1;
	return add_contact(r, f, record, &adn, err) < 0 ? -1 : 1;
}

/* ---- companions of an entry ---- */

static int
take_sne(struct book *b, const struct sst_phonebook_file *how,
    const struct uicc_file *f, unsigned record, struct sst_err *err)
{
	struct sst_phonebook_text t;
	int rc = sst_phonebook_sne(uicc_record(f, record), how->type == 2,
	    &b->r->scratch, &t, err);

	if (rc <= 0 || b->contact->second_name != NULL)
		return rc < 0 ? -1 : 0;
	return keep(b->r, t.text, &b->contact->second_name, err);
}

static int
take_email(struct book *b, const struct sst_phonebook_file *how,
    const struct uicc_file *f, unsigned record, struct sst_err *err)
{
	struct sst_phonebook_text t;
	int rc = sst_phonebook_email(uicc_record(f, record), how->type == 2,
	    &b->r->scratch, &t, err);

	if (rc <= 0)
		return rc;
	return add_text(b->r, &b->contact->emails, t.text, err);
}

/*
 * What EF.AAS or EF.GAS of the set calls it; "" when it does not, or cannot: a
 * word that is damaged costs no number.
 */
static int
find_name(struct book *b, enum sst_phonebook_kind kind, unsigned record,
    const char **out, struct sst_err *err)
{
	const struct uicc_file *f =
	    uicc_book_file(b->r, b->pbr, sst_phonebook_find(b->set, kind, 0));

	*out = "";
	if (f == NULL || uicc_record(f, record).p == NULL)
		return 0;
	if (sst_phonebook_group(uicc_record(f, record), &b->r->scratch, out,
	        err) >= 0)
		return 0;
	*out = "";
	return uicc_fault(&b->faults, b->record, err);
}

static int
take_anr(struct book *b, const struct sst_phonebook_file *how,
    const struct uicc_file *f, unsigned record, struct sst_err *err)
{
	struct sst_number_anr anr;
	const char *kind;
	int rc = sst_number_anr(uicc_record(f, record), &anr, err);

	(void)how;
	if (rc <= 0)
		return rc;
	if (uicc_extend(b->r, f, OVERFLOW, &anr.number, err) < 0 &&
	    uicc_fault(&b->faults, b->record, err) < 0)
		return -1;
	if (find_name(b, SST_PHONEBOOK_AAS, anr.kind, &kind, err) < 0)
		return -1;
	return add_number(b->r, b->contact, kind, anr.number.text, err);
}

/* A record lists groups by their records of EF.GAS; 00 and FF are none. */
static int
take_grp(struct book *b, const struct sst_phonebook_file *how,
    const struct uicc_file *f, unsigned record, struct sst_err *err)
{
	struct sst_span groups = uicc_record(f, record);
	const char *name;

	(void)how;
	for (size_t i = 0; i < groups.n; i++) {
		if (find_name(b, SST_PHONEBOOK_GAS, groups.p[i], &name, err) <
		    0)
			return -1;
		if (name[0] != '\0' &&
		    add_text(b->r, &b->contact->groups, name, err) < 0)
			return -1;
	}
	return 0;
}

static const struct companion {
	enum sst_phonebook_kind kind;
	int (*take)(struct book *b, const struct sst_phonebook_file *how,
	    const struct uicc_file *f, unsigned record, struct sst_err *err);
} companions[] = {
	{ SST_PHONEBOOK_SNE, take_sne },
	{ SST_PHONEBOOK_ANR, take_anr },
	{ SST_PHONEBOOK_EMAIL, take_email },
	{ SST_PHONEBOOK_GRP, take_grp },
};

/*
 * Which record of a file goes with the entry: the same one, or the one that a
 * byte of EF.IAP names. 0: none, or there is no way to tell.
 */
static unsigned
partner(struct book *b, const struct sst_phonebook_file *how)
{
	const struct uicc_file *iap;
	struct sst_span row;

	if (how->type == 1)
		return b->record;
	if (how->type != 2)
		return 0;
	iap = uicc_book_file(b->r, b->pbr,
	    sst_phonebook_find(b->set, SST_PHONEBOOK_IAP, 0));
	if (iap == NULL)
		return 0;
	row = uicc_record(iap, b->record);
	if (how->iap_at >= row.n || row.p[how->iap_at] == 0xFF)
		return 0;
	return row.p[how->iap_at];
}

static int
take_companion(struct book *b, const struct companion *c, struct sst_err *err)
{
	const struct sst_phonebook_file *how;

	for (size_t i = 0;
	     (how = sst_phonebook_find(b->set, c->kind, i)) != NULL; i++) {
		const struct uicc_file *f = uicc_book_file(b->r, b->pbr, how);
		unsigned record = partner(b, how);

		if (f == NULL || uicc_record(f, record).p == NULL)
			continue;
		if (c->take(b, how, f, record, err) < 0 &&
		    uicc_fault(&b->faults, b->record, err) < 0)
			return -1;
	}
	return 0;
}

static int
take_companions(struct book *b, struct sst_err *err)
{
	struct sst_sim *sim = &b->r->line->sim;

	b->contact = &sim->contacts.v[sim->contacts.n - 1];
	for (size_t i = 0; i < sizeof(companions) / sizeof(companions[0]); i++)
		if (take_companion(b, &companions[i], err) < 0)
			return -1;
	return 0;
}

/* ---- books ---- */

static int
take_set(struct uicc_run *r, const struct uicc_file *pbr,
    const struct sst_phonebook_set *set, struct sst_err *err)
{
	struct book b = { .r = r, .pbr = pbr, .set = set };

	b.adn = uicc_book_file(r, pbr,
	    sst_phonebook_find(set, SST_PHONEBOOK_ADN, 0));
	if (b.adn == NULL || uicc_is_repeated(r, b.adn))
		return 0;
	for (unsigned i = 1; i <= uicc_records(b.adn); i++) {
		int rc = take_adn(r, b.adn, i, &b.faults, err);

		b.record = i;
		if (rc < 0 && uicc_fault(&b.faults, i, err) < 0)
			return -1;
		if (rc > 0 && take_companions(&b, err) < 0)
			return -1;
	}
	return uicc_fault_gap(r, b.adn, &b.faults, err);
}

/* EF.ADN as cards had it before EF.PBR: names and numbers alone. */
static int
take_old_book(struct uicc_run *r, struct sst_err *err)
{
	const struct uicc_file *f = NULL;

	while ((f = uicc_find(r, "EF.ADN", f)) != NULL) {
		struct uicc_faults faults = { 0 };

		for (unsigned i = 1; i <= uicc_records(f); i++)
			if (take_adn(r, f, i, &faults, err) < 0 &&
			    uicc_fault(&faults, i, err) < 0)
				return -1;
		if (uicc_fault_gap(r, f, &faults, err) < 0)
			return -1;
	}
	return 0;
}

/* A phone book that was read and has no entries is a list all the same. */
static int
begin(struct uicc_run *r, struct sst_err *err)
{
	struct sst_sim *sim = &r->line->sim;

	if (uicc_find(r, "EF.ADN", NULL) == NULL)
		return 0;
	sim->contacts.v =
	    sst_arena_grow(&r->snap->mem, NULL, 0, sizeof(*sim->contacts.v));
	return sim->contacts.v != NULL ? 0 : sst_arena_full(&r->snap->mem, err);
}

int
uicc_take_contacts(struct uicc_run *r, struct sst_err *err)
{
	const struct uicc_file *pbr = uicc_find(r, "EF.PBR", NULL);

	if (begin(r, err) < 0)
		return -1;
	if (pbr == NULL)
		return take_old_book(r, err);
	for (; pbr != NULL; pbr = uicc_find(r, "EF.PBR", pbr))
		if (uicc_book_sets(r, pbr, take_set, err) < 0)
			return -1;
	return 0;
}
