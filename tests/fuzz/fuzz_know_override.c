/* SPDX-License-Identifier: ISC */
/* fuzz_know_override.c: a user's carriers.tsv; its rows are whole. */
#include <assert.h>
#include <string.h>

#include <simstow/base/text.h>
#include <simstow/know/know.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Cells are texts that may be printed, and nothing is longer than stated. */
static void
check_cells(const struct sst_carrier *row)
{
	const char *const *cell = (const char *const *)row;

	for (size_t i = 0; i < sizeof(*row) / sizeof(*cell); i++) {
		assert(cell[i] != NULL);
		assert(sst_text_is_utf8(sst_span_of_text(cell[i])));
		assert(strpbrk(cell[i], "\t\n\r") == NULL);
	}
	assert(row->id[0] != '\0' && row->name[0] != '\0');
	assert(row->kind[0] != '\0' && row->source[0] != '\0');
}

/* Each row is found by its id, and matching by its cells ends well. */
static void
check_row(const struct sst_know_book *book, const struct sst_carrier *row)
{
	struct sst_know_hints h = {
		.carrier_id = row->aosp_carrier_id,
		.provider = row->name,
		.host = row->smdp_hosts,
		.iccid = row->iin,
		.mcc_mnc = row->mccmnc,
		.gid1 = row->gid1,
	};
	struct sst_know_found f;

	assert(sst_know_book_carrier(book, row->id) == row);
	assert(sst_know_book_has_given(book, row, "id"));
	sst_know_find(book, &h, &f);
	assert(f.n <= SST_KNOW_OTHERS && f.candidate_n <= SST_KNOW_OTHERS);
	assert(f.row == NULL || f.candidate_n == 0);
	assert((f.row == NULL) == (f.by == SST_KNOW_NONE));
	sst_know_ask(book, row->spn, &f);
	assert(f.row == NULL || f.candidate_n == 0);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct sst_arena mem = { .max = (size_t)8 << 20 };
	struct sst_know_book book;
	struct sst_err err = { 0 };
	size_t builtin, n = 0, at = 0;

	if (sst_know_book_read((struct sst_span){ data, size }, "f", &mem,
	        &book, &err) < 0) {
		assert(err.code == SST_E_FORMAT || err.code == SST_E_FAILED);
		assert(err.msg[0] != '\0' && book.own_n == 0);
	}
	assert(book.own_n <= SST_KNOW_OWN_ROWS);
	for (size_t i = 0; i < book.own_n; i++) {
		check_cells(&book.own[i]);
		if (i < 16)
			check_row(&book, &book.own[i]);
	}
	(void)sst_know_carriers(&builtin);
	while (sst_know_book_next(&book, &at) != NULL)
		n++;
	assert(n >= builtin && n <= builtin + book.own_n);
	sst_arena_fini(&mem);
	return 0;
}
