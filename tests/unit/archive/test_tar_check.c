/* SPDX-License-Identifier: ISC */
/* test_tar_check.c: what does not come through the gate. */
#include <stdio.h>

#include "tar_make.h"

/* One member of that name, then the end. */
static void
refused_name(const char *name, const char *message)
{
	struct tar t = { .n = 0 };

	add(&t, name, "x");
	add_zero(&t, 2);
	refused(span(&t), message);
}

/* One field changed, and the checksum made right again. */
static void
every_field_is_checked(void **state)
{
	static const struct {
		size_t at;
		size_t n;
		const char *bytes;
		const char *message;
	} cases[] = {
		{ 257, 8, "ustar  \0", "257: magic: not ustar, version 00" },
		{ 263, 2, "01", "257: magic: not ustar, version 00" },
		{ 257, 8, "\0\0\0\0\0\0\0\0",
		    "257: magic: not ustar, version 00" },
		{ 156, 1, "\0",
		    "156: typeflag: type 00, want 30, a regular "
		    "file" },
		{ 156, 1, "1",
		    "156: typeflag: type 31, want 30, a regular "
		    "file" },
		{ 100, 8, "        ",
		    "100: mode: begins with 20, want octal "
		    "digits and a blank or NUL" },
		{ 108, 8, "\x80\0\0\0\0\0\0\x01",
		    "108: uid: begins with 80, want octal digits and a blank "
		    "or NUL" },
		{ 116, 8, "0000008 ", "116: gid: 38 behind the digits" },
		{ 124, 12, "\x80\0\0\0\0\0\0\0\0\0\0\x01",
		    "124: size: begins with 80, want octal digits and a "
		    "blank or NUL" },
		{ 124, 12, "\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF",
		    "124: size: begins with FF, want octal digits and a "
		    "blank or NUL" },
		{ 124, 12, "000000000001",
		    "124: size: begins with 30, want octal digits and a "
		    "blank or NUL" },
		{ 124, 12, "0 0000000001", "124: size: 30 behind the digits" },
		{ 124, 12, "-0000000001 ",
		    "124: size: begins with 2D, want octal digits and a "
		    "blank or NUL" },
		{ 136, 12, "\x80\0\0\0\0\0\0\0\0\0\0\x01",
		    "136: mtime: begins with 80, want octal digits and a "
		    "blank or NUL" },
		{ 157, 1, "x", "157: linkname: not empty" },
		{ 256, 1, "x", "157: linkname: not empty" },
		{ 265, 4, "r\xC3\xB6",
		    "265: uname: C3 is no printable ASCII, or stands behind "
		    "a NUL" },
		{ 297, 3, "a\0b",
		    "297: gname: 00 is no printable ASCII, or stands behind "
		    "a NUL" },
		{ 329, 8, "x\0\0\0\0\0\0\0",
		    "329: devmajor: begins with 78, want octal digits and a "
		    "blank or NUL" },
		{ 337, 8, "00000001",
		    "337: devminor: begins with 30, want octal digits and a "
		    "blank or NUL" },
		{ 345, 3, "raw", "345: prefix: not empty" },
		{ 499, 1, "x", "345: prefix: not empty" },
		{ 500, 1, "x", "500: spare: not empty" },
		{ 511, 1, "x", "500: spare: not empty" },
		{ 0, 4, "a\0b",
		    "0: name: 00 is no printable ASCII, or stands "
		    "behind a NUL" },
		{ 0, 4, "\0abc",
		    "0: name: 00 is no printable ASCII, or "
		    "stands behind a NUL" },
		{ 0, 4, "\0\0\0\0",
		    "0: name: \"\" is not allowed as the name "
		    "of a member" },
	};
	char message[200];

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct tar t = { .n = 0 };

		add(&t, "name", "x");
		add_zero(&t, 2);
		memcpy(t.b + cases[i].at, cases[i].bytes, cases[i].n);
		put_sum(t.b);
		snprintf(message, sizeof(message), "tar: byte %s",
		    cases[i].message);
		refused(span(&t), message);
	}
}

static void
a_wrong_checksum_is_refused(void **state)
{
	struct tar t = { .n = 0 };

	(void)state;
	add(&t, "a", "x");
	add(&t, "b", "x");
	add_zero(&t, 2);
	t.b[1024 + 500]++;
	refused(span(&t),
	    "tar: byte 1172: chksum: says 3816, the block has 3817");
	memset(t.b + 1024 + 148, 0, 8);
	refused(span(&t), "tar: byte 1172: chksum: begins with 00, want octal "
	                  "digits and a blank or NUL");
}

/* Old GNU sparse: 2^60 zero bytes out of one block, with libarchive alone. */
static void
gnu_sparse_is_refused(void **state)
{
	struct tar t = { .n = 0 };

	(void)state;
	add(&t, "name", "");
	add_zero(&t, 2);
	memcpy(t.b + 257, "ustar  ", 8);
	t.b[156] = 'S';
	memcpy(t.b + 386, "00000000000\00000000000000", 24);
	memcpy(t.b + 483, "\x80\0\0\0\x10\0\0\0\0\0\0\0", 12);
	put_sum(t.b);
	refused(span(&t), "tar: byte 257: magic: not ustar, version 00");
	memcpy(t.b + 257, "ustar\00000", 8);
	put_sum(t.b);
	refused(span(&t), "tar: byte 156: typeflag: type 53, want 30, a "
	                  "regular file");
}

/* The same by pax: GNU.sparse.realsize. */
static void
pax_sparse_is_refused(void **state)
{
	struct tar t = { .n = 0 };

	(void)state;
	add(&t, "PaxHeaders/name",
	    "22 GNU.sparse.major=1\n22 GNU.sparse.minor=0\n"
	    "43 GNU.sparse.realsize=1152921504606846976\n");
	t.b[156] = 'x';
	put_sum(t.b);
	add(&t, "name", "0\n");
	add_zero(&t, 2);
	refused(span(&t), "tar: byte 156: typeflag: type 78, want 30, a "
	                  "regular file");
}

static void
only_regular_files_pass(void **state)
{
	/* links, devices, folder, fifo, contiguous; GNU, pax, Solaris, Mac */
	static const char types[] = "1234567DKLMNSVXgxAEI89aZ ";
	char message[100];

	(void)state;
	for (size_t i = 0; types[i] != '\0'; i++) {
		struct tar t = { .n = 0 };

		add(&t, "first", "1");
		add(&t, "name", "x");
		add_zero(&t, 2);
		t.b[1024 + 156] = (uint8_t)types[i];
		put_sum(t.b + 1024);
		snprintf(message, sizeof(message),
		    "tar: byte 1180: typeflag: type %02X, want 30, a regular "
		    "file",
		    (unsigned)types[i]);
		refused(span(&t), message);
	}
}

static void
a_link_with_a_target_is_refused_for_its_type(void **state)
{
	struct tar t = { .n = 0 };

	(void)state;
	add(&t, "name", "");
	add_zero(&t, 2);
	t.b[156] = '2';
	memcpy(t.b + 157, "/etc/passwd", 11);
	put_sum(t.b);
	refused(span(&t), "tar: byte 156: typeflag: type 32, want 30, a "
	                  "regular file");
}

static void
names_outside_of_the_grammar_are_refused(void **state)
{
	(void)state;
	refused_name("../x", "tar: byte 0: name: \"../x\" is not allowed as "
	                     "the name of a member");
	refused_name("a/../../x", "tar: byte 0: name: \"a/../../x\" is not "
	                          "allowed as the name of a member");
	refused_name("/etc/x", "tar: byte 0: name: \"/etc/x\" is not allowed "
	                       "as the name of a member");
	refused_name("a/", "tar: byte 0: name: \"a/\" is not allowed as the "
	                   "name of a member");
	refused_name("./a", "tar: byte 0: name: \"./a\" is not allowed as "
	                    "the name of a member");
	refused_name("._a", "tar: byte 0: name: \"._a\" is not allowed as "
	                    "the name of a member");
	refused_name("a b", "tar: byte 0: name: \"a b\" is not allowed as "
	                    "the name of a member");
	refused_name("C:\\x", "tar: byte 0: name: \"C:\\x\" is not allowed "
	                      "as the name of a member");
	refused_name("a\nb", "tar: byte 0: name: 0A is no printable ASCII, "
	                     "or stands behind a NUL");
	refused_name("\x1B[2J", "tar: byte 0: name: 1B is no printable "
	                        "ASCII, or stands behind a NUL");
	refused_name("\xC3\xA9", "tar: byte 0: name: C3 is no printable "
	                         "ASCII, or stands behind a NUL");
	refused_name("\xFF", "tar: byte 0: name: FF is no printable ASCII, "
	                     "or stands behind a NUL");
}

static void
a_name_of_100_bytes_passes(void **state)
{
	char name[101];
	struct sst_members found;
	struct sst_arena mem = { 0 };
	struct sst_err err = { 0 };
	struct tar t = { .n = 0 };

	(void)state;
	memset(name, 'n', 100);
	name[100] = '\0';
	add(&t, name, "x");
	name[99] = 'm';
	add(&t, name, "y");
	add_zero(&t, 2);
	assert_int_equal(sst_tar_unpack(span(&t), &mem, &found, &err), 0);
	assert_int_equal(found.n, 2);
	assert_string_equal(found.v[1].name, name);
	sst_arena_fini(&mem);
	memcpy(t.b + 1024, t.b, BLOCK);
	assert_int_equal(sst_tar_check(span(&t), &err), -1);
	assert_non_null(strstr(err.msg, "tar: byte 1024: name: \"nnn"));
}

static void
a_repeated_name_is_refused_where_it_repeats(void **state)
{
	struct tar t = { .n = 0 };

	(void)state;
	add(&t, "b", "1");
	add(&t, "a", "2");
	add(&t, "c", "3");
	add(&t, "a", "4");
	add_zero(&t, 2);
	refused(span(&t), "tar: byte 3072: name: \"a\" is twice");
}

static void
a_cut_is_refused_wherever_it_is(void **state)
{
	struct sst_err err = { 0 };
	struct tar t = { .n = 0 };

	(void)state;
	add(&t, "a", "1");
	add(&t, "b", "2");
	add_zero(&t, 2);
	for (size_t n = 0; n < t.n; n += 61) {
		assert_int_equal(sst_tar_check((struct sst_span){ t.b, n },
		                     &err),
		    -1);
		assert_int_equal(err.code, SST_E_FORMAT);
	}
	/* between members and without end blocks: libarchive is content */
	refused((struct sst_span){ t.b, 1024 },
	    "tar: byte 1024: 512 bytes wanted, 0 left");
	refused((struct sst_span){ t.b, 2048 },
	    "tar: byte 2048: 512 bytes wanted, 0 left");
	refused((struct sst_span){ t.b, 2560 },
	    "tar: byte 2560: 512 bytes wanted, 0 left");
	/* in a member's data and in its padding */
	refused((struct sst_span){ t.b, 512 },
	    "tar: byte 512: 1 byte wanted, 0 left");
	refused((struct sst_span){ t.b, 600 },
	    "tar: byte 513: 511 bytes wanted, 87 left");
}

static void
only_zeros_follow_the_end(void **state)
{
	struct tar t = { .n = 0 };
	struct sst_err err = { 0 };

	(void)state;
	add(&t, "a", "1");
	add_zero(&t, 4);
	assert_int_equal(sst_tar_check(span(&t), &err), 0);
	add(&t, "b", "2");
	add_zero(&t, 2);
	refused(span(&t), "tar: byte 3072: not zero, behind the end");
	t.n = 2048 + 100;
	refused(span(&t), "tar: byte 2048: 512 bytes wanted, 100 left");
}

static void
one_zero_block_is_no_end(void **state)
{
	struct tar t = { .n = 0 };

	(void)state;
	add(&t, "a", "1");
	add_zero(&t, 1);
	add(&t, "b", "2");
	add_zero(&t, 2);
	refused(span(&t), "tar: byte 1536: not zero, behind the end");
}

static void
padding_is_zero(void **state)
{
	struct tar t = { .n = 0 };

	(void)state;
	add(&t, "a", "1");
	add_zero(&t, 2);
	t.b[1023] = 1;
	refused(span(&t), "tar: byte 513: padding: not zero");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_field_is_checked),
		cmocka_unit_test(a_wrong_checksum_is_refused),
		cmocka_unit_test(gnu_sparse_is_refused),
		cmocka_unit_test(pax_sparse_is_refused),
		cmocka_unit_test(only_regular_files_pass),
		cmocka_unit_test(a_link_with_a_target_is_refused_for_its_type),
		cmocka_unit_test(names_outside_of_the_grammar_are_refused),
		cmocka_unit_test(a_name_of_100_bytes_passes),
		cmocka_unit_test(a_repeated_name_is_refused_where_it_repeats),
		cmocka_unit_test(a_cut_is_refused_wherever_it_is),
		cmocka_unit_test(only_zeros_follow_the_end),
		cmocka_unit_test(one_zero_block_is_no_end),
		cmocka_unit_test(padding_is_zero),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
