/* SPDX-License-Identifier: ISC */
/* test_qr.c: a QR code as a square of modules. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "../../../src/cmd/qr.h"

#define TOO_LONG 3000 /* bytes; the largest code holds 2,331 */

static void
a_code_has_its_finders_and_a_quiet_zone(void **state)
{
	const size_t q = SST_QR_QUIET;
	struct sst_qr qr;
	struct sst_err err = { 0 };
	size_t n;

	(void)state;
	if (sst_qr_make("LPA:1$smdp.example.com$ABCD", &qr, &err) < 0)
		fail_msg("%s", err.msg);
	assert_true(qr.width >= 21);
	n = qr.width + 2 * q;
	for (size_t i = 0; i < n; i++) {
		assert_false(sst_qr_is_dark(&qr, i, q - 1));
		assert_false(sst_qr_is_dark(&qr, i, n - q));
		assert_false(sst_qr_is_dark(&qr, q - 1, i));
		assert_false(sst_qr_is_dark(&qr, n - q, i));
	}
	for (size_t i = 0; i < 7; i++) {
		assert_true(sst_qr_is_dark(&qr, q + i, q));
		assert_true(sst_qr_is_dark(&qr, n - q - 1 - i, q));
		assert_true(sst_qr_is_dark(&qr, q, n - q - 1 - i));
	}
	assert_false(sst_qr_is_dark(&qr, SIZE_MAX, SIZE_MAX));
	sst_qr_fini(&qr);
	assert_null(qr.dark);
}

static void
what_does_not_fit_is_said(void **state)
{
	char *text = malloc(TOO_LONG + 1);
	struct sst_qr qr;
	struct sst_err err = { 0 };

	(void)state;
	if (text == NULL)
		fail_msg("no memory");
	memset(text, 'x', TOO_LONG);
	text[TOO_LONG] = '\0';
	assert_int_equal(sst_qr_make(text, &qr, &err), -1);
	assert_string_equal(err.msg, "QR code: the text is too long");
	assert_int_equal(sst_qr_make("", &qr, &err), -1);
	assert_string_equal(err.msg, "QR code: of no text");
	free(text);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_code_has_its_finders_and_a_quiet_zone),
		cmocka_unit_test(what_does_not_fit_is_said),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
