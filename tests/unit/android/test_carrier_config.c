/* SPDX-License-Identifier: ISC */
/* test_carrier_config.c: sections, and which of them counts. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <simstow/android/carrier_config.h>

#include "android_rig.h"

static struct sst_arena mem;
static struct sst_err err;
static struct sst_carrier_configs configs;

static int
clean(void **state)
{
	(void)state;
	sst_arena_fini(&mem);
	return 0;
}

static void
parse(const char *text)
{
	assert_int_equal(sst_carrier_config_parse(sst_span_of_text(text), &mem,
	                     &configs, &err),
	    0);
}

static const struct sst_config_value *
get(size_t phone, const char *key)
{
	const struct sst_carrier_config *c = &configs.phone[phone];

	for (size_t i = 0; i < c->n; i++) {
		if (strcmp(c->v[i].key, key) == 0)
			return &c->v[i];
	}
	fail_msg("phone %zu has no %s", phone, key);
	return NULL;
}

static void
check(size_t phone, const char *key, const char *value, const char *source)
{
	const struct sst_config_value *v = get(phone, key);

	assert_text(v->value, value);
	assert_text(v->source, source);
}

#define DEFAULTS "Default Values from CarrierConfigManager"

static const char old_dump[] =
    "DUMP OF SERVICE carrier_config:\n"
    "CarrierConfigLoader: com.android.phone.CarrierConfigLoader@1\n"
    "Phone Id = 0\n"
    "    " DEFAULTS " : \n"
    "            a_bool = false\n"
    "            b_int = 1\n"
    "            c_string = \n"
    "            d_string_array = null\n"
    "            e_string = default\n"
    "            f_string = default\n"
    "\n"
    "    mConfigFromDefaultApp : \n"
    "            b_int = 2\n"
    "            e_string = app\n"
    "            g_string = Far = away :\n"
    "\n"
    "    mConfigFromMaker : \n"
    "            e_string = maker\n"
    "            f_string = maker\n"
    "\n"
    "    mConfigFromCarrierApp : \n"
    "            f_string = default\n"
    "\n"
    "    mPersistentOverrideConfigs : null \n"
    "\n"
    "    mOverrideConfigs : \n"
    "            a_bool = true\n"
    "\n"
    "    mNoSimConfig : \n"
    "            b_int = 99\n"
    "\n"
    "CarrierConfigLoadingLog=\n"
    "    x : \n"
    "            b_int = 77\n";

static void
later_sections_win(void **state)
{
	(void)state;
	parse(old_dump);
	assert_int_equal(configs.n, 1);
	assert_int_equal(configs.faults.n, 0);
	assert_int_equal(configs.phone[0].n, 7);
	check(0, "a_bool", "true", "mOverrideConfigs");
	check(0, "b_int", "2", "mConfigFromDefaultApp");
	check(0, "c_string", "", DEFAULTS);
	check(0, "d_string_array", NULL, DEFAULTS);
	check(0, "e_string", "maker", "mConfigFromMaker");
	check(0, "f_string", "default", "mConfigFromCarrierApp");
	check(0, "g_string", "Far = away :", "mConfigFromDefaultApp");
	for (size_t i = 1; i < configs.phone[0].n; i++)
		assert_true(strcmp(configs.phone[0].v[i - 1].key,
		                configs.phone[0].v[i].key) < 0);
}

static void
what_equals_the_default_is_a_default(void **state)
{
	(void)state;
	parse(old_dump);
	assert_int_equal(configs.n, 1);
	assert_false(get(0, "a_bool")->is_default);
	assert_false(get(0, "b_int")->is_default);
	assert_true(get(0, "c_string")->is_default);
	assert_true(get(0, "d_string_array")->is_default);
	assert_true(get(0, "f_string")->is_default);
	assert_false(get(0, "g_string")->is_default);
	assert_int_equal(get(0, "a_bool")->type, SST_CONFIG_BOOL);
	assert_int_equal(get(0, "b_int")->type, SST_CONFIG_INT);
	assert_int_equal(get(0, "d_string_array")->type, SST_CONFIG_TEXTS);
}

static void
defaults_and_no_sim_may_stand_outside_the_phones(void **state)
{
	(void)state;
	parse("CarrierConfigLoader: x\r\n"
	      "    " DEFAULTS " : \r\n"
	      "            a_int = 1\r\n"
	      "            b_int = 2\r\n\r\n"
	      "Phone Id = 0\r\n"
	      "    mConfigFromDefaultApp : \r\n"
	      "            a_int = 3\r\n\r\n"
	      "Phone Id = 1\r\n"
	      "    mConfigFromDefaultApp : null \r\n\r\n"
	      "    mOverrideConfigs : null \r\n\r\n"
	      "    mNoSimConfig : \r\n"
	      "            a_int = 4\r\n\r\n"
	      "mNumPhones=2\r\n"
	      "CarrierConfigLoader local log=\r\n    a = b\r\n");
	assert_int_equal(configs.n, 2);
	assert_int_equal(configs.faults.n, 0);
	check(0, "a_int", "3", "mConfigFromDefaultApp");
	check(0, "b_int", "2", DEFAULTS);
	check(1, "a_int", "4", "mNoSimConfig");
	check(1, "b_int", "2", DEFAULTS);
}

static void
values_go_on_over_lines_without_a_sign(void **state)
{
	(void)state;
	parse("Phone Id = 0\n    mOverrideConfigs : \n"
	      "            a_string = one\n"
	      "            two :\n\n"
	      "            three\n"
	      "            b_bundle = PersistableBundle[{x=1}]\n"
	      "            c_string =\n");
	check(0, "a_string", "one\n            two :\n\n            three",
	    "mOverrideConfigs");
	check(0, "b_bundle", "PersistableBundle[{x=1}]", "mOverrideConfigs");
	check(0, "c_string", "", "mOverrideConfigs");
	assert_int_equal(get(0, "b_bundle")->type, SST_CONFIG_OTHER);
}

static void
what_stands_in_no_section_is_a_fault(void **state)
{
	(void)state;
	parse("Phone Id = 0\n    a_int = 1\n    mOverrideConfigs : \n"
	      "    what\n        b_int = 2\n"
	      "Phone Id = 8\n    x : \n        c_int = 1\n"
	      "Phone Id = 0\n    x : \n        b_int = 9\n");
	assert_int_equal(configs.n, 1);
	assert_int_equal(configs.phone[0].n, 1);
	check(0, "b_int", "2", "mOverrideConfigs");
	assert_int_equal(configs.faults.n, 4);
	assert_fault(&configs.faults, 0, 2, "an entry in no section",
	    "a_int = 1");
	assert_fault(&configs.faults, 1, 4, "no \"key = value\"", "what");
	assert_fault(&configs.faults, 2, 6, "no new phone from 0 to 7", "8");
	assert_fault(&configs.faults, 3, 9, "no new phone from 0 to 7", "0");
}

static void
nothing_gives_no_phones(void **state)
{
	(void)state;
	parse("");
	assert_int_equal(configs.n, 0);
	parse("Phone Id = 1\n");
	assert_int_equal(configs.n, 2);
	assert_int_equal(configs.phone[0].n + configs.phone[1].n, 0);
}

static const struct {
	const char *key;
	const char *type;
} types[] = {
	{ "a_string_array", "texts" },
	{ "a_int_array", "ints" },
	{ "a_long_array", "ints" },
	{ "a_bool", "bool" },
	{ "a_int", "int" },
	{ "a_long", "int" },
	{ "a_string", "text" },
	{ "a_bundle", "other" },
	{ "int", "other" },
};

static void
the_end_of_a_key_is_its_type(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++)
		assert_string_equal(sst_config_type_name(
		                        sst_config_type_of(types[i].key)),
		    types[i].type);
	assert_string_equal(sst_config_type_name((enum sst_config_type)99),
	    "other");
}

int
main(void)
{
#define TEST(f) cmocka_unit_test_teardown(f, clean)
	const struct CMUnitTest tests[] = {
		TEST(later_sections_win),
		TEST(what_equals_the_default_is_a_default),
		TEST(defaults_and_no_sim_may_stand_outside_the_phones),
		TEST(values_go_on_over_lines_without_a_sign),
		TEST(what_stands_in_no_section_is_a_fault),
		TEST(nothing_gives_no_phones),
		TEST(the_end_of_a_key_is_its_type),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
