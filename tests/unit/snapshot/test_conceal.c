/* SPDX-License-Identifier: ISC */
/* test_conceal.c: numbers in free text. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include <simstow/snapshot/conceal.h>

#define ICCID "8944476500001224158"
#define EID "89049032000000000000000000000072"

/* A line, its numbers, its code, and what is said of it. */
static void
fill(struct sst_snapshot *s)
{
	struct sst_profile *p;
	struct sst_kept_code *c;
	struct sst_told *t;

	sst_snapshot_init(s);
	p = sst_snapshot_add_profile(s);
	c = sst_snapshot_add_code(s);
	t = sst_snapshot_add_told(s);
	if (p == NULL || c == NULL || t == NULL)
		fail_msg("no memory");
	p->iccid = ICCID;
	p->eid = EID;
	p->imsi = "262011234567890";
	p->msisdn = "+4915123456789";
	p->device_change.activation_code = "LPA:1$dp.example.com$ZZZZ-9999";
	c->text = "LPA:1$dp.example.com$ABCD-EFGH-1234";
	c->confirmation_code = "774411";
	t->iccid = "8935107777777777123";
}

static const struct {
	const char *from;
	const char *to;
} rows[] = {
	{ "nothing of it", "nothing of it" },
	{ "line " ICCID " here", "line 894447***********58 here" },
	{ "8944 4765-0000 1224 158", "8944 47**-**** **** *58" },
	{ "EID " EID, "EID 890490************************72" },
	{ "imsi 262011234567890.", "imsi ***************." },
	{ "+4915123456789", "+*************" },
	{ "call 0151 23456789 now", "call **** ******** now" },
	{ "code abcd-efgh-1234 and ABCD-EFGH-1234",
	    "code ************** and **************" },
	{ "zzzz-9999", "*********" },
	{ "cc 774411", "cc ******" },
	{ "8935107777777777123", "893510***********23" },
	{ "262011234567890 and 262011234567890",
	    "*************** and ***************" },
};

static void
numbers_are_found_in_every_shape(void **state)
{
	struct sst_conceal c = { 0 };
	struct sst_arena mem = { 0 };
	struct sst_snapshot s;
	struct sst_err err = { 0 };

	(void)state;
	fill(&s);
	if (sst_conceal_add(&c, &s, &err) < 0)
		fail_msg("%s", err.msg);
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const char *text = sst_conceal_text(&c, rows[i].from, &mem);

		if (text == NULL)
			fail_msg("no memory");
		assert_string_equal(text, rows[i].to);
	}
	assert_ptr_equal(sst_conceal_text(&c, rows[0].from, &mem),
	    rows[0].from);
	assert_null(sst_conceal_text(&c, NULL, &mem));
	sst_conceal_fini(&c);
	sst_snapshot_fini(&s);
	sst_arena_fini(&mem);
}

static void
every_text_of_a_document_is_cleaned(void **state)
{
	static const char text[] = "{\"a\": [\"x " ICCID "\", 7], "
	                           "\"b\": {\"c\": \"" EID "\"}}";
	struct sst_conceal c = { 0 };
	struct sst_snapshot s;
	struct sst_err err = { 0 };
	json_t *v = NULL;
	char *out;

	(void)state;
	fill(&s);
	if (sst_conceal_add(&c, &s, &err) < 0 ||
	    sst_json_parse(sst_span_of_text(text), &v, &err) < 0 ||
	    sst_conceal_json(&c, v, &err) < 0)
		fail_msg("%s", err.msg);
	out = json_dumps(v, JSON_COMPACT);
	if (out == NULL)
		fail_msg("no memory");
	assert_string_equal(out,
	    "{\"a\":[\"x 894447***********58\",7],\"b\":{\"c\":"
	    "\"890490************************72\"}}");
	free(out);
	json_decref(v);
	sst_conceal_fini(&c);
	sst_snapshot_fini(&s);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(numbers_are_found_in_every_shape),
		cmocka_unit_test(every_text_of_a_document_is_cleaned),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
