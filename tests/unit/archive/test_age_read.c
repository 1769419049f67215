/* SPDX-License-Identifier: ISC */
/* test_age_read.c: whole files, their faults in classes, the witness. */
#include "age_make.h"

static enum sst_age_fault
open_ours(const struct sst_buf *b, size_t *n, struct sst_err *err)
{
	enum sst_age_fault fault;
	struct sst_keys keys;

	get_keys(&keys);
	fault = open_file(sst_buf_span(b), &keys, n, err);
	sst_keys_fini(&keys);
	return fault;
}

static void
check(struct sst_buf *b, enum sst_age_fault want, const char *msg)
{
	struct sst_err err = { 0 };
	size_t n;

	assert_int_equal(open_ours(b, &n, &err), want);
	assert_string_equal(err.msg, msg);
	sst_buf_fini(b);
}

static void
files_with_strange_but_right_headers_open(void **state)
{
	static const char *const stanzas[] = { "",
		"-> odd-grease x y\n" Z48 "\n\n", "-> no-body\n\n",
		"-> x25519 lower\nAA\n",
		"-> X25519 CQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n" Z32
		"\n" };

	(void)state;
	for (size_t i = 0; i < sizeof(stanzas) / sizeof(stanzas[0]); i++) {
		struct sst_buf b = { 0 };
		struct sst_err err = { 0 };
		size_t n;

		put_file(&b, stanzas[i], 70000);
		assert_int_equal(open_ours(&b, &n, &err), SST_AGE_OPENED);
		assert_int_equal(n, 70000);
		sst_buf_fini(&b);
	}
}

static void
a_wrong_mac_is_its_own_class(void **state)
{
	struct sst_buf b = { 0 };
	struct sst_err err = { 0 };
	size_t n;

	(void)state;
	put_file(&b, "-> grease a\n\n", 5);
	/* the grease that nobody reads */
	b.p[sizeof(INTRO) - 1 + 10] ^= 1;
	assert_int_equal(open_ours(&b, &n, &err), SST_AGE_MAC_FAULT);
	assert_int_equal(err.code, SST_E_FORMAT);
	assert_string_equal(err.msg,
	    "header: damaged or changed: its MAC is wrong");
	assert_int_equal(n, 0);
	sst_buf_fini(&b);
	put(&b, INTRO);
	put_stanza_for_us(&b);
	put(&b, MAC);
	put_payload(&b, 5);
	check(&b, SST_AGE_MAC_FAULT,
	    "header: damaged or changed: its MAC is wrong");
}

static void
faults_come_in_the_order_of_the_stages(void **state)
{
	struct sst_buf b = { 0 };

	(void)state;
	/* a header fault after a stanza that fits, with a wrong MAC */
	put(&b, INTRO);
	put_stanza_for_us(&b);
	put(&b, "-> X25519 AA\n" Z32 "\n" MAC);
	check(&b, SST_AGE_HEADER_FAULT,
	    "header: stanza 2: X25519: share of 1 bytes, want 32");
	/* no secret fits, with a wrong MAC and no payload */
	put(&b, INTRO BY_PASSPHRASE MAC);
	check(&b, SST_AGE_NO_SECRET,
	    "sealed with a passphrase, and only identities were given");
	/* a wrong MAC, and no nonce */
	put(&b, INTRO);
	put_stanza_for_us(&b);
	put(&b, MAC);
	check(&b, SST_AGE_MAC_FAULT,
	    "header: damaged or changed: its MAC is wrong");
	put(&b, "age-encryption.org/v2\n");
	check(&b, SST_AGE_HEADER_FAULT, "age format version 2 found, 1 wanted");
	check(&b, SST_AGE_HEADER_FAULT, "not an age file: it is empty");
}

static void
a_cut_nonce_is_a_header_fault_a_cut_chunk_is_not(void **state)
{
	struct sst_buf b = { 0 };
	size_t header;

	(void)state;
	put_file(&b, "", 5);
	header = b.n - SST_AGE_NONCE - 5 - SST_AGE_TAG;
	for (size_t cut = 0; cut <= SST_AGE_NONCE + 5 + SST_AGE_TAG - 1;
	     cut++) {
		struct sst_buf part = { b.p, header + cut, b.cap, 0 };
		struct sst_err err = { 0 };
		size_t n;

		assert_int_equal(open_ours(&part, &n, &err),
		    cut < SST_AGE_NONCE ? SST_AGE_HEADER_FAULT
		                        : SST_AGE_PAYLOAD_FAULT);
		assert_int_equal(err.code, SST_E_FORMAT);
		assert_int_equal(n, 0);
	}
	b.n = header + 3;
	check(&b, SST_AGE_HEADER_FAULT,
	    "header: cut: 3 bytes of nonce, want 16");
}

static void
what_is_authentic_comes_out_and_the_fault_stays(void **state)
{
	struct sst_span s;
	struct sst_source in = sst_source_of_span(&s);
	struct sst_buf b = { 0 };
	struct sst_age_reader *r;
	struct sst_source plain;
	struct sst_keys keys;
	struct sst_err err = { 0 };
	static uint8_t block[SST_AGE_CHUNK];
	size_t n;

	(void)state;
	put_file(&b, "", 2 * SST_AGE_CHUNK);
	b.p[b.n - 1] ^= 1;
	s = sst_buf_span(&b);
	get_keys(&keys);
	assert_int_equal(sst_age_open(&in, &keys, &r, &err), 0);
	sst_keys_fini(&keys);
	plain = sst_age_source(r);
	assert_int_equal(plain.read(plain.ctx, block, sizeof(block), &n, &err),
	    0);
	assert_int_equal(n, SST_AGE_CHUNK);
	for (size_t i = 0; i < 2; i++) {
		err = (struct sst_err){ 0 };
		assert_int_equal(plain.read(plain.ctx, block, sizeof(block), &n,
		                     &err),
		    -1);
		assert_int_equal(n, 0);
		assert_string_equal(err.msg,
		    "payload: chunk 1 is damaged: its tag is wrong");
		assert_int_equal(sst_age_fault(r), SST_AGE_PAYLOAD_FAULT);
	}
	sst_age_free(&r);
	assert_null(r);
	sst_age_free(&r);
	sst_buf_fini(&b);
}

/* b as armor. */
static void
put_armor(struct sst_buf *out, const struct sst_buf *b)
{
	struct sst_sink text = sst_sink_to_buf(out);
	struct sst_armor_writer *w;
	struct sst_sink sink;
	struct sst_err err = { 0 };

	assert_int_equal(sst_armor_write_open(&text, &w, &err), 0);
	sink = sst_armor_sink(w);
	assert_int_equal(sink.write(sink.ctx, sst_buf_span(b), &err), 0);
	assert_int_equal(sst_armor_write_close(w, &err), 0);
	sst_armor_write_free(&w);
}

static void
armor_opens_and_its_faults_are_a_class(void **state)
{
	struct sst_buf b = { 0 };
	struct sst_buf text = { 0 };
	struct sst_err err = { 0 };
	size_t n;

	(void)state;
	put_file(&b, "", 70000);
	put_armor(&text, &b);
	assert_int_equal(open_ours(&text, &n, &err), SST_AGE_OPENED);
	assert_int_equal(n, 70000);
	put(&text, "x");
	assert_int_equal(open_ours(&text, &n, &err), SST_AGE_ARMOR_FAULT);
	assert_int_equal(n, SST_AGE_CHUNK);
	assert_string_equal(err.msg, "armor: text after line 1465, the last");
	text.n -= 50;
	assert_int_equal(open_ours(&text, &n, &err), SST_AGE_ARMOR_FAULT);
	text.p[40] = '*';
	check(&text, SST_AGE_ARMOR_FAULT,
	    "armor: line 2: base64: character 5 is foreign");
	sst_buf_fini(&b);
}

static void
a_header_fault_inside_armor_is_a_header_fault(void **state)
{
	struct sst_buf b = { 0 };
	struct sst_buf text = { 0 };

	(void)state;
	put(&b, "age-encryption.org/v1\r\n" TO_ZERO MAC);
	put_armor(&text, &b);
	/* the armor is wrong too, but only later */
	put(&text, "x");
	check(&text, SST_AGE_HEADER_FAULT,
	    "not an age file: line 1 is not exactly age-encryption.org/v1");
	sst_buf_fini(&b);
}

static void
a_fault_of_the_input_is_a_class(void **state)
{
	static const size_t cuts[] = { 0, 5, 100, 190, 500, 66000 };
	struct sst_buf b = { 0 };
	struct sst_keys keys;

	(void)state;
	get_keys(&keys);
	put_file(&b, "", 70000);
	for (size_t i = 0; i < sizeof(cuts) / sizeof(cuts[0]); i++) {
		struct drip d = { { b.p, cuts[i] }, 400, true };
		struct sst_source in = source_of_drip(&d);
		struct sst_age_reader *r;
		struct sst_err err = { 0 };
		uint8_t block[100];
		size_t n = 0;
		int rc = sst_age_open(&in, &keys, &r, &err);

		while (rc == 0) {
			struct sst_source plain = sst_age_source(r);

			rc = plain.read(plain.ctx, block, 100, &n, &err);
		}
		assert_string_equal(err.msg, "the cable is out");
		assert_int_equal(sst_age_fault(r), SST_AGE_INPUT_FAULT);
		sst_age_free(&r);
	}
	assert_int_equal(sst_age_fault(NULL), SST_AGE_INPUT_FAULT);
	sst_keys_fini(&keys);
	sst_buf_fini(&b);
}

static void
seal_with_witness(struct sst_buf *b, struct sst_age_witness *w)
{
	struct sst_sink sink = sst_sink_to_buf(b);
	struct sst_seal seal = { 0 };
	struct sst_age_writer *writer;
	struct sst_err err = { 0 };

	assert_int_equal(sst_key_parse_recipient(RECIPIENT, &seal.to[0], &err),
	    0);
	seal.to_n = 1;
	assert_int_equal(sst_age_write_open(&seal, &sink, w, &writer, &err), 0);
	assert_int_equal(sst_age_write(writer, sst_span_of_text("hello"), &err),
	    0);
	assert_int_equal(sst_age_write_close(writer, &err), 0);
	sst_age_write_free(&writer);
}

static int
open_again(struct sst_span s, const struct sst_age_witness *w,
    struct sst_buf *out, enum sst_age_fault *fault, struct sst_err *err)
{
	struct sst_source in = sst_source_of_span(&s);
	struct sst_age_reader *r;
	struct sst_source plain;
	int rc = sst_age_open_again(&in, w, &r, err);

	sst_buf_clear(out);
	if (rc == 0) {
		plain = sst_age_source(r);
		rc = sst_source_all(&plain, out, err);
	}
	*fault = sst_age_fault(r);
	sst_age_free(&r);
	return rc;
}

static void
the_witness_reads_back_and_sees_flipped_bits(void **state)
{
	struct sst_age_witness w = { 0 };
	struct sst_buf b = { 0 };
	struct sst_buf plain = { 0 };
	struct sst_err err = { 0 };
	enum sst_age_fault fault;

	(void)state;
	seal_with_witness(&b, &w);
	assert_int_equal(w.file_key.n, SST_AGE_FILE_KEY);
	assert_int_equal(b.n, w.header.n + 16 + 5 + 16);
	assert_int_equal(open_again(sst_buf_span(&b), &w, &plain, &fault, &err),
	    0);
	assert_int_equal(fault, SST_AGE_OPENED);
	assert_int_equal(plain.n, 5);
	assert_memory_equal(plain.p, "hello", 5);
	/* A bit of almost every byte. */
	for (size_t i = 0; i < 8 * b.n; i += 11) {
		b.p[i / 8] ^= (uint8_t)(1U << i % 8);
		assert_int_equal(open_again(sst_buf_span(&b), &w, &plain,
		                     &fault, &err),
		    -1);
		assert_int_not_equal(fault, SST_AGE_OPENED);
		b.p[i / 8] ^= (uint8_t)(1U << i % 8);
	}
	/* A share that still parses is seen by its bytes. */
	b.p[35] = b.p[35] == 'A' ? 'B' : 'A';
	assert_int_equal(open_again(sst_buf_span(&b), &w, &plain, &fault, &err),
	    -1);
	assert_string_equal(err.msg, "header: byte 35 is not what was written");
	sst_age_witness_fini(&w);
	assert_null(w.file_key.p);
	sst_buf_fini(&plain);
	sst_buf_fini(&b);
}

static void
the_witness_of_another_file_does_not_fit(void **state)
{
	struct sst_age_witness w = { 0 };
	struct sst_age_witness other = { 0 };
	struct sst_buf b = { 0 };
	struct sst_buf c = { 0 };
	struct sst_buf plain = { 0 };
	struct sst_secret key;
	struct sst_err err = { 0 };
	enum sst_age_fault fault;

	(void)state;
	seal_with_witness(&b, &w);
	seal_with_witness(&c, &other);
	assert_int_equal(open_again(sst_buf_span(&b), &other, &plain, &fault,
	                     &err),
	    -1);
	assert_int_equal(fault, SST_AGE_HEADER_FAULT);
	/* the right header, the key of the other */
	key = w.file_key;
	w.file_key = other.file_key;
	other.file_key = key;
	assert_int_equal(open_again(sst_buf_span(&b), &w, &plain, &fault, &err),
	    -1);
	assert_int_equal(fault, SST_AGE_MAC_FAULT);
	sst_age_witness_fini(&w);
	sst_age_witness_fini(&other);
	sst_buf_fini(&plain);
	sst_buf_fini(&b);
	sst_buf_fini(&c);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(files_with_strange_but_right_headers_open),
		cmocka_unit_test(a_wrong_mac_is_its_own_class),
		cmocka_unit_test(faults_come_in_the_order_of_the_stages),
		cmocka_unit_test(
		    a_cut_nonce_is_a_header_fault_a_cut_chunk_is_not),
		cmocka_unit_test(
		    what_is_authentic_comes_out_and_the_fault_stays),
		cmocka_unit_test(armor_opens_and_its_faults_are_a_class),
		cmocka_unit_test(a_header_fault_inside_armor_is_a_header_fault),
		cmocka_unit_test(a_fault_of_the_input_is_a_class),
		cmocka_unit_test(the_witness_reads_back_and_sees_flipped_bits),
		cmocka_unit_test(the_witness_of_another_file_does_not_fit),
	};

	return cmocka_run_group_tests(tests, start_gcrypt, NULL);
}
