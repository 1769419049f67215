/* SPDX-License-Identifier: ISC */
/* test_notifications.c: lists of notifications, bare and signed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include <simstow/es10/notifications.h>

#include "unit/fake_link.h"

static uint8_t room[2048];

static struct sst_span
bytes(const char *hex)
{
	size_t n = fake_hex(hex, room, sizeof(room));

	assert_true(n > 0);
	return (struct sst_span){ room, n };
}

/* One list; mem is the caller's to end. */
static struct sst_notifications
parse(const char *hex, struct sst_arena *mem)
{
	struct sst_err err = { 0 };
	struct sst_notifications list;
	int rc;

	rc = sst_notifications_parse(bytes(hex), mem, &list, &err);
	assert_string_equal(err.code == SST_OK || rc == 0 ? "" : err.msg, "");
	assert_int_equal(rc, 0);
	return list;
}

static void
a_list_keeps_number_event_address_and_iccid(void **state)
{
	struct sst_arena mem = { 0 };
	struct sst_notifications l;

	(void)state;
	l = parse("BF28(A0("
	          "BF2F(80(00) 81(0780) 0C(612E62)"
	          "5A(98101032547698103214))"
	          "BF2F(81(0640) 80(0080) 0C() 83())"
	          "BF2F(80(01FFFF))))",
	    &mem);
	assert_int_equal(l.n, 3);
	assert_int_equal(l.faults.n, 0);
	assert_int_equal(l.v[0].seq, 0);
	assert_int_equal(l.v[0].events.bits, 1);
	assert_int_equal(l.v[0].address.n, 3);
	assert_int_equal(l.v[0].iccid.n, 10);
	assert_false(l.v[0].is_signed);
	assert_int_equal(l.v[0].raw.n, 27);
	assert_int_equal(l.v[1].seq, 128);
	assert_int_equal(l.v[1].events.bits, 2);
	assert_non_null(l.v[1].address.p);
	assert_int_equal(l.v[1].address.n, 0);
	assert_null(l.v[1].iccid.p);
	assert_int_equal(l.v[2].seq, 0x1FFFF);
	assert_false(l.v[2].events.is_there);
	sst_arena_fini(&mem);
}

static void
events_of_several_bits_and_other_forms_are_kept(void **state)
{
	struct sst_arena mem = { 0 };
	struct sst_notifications l;

	(void)state;
	l = parse("BF28(A0(BF2F(80(01) 81(04F0))"
	          "BF2F(80(01) 81(001000))))",
	    &mem);
	assert_int_equal(l.n, 2);
	assert_int_equal(l.v[0].events.bits, 0xF);
	assert_int_equal(l.v[1].events.bits, 8);
	sst_arena_fini(&mem);
}

static void
signed_payloads_are_cut_out_as_they_are(void **state)
{
	static const char other[] =
	    "30(BF2F(80(05) 0C(61)) 5F37(AA) 30() 30())";
	static const char result[] =
	    "BF37(BF27(80(FF) BF2F(80(06) 0C(61)) A2()) 5F37(BB))";
	char answer[256] = "BF2B(A0(";
	struct sst_arena mem = { 0 };
	struct sst_notifications l;
	uint8_t want[64];
	size_t n;

	(void)state;
	strcat(answer, other);
	strcat(answer, result);
	strcat(answer, "))");
	l = parse(answer, &mem);
	assert_int_equal(l.n, 2);
	assert_int_equal(l.faults.n, 0);
	n = fake_hex(other, want, sizeof(want));
	assert_int_equal(l.v[0].raw.n, n);
	assert_memory_equal(l.v[0].raw.p, want, n);
	assert_true(l.v[0].is_signed);
	assert_int_equal(l.v[0].seq, 5);
	n = fake_hex(result, want, sizeof(want));
	assert_int_equal(l.v[1].raw.n, n);
	assert_memory_equal(l.v[1].raw.p, want, n);
	assert_int_equal(l.v[1].seq, 6);
	sst_arena_fini(&mem);
}

static void
an_empty_list_and_errors_1_and_127_are_empty(void **state)
{
	static const char *const answers[] = { "BF2802A000", "BF2B02A000",
		"BF2803810101", "BF280381017F", "BF2B03810101",
		"BF2B0381017F" };

	(void)state;
	for (size_t i = 0; i < sizeof(answers) / sizeof(answers[0]); i++) {
		struct sst_arena mem = { 0 };
		struct sst_notifications l = parse(answers[i], &mem);

		assert_int_equal(l.n, 0);
		assert_int_equal(l.faults.n, 0);
		sst_arena_fini(&mem);
	}
}

static void
another_error_is_a_refusal(void **state)
{
	struct sst_arena mem = { 0 };
	struct sst_err err = { 0 };
	struct sst_notifications l;

	(void)state;
	assert_int_equal(sst_notifications_parse(bytes("BF2803810105"), &mem,
	                     &l, &err),
	    -1);
	assert_int_equal(err.code, SST_E_REFUSED);
	assert_string_equal(err.msg, "list of notifications refused: error 5");
	sst_arena_fini(&mem);
}

static void
a_damaged_entry_costs_that_entry_alone(void **state)
{
	struct sst_arena mem = { 0 };
	struct sst_notifications l;

	(void)state;
	l = parse("BF28(A0("
	          "BF2F(80(01))"
	          "BF2F(0C(61))"
	          "BF2F(80(02) 5A())"
	          "E3(80(03))"
	          "BF2F(80(04) 81())"
	          "BF2F(80(05))))",
	    &mem);
	assert_int_equal(l.n, 2);
	assert_int_equal(l.v[0].seq, 1);
	assert_int_equal(l.v[1].seq, 5);
	assert_int_equal(l.faults.n, 4);
	assert_string_equal(l.faults.v[0].text,
	    "notification 2: no seqNumber (80)");
	assert_int_equal(l.faults.v[0].at, 2);
	assert_int_equal(l.faults.v[0].raw.n, 6);
	assert_string_equal(l.faults.v[1].text,
	    "notification 3: ICCID (5A) has 0 bytes, want 10");
	assert_string_equal(l.faults.v[2].text,
	    "notification 4: byte 25: tag E3 found, a notification wanted");
	assert_string_equal(l.faults.v[3].text,
	    "notification 5: profileManagementOperation (81): byte 38: "
	    "empty bit string");
	sst_arena_fini(&mem);
}

static void
a_signed_payload_without_metadata_is_a_fault(void **state)
{
	struct sst_arena mem = { 0 };
	struct sst_notifications l;

	(void)state;
	l = parse("BF2B(A0(BF37(5F37()) 30(5F37())))", &mem);
	assert_int_equal(l.n, 0);
	assert_int_equal(l.faults.n, 2);
	assert_string_equal(l.faults.v[0].text,
	    "notification 1: byte 8: BF27 is not there");
	assert_string_equal(l.faults.v[1].text,
	    "notification 2: byte 13: BF2F is not there");
	sst_arena_fini(&mem);
}

static void
more_than_the_limit_is_one_fault(void **state)
{
	static uint8_t many[9 + 6 * (SST_NOTIFICATIONS_MAX + 2)];
	const size_t n = 6 * (SST_NOTIFICATIONS_MAX + 2);
	struct sst_arena mem = { 0 };
	struct sst_err err = { 0 };
	struct sst_notifications l;
	const uint8_t head[] = { 0xBF, 0x28, 0x82, (uint8_t)((n + 4) >> 8),
		(uint8_t)(n + 4), 0xA0, 0x82, (uint8_t)(n >> 8), (uint8_t)n };

	(void)state;
	memcpy(many, head, 9);
	for (size_t at = 9; at < sizeof(many); at += 6)
		memcpy(many + at, "\xBF\x2F\x03\x80\x01\x07", 6);
	assert_int_equal(sst_notifications_parse(SST_SPAN(many), &mem, &l,
	                     &err),
	    0);
	assert_int_equal(l.n, SST_NOTIFICATIONS_MAX);
	assert_int_equal(l.faults.n, 1);
	assert_string_equal(l.faults.v[0].text,
	    "more than 1024 entries: the rest of the list");
	assert_int_equal(l.faults.v[0].raw.n, 12);
	sst_arena_fini(&mem);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_list_keeps_number_event_address_and_iccid),
		cmocka_unit_test(
		    events_of_several_bits_and_other_forms_are_kept),
		cmocka_unit_test(signed_payloads_are_cut_out_as_they_are),
		cmocka_unit_test(an_empty_list_and_errors_1_and_127_are_empty),
		cmocka_unit_test(another_error_is_a_refusal),
		cmocka_unit_test(a_damaged_entry_costs_that_entry_alone),
		cmocka_unit_test(a_signed_payload_without_metadata_is_a_fault),
		cmocka_unit_test(more_than_the_limit_is_one_fault),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
