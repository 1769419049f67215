/* SPDX-License-Identifier: ISC */
/* test_age_unlock.c: file keys in stanzas, and which secret fits or why not. */
#include "age_make.h"

struct tried {
	int rc;
	enum sst_age_fault fault;
	bool is_ours;
	struct sst_err err;
};

/* Unlock the stanzas in text; their MAC is not looked at here. */
static struct tried
unlock(const char *text, struct sst_span more, const struct sst_keys *keys)
{
	static struct sst_age_header h;
	struct sst_buf b = { 0 };
	struct sst_secret ours;
	struct sst_secret file_key;
	struct sst_age_feed f;
	struct tried t = { .rc = -1 };
	struct sst_source in;
	struct sst_span s;

	memset(&h, 0, sizeof(h));
	put(&b, INTRO);
	put(&b, text);
	assert_int_equal(sst_buf_put(&b, more, &t.err), 0);
	put(&b, MAC);
	s = sst_buf_span(&b);
	in = sst_source_of_span(&s);
	assert_int_equal(sst_age_feed_init(&f, &in, &t.err), 0);
	assert_int_equal(sst_age_header_parse(&h, &f, &t.err), 0);
	t.rc = sst_age_unlock(&h, keys, &file_key, &t.fault, &t.err);
	get_file_key(&ours);
	t.is_ours = t.rc == 0 && sst_secret_is_equal(&ours, &file_key);
	if (t.rc < 0)
		assert_null(file_key.p);
	sst_secret_fini(&ours);
	sst_secret_fini(&file_key);
	sst_age_header_fini(&h);
	sst_age_feed_fini(&f);
	sst_buf_fini(&b);
	return t;
}

static struct tried
unlock_text(const char *text, const struct sst_keys *keys)
{
	return unlock(text, (struct sst_span){ 0 }, keys);
}

static void
add_identity(struct sst_keys *keys)
{
	struct sst_err err = { 0 };

	assert_int_equal(sst_key_new_identity(&keys->id[keys->id_n], &err), 0);
	keys->id_n++;
}

/* A share that no identity makes zero, so that the stanza is merely foreign. */
#define TO_OTHER \
	"-> X25519 CQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n" Z32 "\n"

static void
one_identity_of_many_finds_its_stanza_among_others(void **state)
{
	struct sst_keys keys = { 0 };
	struct sst_buf ours = { 0 };
	struct sst_identity last;
	struct tried t;

	(void)state;
	put_stanza_for_us(&ours);
	get_keys(&keys);
	last = keys.id[0];
	keys = (struct sst_keys){ 0 };
	add_identity(&keys);
	keys.id[keys.id_n++] = last;
	t = unlock("-> odd-grease x\n\n" TO_OTHER, sst_buf_span(&ours), &keys);
	assert_int_equal(t.rc, 0);
	assert_true(t.is_ours);
	sst_keys_fini(&keys);
	sst_buf_fini(&ours);
}

static void
a_passphrase_opens_what_it_wrapped_and_no_other_does(void **state)
{
	struct sst_keys keys = { 0 };
	struct sst_buf b = { 0 };
	struct sst_secret file_key;
	struct sst_err err = { 0 };
	struct tried t;

	(void)state;
	get_file_key(&file_key);
	get_passphrase("correct horse", &keys.passphrase);
	assert_int_equal(sst_age_wrap_scrypt(&file_key, &keys.passphrase, 10,
	                     &b, &err),
	    0);
	t = unlock("", sst_buf_span(&b), &keys);
	assert_int_equal(t.rc, 0);
	assert_true(t.is_ours);
	keys.passphrase.p[0] ^= 1;
	t = unlock("", sst_buf_span(&b), &keys);
	assert_int_equal(t.rc, -1);
	assert_int_equal(t.fault, SST_AGE_NO_SECRET);
	assert_int_equal(t.err.code, SST_E_KEY);
	assert_string_equal(t.err.msg, "wrong passphrase or damaged file");
	sst_secret_fini(&file_key);
	sst_keys_fini(&keys);
	sst_buf_fini(&b);
}

static void
check(const char *text, const struct sst_keys *keys, const char *msg)
{
	struct tried t = unlock_text(text, keys);

	assert_int_equal(t.rc, -1);
	assert_string_equal(t.err.msg, msg);
	assert_int_equal(t.fault, SST_AGE_NO_SECRET);
	assert_int_equal(t.err.code, SST_E_KEY);
}

static void
why_no_secret_fits_is_said(void **state)
{
	struct sst_keys none = { 0 };
	struct sst_keys pass = { 0 };
	struct sst_keys one = { 0 };
	struct sst_keys two = { 0 };

	(void)state;
	get_passphrase("x", &pass.passphrase);
	add_identity(&one);
	add_identity(&two);
	add_identity(&two);
	check(BY_PASSPHRASE, &none,
	    "sealed with a passphrase, and none was given");
	check(BY_PASSPHRASE, &one,
	    "sealed with a passphrase, and only identities were given");
	check(BY_PASSPHRASE, &pass, "wrong passphrase or damaged file");
	check(TO_OTHER, &none,
	    "sealed to 1 recipient, and no identity was "
	    "given");
	check(TO_OTHER TO_OTHER, &pass,
	    "sealed to 2 recipients, and only a passphrase was given");
	check(TO_OTHER TO_OTHER, &one,
	    "the identity does not fit (sealed to 2 recipients)");
	check(TO_OTHER "-> grease\n\n", &two,
	    "none of the 2 identities fits (sealed to 1 recipient)");
	sst_keys_fini(&pass);
	sst_keys_fini(&one);
	sst_keys_fini(&two);
}

static void
types_that_we_lack_are_named(void **state)
{
	struct sst_keys one = { 0 };

	(void)state;
	add_identity(&one);
	check("-> ssh-ed25519 a b\nAA\n-> mlkem768x25519 a\nAA\n", &one,
	    "sealed to keys of kinds that are not supported: ssh-ed25519 (SSH "
	    "key), mlkem768x25519 (hybrid)");
	check("-> piv-p256 a\n\n-> x25519 a\n\n-> c\n\n-> d\n\n-> e\n\n", &one,
	    "sealed to keys of kinds that are not supported: piv-p256 (plugin "
	    "yubikey), x25519, c, d, ...");
	check("-> aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\n\n", &one,
	    "sealed to keys of kinds that are not supported: "
	    "aaaaaaaaaaaaaaaaaaaaaaaa...");
	sst_keys_fini(&one);
}

static void
a_share_of_low_order_is_a_fault_of_the_header(void **state)
{
	struct sst_keys one = { 0 };
	struct tried t;

	(void)state;
	add_identity(&one);
	t = unlock_text(TO_OTHER TO_ZERO, &one);
	assert_int_equal(t.rc, -1);
	assert_int_equal(t.fault, SST_AGE_HEADER_FAULT);
	assert_int_equal(t.err.code, SST_E_FORMAT);
	assert_string_equal(t.err.msg,
	    "header: stanza 2: X25519: the share is a point of low order");
	sst_keys_fini(&one);
}

static void
work_above_the_limit_is_not_begun(void **state)
{
	static const struct {
		const char *stanza;
		unsigned max;
		const char *msg;
		const char *hint;
	} rows[] = {
		{ "-> scrypt " Z16 " 21\n" Z32 "\n", 0,
		    "passphrase work factor 2^21 is above the limit 2^20",
		    "--max-work-factor 21 allows it; it needs 2048 MiB of "
		    "memory" },
		{ "-> scrypt " Z16 " 11\n" Z32 "\n", 10,
		    "passphrase work factor 2^11 is above the limit 2^10",
		    "--max-work-factor 11 allows it; it needs 2 MiB of "
		    "memory" },
		{ "-> scrypt " Z16 " 24\n" Z32 "\n", 0,
		    "passphrase work factor 2^24 is above the limit 2^20",
		    "2^22 is the most that is ever done" },
		{ "-> scrypt " Z16 " 23\n" Z32 "\n", 99,
		    "passphrase work factor 2^23 is above the limit 2^22",
		    "2^22 is the most that is ever done" },
		{ "-> scrypt " Z16 " 99\n" Z32 "\n", 22,
		    "passphrase work factor 2^99 is above the limit 2^22",
		    "2^22 is the most that is ever done" },
		{ "-> scrypt " Z16 " 5\n" Z32 "\n", 4,
		    "passphrase work factor 2^5 is above the limit 2^4",
		    "--max-work-factor 5 allows it; it needs 1 MiB of "
		    "memory" },
	};
	struct sst_keys keys = { 0 };

	(void)state;
	get_passphrase("x", &keys.passphrase);
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct tried t;

		keys.max_logn = rows[i].max;
		t = unlock_text(rows[i].stanza, &keys);
		assert_int_equal(t.rc, -1);
		assert_int_equal(t.fault, SST_AGE_HEADER_FAULT);
		assert_int_equal(t.err.code, SST_E_KEY);
		assert_string_equal(t.err.msg, rows[i].msg);
		assert_string_equal(t.err.hint, rows[i].hint);
	}
	keys.max_logn = 10;
	check(BY_PASSPHRASE, &keys, "wrong passphrase or damaged file");
	sst_keys_fini(&keys);
}

static void
a_recipient_of_low_order_is_refused(void **state)
{
	const struct sst_recipient zero = { { 0 } };
	struct sst_buf b = { 0 };
	struct sst_secret key;
	struct sst_err err = { 0 };

	(void)state;
	get_file_key(&key);
	assert_int_equal(sst_age_wrap_x25519(&key, &zero, &b, &err), -1);
	assert_int_equal(err.code, SST_E_USAGE);
	assert_string_equal(err.msg,
	    "a recipient that is no key: a point of low order");
	assert_int_equal(b.n, 0);
	sst_secret_fini(&key);
	sst_buf_fini(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    one_identity_of_many_finds_its_stanza_among_others),
		cmocka_unit_test(
		    a_passphrase_opens_what_it_wrapped_and_no_other_does),
		cmocka_unit_test(why_no_secret_fits_is_said),
		cmocka_unit_test(types_that_we_lack_are_named),
		cmocka_unit_test(a_share_of_low_order_is_a_fault_of_the_header),
		cmocka_unit_test(work_above_the_limit_is_not_begun),
		cmocka_unit_test(a_recipient_of_low_order_is_refused),
	};

	return cmocka_run_group_tests(tests, start_gcrypt, NULL);
}
