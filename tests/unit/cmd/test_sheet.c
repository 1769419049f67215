/* SPDX-License-Identifier: ISC */
/* test_sheet.c: the sheet of a plan. */
#include <unit/plan/plan_rig.h>

#include "../../../src/cmd/sheet.h"

#define CODE "LPA:1$smdp.example.com$ABCD-EFGH-1234"

/* The sheet as a string in b. */
static const char *
sheet(const struct rig *r, const struct sst_conceal *conceal, bool with_codes,
    struct sst_buf *b)
{
	struct sst_sheet s = { .plan = &r->plan,
		.conceal = conceal,
		.with_codes = with_codes,
		.generator = "simstow test" };
	struct sst_err err = { 0 };

	sst_buf_init(b, SST_SHEET_MAX);
	if (sst_sheet_write(&s, b, &err) < 0 || sst_buf_put_u8(b, 0, &err) < 0)
		fail_msg("%s", err.msg);
	return (const char *)b->p;
}

static void
names_are_text_and_nothing_else(void **state)
{
	struct rig *r = *state;
	struct sst_buf b;
	const char *html;

	rig_profile(r)->nickname = "<script>alert('1')</script>";
	rig_profile(r)->archive = "a\"><img src=x onerror=y>";
	rig_profile(r)->msisdn = "+1 & <i>";
	(void)rig_plan(r, SST_PLAN_LOST, SST_PLAN_ANY);
	html = sheet(r, NULL, true, &b);
	assert_non_null(strstr(html, "&lt;script&gt;alert(&#39;1&#39;)"));
	assert_null(strstr(html, "<script"));
	assert_null(strstr(html, "<img"));
	assert_null(strstr(html, "<i>+"));
	sst_buf_fini(&b);
}

static void
codes_are_masked_unless_they_are_asked_for(void **state)
{
	struct rig *r = *state;
	struct sst_buf b;
	const char *html;

	rig_add_code(r, CODE, RIG_ICCID)->confirmation_code = "774411";
	(void)rig_plan(r, SST_PLAN_LOST, SST_PLAN_ANY);
	html = sheet(r, NULL, false, &b);
	assert_null(strstr(html, "ABCD"));
	assert_null(strstr(html, "774411"));
	assert_null(strstr(html, "<svg"));
	assert_non_null(strstr(html, "smdp.example.com"));
	sst_buf_fini(&b);
	html = sheet(r, NULL, true, &b);
	assert_non_null(strstr(html, CODE));
	assert_non_null(strstr(html, "774411"));
	assert_non_null(strstr(html, "<svg"));
	sst_buf_fini(&b);
}

static void
redacted_it_has_no_number_and_no_code(void **state)
{
	struct rig *r = *state;
	struct sst_conceal c = { 0 };
	struct sst_err err = { 0 };
	struct sst_buf b;
	const char *html;

	(void)rig_add_code(r, CODE, RIG_ICCID);
	rig_profile(r)->nickname = "line " RIG_ICCID;
	rig_profile(r)->msisdn = "+447700900123";
	(void)rig_plan(r, SST_PLAN_LOST, SST_PLAN_ANY);
	if (sst_conceal_add(&c, &r->known, &err) < 0)
		fail_msg("%s", err.msg);
	html = sheet(r, &c, true, &b);
	assert_null(strstr(html, RIG_ICCID));
	assert_null(strstr(html, "<i>7650</i><i>0008</i>"));
	assert_null(strstr(html, "00900123"));
	assert_null(strstr(html, "ABCD"));
	assert_null(strstr(html, "<svg"));
	assert_non_null(strstr(html, "line 894447***********14"));
	sst_buf_fini(&b);
	sst_conceal_fini(&c);
}

static void
the_same_plan_gives_the_same_bytes(void **state)
{
	struct rig *r = *state;
	struct sst_buf a, b;

	(void)rig_add_code(r, CODE, RIG_ICCID);
	(void)rig_plan(r, SST_PLAN_TRIP, SST_PLAN_ANY);
	(void)sheet(r, NULL, true, &a);
	(void)sheet(r, NULL, true, &b);
	assert_true(sst_span_is_equal(sst_buf_span(&a), sst_buf_span(&b)));
	sst_buf_fini(&a);
	sst_buf_fini(&b);
}

static void
a_sheet_that_does_not_fit_is_an_error(void **state)
{
	struct rig *r = *state;
	struct sst_sheet s = { .plan = &r->plan, .generator = "simstow" };
	struct sst_buf b = { .max = 4000 };
	struct sst_err err = { 0 };

	(void)rig_plan(r, SST_PLAN_LOST, SST_PLAN_ANY);
	assert_int_equal(sst_sheet_write(&s, &b, &err), -1);
	assert_int_equal(err.code, SST_E_FORMAT);
	sst_buf_fini(&b);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		RIG_TEST(names_are_text_and_nothing_else),
		RIG_TEST(codes_are_masked_unless_they_are_asked_for),
		RIG_TEST(redacted_it_has_no_number_and_no_code),
		RIG_TEST(the_same_plan_gives_the_same_bytes),
		RIG_TEST(a_sheet_that_does_not_fit_is_an_error),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
