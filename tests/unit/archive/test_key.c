/* SPDX-License-Identifier: ISC */
/* test_key.c: recipients, identities, and files of them. */
#include "age_make.h"

#define PART "qqqsyqcyq5rqwzqfpg9scrgwpugpzysnzs23v9ccrydpk8qarc"
#define UPPER_PART "QQQSYQCYQ5RQWZQFPG9SCRGWPUGPZYSNZS23V9CCRYDPK8QARC"

static void
a_recipient_is_read_and_written_back(void **state)
{
	char text[SST_KEY_TEXT];
	struct sst_recipient r;
	struct sst_err err = { 0 };

	(void)state;
	assert_int_equal(sst_key_parse_recipient(RECIPIENT, &r, &err), 0);
	sst_key_format_recipient(&r, text);
	assert_string_equal(text, RECIPIENT);
}

static void
other_recipients_are_named(void **state)
{
	static const struct {
		const char *text;
		const char *msg;
	} rows[] = {
		{ "age1pq1" PART "0sq5eur9",
		    "a hybrid (post-quantum) recipient is not supported" },
		{ "AGE1PQ1XYZ",
		    "a hybrid (post-quantum) recipient is not supported" },
		{ "age1tag1" PART "0hs7g7hjm",
		    "a recipient of a hardware key (tag) is not supported" },
		{ "age1tagpq1" PART,
		    "a hybrid recipient of a hardware key (tag) is not "
		    "supported" },
		{ "age1yubikey1" PART "0hs52p83g",
		    "a recipient of the plugin yubikey is not supported" },
		{ "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAA",
		    "an SSH key is not supported" },
		{ "ssh-rsa AAAA", "an SSH key is not supported" },
		{ "sk-ssh-ed25519@openssh.com AAAA",
		    "an SSH key is not supported" },
		{ "bc1" PART "0s5x4ch2", "recipient: not a key of age" },
		{ "age1" PART "535lh4", "recipient: 31 bytes, want 32" },
		{ "age1" PART "0hsy7p4wx", "recipient: 33 bytes, want 32" },
		{ "age1" PART "0savhh7n",
		    "recipient: not a key of age: the checksum is wrong" },
		{ " " RECIPIENT, "recipient: not a key of age: character 1 is "
		                 "not printable ASCII" },
		{ "", "recipient: not a key of age: no separator 1" },
		{ "age1", "recipient: not a key of age: 0 characters after the "
		          "separator, want "
		          "at least 6" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct sst_recipient r;
		struct sst_err err = { 0 };

		assert_int_equal(sst_key_parse_recipient(rows[i].text, &r,
		                     &err),
		    -1);
		assert_string_equal(err.msg, rows[i].msg);
		assert_int_equal(err.code, SST_E_USAGE);
	}
}

static void
an_identity_for_a_recipient_is_recognised_and_not_echoed(void **state)
{
	struct sst_recipient r;
	struct sst_err err = { 0 };

	(void)state;
	assert_int_equal(sst_key_parse_recipient(IDENTITY, &r, &err), -1);
	assert_string_equal(err.msg, "an identity (a secret key) was given, a "
	                             "recipient (age1...) is wanted");
	assert_null(strstr(err.msg, UPPER_PART));
	assert_null(strstr(err.hint, UPPER_PART));
	assert_string_not_equal(err.hint, "");
}

static void
an_identity_is_read_and_written_back(void **state)
{
	struct sst_span text = sst_span_of_text(IDENTITY);
	char public[SST_KEY_TEXT];
	struct sst_identity id;
	struct sst_secret back;
	struct sst_err err = { 0 };

	(void)state;
	assert_int_equal(sst_key_parse_identity(text, &id, &err), 0);
	assert_int_equal(id.scalar.n, 32);
	for (size_t i = 0; i < 32; i++)
		assert_int_equal(id.scalar.p[i], i);
	sst_key_format_recipient(&id.to, public);
	assert_string_equal(public, RECIPIENT);
	assert_int_equal(sst_key_format_identity(&id, &back, &err), 0);
	assert_int_equal(back.n, text.n);
	assert_memory_equal(back.p, text.p, text.n);
	sst_secret_fini(&back);
	sst_identity_fini(&id);
	assert_null(id.scalar.p);
}

static void
false_identities_are_refused_without_their_text(void **state)
{
	static const struct {
		const char *text;
		const char *msg;
	} rows[] = {
		{ RECIPIENT,
		    "a recipient (a public key) was given, an identity "
		    "(AGE-SECRET-KEY-1...) is wanted" },
		{ "AGE-PLUGIN-YUBIKEY-1" UPPER_PART "0S2F29UY",
		    "an identity of a plugin is not supported" },
		{ "AGE-SECRET-KEY-PQ-1" UPPER_PART,
		    "a hybrid (post-quantum) identity is not supported" },
		{ "-----BEGIN OPENSSH PRIVATE KEY-----",
		    "a private key in PEM or OpenSSH form is not supported" },
		{ "AGE-SECRET-KEY-1" UPPER_PART "NQTXUK",
		    "identity: 31 bytes, want 32" },
		{ "AGE-SECRET-KEY-1" UPPER_PART "0SWRYDWQ",
		    "identity: not a key of age: the checksum is wrong" },
		{ "AGE-SECRET-KEY-1" UPPER_PART "0SWRYDW!",
		    "identity: not a key of age: character 74 is not of the "
		    "bech32 alphabet" },
		{ "AGE-SECRET-KEY-1" PART,
		    "identity: not a key of age: upper and lower case are "
		    "mixed" },
		{ "bc1" PART "0s5x4ch2", "identity: not a key of age" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct sst_identity id;
		struct sst_err err = { 0 };

		assert_int_equal(sst_key_parse_identity(sst_span_of_text(
		                                            rows[i].text),
		                     &id, &err),
		    -1);
		assert_string_equal(err.msg, rows[i].msg);
		assert_int_equal(err.code, SST_E_FORMAT);
		assert_null(id.scalar.p);
	}
}

static void
new_identities_differ(void **state)
{
	struct sst_identity a;
	struct sst_identity b;
	struct sst_err err = { 0 };

	(void)state;
	assert_int_equal(sst_key_new_identity(&a, &err), 0);
	assert_int_equal(sst_key_new_identity(&b, &err), 0);
	assert_false(sst_secret_is_equal(&a.scalar, &b.scalar));
	assert_memory_not_equal(a.to.point, b.to.point, 32);
	sst_identity_fini(&a);
	sst_identity_fini(&b);
}

static void
an_identity_file_has_comments_empty_lines_and_keys(void **state)
{
	struct sst_keys keys = { 0 };
	struct sst_err err = { 0 };

	(void)state;
	assert_int_equal(sst_key_read_identities(sst_span_of_text(
	                                             "# made today\r\n\n"
	                                             "  \t\n" IDENTITY " \r\n"
	                                             "#" IDENTITY
	                                             "\n" IDENTITY),
	                     &keys, &err),
	    0);
	/* The repeated one counts once. */
	assert_int_equal(keys.id_n, 1);
	sst_keys_fini(&keys);
	assert_int_equal(keys.id_n, 0);
}

static void
a_bad_line_of_a_file_is_named_by_its_number(void **state)
{
	static const struct {
		const char *text;
		const char *msg;
	} rows[] = {
		{ "", "no identities in 0 lines" },
		{ "# x\n", "no identities in 1 line" },
		{ IDENTITY "\n\n " IDENTITY "\n",
		    "line 3: identity: not a key of age: character 1 is not "
		    "printable ASCII" },
		{ "#\nhello\n",
		    "line 2: identity: not a key of age: no separator 1" },
		{ "\n" RECIPIENT "\n",
		    "line 2: a recipient (a public key) was given, an identity "
		    "(AGE-SECRET-KEY-1...) is wanted" },
		{ " \n-----BEGIN AGE ENCRYPTED FILE-----\n",
		    "the identity file is sealed itself, not plain" },
		{ "age-encryption.org/v1\n",
		    "the identity file is sealed itself, not plain" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct sst_keys keys = { 0 };
		struct sst_err err = { 0 };

		assert_int_equal(sst_key_read_identities(sst_span_of_text(
		                                             rows[i].text),
		                     &keys, &err),
		    -1);
		assert_string_equal(err.msg, rows[i].msg);
		assert_int_equal(err.code, SST_E_FORMAT);
		assert_int_equal(keys.id_n, 0);
		assert_null(keys.id[0].scalar.p);
	}
}

static void
a_sealed_identity_file_is_recognised(void **state)
{
	(void)state;
	assert_true(sst_key_is_sealed(
	    sst_span_of_text("\n-----BEGIN AGE ENCRYPTED FILE-----\n")));
	assert_true(
	    sst_key_is_sealed(sst_span_of_text("age-encryption.org/v1\n")));
	assert_false(sst_key_is_sealed(sst_span_of_text(IDENTITY)));
	assert_false(sst_key_is_sealed(sst_span_of_text("age-encryp")));
	assert_false(sst_key_is_sealed((struct sst_span){ 0 }));
}

static void
a_recipients_file_is_read_the_same_way(void **state)
{
	static const char nul[] = RECIPIENT "\0x\n";
	struct sst_seal seal = { 0 };
	struct sst_err err = { 0 };

	(void)state;
	assert_int_equal(sst_key_read_recipients(sst_span_of_text(
	                                             "# us\n" RECIPIENT
	                                             "\r\n\n" RECIPIENT),
	                     &seal, &err),
	    0);
	assert_int_equal(seal.to_n, 1);
	assert_int_equal(sst_key_read_recipients(sst_span_of_text(
	                                             "\n" RECIPIENT "x\n"),
	                     &seal, &err),
	    -1);
	assert_string_equal(err.msg,
	    "line 2: recipient: not a key of age: the checksum is wrong");
	assert_int_equal(err.code, SST_E_FORMAT);
	assert_int_equal(
	    sst_key_read_recipients((struct sst_span){ (const uint8_t *)nul,
	                                sizeof(nul) - 1 },
	        &seal, &err),
	    -1);
	assert_string_equal(err.msg, "line 1: recipient: not a key of age: "
	                             "character 63 is not printable ASCII");
	assert_int_equal(seal.to_n, 1);
	sst_seal_fini(&seal);
}

static void
the_limits_of_files_and_lists_are_exact(void **state)
{
	static uint8_t text[SST_KEY_FILE + 1];
	struct sst_seal seal = { 0 };
	struct sst_keys keys = { 0 };
	struct sst_recipient r = { 0 };
	struct sst_err err = { 0 };

	(void)state;
	memset(text, '\n', sizeof(text));
	memcpy(text, IDENTITY, sizeof(IDENTITY) - 1);
	assert_int_equal(sst_key_read_identities((struct sst_span){ text,
	                                             SST_KEY_FILE },
	                     &keys, &err),
	    0);
	assert_int_equal(sst_key_read_identities((struct sst_span){ text,
	                                             SST_KEY_FILE + 1 },
	                     &keys, &err),
	    -1);
	assert_string_equal(err.msg, "a file of identities of 65537 bytes, at "
	                             "most 65536 wanted");
	sst_keys_fini(&keys);
	for (size_t i = 0; i < SST_KEY_MAX; i++) {
		r.point[0] = (uint8_t)i;
		assert_int_equal(sst_key_add_recipient(&seal, &r, &err), 0);
	}
	assert_int_equal(sst_key_add_recipient(&seal, &r, &err), 0);
	r.point[0] = SST_KEY_MAX;
	assert_int_equal(sst_key_add_recipient(&seal, &r, &err), -1);
	assert_string_equal(err.msg, "more than 20 recipients");
	assert_int_equal(seal.to_n, SST_KEY_MAX);
	sst_seal_fini(&seal);
}

/* n new identities, a line each. */
static void
put_identities(struct sst_buf *out, size_t n)
{
	struct sst_err err = { 0 };

	for (size_t i = 0; i < n; i++) {
		struct sst_identity id;
		struct sst_secret text;

		assert_int_equal(sst_key_new_identity(&id, &err), 0);
		assert_int_equal(sst_key_format_identity(&id, &text, &err), 0);
		assert_int_equal(sst_buf_put(out,
		                     (struct sst_span){ text.p, text.n }, &err),
		    0);
		put(out, "\n");
		sst_secret_fini(&text);
		sst_identity_fini(&id);
	}
}

static void
more_identities_than_the_limit_leave_none(void **state)
{
	struct sst_buf text = { 0 };
	struct sst_keys keys = { 0 };
	struct sst_err err = { 0 };

	(void)state;
	put_identities(&text, SST_KEY_MAX);
	assert_int_equal(sst_key_read_identities(sst_buf_span(&text), &keys,
	                     &err),
	    0);
	assert_int_equal(keys.id_n, SST_KEY_MAX);
	sst_keys_fini(&keys);
	put_identities(&text, 1);
	assert_int_equal(sst_key_read_identities(sst_buf_span(&text), &keys,
	                     &err),
	    -1);
	assert_string_equal(err.msg, "line 21: more than 20 identities");
	assert_int_equal(err.code, SST_E_FORMAT);
	assert_int_equal(keys.id_n, 0);
	sst_keys_fini(&keys);
	sst_buf_fini(&text);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_recipient_is_read_and_written_back),
		cmocka_unit_test(other_recipients_are_named),
		cmocka_unit_test(
		    an_identity_for_a_recipient_is_recognised_and_not_echoed),
		cmocka_unit_test(an_identity_is_read_and_written_back),
		cmocka_unit_test(
		    false_identities_are_refused_without_their_text),
		cmocka_unit_test(new_identities_differ),
		cmocka_unit_test(
		    an_identity_file_has_comments_empty_lines_and_keys),
		cmocka_unit_test(a_bad_line_of_a_file_is_named_by_its_number),
		cmocka_unit_test(a_sealed_identity_file_is_recognised),
		cmocka_unit_test(a_recipients_file_is_read_the_same_way),
		cmocka_unit_test(the_limits_of_files_and_lists_are_exact),
		cmocka_unit_test(more_identities_than_the_limit_leave_none),
	};

	return cmocka_run_group_tests(tests, start_gcrypt, NULL);
}
