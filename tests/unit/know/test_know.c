/* SPDX-License-Identifier: ISC */
/* test_know.c: the tables are whole, and rows are found by key. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <simstow/know/know.h>

/* Every row is a struct of strings only. */
static void
check_cells(const void *rows, size_t n, size_t size)
{
	const char *const *cell = rows;

	assert_true(n > 0);
	for (size_t i = 0; i < n * (size / sizeof(*cell)); i++)
		assert_non_null(cell[i]);
}

#define CHECK(function)                                      \
	do {                                                 \
		size_t n = 0;                                \
		const void *rows = function(&n);             \
		check_cells(rows, n, sizeof(*function(&n))); \
	} while (0)

static void
no_cell_of_any_table_is_missing(void **state)
{
	(void)state;
	CHECK(sst_know_carriers);
	CHECK(sst_know_hosts);
	CHECK(sst_know_cis);
	CHECK(sst_know_ci_keys);
	CHECK(sst_know_eums);
	CHECK(sst_know_iccid_countries);
	CHECK(sst_know_routes);
	CHECK(sst_know_reuses);
	CHECK(sst_know_country_rules);
	CHECK(sst_know_statuses);
	CHECK(sst_know_reasons);
	CHECK(sst_know_es10_errors);
	CHECK(sst_know_android_settings);
	CHECK(sst_know_menu_paths);
}

static void
every_row_has_a_source(void **state)
{
	const struct sst_carrier *carriers;
	const struct sst_smdp_host *hosts;
	size_t n;

	(void)state;
	carriers = sst_know_carriers(&n);
	for (size_t i = 0; i < n; i++) {
		assert_string_not_equal(carriers[i].source, "");
		assert_string_not_equal(carriers[i].seen, "");
	}
	hosts = sst_know_hosts(&n);
	for (size_t i = 0; i < n; i++)
		assert_string_not_equal(hosts[i].source, "");
}

static void
a_host_is_found_without_case_and_port(void **state)
{
	const struct sst_smdp_host *row;

	(void)state;
	row = sst_know_host("RSP-3022.IDEMIA.IO");
	assert_non_null(row);
	assert_string_equal(row->host, "rsp-3022.idemia.io");
	row = sst_know_host("rsp.esim.me");
	assert_non_null(row);
	assert_string_equal(row->operator_name, "eSIM.me");
	assert_ptr_equal(sst_know_host("rsp.truphone.com:443"),
	    sst_know_host("rsp.truphone.com"));
	assert_null(sst_know_host("truphone.com"));
	assert_null(sst_know_host("rsp.truphone.com.example"));
	assert_null(sst_know_host(""));
	assert_null(sst_know_host(NULL));
}

static void
a_ci_is_found_in_either_case(void **state)
{
	const struct sst_ci *row;

	(void)state;
	row = sst_know_ci("81370F5125D0B1D408D4C3B232E6D25E795BEBFB");
	assert_non_null(row);
	assert_string_equal(row->kind, "live");
	assert_null(sst_know_ci("81370f"));
	assert_null(sst_know_ci(NULL));
}

static void
a_status_with_ten_is_not_one_with_one(void **state)
{
	const struct sst_smdp_status *ten;

	(void)state;
	ten = sst_know_status("8.8.5", "4.10");
	assert_non_null(ten);
	assert_string_equal(ten->machine_name, "download_order_expired");
	assert_null(sst_know_status("8.8.5", "4.1"));
	assert_null(sst_know_status("8.8.5", NULL));
	assert_null(sst_know_status(NULL, "4.10"));
}

static void
every_row_with_a_key_is_found_by_it(void **state)
{
	size_t n;
	const struct sst_smdp_host *hosts = sst_know_hosts(&n);

	(void)state;
	for (size_t i = 0; i < n; i++)
		assert_ptr_equal(sst_know_host(hosts[i].host), &hosts[i]);
	for (size_t i = 0; i < (sst_know_cis(&n), n); i++)
		assert_ptr_equal(sst_know_ci(sst_know_cis(&n)[i].pkid),
		    &sst_know_cis(&n)[i]);
	for (size_t i = 0; i < (sst_know_routes(&n), n); i++)
		assert_ptr_equal(sst_know_route(sst_know_routes(&n)[i].id),
		    &sst_know_routes(&n)[i]);
	for (size_t i = 0; i < (sst_know_reuses(&n), n); i++)
		assert_ptr_equal(sst_know_reuse(sst_know_reuses(&n)[i].id),
		    &sst_know_reuses(&n)[i]);
	for (size_t i = 0; i < (sst_know_reasons(&n), n); i++)
		assert_ptr_equal(sst_know_reason(
		                     sst_know_reasons(&n)[i].reason),
		    &sst_know_reasons(&n)[i]);
	for (size_t i = 0; i < (sst_know_statuses(&n), n); i++) {
		const struct sst_smdp_status *s = &sst_know_statuses(&n)[i];

		assert_ptr_equal(sst_know_status(s->subject, s->reason), s);
	}
	for (size_t i = 0; i < (sst_know_es10_errors(&n), n); i++) {
		const struct sst_es10_error *e = &sst_know_es10_errors(&n)[i];

		assert_ptr_equal(sst_know_es10_error(e->enumeration, e->value),
		    e);
	}
	for (size_t i = 0; i < (sst_know_iccid_countries(&n), n); i++) {
		const struct sst_iccid_country *c =
		    &sst_know_iccid_countries(&n)[i];

		assert_ptr_equal(sst_know_iccid_country(c->iccid_prefix), c);
	}
	assert_null(sst_know_reuse("PRP9"));
	assert_null(sst_know_reason(NULL));
	assert_null(sst_know_es10_error("AuthenticateErrorCode", "12345"));
	assert_null(sst_know_es10_error(NULL, "1"));
}

static void
a_menu_path_is_of_a_version_or_the_newest(void **state)
{
	const struct sst_menu_path *row;

	(void)state;
	row = sst_know_menu_path("ios", 17, "reset-keep-esim");
	assert_non_null(row);
	assert_string_equal(row->since, "17");
	assert_null(sst_know_menu_path("ios", 12, "reset-keep-esim"));
	assert_ptr_equal(sst_know_menu_path("ios", 0, "reset-keep-esim"), row);
	assert_null(sst_know_menu_path("ios", 0, "make-coffee"));
	assert_null(sst_know_menu_path("toaster", 0, "add-esim-qr"));
	assert_null(sst_know_menu_path(NULL, 0, NULL));
}

static void
a_route_is_found_by_its_id(void **state)
{
	const struct sst_route *row = sst_know_route("card_move");

	(void)state;
	assert_non_null(row);
	assert_string_equal(row->order, "1");
	assert_null(sst_know_route("card"));
	assert_null(sst_know_route(NULL));
}

static void
the_longest_prefix_of_an_eid_names_the_maker(void **state)
{
	const struct sst_eum *row;

	(void)state;
	row = sst_know_eum("89049032123451234512345678901235");
	assert_non_null(row);
	assert_string_equal(row->manufacturer, "Giesecke+Devrient");
	assert_null(sst_know_eum("12345000000000000000000000000186"));
	assert_null(sst_know_eum("8904"));
	assert_null(sst_know_eum(NULL));
}

static void
an_iccid_names_a_country(void **state)
{
	static const struct {
		const char *iccid;
		const char *iso;
	} cases[] = {
		{ "8943010000048943536", "AT" },
		{ "8985203000048943536", "HK" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		const struct sst_iccid_country *row =
		    sst_know_iccid_country(cases[i].iccid);

		assert_non_null(row);
		assert_string_equal(row->iso3166, cases[i].iso);
	}
	assert_null(sst_know_iccid_country("12"));
	assert_null(sst_know_iccid_country(""));
	assert_null(sst_know_iccid_country(NULL));
}

static void
a_zero_before_the_country_code_is_passed_over(void **state)
{
	const struct sst_iccid_country *row =
	    sst_know_iccid_country("8901260000000000000");

	(void)state;
	assert_non_null(row);
	assert_string_equal(row->iccid_prefix, "891");
	assert_null(sst_know_iccid_country("890"));
}

static void
settings_say_what_may_be_done_with_them(void **state)
{
	static const char *const words[] = { "safe", "ask", "user", "never" };
	size_t n;
	const struct sst_android_setting *rows = sst_know_android_settings(&n);

	(void)state;
	assert_true(n > 0);
	for (size_t i = 0; i < n; i++) {
		size_t k = 0;

		while (k < 4 && strcmp(words[k], rows[i].restore) != 0)
			k++;
		assert_true(k < 4);
		assert_non_null(rows[i].space);
		assert_non_null(rows[i].source);
	}
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_cell_of_any_table_is_missing),
		cmocka_unit_test(every_row_has_a_source),
		cmocka_unit_test(a_host_is_found_without_case_and_port),
		cmocka_unit_test(a_ci_is_found_in_either_case),
		cmocka_unit_test(a_status_with_ten_is_not_one_with_one),
		cmocka_unit_test(every_row_with_a_key_is_found_by_it),
		cmocka_unit_test(a_menu_path_is_of_a_version_or_the_newest),
		cmocka_unit_test(a_route_is_found_by_its_id),
		cmocka_unit_test(the_longest_prefix_of_an_eid_names_the_maker),
		cmocka_unit_test(an_iccid_names_a_country),
		cmocka_unit_test(a_zero_before_the_country_code_is_passed_over),
		cmocka_unit_test(settings_say_what_may_be_done_with_them),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
