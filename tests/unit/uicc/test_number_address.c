/* SPDX-License-Identifier: ISC */
/* test_number_address.c: addresses of messages and of service centres. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <simstow/uicc/number.h>

#include "unit/uicc/bytes.h"

static void
assert_address(const char *hex, bool in_bytes, const char *want, size_t left)
{
	struct sst_cur c = sst_cur_of(bytes(hex));
	char out[SST_NUMBER_TEXT];
	struct sst_err err = { 0 };

	assert_done(sst_number_address(&c, in_bytes, out, &err), &err, 0);
	assert_string_equal(out, want);
	assert_int_equal(c.left.n, left);
	assert_int_equal(c.at + left, bytes(hex).n);
}

static void
a_peer_is_counted_in_digits(void **state)
{
	(void)state;
	assert_address("0B919471217221F1 AA", false, "+49171227121", 1);
	assert_address("04812143", false, "1234", 0);
	assert_address("03812143", false, "123", 0);
	assert_address("0381 21F3", false, "123", 0);
	assert_address("0081", false, "", 0);
	assert_address("0091", false, "", 0);
	assert_address("1481 21436587092143658709", false,
	    "12345678901234567890", 0);
	assert_address("0481 2FF3", false, "", 0);
	assert_address("0481 21BA", false, "12*#", 0);
}

static void
a_service_centre_is_counted_in_bytes(void **state)
{
	(void)state;
	assert_address("0891945197109099F9 FF", true, "+4915790109999", 1);
	assert_address("00", true, "", 0);
	assert_address("00 91", true, "", 1);
	assert_address("0191", true, "", 0);
	assert_address("0B81 21436587092143658709", true,
	    "12345678901234567890", 0);
}

static void
letters_are_packed_septets(void **state)
{
	(void)state;
	/* 5 letters are 35 bits: 9 digits, 5 bytes. */
	assert_address("09D0 C8329BFD06", false, "Hello", 0);
	assert_address("02D0 41", false, "A", 0);
	assert_address("01D0 41", false, "", 0);
	assert_address("00D0", false, "", 0);
	assert_address("06D0 C8329BFD06", true, "Hello", 0);
}

static void
assert_damaged(const char *hex, bool in_bytes, const char *msg)
{
	struct sst_cur c = sst_cur_of(bytes(hex));
	char out[SST_NUMBER_TEXT];
	struct sst_err err = { 0 };

	assert_refused(sst_number_address(&c, in_bytes, out, &err), &err, msg);
	assert_string_equal(out, "");
	assert_int_equal(c.at, 0);
}

static void
lengths_beyond_the_bytes_are_damage(void **state)
{
	(void)state;
	assert_damaged("", false, "byte 0: 1 byte wanted, 0 left");
	assert_damaged("", true, "byte 0: 1 byte wanted, 0 left");
	assert_damaged("00", false, "byte 1: 1 byte wanted, 0 left");
	assert_damaged("01", true, "byte 1: 1 byte wanted, 0 left");
	assert_damaged("048121", false, "byte 2: 2 bytes wanted, 1 left");
	assert_damaged("038121", true, "byte 2: 2 bytes wanted, 1 left");
	assert_damaged("1581212121212121212121212121", false,
	    "byte 0: address of 21 digits, at most 20 wanted");
	assert_damaged("0C81212121212121212121212121", true,
	    "byte 0: address of 12 bytes, at most 11 wanted");
	assert_damaged("FF", true,
	    "byte 0: address of 255 bytes, at most 11 wanted");
}

static void
take_one(struct sst_span s, bool in_bytes)
{
	struct sst_cur c = sst_cur_of(s);
	char out[SST_NUMBER_TEXT];
	struct sst_err err = { 0 };

	if (sst_number_address(&c, in_bytes, out, &err) < 0)
		assert_int_equal(err.code, SST_E_FORMAT);
	assert_text(out);
	assert_int_equal(c.at + c.left.n, s.n);
}

static void
take(struct sst_span s)
{
	take_one(s, true);
	take_one(s, false);
}

static void
whatever_is_damaged_addresses_stay_text(void **state)
{
	(void)state;
	each_damage(bytes("0B919471217221F1"), take);
	each_damage(bytes("0891945197109099F9"), take);
	each_damage(bytes("09D0C8329BFD06"), take);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_peer_is_counted_in_digits),
		cmocka_unit_test(a_service_centre_is_counted_in_bytes),
		cmocka_unit_test(letters_are_packed_septets),
		cmocka_unit_test(lengths_beyond_the_bytes_are_damage),
		cmocka_unit_test(whatever_is_damaged_addresses_stay_text),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
