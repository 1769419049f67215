/* SPDX-License-Identifier: ISC */
/* test_armor.c: armor is read strictly, and found where it is. */
#include "age_make.h"

#include "../../../src/archive/armor_priv.h"

#define FIRST SST_ARMOR_FIRST "\n"
#define LAST SST_ARMOR_LAST "\n"
#define FULL Z48 "\n"
#define BLANK16 "               \n"
#define BLANK256                                                        \
	BLANK16 BLANK16 BLANK16 BLANK16 BLANK16 BLANK16 BLANK16 BLANK16 \
	    BLANK16 BLANK16 BLANK16 BLANK16 BLANK16 BLANK16 BLANK16 BLANK16
#define BLANK1024 BLANK256 BLANK256 BLANK256 BLANK256

struct result {
	int rc;
	bool is_armored;
	bool has_fault;
	size_t n;
	struct sst_err err;
};

static struct result
read_from(struct drip *d, size_t cap, struct sst_buf *out)
{
	struct sst_source in = source_of_drip(d);
	struct sst_armor_reader *r;
	struct result res = { 0 };
	struct sst_source binary;
	uint8_t block[200];
	size_t n = 1;

	res.rc = sst_armor_open(&in, &r, &res.is_armored, &res.err);
	if (res.rc < 0) {
		assert_null(r);
		return res;
	}
	binary = sst_armor_source(r);
	while (n > 0) {
		res.rc = binary.read(binary.ctx, block, cap, &n, &res.err);
		if (res.rc < 0)
			break;
		res.n += n;
		if (out != NULL)
			assert_int_equal(sst_buf_put(out,
			                     (struct sst_span){ block, n },
			                     &res.err),
			    0);
	}
	res.has_fault = sst_armor_has_fault(r);
	sst_armor_free(&r);
	return res;
}

static struct result
read_text(const char *text, size_t step, size_t cap)
{
	struct drip d = { sst_span_of_text(text), step, false };

	return read_from(&d, cap, NULL);
}

static void
good_armor_is_read_in_pieces_of_any_size(void **state)
{
	static const struct {
		const char *text;
		size_t n;
	} rows[] = {
		{ FIRST LAST, 0 },
		{ FIRST "AA==\n" LAST, 1 },
		{ FIRST "AAA=\n" LAST, 2 },
		{ FIRST "AAAA\n" SST_ARMOR_LAST, 3 },
		{ FIRST FULL LAST, 48 },
		{ FIRST FULL FULL "AAAA\n" LAST, 99 },
		{ FIRST Z32 "AAAAAAAAAAAAAAAAAAA==\n" LAST, 46 },
		{ SST_ARMOR_FIRST "\r\nAAAA\r\n" SST_ARMOR_LAST "\r\n", 3 },
		{ "\n \t\r\n" FIRST "AAAA\n" LAST " \n\t\v\f\r\n ", 3 },
		{ BLANK1024 FIRST "AAAA\n" LAST BLANK1024, 3 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		for (size_t step = 1; step < 2000; step = step * 3 + 1) {
			struct result res = read_text(rows[i].text, step,
			    step < 200 ? step : 200);

			assert_int_equal(res.rc, 0);
			assert_true(res.is_armored);
			assert_false(res.has_fault);
			assert_int_equal(res.n, rows[i].n);
		}
}

static void
every_fault_of_armor_is_named_with_its_line(void **state)
{
	static const struct {
		const char *text;
		const char *msg;
	} rows[] = {
		{ BLANK1024 "\n" FIRST "AAAA\n" LAST,
		    "armor: more than 1024 bytes of white space before it" },
		{ FIRST "AAAA\n" LAST BLANK1024 "\n",
		    "armor: more than 1024 bytes of white space after it" },
		{ "\n\n " FIRST "AAAA\n" LAST,
		    "armor: line 3: blanks before the first dash" },
		{ SST_ARMOR_FIRST " \nAAAA\n" LAST,
		    "armor: line 1: " SST_ARMOR_FIRST " wanted" },
		{ "\n-----BEGIN age encrypted file-----\nAAAA\n",
		    "armor: line 2: " SST_ARMOR_FIRST " wanted" },
		{ "-----BEGIN PGP MESSAGE-----\nAAAA\n",
		    "armor: line 1: " SST_ARMOR_FIRST " wanted" },
		{ "see below:\n" FIRST "AAAA\n" LAST,
		    "armor: line 1: " SST_ARMOR_FIRST " wanted" },
		{ "YWdlLWVuY3J5cHRpb24ub3JnL3YxCg==\n",
		    "armor: line 1: " SST_ARMOR_FIRST " wanted" },
		{ FIRST "Version: 1\n\nAAAA\n" LAST,
		    "armor: line 2: base64: 10 characters, a multiple of 4 "
		    "wanted" },
		{ FIRST "\nAAAA\n" LAST, "armor: line 2 is empty" },
		{ FIRST FULL "\n" LAST, "armor: line 3 is empty" },
		{ FIRST "AAAA\n\n" LAST,
		    "armor: line 3: " SST_ARMOR_LAST
		    " wanted after a line that is not full" },
		{ FIRST "AAAA\nAAAA\n" LAST,
		    "armor: line 3: " SST_ARMOR_LAST
		    " wanted after a line that is not full" },
		{ FIRST "AAAA\n=AAAA\n" LAST,
		    "armor: line 3: " SST_ARMOR_LAST
		    " wanted after a line that is not full" },
		{ FIRST Z48 "A\n" LAST,
		    "armor: line 2 has more than 64 characters" },
		{ FIRST Z48 Z48 Z48 Z48 LAST,
		    "armor: line 2 has more than 64 characters" },
		{ FIRST " AAAA\n" LAST,
		    "armor: line 2: base64: 5 characters, a multiple of 4 "
		    "wanted" },
		{ FIRST "AAA \n" LAST,
		    "armor: line 2: base64: character 3 is foreign" },
		{ FIRST "AAA\n" LAST,
		    "armor: line 2: base64: 3 characters, a multiple of 4 "
		    "wanted" },
		{ FIRST "AB==\n" LAST,
		    "armor: line 2: base64: left-over bits are not zero" },
		{ FIRST "AA=A\n" LAST,
		    "armor: line 2: base64: character 2 is foreign" },
		{ FIRST "AAA\r\r\n" LAST,
		    "armor: line 2: base64: character 3 is foreign" },
		{ FIRST "AAAA\n",
		    "armor: cut after line 2: no line " SST_ARMOR_LAST },
		{ FIRST, "armor: cut after line 1: no line " SST_ARMOR_LAST },
		{ FIRST "AAAA\n-----END AGE ENCRYPTED FILE----",
		    "armor: line 3: " SST_ARMOR_LAST
		    " wanted after a line that is not full" },
		{ FIRST "AAAA\n" SST_ARMOR_LAST " \n",
		    "armor: line 3: " SST_ARMOR_LAST
		    " wanted after a line that is not full" },
		{ FIRST "AAAA\n" LAST "\nx", "armor: text after line 3, the "
		                             "last" },
		{ FIRST "AAAA\n" LAST FIRST, "armor: text after line 3, the "
		                             "last" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		for (size_t step = 1; step < 3000; step += 1499) {
			struct result res = read_text(rows[i].text, step, 7);

			assert_int_equal(res.rc, -1);
			assert_string_equal(res.err.msg, rows[i].msg);
			assert_int_equal(res.err.code, SST_E_FORMAT);
			assert_true(res.is_armored);
			assert_true(res.has_fault);
		}
}

static void
what_is_good_comes_before_the_fault(void **state)
{
	struct result res = read_text(FIRST FULL "A*==\n" LAST, 1000, 200);

	(void)state;
	assert_int_equal(res.rc, -1);
	assert_int_equal(res.n, 48);
	assert_string_equal(res.err.msg,
	    "armor: line 3: base64: character 1 is foreign");
}

static void
a_fault_stays_a_fault(void **state)
{
	struct sst_span text = sst_span_of_text(FIRST "A\n");
	struct sst_source in = sst_source_of_span(&text);
	struct sst_armor_reader *r;
	struct sst_err err = { 0 };
	struct sst_source binary;
	bool is_armored;
	uint8_t b[4];
	size_t n;

	(void)state;
	assert_int_equal(sst_armor_open(&in, &r, &is_armored, &err), 0);
	binary = sst_armor_source(r);
	assert_int_equal(binary.read(binary.ctx, b, 4, &n, &err), -1);
	err.msg[0] = '\0';
	assert_int_equal(binary.read(binary.ctx, b, 4, &n, &err), -1);
	assert_string_equal(err.msg,
	    "armor: line 2: base64: 1 characters, a multiple of 4 wanted");
	sst_armor_free(&r);
}

static void
what_is_no_armor_passes_unchanged(void **state)
{
	static const char *const texts[] = { "", " \n ", "x",
		"age-encryption.org/v1\n-> x\n\n--- " FIRST,
		"\nage-encryption.org/v1\n", "----BEGIN" };

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		struct drip d = { sst_span_of_text(texts[i]), 3, false };
		struct sst_buf out = { 0 };
		struct result res = read_from(&d, 5, &out);

		assert_int_equal(res.rc, 0);
		assert_false(res.is_armored);
		assert_true(sst_span_is_equal(sst_buf_span(&out),
		    sst_span_of_text(texts[i])));
		sst_buf_fini(&out);
	}
}

static void
a_fault_of_the_input_is_not_one_of_the_armor(void **state)
{
	struct drip d = { sst_span_of_text(FIRST FULL), 100, true };
	struct drip late = { sst_span_of_text(BLANK1024 FIRST FULL FULL FULL),
		1152, true };
	struct result res = read_from(&d, 10, NULL);

	(void)state;
	assert_int_equal(res.rc, -1);
	assert_string_equal(res.err.msg, "the cable is out");
	res = read_from(&late, 10, NULL);
	assert_int_equal(res.rc, -1);
	assert_string_equal(res.err.msg, "the cable is out");
	assert_int_equal(res.err.code, SST_E_FAILED);
	assert_true(res.is_armored);
	assert_false(res.has_fault);
	assert_int_equal(res.n, 144);
}

/* n bytes of armor, given to the sink in pieces. */
static void
write_armor(struct sst_buf *out, size_t n, size_t piece)
{
	struct sst_sink text = sst_sink_to_buf(out);
	struct sst_armor_writer *w;
	struct sst_sink sink;
	struct sst_err err = { 0 };
	uint8_t block[4096];

	assert_int_equal(sst_armor_write_open(&text, &w, &err), 0);
	sink = sst_armor_sink(w);
	for (size_t at = 0; at < n; at += piece) {
		size_t part = n - at < piece ? n - at : piece;

		for (size_t i = 0; i < part; i++)
			block[i] = (uint8_t)((at + i) * 7);
		assert_int_equal(sink.write(sink.ctx,
		                     (struct sst_span){ block, part }, &err),
		    0);
	}
	assert_int_equal(sst_armor_write_close(w, &err), 0);
	sst_armor_write_free(&w);
	assert_null(w);
}

static void
what_is_written_is_read_back(void **state)
{
	static const size_t sizes[] = { 0, 1, 2, 3, 47, 48, 49, 96, 100,
		20000 };

	(void)state;
	for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
		struct sst_buf text = { 0 };
		struct sst_buf again = { 0 };
		struct sst_buf back = { 0 };
		struct result res;
		struct drip d;

		write_armor(&text, sizes[i], 4096);
		write_armor(&again, sizes[i], 5);
		assert_true(sst_span_is_equal(sst_buf_span(&text),
		    sst_buf_span(&again)));
		d = (struct drip){ sst_buf_span(&text), 777, false };
		res = read_from(&d, 200, &back);
		assert_int_equal(res.rc, 0);
		assert_int_equal(back.n, sizes[i]);
		for (size_t k = 0; k < back.n; k++)
			assert_int_equal(back.p[k], (uint8_t)(k * 7));
		sst_buf_fini(&text);
		sst_buf_fini(&again);
		sst_buf_fini(&back);
	}
}

static void
a_full_last_line_is_the_last(void **state)
{
	struct sst_buf text = { 0 };

	(void)state;
	write_armor(&text, 96, 96);
	assert_int_equal(text.n, 35 + 2 * 65 + 33);
	assert_memory_equal(text.p, FIRST, 35);
	assert_memory_equal(text.p + 35 + 2 * 65, LAST, 33);
	sst_buf_fini(&text);
}

static void
a_sink_that_fails_fails_the_writer(void **state)
{
	struct sst_buf small;
	struct sst_sink text = sst_sink_to_buf(&small);
	struct sst_armor_writer *w;
	struct sst_err err = { 0 };

	(void)state;
	sst_buf_init(&small, 50);
	assert_int_equal(sst_armor_write_open(&text, &w, &err), 0);
	assert_int_equal(sst_armor_write_close(w, &err), -1);
	assert_string_equal(err.msg, "more than 50 bytes");
	sst_armor_write_free(&w);
	sst_buf_fini(&small);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(good_armor_is_read_in_pieces_of_any_size),
		cmocka_unit_test(every_fault_of_armor_is_named_with_its_line),
		cmocka_unit_test(what_is_good_comes_before_the_fault),
		cmocka_unit_test(a_fault_stays_a_fault),
		cmocka_unit_test(what_is_no_armor_passes_unchanged),
		cmocka_unit_test(a_fault_of_the_input_is_not_one_of_the_armor),
		cmocka_unit_test(what_is_written_is_read_back),
		cmocka_unit_test(a_full_last_line_is_the_last),
		cmocka_unit_test(a_sink_that_fails_fails_the_writer),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
