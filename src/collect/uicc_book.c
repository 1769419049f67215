/* SPDX-License-Identifier: ISC */
/* uicc_book.c: the files of a phone book, as EF.PBR names them. */
#include <stdio.h>
#include <string.h>

#include "uicc_book_priv.h"

/* Which entries a phone has changed or seen: of no use to another card. */
static bool
is_left_out(enum sst_phonebook_kind kind)
{
	return kind == SST_PHONEBOOK_PBC || kind == SST_PHONEBOOK_UID;
}

static const char *
file_name(enum sst_phonebook_kind kind)
{
	static const char *const names[] = { "EF.ADN", "EF.IAP", "EF.EXT1",
		"EF.SNE", "EF.ANR", "EF.PBC", "EF.GRP", "EF.AAS", "EF.GAS",
		"EF.UID", "EF.EMAIL", "EF.CCP1" };

	return names[kind - SST_PHONEBOOK_ADN];
}

/* In the directory of EF.PBR. */
static void
place_of(const struct uicc_file *pbr, uint16_t fid,
    char out[SST_UICC_PATH_TEXT])
{
	int n = (int)(strrchr(pbr->place, '/') - pbr->place);

	(void)snprintf(out, SST_UICC_PATH_TEXT, "%.*s/%04X", n, pbr->place,
	    (unsigned)fid);
}

const struct uicc_file *
uicc_book_file(struct uicc_run *r, const struct uicc_file *pbr,
    const struct sst_phonebook_file *named)
{
	char place[SST_UICC_PATH_TEXT];
	const struct uicc_file *f;

	if (named == NULL)
		return NULL;
	place_of(pbr, named->fid, place);
	f = uicc_find_at(r, place);
	return f != NULL && f->member != NULL ? f : NULL;
}

/* Sets may share files; what was tried is not tried again. */
static int
read_named(struct uicc_run *r, const struct uicc_file *pbr,
    const struct sst_phonebook_file *named, struct sst_err *err)
{
	struct uicc_file want = { .name = file_name(named->kind),
		.restore = SST_FILES_USER };
	char place[SST_UICC_PATH_TEXT];

	if (is_left_out(named->kind))
		return 0;
	place_of(pbr, named->fid, place);
	if (uicc_find_at(r, place) != NULL)
		return 0;
	want.place = sst_arena_text(&r->scratch, place);
	if (want.place == NULL)
		return sst_arena_full(&r->scratch, err);
	return uicc_read(r, &want, err);
}

static int
read_set(struct uicc_run *r, const struct uicc_file *pbr,
    const struct sst_phonebook_set *set, struct sst_err *err)
{
	for (size_t i = 0; i < set->n; i++)
		if (read_named(r, pbr, &set->v[i], err) < 0)
			return -1;
	return 0;
}

int
uicc_book_sets(struct uicc_run *r, const struct uicc_file *pbr,
    uicc_book_visit *visit, struct sst_err *err)
{
	/* A copy: the list of files moves while it grows. */
	const struct uicc_file f = *pbr;
	struct uicc_faults faults = { 0 };
	size_t sets = 0;

	for (unsigned i = 1; i <= uicc_records(&f); i++) {
		struct sst_phonebook_set set;
		int rc = sst_phonebook_pbr(uicc_record(&f, i), &set, err);

		if (rc > 0 && sets++ >= SST_PHONEBOOK_SETS)
			rc = sst_fail(err, SST_E_FORMAT, "more than %d sets",
			    SST_PHONEBOOK_SETS);
		if (rc < 0 && uicc_fault(&faults, i, err) < 0)
			return -1;
		if (rc > 0 && visit(r, &f, &set, err) < 0)
			return -1;
	}
	/* The sets are looked at twice; what is wrong is told once. */
	return r->is_book_read ? 0 : uicc_fault_gap(r, &f, &faults, err);
}

int
uicc_read_book(struct uicc_run *r, struct sst_err *err)
{
	const struct uicc_file *pbr = uicc_find(r, "EF.PBR", NULL);

	while (pbr != NULL) {
		size_t at = (size_t)(pbr - r->files.v);

		if (uicc_book_sets(r, pbr, read_set, err) < 0)
			return -1;
		pbr = uicc_find(r, "EF.PBR", &r->files.v[at]);
	}
	r->is_book_read = true;
	return 0;
}
