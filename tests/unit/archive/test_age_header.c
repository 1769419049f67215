/* SPDX-License-Identifier: ISC */
/* test_age_header.c: the grammar of a header, its limits, its inverse. */
#include "age_make.h"

struct parsed {
	struct sst_age_header *h;
	struct sst_age_feed feed;
	struct sst_err err;
	int rc;
};

static struct sst_age_header header; /* too large for a stack frame */

static void
parse(struct sst_span text, size_t step, bool is_bad, struct parsed *p)
{
	struct drip d = { text, step, is_bad };
	struct sst_source in = source_of_drip(&d);

	/* A test that failed may have left something in it. */
	memset(&header, 0, sizeof(header));
	*p = (struct parsed){ .h = &header, .rc = -1 };
	assert_int_equal(sst_age_feed_init(&p->feed, &in, &p->err), 0);
	p->rc = sst_age_header_parse(p->h, &p->feed, &p->err);
}

static void
forget(struct parsed *p)
{
	sst_age_header_fini(p->h);
	sst_age_feed_fini(&p->feed);
}

static void
a_header_is_read_in_pieces_of_any_size(void **state)
{
	static const char text[] =
	    INTRO TO_ZERO "-> grease-x !\"#$ ~\n" Z48 "\n" Z48 "\n\n"
	                  "-> empty\n\n"
	                  "-> short a b\nAAA\n" MAC "payload";

	(void)state;
	for (size_t step = 1; step < 1000; step = step * 2 + 1) {
		struct parsed p;

		parse((struct sst_span){ (const uint8_t *)text,
		          sizeof(text) - 1 },
		    step, false, &p);
		assert_int_equal(p.rc, 0);
		assert_int_equal(p.h->stanza_n, 4);
		assert_int_equal(p.h->stanza[0].kind, SST_AGE_X25519);
		assert_int_equal(p.h->stanza[1].kind, SST_AGE_UNKNOWN);
		assert_int_equal(p.h->stanza[1].arg_n, 3);
		assert_int_equal(p.h->stanza[1].body_n, 96);
		assert_int_equal(p.h->stanza[2].body_n, 0);
		assert_int_equal(p.h->stanza[3].body_n, 2);
		assert_int_equal(p.h->whole.n, sizeof(text) - 1 - 7);
		assert_int_equal(p.h->authentic.n, p.h->whole.n - 45);
		assert_int_equal(sst_age_header_count(p.h, SST_AGE_UNKNOWN), 3);
		forget(&p);
	}
}

static void
what_follows_the_header_is_not_lost(void **state)
{
	static const char text[] = INTRO TO_ZERO MAC "payload and more";

	(void)state;
	for (size_t step = 1; step < 1000; step = step * 2 + 1) {
		struct drip d = { sst_span_of_text(text), step, false };
		struct sst_source in = source_of_drip(&d);
		struct sst_age_feed f;
		struct sst_source rest;
		struct sst_err err = { 0 };
		uint8_t b[100];
		size_t n;

		memset(&header, 0, sizeof(header));
		assert_int_equal(sst_age_feed_init(&f, &in, &err), 0);
		assert_int_equal(sst_age_header_parse(&header, &f, &err), 0);
		rest = sst_age_feed_source(&f);
		assert_int_equal(sst_source_fill(&rest, b, 100, &n, &err), 0);
		assert_int_equal(n, 16);
		assert_memory_equal(b, "payload and more", 16);
		sst_age_header_fini(&header);
		sst_age_feed_fini(&f);
	}
}

struct fault {
	const char *text;
	const char *msg;
};

static void
check_faults(const struct fault *rows, size_t n)
{
	for (size_t i = 0; i < n; i++)
		for (size_t step = 1; step < 3000; step += 2999) {
			struct parsed p;

			parse(sst_span_of_text(rows[i].text), step, false, &p);
			assert_int_equal(p.rc, -1);
			assert_string_equal(p.err.msg, rows[i].msg);
			assert_int_equal(p.err.code, SST_E_FORMAT);
			forget(&p);
		}
}

#define CHECK(rows) check_faults(rows, sizeof(rows) / sizeof(rows[0]))

static void
what_is_not_age_is_said_to_be_not_age(void **state)
{
	static const struct fault rows[] = {
		{ "", "not an age file: it is empty" },
		{ "x", "not an age file" },
		{ "\nage-encryption.org/v1\n", "not an age file" },
		{ "age-encryption.org/v1", "not an age file" },
		{ "Age-encryption.org/v1\n", "not an age file" },
		{ Z48 Z48, "not an age file" },
		{ "age-encryption.org/v1\r\n" TO_ZERO MAC,
		    "not an age file: line 1 is not exactly "
		    "age-encryption.org/v1" },
		{ "age-encryption.org/v1 \n" TO_ZERO MAC,
		    "not an age file: line 1 is not exactly "
		    "age-encryption.org/v1" },
		{ "age-encryption.org/v01\n" TO_ZERO MAC,
		    "not an age file: line 1 is not exactly "
		    "age-encryption.org/v1" },
		{ "age-encryption.org/v\n" TO_ZERO MAC,
		    "not an age file: line 1 is not exactly "
		    "age-encryption.org/v1" },
	};

	(void)state;
	CHECK(rows);
}

static void
a_newer_version_is_named(void **state)
{
	struct parsed p;

	(void)state;
	parse(sst_span_of_text("age-encryption.org/v2\nanything"), 10, false,
	    &p);
	assert_int_equal(p.rc, -1);
	assert_int_equal(p.err.code, SST_E_NEWER);
	assert_string_equal(p.err.msg, "age format version 2 found, 1 wanted");
	forget(&p);
}

static void
faults_of_a_stanza_line_are_named(void **state)
{
	static const struct fault rows[] = {
		{ INTRO MAC, "header: line 2: no stanza" },
		{ INTRO "->\n\n" MAC, "header: line 2: a stanza without a "
		                      "type" },
		{ INTRO "-> \n\n" MAC,
		    "header: line 2: byte 3: an empty argument" },
		{ INTRO "-> a \n\n" MAC,
		    "header: line 2: byte 5: an empty argument" },
		{ INTRO "-> a  b\n\n" MAC,
		    "header: line 2: byte 5: an empty argument" },
		{ INTRO "->a\n\n" MAC,
		    "header: line 2: byte 2: 61 found, a blank wanted" },
		{ INTRO "->\ta\n\n" MAC,
		    "header: line 2: byte 2: 09 found, a blank wanted" },
		{ INTRO "-> a\r\n\n" MAC,
		    "header: line 2: byte 4: 0D found, a blank wanted" },
		{ INTRO "-> a\x7F\n\n" MAC,
		    "header: line 2: byte 4: 7F found, a blank wanted" },
		{ INTRO "-> \xC3\xA9\n\n" MAC,
		    "header: line 2: byte 3: an empty argument" },
		{ INTRO " -> a\n\n" MAC,
		    "header: line 2: neither \"->\" nor \"---\"" },
		{ INTRO TO_ZERO "\n" MAC,
		    "header: line 4: neither \"->\" nor \"---\"" },
		{ INTRO "-- a\n\n" MAC,
		    "header: line 2: neither \"->\" nor \"---\"" },
		{ INTRO "-> a 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17\n\n" MAC,
		    "header: line 2: more than 16 arguments" },
	};

	(void)state;
	CHECK(rows);
}

static void
faults_of_a_body_are_named(void **state)
{
	static const struct fault rows[] = {
		{ INTRO "-> a\n" MAC,
		    "header: line 3: body: base64: character 0 is foreign" },
		{ INTRO "-> a\n-> b\n\n" MAC,
		    "header: line 3: body: base64: character 0 is foreign" },
		/* a full last line without the short one after it */
		{ INTRO "-> a\n" Z48 "\n" MAC,
		    "header: line 4: body: base64: character 0 is foreign" },
		{ INTRO "-> a\n" Z48 "A\n\n" MAC,
		    "header: line 3: a body line of 65 characters, at most 64 "
		    "wanted" },
		{ INTRO "-> a\nAA\nAA\n" MAC,
		    "header: line 4: neither \"->\" nor \"---\"" },
		{ INTRO "-> a\nAAA=\n" MAC,
		    "header: line 3: body: base64: character 3 is foreign" },
		{ INTRO "-> a\nAB\n" MAC,
		    "header: line 3: body: base64: left-over bits are not "
		    "zero" },
		{ INTRO "-> a\nAAB\n" MAC,
		    "header: line 3: body: base64: left-over bits are not "
		    "zero" },
		{ INTRO "-> a\nAAAAA\n" MAC,
		    "header: line 3: body: base64: 5 characters stand for no "
		    "whole bytes" },
		{ INTRO "-> a\nAA\r\n" MAC,
		    "header: line 3: body: base64: character 2 is foreign" },
		{ INTRO "-> a\n\r\n" MAC,
		    "header: line 3: body: base64: 1 characters stand for no "
		    "whole bytes" },
		{ INTRO "-> a\nAA_-\n" MAC,
		    "header: line 3: body: base64: character 2 is foreign" },
		{ INTRO "-> a\nAA",
		    "header: line 3: cut: the end of the file comes first" },
		{ INTRO "-> a",
		    "header: line 2: cut: the end of the file comes first" },
		{ INTRO TO_ZERO,
		    "header: line 4: cut: the end of the file comes first" },
	};

	(void)state;
	CHECK(rows);
}

static void
faults_of_the_last_line_are_named(void **state)
{
	static const struct fault rows[] = {
		{ INTRO TO_ZERO "---\n",
		    "header: line 4: not \"--- \" and 43 characters" },
		{ INTRO TO_ZERO "--- \n",
		    "header: line 4: not \"--- \" and 43 characters" },
		{ INTRO TO_ZERO "---" Z32 "\n",
		    "header: line 4: not \"--- \" and 43 characters" },
		{ INTRO TO_ZERO "---" Z32 "A\n",
		    "header: line 4: not \"--- \" and 43 characters" },
		{ INTRO TO_ZERO "---  " Z32 "\n",
		    "header: line 4: not \"--- \" and 43 characters" },
		{ INTRO TO_ZERO "--- " Z32 " \n",
		    "header: line 4: not \"--- \" and 43 characters" },
		{ INTRO TO_ZERO "--- " Z32 "\r\n",
		    "header: line 4: not \"--- \" and 43 characters" },
		{ INTRO TO_ZERO "--- " Z32 "=\n",
		    "header: line 4: not \"--- \" and 43 characters" },
		{ INTRO TO_ZERO "--- " Z16 "\n",
		    "header: line 4: not \"--- \" and 43 characters" },
		{ INTRO TO_ZERO "---- " Z32 "\n",
		    "header: line 4: not \"--- \" and 43 characters" },
		{ INTRO TO_ZERO
		    "--- AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAB\n",
		    "header: line 4: MAC: base64: left-over bits are not "
		    "zero" },
		{ INTRO TO_ZERO
		    "--- *AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n",
		    "header: line 4: MAC: base64: character 0 is foreign" },
		{ INTRO TO_ZERO "--- " Z32,
		    "header: line 4: cut: the end of the file comes first" },
	};

	(void)state;
	CHECK(rows);
}

#define Z31 "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
#define Z33 Z32 "A"

static void
faults_of_known_stanzas_are_named_wherever_they_stand(void **state)
{
	static const struct fault rows[] = {
		{ INTRO TO_ZERO "-> X25519 " Z31 "\n" Z32 "\n" MAC,
		    "header: stanza 2: X25519: share of 31 bytes, want 32" },
		{ INTRO "-> X25519 " Z33 "\n" Z32 "\n" MAC,
		    "header: stanza 1: X25519: share of 33 bytes, want 32" },
		{ INTRO "-> X25519 AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAB"
		        "\n" Z32 "\n" MAC,
		    "header: stanza 1: X25519: share: base64: left-over bits "
		    "are not zero" },
		{ INTRO "-> X25519 " Z32 "=\n" Z32 "\n" MAC,
		    "header: stanza 1: X25519: share: base64: character 43 is "
		    "foreign" },
		{ INTRO "-> X25519\n" Z32 "\n" MAC,
		    "header: stanza 1: X25519: 1 arguments, want 2" },
		{ INTRO "-> X25519 " Z32 " x\n" Z32 "\n" MAC,
		    "header: stanza 1: X25519: 3 arguments, want 2" },
		{ INTRO "-> X25519 " Z32 "\n" Z33 "\n" MAC,
		    "header: stanza 1: X25519: a body of 33 bytes, want 32" },
		{ INTRO "-> X25519 " Z32 "\n" Z31 "\n" MAC,
		    "header: stanza 1: X25519: a body of 31 bytes, want 32" },
		{ INTRO "-> X25519 " Z32 "\n\n" MAC,
		    "header: stanza 1: X25519: a body of 0 bytes, want 32" },
		{ INTRO "-> scrypt " Z16 "\n" Z32 "\n" MAC,
		    "header: stanza 1: scrypt: 2 arguments, want 3" },
		{ INTRO "-> scrypt " Z16 " 10 10\n" Z32 "\n" MAC,
		    "header: stanza 1: scrypt: 4 arguments, want 3" },
		{ INTRO "-> scrypt AAAAAAAAAAAAAAAAAAAA 10\n" Z32 "\n" MAC,
		    "header: stanza 1: scrypt: salt of 15 bytes, want 16" },
		{ INTRO "-> scrypt " Z16 "A 10\n" Z32 "\n" MAC,
		    "header: stanza 1: scrypt: salt of 17 bytes, want 16" },
		{ INTRO "-> scrypt " Z16 " 10\n" Z33 "\n" MAC,
		    "header: stanza 1: scrypt: a body of 33 bytes, want 32" },
		{ INTRO "-> scrypt " Z16 " 010\n" Z32 "\n" MAC,
		    "header: stanza 1: scrypt: the work factor begins with "
		    "0" },
		{ INTRO "-> scrypt " Z16 " 0\n" Z32 "\n" MAC,
		    "header: stanza 1: scrypt: the work factor begins with "
		    "0" },
		{ INTRO "-> scrypt " Z16 " +10\n" Z32 "\n" MAC,
		    "header: stanza 1: scrypt: the work factor has a "
		    "character that is no digit" },
		{ INTRO "-> scrypt " Z16 " -1\n" Z32 "\n" MAC,
		    "header: stanza 1: scrypt: the work factor has a "
		    "character that is no digit" },
		{ INTRO "-> scrypt " Z16 " 0xA\n" Z32 "\n" MAC,
		    "header: stanza 1: scrypt: the work factor has a "
		    "character that is no digit" },
		{ INTRO "-> scrypt " Z16 " 100\n" Z32 "\n" MAC,
		    "header: stanza 1: scrypt: a work factor of 3 digits" },
		{ INTRO "-> scrypt " Z16 " 18446744073709551626\n" Z32 "\n" MAC,
		    "header: stanza 1: scrypt: a work factor of 20 digits" },
		{ INTRO BY_PASSPHRASE TO_ZERO MAC,
		    "header: a passphrase stanza that is not alone" },
		{ INTRO TO_ZERO BY_PASSPHRASE MAC,
		    "header: a passphrase stanza that is not alone" },
		{ INTRO BY_PASSPHRASE BY_PASSPHRASE MAC,
		    "header: a passphrase stanza that is not alone" },
		{ INTRO BY_PASSPHRASE "-> grease\n\n" MAC,
		    "header: a passphrase stanza that is not alone" },
	};

	(void)state;
	CHECK(rows);
}

static void
types_are_case_sensitive(void **state)
{
	struct parsed p;

	(void)state;
	parse(sst_span_of_text(INTRO "-> x25519 a\n\n-> Scrypt\n\n" MAC), 9,
	    false, &p);
	assert_int_equal(p.rc, 0);
	assert_int_equal(sst_age_header_count(p.h, SST_AGE_UNKNOWN), 2);
	forget(&p);
}

static void
the_limit_of_stanzas_is_exact(void **state)
{
	struct sst_buf b = { 0 };
	struct parsed p;

	(void)state;
	put(&b, INTRO);
	for (size_t i = 0; i < SST_AGE_STANZAS; i++)
		put(&b, "-> x\n\n");
	put(&b, MAC);
	parse(sst_buf_span(&b), 4096, false, &p);
	assert_int_equal(p.rc, 0);
	forget(&p);
	sst_buf_clear(&b);
	put(&b, INTRO);
	for (size_t i = 0; i <= SST_AGE_STANZAS; i++)
		put(&b, "-> x\n\n");
	put(&b, MAC);
	parse(sst_buf_span(&b), 4096, false, &p);
	assert_int_equal(p.rc, -1);
	assert_string_equal(p.err.msg,
	    "header: line 130: more than 64 stanzas");
	forget(&p);
	sst_buf_fini(&b);
}

/* A header of exactly n bytes: one stanza with a long argument. */
static void
put_long(struct sst_buf *b, size_t n)
{
	struct sst_err err = { 0 };

	put(b, INTRO "-> ");
	while (b->n < n - sizeof(MAC) + 1 - 2)
		assert_int_equal(sst_buf_put_u8(b, 'x', &err), 0);
	put(b, "\n\n" MAC);
	assert_int_equal(b->n, n);
}

static void
the_limit_of_bytes_is_exact(void **state)
{
	struct sst_buf b = { 0 };
	struct parsed p;

	(void)state;
	put_long(&b, SST_AGE_HEADER);
	put(&b, "payload");
	parse(sst_buf_span(&b), 5000, false, &p);
	assert_int_equal(p.rc, 0);
	assert_int_equal(p.h->whole.n, SST_AGE_HEADER);
	forget(&p);
	sst_buf_clear(&b);
	put_long(&b, SST_AGE_HEADER + 1);
	parse(sst_buf_span(&b), 5000, false, &p);
	assert_int_equal(p.rc, -1);
	assert_string_equal(p.err.msg, "header: line 4: more than 65536 bytes");
	forget(&p);
	sst_buf_fini(&b);
}

static void
a_fault_of_the_input_is_told_apart(void **state)
{
	static const char *const texts[] = { "", "age-enc", INTRO,
		INTRO "-> x\nA", INTRO TO_ZERO };

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		struct parsed p;

		parse(sst_span_of_text(texts[i]), 7, true, &p);
		assert_int_equal(p.rc, -1);
		assert_true(p.feed.has_failed);
		assert_string_equal(p.err.msg, "the cable is out");
		forget(&p);
	}
}

static void
what_is_put_is_what_was_read(void **state)
{
	static const char text[] =
	    INTRO TO_ZERO "-> grease-x !\"#$ ~\n" Z48 "\n" Z48 "\n\n"
	                  "-> empty\n\n"
	                  "-> short a b\n" Z48 "\nAAA\n" MAC;
	struct sst_buf b = { 0 };
	struct sst_err err = { 0 };
	struct parsed p;

	(void)state;
	parse(sst_span_of_text(text), 100, false, &p);
	assert_int_equal(p.rc, 0);
	put(&b, INTRO);
	for (size_t i = 0; i < p.h->stanza_n; i++)
		assert_int_equal(sst_age_header_put_stanza(&b,
		                     p.h->stanza[i].arg, p.h->stanza[i].arg_n,
		                     sst_age_header_body(p.h, &p.h->stanza[i]),
		                     &err),
		    0);
	assert_int_equal(sst_age_header_put_end(&b, &err), 0);
	assert_int_equal(sst_age_header_put_mac(&b, p.h->mac, &err), 0);
	assert_true(
	    sst_span_is_equal(sst_buf_span(&b), sst_span_of_text(text)));
	forget(&p);
	sst_buf_fini(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_header_is_read_in_pieces_of_any_size),
		cmocka_unit_test(what_follows_the_header_is_not_lost),
		cmocka_unit_test(what_is_not_age_is_said_to_be_not_age),
		cmocka_unit_test(a_newer_version_is_named),
		cmocka_unit_test(faults_of_a_stanza_line_are_named),
		cmocka_unit_test(faults_of_a_body_are_named),
		cmocka_unit_test(faults_of_the_last_line_are_named),
		cmocka_unit_test(
		    faults_of_known_stanzas_are_named_wherever_they_stand),
		cmocka_unit_test(types_are_case_sensitive),
		cmocka_unit_test(the_limit_of_stanzas_is_exact),
		cmocka_unit_test(the_limit_of_bytes_is_exact),
		cmocka_unit_test(a_fault_of_the_input_is_told_apart),
		cmocka_unit_test(what_is_put_is_what_was_read),
	};

	return cmocka_run_group_tests(tests, start_gcrypt, NULL);
}
