/* SPDX-License-Identifier: ISC */
/* test_phone_policy.c: limits in dumpsys netpolicy. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <simstow/android/phone.h>

#include "android_rig.h"

static struct sst_arena mem;
static struct sst_err err;
static struct sst_phone_policies policies;

static int
clean(void **state)
{
	(void)state;
	sst_arena_fini(&mem);
	return 0;
}

static const char dump[] =
    "System ready: true\n"
    "Network policies:\n"
    "  NetworkPolicy{template=NetworkTemplate: matchRule=MOBILE, "
    "subscriberId=99907..., matchSubscriberIds=[99907...] "
    "cycleRule=RecurrenceRule{start=2031-02-03T00:00Z[UTC] end=null "
    "period=P1M} warningBytes=1000 limitBytes=-1 lastWarningSnooze=-1 "
    "metered=true inferred=false}\n"
    "  NetworkPolicy{template=NetworkTemplate: matchRule=WIFI, "
    "wifiNetworkKeys=[a limitBytes=5 cycleRule=x}] cycleRule=none "
    "warningBytes=-1 limitBytes=9223372036854775807 metered=true}\n"
    "  NetworkPolicy{template=NetworkTemplate: matchRule=CARRIER, "
    "matchSubscriberIds=[99908...,99909...] cycleRule=RecurrenceRule{x} "
    "warningBytes=7 limitBytes=8}\n"
    "  NetworkPolicy{template=NetworkTemplate: matchRule=MOBILE "
    "warningBytes=x limitBytes=8}\n"
    "\n"
    "Subscription plans:\n  NetworkPolicy{}\n";

static void
each_policy_has_its_limits(void **state)
{
	const struct sst_phone_policy *p;

	(void)state;
	assert_int_equal(sst_phone_parse_policies(sst_span_of_text(dump), &mem,
	                     &policies, &err),
	    0);
	assert_int_equal(policies.n, 3);
	p = policies.v;
	assert_string_equal(p[0].match, "MOBILE");
	assert_string_equal(p[0].subscriber, "99907...");
	assert_string_equal(p[0].cycle,
	    "RecurrenceRule{start=2031-02-03T00:00Z[UTC] end=null "
	    "period=P1M}");
	assert_true(p[0].warning_bytes == 1000 && p[0].limit_bytes == -1);
	assert_string_equal(p[1].match, "WIFI");
	assert_null(p[1].subscriber);
	assert_string_equal(p[1].cycle, "none");
	assert_true(p[1].warning_bytes == -1);
	assert_true(p[1].limit_bytes == INT64_MAX);
	assert_string_equal(p[2].subscriber, "99908...");
	assert_string_equal(p[2].cycle, "RecurrenceRule{x}");
	assert_true(p[2].warning_bytes == 7 && p[2].limit_bytes == 8);
	assert_int_equal(policies.faults.n, 1);
	assert_int_equal(policies.faults.v[0].line, 6);
	assert_string_equal(policies.faults.v[0].what,
	    "no network policy with its warning and limit");
}

static void
no_policies_and_no_dump_are_different(void **state)
{
	(void)state;
	assert_int_equal(sst_phone_parse_policies(
	                     sst_span_of_text("Network policies:\r\n\r\n"),
	                     &mem, &policies, &err),
	    0);
	assert_int_equal(policies.n + policies.faults.n, 0);
	assert_int_equal(sst_phone_parse_policies(sst_span_of_text("a\n"), &mem,
	                     &policies, &err),
	    -1);
	assert_int_equal(err.code, SST_E_FORMAT);
	assert_string_equal(err.msg, "no \"Network policies:\" in 1 lines");
}

int
main(void)
{
#define TEST(f) cmocka_unit_test_teardown(f, clean)
	const struct CMUnitTest tests[] = {
		TEST(each_policy_has_its_limits),
		TEST(no_policies_and_no_dump_are_different),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
