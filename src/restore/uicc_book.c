/* SPDX-License-Identifier: ISC */
/* uicc_book.c: what the phone book of a card has, and where there is room. */
#include <string.h>

#include "uicc_priv.h"

#define EXT_BYTES 13
#define ANR_EXTENSION 14 /* where a record of EF.ANR names an overflow record */

const struct sst_phonebook_file *
sst_uicc_book_find(const struct sst_uicc_draft *d,
    const struct sst_uicc_write_set *set, enum sst_phonebook_kind kind,
    size_t nth, size_t *file)
{
	for (size_t i = 0; i < set->pbr.n; i++) {
		if (set->pbr.v[i].kind != kind ||
		    set->at[i] == SST_UICC_WRITE_NONE ||
		    !sst_uicc_draft_may_write(d, set->at[i]))
			continue;
		if (nth-- > 0)
			continue;
		*file = set->at[i];
		return &set->pbr.v[i];
	}
	return NULL;
}

/* The file of a kind whether it may be written or not. */
static size_t
find_any(const struct sst_uicc_write_set *set, enum sst_phonebook_kind kind)
{
	for (size_t i = 0; i < set->pbr.n; i++)
		if (set->pbr.v[i].kind == kind &&
		    set->at[i] != SST_UICC_WRITE_NONE)
			return set->at[i];
	return SST_UICC_WRITE_NONE;
}

void
sst_uicc_book_extend(const struct sst_uicc_draft *d,
    const struct sst_uicc_write_set *set, struct sst_number *number)
{
	size_t file = find_any(set, SST_PHONEBOOK_EXT1);
	struct sst_err err = { 0 };

	if (file == SST_UICC_WRITE_NONE)
		return;
	for (int i = 0; i < SST_NUMBER_CHAIN; i++) {
		unsigned r = number->extension;

		if (r == 0 || r > d->card->v[file].fcp.record_count ||
		    sst_number_extend(sst_uicc_draft_record(d, file, r), number,
		        &err) < 0)
			return;
	}
}

void
sst_uicc_book_number(const char *text, char out[SST_NUMBER_TEXT])
{
	size_t n = 0;

	for (; *text != '\0' && n < SST_NUMBER_TEXT - 1; text++) {
		if (strchr(" -./()", *text) != NULL)
			continue;
		out[n++] = *text == 'P' || *text == ',' ? 'p' : *text;
	}
	out[n] = '\0';
}

/* An overflow record and those behind it are in use. */
static void
claim_chain(struct sst_uicc_draft *d, const struct sst_uicc_write_set *set,
    unsigned record)
{
	size_t file = find_any(set, SST_PHONEBOOK_EXT1);

	if (file == SST_UICC_WRITE_NONE)
		return;
	while (record >= 1 && record <= d->card->v[file].fcp.record_count &&
	       !d->claimed[file][record - 1]) {
		struct sst_span r = sst_uicc_draft_record(d, file, record);

		d->claimed[file][record - 1] = true;
		record = r.n == EXT_BYTES ? r.p[EXT_BYTES - 1] : 0;
	}
}

/* What the second numbers of an entry point to. */
static void
claim_anr(struct sst_uicc_draft *d, const struct sst_uicc_write_set *set,
    size_t file, unsigned record)
{
	struct sst_span r;

	if (record < 1 || record > d->card->v[file].fcp.record_count)
		return;
	r = sst_uicc_draft_record(d, file, record);
	if (r.n > ANR_EXTENSION && !sst_uicc_draft_is_blank(r))
		claim_chain(d, set, r.p[ANR_EXTENSION]);
}

/* What belongs to the entry at a record of EF.ADN. */
static void
claim_companions(struct sst_uicc_draft *d, const struct sst_uicc_write_set *set,
    unsigned record)
{
	size_t iap = find_any(set, SST_PHONEBOOK_IAP);
	struct sst_span links = { 0 };

	if (iap != SST_UICC_WRITE_NONE &&
	    record <= d->card->v[iap].fcp.record_count)
		links = sst_uicc_draft_record(d, iap, record);
	for (size_t i = 0; i < set->pbr.n; i++) {
		const struct sst_phonebook_file *f = &set->pbr.v[i];
		unsigned at = f->type == 1 ? record : 0;

		if (set->at[i] == SST_UICC_WRITE_NONE || f->type == 3)
			continue;
		if (f->type == 2 && f->iap_at < links.n)
			at = links.p[f->iap_at];
		if (f->type == 2 && at >= 1 &&
		    at <= d->card->v[set->at[i]].fcp.record_count)
			d->claimed[set->at[i]][at - 1] = true;
		if (f->kind == SST_PHONEBOOK_ANR)
			claim_anr(d, set, set->at[i], at);
	}
}

static int
add_entry(struct sst_uicc_draft *d, struct sst_uicc_entries *out, size_t set,
    unsigned record, const struct sst_number_adn *adn, struct sst_err *err)
{
	const struct sst_uicc_write_set *s = &d->card->sets[set];
	struct sst_number number = adn->number;
	struct sst_uicc_entry e = { .set = set, .record = record };
	struct sst_uicc_entry *v;

	if (number.extension != SST_NUMBER_NONE)
		claim_chain(d, s, number.extension);
	claim_companions(d, s, record);
	sst_uicc_book_extend(d, s, &number);
	e.name = adn->name;
	e.number = sst_arena_text(d->mem, number.text);
	v = sst_arena_grow(d->mem, out->v, out->n, sizeof(*v));
	if (e.number == NULL || v == NULL)
		return sst_arena_full(d->mem, err);
	v[out->n] = e;
	out->v = v;
	out->n++;
	return 0;
}

static int
read_set(struct sst_uicc_draft *d, struct sst_uicc_entries *out, size_t set,
    struct sst_err *err)
{
	size_t file = find_any(&d->card->sets[set], SST_PHONEBOOK_ADN);
	unsigned n = 0;

	if (file != SST_UICC_WRITE_NONE)
		n = d->card->v[file].fcp.record_count;
	for (unsigned i = 1; i <= n; i++) {
		struct sst_number_adn adn;
		int rc = sst_number_adn(sst_uicc_draft_record(d, file, i),
		    d->mem, &adn, err);

		if (rc < 0 && err->code == SST_E_FAILED)
			return -1;
		/* a damaged one is not ours to replace */
		d->claimed[file][i - 1] = rc != 0;
		if (rc > 0 && add_entry(d, out, set, i, &adn, err) < 0)
			return -1;
	}
	return 0;
}

int
sst_uicc_book_read(struct sst_uicc_draft *d, struct sst_uicc_entries *out,
    struct sst_err *err)
{
	*out = (struct sst_uicc_entries){ 0 };
	for (size_t i = 0; i < d->card->set_n; i++)
		if (read_set(d, out, i, err) < 0)
			return -1;
	return 0;
}
