/* SPDX-License-Identifier: ISC */
/* test_limits.c: no answer, however made, takes long to read. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <time.h>

#include <cmocka.h>

#include <simstow/android/carrier_config.h>
#include <simstow/android/parcel.h>
#include <simstow/android/phone.h>

#include "android_rig.h"

#define ANSWER ((size_t)1 << 20)

/* With one allocation failing in each of many runs. */
#define ANSWER_SMALL ((size_t)1 << 14)

/*
 * Far more than steps in proportion to the bytes need, under any checker;
 * far less than the hours that their square would take.
 */
#define SECONDS 30

static struct sst_arena mem;
static struct sst_err err;
static char *answer;
static struct sst_span text;

static int
prepare(void **state)
{
	(void)state;
	answer = malloc(ANSWER + 1);
	return answer == NULL ? -1 : 0;
}

static int
clean(void **state)
{
	(void)state;
	free(answer);
	answer = NULL;
	sst_arena_fini(&mem);
	return 0;
}

/* head, and then piece as often as it fits. */
static void
fill(const char *head, const char *piece)
{
	size_t size = getenv("SST_OOM_LOG") != NULL ? ANSWER_SMALL : ANSWER;
	size_t n = strlen(head);
	size_t step = strlen(piece);

	memcpy(answer, head, n);
	for (; n + step <= size; n += step)
		memcpy(answer + n, piece, step);
	text = (struct sst_span){ (const uint8_t *)answer, n };
}

static int
getprop(void)
{
	struct sst_pairs out;

	return sst_pairs_getprop(text, &mem, &out, &err);
}

static int
settings(void)
{
	struct sst_pairs out;

	return sst_pairs_settings(text, &mem, &out, &err);
}

static int
refusal(void)
{
	const char *why;

	return sst_android_refusal((struct sst_span){ 0 }, text, &mem, &why,
	    &err);
}

static int
content(void)
{
	static const char *const columns[] = { "_id", "aa", "b", NULL };
	struct sst_content_rows out;

	return sst_content_parse(text, columns, &mem, &out, &err);
}

static int
isub(void)
{
	struct sst_subscriptions out;

	return sst_subscription_parse_isub(text, &mem, &out, &err);
}

static int
siminfo(void)
{
	static const char facts[] = "Row: 0 _id=1, icc_id=1\n";
	struct sst_span piece[SST_SIMINFO_PIECES];
	struct sst_subscriptions out;

	for (size_t i = 0; i < SST_SIMINFO_PIECES; i++)
		piece[i] = text;
	piece[SST_SIMINFO_FACTS] = sst_span_of_text(facts);
	return sst_siminfo_parse(piece, &mem, &out, &err);
}

static int
parcel(void)
{
	struct sst_parcel_found found;
	const char *out;

	return sst_parcel_text(text, &mem, &out, &err) |
	       sst_parcel_numbers(text, &mem, &found, &err);
}

static int
carrier_config(void)
{
	struct sst_carrier_configs out;

	return sst_carrier_config_parse(text, &mem, &out, &err);
}

static int
phone(void)
{
	struct sst_phone_eids eids;
	struct sst_phone_uids uids;
	struct sst_pairs packages;
	struct sst_phone_policies policies;
	struct sst_phone_names names;
	bool is_on;

	return sst_phone_parse_eid(text, &mem, &eids, &err) |
	       sst_phone_parse_restrict(text, &is_on, &err) |
	       sst_phone_parse_uids(text, &mem, &uids, &err) |
	       sst_phone_parse_packages(text, &mem, &packages, &err) |
	       sst_phone_parse_policies(text, &mem, &policies, &err) |
	       sst_phone_parse_network_types(text, &mem, &names, &err);
}

/* Answers that make a careless parser go back again and again. */
static const struct {
	int (*parse)(void);
	const char *head;
	const char *piece;
} cases[] = {
	{ getprop, "", "[k]: [v]\n" },
	{ getprop, "[k]: [", "\n[k]: [" },
	{ getprop, "[k]: [", "]\n" },
	{ getprop, "[k]: []\n", "[[[[[[[[" },
	{ settings, "", "key=value of some length, ever the same\n" },
	{ settings, "k=", "\n" },
	{ settings, "k=", "v\n\n" },
	{ settings, "", "\xFF=\xFF\n" },
	{ refusal, "", "a line\n" },
	{ refusal, "", " " },
	{ content, "Row: 0 _id=1", ", aa=1" },
	{ content, "Row: 0 _id=1, b=", ", aaa" },
	{ content, "Row: 0 _id=1, b=", "\nRow: 9 _id=2" },
	{ content, "", "Row: 0 _id=1\n" },
	{ content, "Row: 0 _id=", ", aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" },
	{ isub, "", "{id=1 iccId=1}\n" },
	{ isub, "", "{id=1\n" },
	{ isub, "{id=1 displayName=", " iccId=" },
	{ isub, "{id=1 displayName=", " aaaaaaaaaaaaaaaaaaaaaaaaaaaaa" },
	{ isub, "{id=1 displayName=", "\n" },
	{ isub, "{id=1 displayName=", "}\nx\n" },
	{ isub, "Embedded subscriptions: [1", ", 1" },
	{ siminfo, "", "Row: 0 _id=1, display_name=x\n" },
	{ siminfo, "Row: 0 _id=1, number=", "\nRow: 1 _id=1, number=" },
	{ siminfo, "Row: 0 _id=1, carrier_name=", "\n\n" },
	{ parcel, "Result: Parcel(", "00000014 " },
	{ parcel, "Result: Parcel(", "ffffff81 00000004 " },
	{ parcel, "Result: Parcel(", "\n" },
	{ carrier_config, "Phone Id = 0\n  x : \n", "    k = v\n" },
	{ carrier_config, "Phone Id = 0\n  x : \n    k = v\n", "    v\n" },
	{ carrier_config, "", "Phone Id = 0\n" },
	{ carrier_config, "Phone Id = 0\n", "  x : \n" },
	{ phone, "EuiccCard:\n", "mEid=89999000123456789012345678901267\n" },
	{ phone, "UIDs:", " 1" },
	{ phone, "", "package:a uid:1,2,3\n" },
	{ phone, "package:a uid:1", ",1" },
	{ phone, "Network policies:\n",
	    "NetworkPolicy{matchRule=X warningBytes=1 limitBytes=1}\n" },
	{ phone, "Network policies:\nNetworkPolicy{",
	    "matchRule= limitBytes=" },
	{ phone, "", "LTE|" },
};

static void
every_answer_takes_steps_in_proportion_to_its_bytes(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		clock_t before = clock();
		int rc;

		fill(cases[i].head, cases[i].piece);
		err = (struct sst_err){ 0 };
		rc = cases[i].parse();
		if (rc < 0)
			assert_true(err.msg[0] != '\0');
		sst_arena_fini(&mem);
		if ((clock() - before) / CLOCKS_PER_SEC >= SECONDS)
			fail_msg("case %zu takes too long", i);
	}
}

static void
an_arena_that_is_full_is_an_error(void **state)
{
	struct sst_pairs out;

	(void)state;
	sst_arena_init(&mem, 1 << 10);
	fill("", "key=value\n");
	assert_int_equal(sst_pairs_settings(text, &mem, &out, &err), -1);
	assert_int_equal(out.n, 0);
	if (err.code == SST_E_FORMAT)
		assert_non_null(
		    strstr(err.msg, "too much data: more than 1024 bytes"));
}

int
main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, prepare, clean)
	const struct CMUnitTest tests[] = {
		TEST(every_answer_takes_steps_in_proportion_to_its_bytes),
		TEST(an_arena_that_is_full_is_an_error),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
