/* SPDX-License-Identifier: ISC */
/* test_gammu.c: contacts and message centres as gammu has them. */
#define _GNU_SOURCE
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <simstow/manifest/gammu.h>

#include "contacts_rig.h"

#define HEAD                                                            \
	"; the memory of a SIM, in the form of gammu's backups\r\n\r\n" \
	"[Backup]\r\nCreator = simstow\r\n"                             \
	"DateTime = 20261121T014108Z\r\nFormat = 1.05\r\n"
#define CREATED 1795225268

static struct sst_gammu_left
format(struct contacts_rig *r)
{
	struct sst_gammu_left left;

	assert_int_equal(sst_gammu_format(&r->sim, CREATED, &r->out, &left,
	                     &r->err),
	    0);
	return left;
}

static void
expect(struct contacts_rig *r, const char *text)
{
	struct sst_gammu_left left = format(r);

	assert_int_equal(r->out.n, strlen(text));
	assert_memory_equal(r->out.p, text, r->out.n);
	assert_int_equal(left.contacts + left.entries + left.texts +
	                     left.centres,
	    0);
}

static void
a_contact_is_a_section_with_utf16_in_digits(void **state)
{
	struct contacts_rig *r = *state;

	r->contact.name = "A\xC3\xA4\xE6\xBC\xA2\xF0\x9F\x98\x80\"\n";
	r->contact.place = "3F00/7F10/6F3A:12";
	add_number(r, NULL, "+1");
	add_number(r, "fax", "*#pw");
	expect(r, HEAD "\r\n[SIMPBK001]\r\nLocation = 012\r\n"
	               "Entry00Type = Name\r\n"
	               "Entry00TextUnicode = 004100E46F22D83DDE000022000A\r\n"
	               "Entry01Type = NumberGeneral\r\n"
	               "Entry01TextUnicode = 002B0031\r\n"
	               "Entry02Type = NumberFax\r\n"
	               "Entry02TextUnicode = 002A002300700077\r\n");
}

static void
every_list_of_a_contact_is_written(void **state)
{
	struct contacts_rig *r = *state;
	const char *emails[] = { "a@b" };
	const char *groups[] = { "G" };

	r->contact.second_name = "N";
	r->contact.emails.v = emails;
	r->contact.emails.n = 1;
	r->contact.groups.v = groups;
	r->contact.groups.n = 1;
	expect(r, HEAD "\r\n[SIMPBK001]\r\nLocation = 001\r\n"
	               "Entry00Type = NickName\r\n"
	               "Entry00TextUnicode = 004E\r\n"
	               "Entry01Type = Email\r\n"
	               "Entry01TextUnicode = 006100400062\r\n"
	               "Entry02Type = Category\r\n"
	               "Entry02TextUnicode = 0047\r\n");
}

static void
no_two_contacts_have_the_same_location(void **state)
{
	struct contacts_rig *r = *state;
	struct sst_contact v[] = {
		{ .name = "a", .place = "3F00/7F10/5F3A/4F3A:7" },
		{ .name = "" },
		{ .name = "b", .place = "3F00/7F10/5F3A/4F3B:7" },
		{ .name = "c", .place = "x" },
		{ .name = "d", .place = "x:99999999999999999999" },
		{ .name = "e", .place = "x:20" },
	};

	r->sim.contacts.v = v;
	r->sim.contacts.n = RIG_COUNT(v);
	(void)format(r);
	assert_true(has(r, "[SIMPBK001]\r\nLocation = 007\r\n"));
	assert_true(has(r, "[SIMPBK002]\r\nLocation = 008\r\n"));
	assert_true(has(r, "[SIMPBK003]\r\nLocation = 009\r\n"));
	assert_true(has(r, "[SIMPBK004]\r\nLocation = 010\r\n"));
	assert_true(has(r, "[SIMPBK005]\r\nLocation = 020\r\n"));
}

static void
a_centre_is_a_section_with_what_is_known(void **state)
{
	struct contacts_rig *r = *state;
	struct sst_sms_centre v[] = {
		{ .name = "C",
		    .centre = "+4",
		    .destination = "5",
		    .pid = { true, 0x22 },
		    .validity = { true, 169 } },
		{ .pid = { true, 0x7F }, .validity = { true, 1 } },
	};

	r->sim.contacts.n = 0;
	r->sim.sms_centres.v = v;
	r->sim.sms_centres.n = RIG_COUNT(v);
	expect(r, HEAD "\r\n[SMSC001]\r\nLocation = 001\r\n"
	               "NameUnicode = 0043\r\nNumberUnicode = 002B0034\r\n"
	               "DefaultNumberUnicode = 0035\r\n"
	               "Format = Fax\r\nValidity = 72hours\r\n"
	               "\r\n[SMSC002]\r\nLocation = 002\r\n");
}

static void
what_gammu_has_no_room_for_is_counted(void **state)
{
	struct contacts_rig *r = *state;
	static struct sst_contact v[SST_GAMMU_CONTACTS + 3];
	struct sst_sms_centre centres[SST_GAMMU_CENTRES + 2] = { 0 };
	char name[SST_GAMMU_TEXT + 2];
	struct sst_gammu_left left;

	memset(name, 'x', sizeof(name));
	name[sizeof(name) - 1] = '\0';
	for (size_t i = 0; i < RIG_COUNT(v); i++)
		v[i] = (struct sst_contact){ .name = "n" };
	for (size_t i = 0; i < 30; i++)
		add_number(r, NULL, "1");
	r->contact.name = name;
	v[0] = r->contact;
	r->sim.contacts.v = v;
	r->sim.contacts.n = RIG_COUNT(v);
	r->sim.sms_centres.v = centres;
	r->sim.sms_centres.n = RIG_COUNT(centres);
	left = format(r);
	assert_int_equal(left.contacts, 3);
	assert_int_equal(left.entries, 31 - SST_GAMMU_ENTRIES);
	assert_int_equal(left.texts, 1);
	assert_int_equal(left.centres, 2);
	assert_false(has(r, "[SIMPBK251]"));
	assert_false(has(r, "[SMSC010]"));
	assert_false(has(r, "Entry26"));
}

static void
text_that_is_no_utf8_is_refused_with_its_place(void **state)
{
	struct contacts_rig *r = *state;
	struct sst_sms_centre centre = { .name = "\xFF" };
	struct sst_gammu_left left;

	r->contact.name = "\xC3";
	assert_int_equal(sst_gammu_format(&r->sim, CREATED, &r->out, &left,
	                     &r->err),
	    -1);
	assert_string_equal(r->err.msg, "contact 1: text that is no UTF-8");
	r->contact.name = "a";
	r->sim.sms_centres.v = &centre;
	r->sim.sms_centres.n = 1;
	assert_int_equal(sst_gammu_format(&r->sim, CREATED, &r->out, &left,
	                     &r->err),
	    -1);
	assert_string_equal(r->err.msg,
	    "message centre 1: text that is no UTF-8");
}

static void
a_limit_of_the_output_is_an_error(void **state)
{
	struct contacts_rig *r = *state;
	struct sst_gammu_left left;
	size_t whole;

	r->contact.name = "A\xF0\x9F\x98\x80";
	add_number(r, NULL, "1");
	(void)format(r);
	whole = r->out.n;
	for (size_t i = 1; i < whole; i++) {
		sst_buf_fini(&r->out);
		sst_buf_init(&r->out, i);
		assert_int_equal(sst_gammu_format(&r->sim, CREATED, &r->out,
		                     &left, &r->err),
		    -1);
		assert_int_equal(r->err.code, SST_E_FORMAT);
	}
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_contact_is_a_section_with_utf16_in_digits),
		TEST(every_list_of_a_contact_is_written),
		TEST(no_two_contacts_have_the_same_location),
		TEST(a_centre_is_a_section_with_what_is_known),
		TEST(what_gammu_has_no_room_for_is_counted),
		TEST(text_that_is_no_utf8_is_refused_with_its_place),
		TEST(a_limit_of_the_output_is_an_error),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
