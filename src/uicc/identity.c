/* SPDX-License-Identifier: ISC */
/* identity.c: who a line is: IMSI, MNC digits, operator, languages. */
#include <string.h>

#include <simstow/base/buf.h>
#include <simstow/base/digits.h>

#include "alpha_priv.h"
#include "identity_priv.h"

#define IMSI_BYTES 8 /* behind the length */
#define IMSI_MIN 6
#define IMSI_TYPE 0x07U /* of identity, in the first byte: 1 is an IMSI */
#define IMSI_ODD 0x08U
#define AD_MNC 3 /* byte of EF.AD with the number of MNC digits */
#define SPN_SHOW_PLMN 0x01U
#define SPN_HIDE_ELSEWHERE 0x02U

/* No digit may be named here, and no byte that could hold one. */
static int
check_imsi(const char *digits, bool is_odd, struct sst_err *err)
{
	size_t n = strlen(digits);

	for (size_t i = 0; i < n; i++) {
		if (digits[i] < '0' || digits[i] > '9')
			return sst_fail(err, SST_E_FORMAT,
			    "digit %zu of the IMSI is none", i + 1);
	}
	if (n < IMSI_MIN || n > SST_IMSI_DIGITS)
		return sst_fail(err, SST_E_FORMAT,
		    "IMSI of %zu digits, want %d to %d", n, IMSI_MIN,
		    SST_IMSI_DIGITS);
	if ((n % 2 == 1) != is_odd)
		return sst_fail(err, SST_E_FORMAT,
		    "byte 1: an %s number of IMSI digits is announced, %zu "
		    "found",
		    is_odd ? "odd" : "even", n);
	return 0;
}

int
sst_identity_imsi(struct sst_span file, char out[SST_IMSI_DIGITS + 1],
    struct sst_err *err)
{
	char digits[2 * IMSI_BYTES + 1];
	struct sst_cur c = sst_cur_of(file);
	struct sst_span s;
	uint8_t n;

	out[0] = '\0';
	if (file.n > 0 && sst_alpha_is_blank(file))
		return 0;
	if (sst_cur_get_u8(&c, &n, err) < 0)
		return -1;
	if (n == 0 || n > IMSI_BYTES)
		return sst_fail(err, SST_E_FORMAT,
		    "byte 0: IMSI of %u bytes, want 1 to %d", n, IMSI_BYTES);
	if (sst_cur_get(&c, n, &s, err) < 0)
		return -1;
	if ((s.p[0] & IMSI_TYPE) != 1)
		return sst_fail(err, SST_E_FORMAT,
		    "byte 1: the identity is no IMSI");
	/* The first nibble says what this is, digits begin behind it. */
	sst_bcd_swapped(s, digits);
	if (check_imsi(digits + 1, (s.p[0] & IMSI_ODD) != 0, err) < 0)
		return -1;
	memcpy(out, digits + 1, strlen(digits));
	return 0;
}

unsigned
sst_identity_mnc_digits(struct sst_span file)
{
	unsigned n = file.n > AD_MNC ? file.p[AD_MNC] & 0x0FU : 0;

	return n == 2 || n == 3 ? n : 0;
}

int
sst_identity_spn(struct sst_span file, struct sst_arena *mem,
    struct sst_identity_spn *out, struct sst_err *err)
{
	struct sst_identity_spn spn = { 0 };
	struct sst_cur c = sst_cur_of(file);
	uint8_t display;

	*out = spn;
	if (sst_cur_get_u8(&c, &display, err) < 0)
		return -1;
	if (sst_alpha_text(c.left, mem, &spn.name, err) < 0)
		return sst_within(err, "name");
	/* A file that was never written asks for nothing. */
	if (!sst_alpha_is_blank(file)) {
		spn.show_plmn = (display & SPN_SHOW_PLMN) != 0;
		spn.hide_elsewhere = (display & SPN_HIDE_ELSEWHERE) != 0;
	}
	*out = spn;
	return 0;
}

static bool
is_letter(uint8_t c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* One code of ISO 639, or FFFF where there is none. */
static int
put_language(struct sst_cur *c, struct sst_buf *out, struct sst_err *err)
{
	size_t at = c->at;
	struct sst_span s;

	if (sst_cur_get(c, 2, &s, err) < 0)
		return -1;
	if (sst_alpha_is_blank(s))
		return 0;
	if (!is_letter(s.p[0]) || !is_letter(s.p[1]))
		return sst_fail(err, SST_E_FORMAT,
		    "byte %zu: language code %02X%02X is not 2 letters", at,
		    s.p[0], s.p[1]);
	if (out->n > 0 && sst_buf_put_u8(out, ',', err) < 0)
		return -1;
	return sst_buf_put(out, s, err);
}

int
sst_identity_languages(struct sst_span file, struct sst_arena *mem,
    const char **out, struct sst_err *err)
{
	struct sst_cur c = sst_cur_of(file);
	struct sst_buf text = { 0 };
	int rc = 0;

	*out = NULL;
	/* A single byte at the end holds no code: padding, or it is cut. */
	while (rc == 0 && !sst_alpha_is_blank(c.left))
		rc = put_language(&c, &text, err);
	if (rc == 0)
		rc = sst_alpha_keep(&text, mem, out, err);
	sst_buf_fini(&text);
	return rc;
}
