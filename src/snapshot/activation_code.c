/* SPDX-License-Identifier: ISC */
/* activation_code.c: the fields of an activation code. */
#include <string.h>
#include <strings.h>

#include "activation_code_priv.h"

#define PREFIX "LPA:"
#define FIELDS 7
#define FIELDS_LEAST 3 /* format, address, matching id */
#define SPEC_MAX 255   /* without field 7 */
#define HOST_MAX 253
#define LABEL_MAX 63
#define PORT_MAX 65535
#define MASK_LEAST 12
#define MASK_TAIL 4

#define UPPER "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
#define LOWER "abcdefghijklmnopqrstuvwxyz"
#define DIGITS "0123456789"

static const struct {
	const char *name;
	const char *text;
} warnings[SST_AC_WARNINGS] = {
	[SST_AC_CC_FLAG_NOT_1] = { "cc_flag_not_1",
	    "the confirmation flag is neither empty nor 1; taken as not set" },
	[SST_AC_CI_PKID_NOT_HEX] = { "ci_pkid_not_hex",
	    "field 6 should be a CI key identifier and is not hexadecimal" },
	[SST_AC_FROM_LINK] = { "from_link", "taken out of a link" },
	[SST_AC_INNER_WHITESPACE_REMOVED] = { "inner_whitespace_removed",
	    "blanks inside the code were removed" },
	[SST_AC_LONGER_THAN_SPEC] = { "longer_than_spec",
	    "longer than the 255 characters of the specification" },
	[SST_AC_MATCHING_ID_OUT_OF_SPEC] = { "matching_id_out_of_spec",
	    "the matching id has other characters than 0-9, A-Z and -; "
	    "kept as it is" },
	[SST_AC_NO_LPA_PREFIX] = { "no_lpa_prefix",
	    "\"LPA:\" is missing, as in codes made for typing" },
	[SST_AC_PERCENT_DECODED] = { "percent_decoded",
	    "percent escapes were decoded" },
	[SST_AC_PORT_IN_ADDRESS] = { "port_in_address",
	    "the SM-DP+ address has a port" },
	[SST_AC_PREFIX_CASE] = { "prefix_case", "\"LPA:\" is not in capitals" },
	[SST_AC_STRIPPED_QUOTES] = { "stripped_quotes",
	    "quotes around the code were removed" },
	[SST_AC_TRAILING_DELIMITER] = { "trailing_delimiter",
	    "empty fields at the end were dropped" },
	[SST_AC_TRIMMED_WHITESPACE] = { "trimmed_whitespace",
	    "blanks around the code were removed" },
	[SST_AC_UNESCAPED_DOLLAR] = { "unescaped_dollar",
	    "\"\\$\" was taken as \"$\"" },
	[SST_AC_UNKNOWN_LINK_HOST] = { "unknown_link_host",
	    "the link is neither Apple's nor Android's" },
	[SST_AC_UPPER_CASE_ADDRESS] = { "upper_case_address",
	    "the SM-DP+ address has capitals; kept as it is" },
};

/* No text here can hold a piece of the code. */
static const struct {
	const char *name;
	const char *text;
	const char *hint; /* or NULL */
} faults[] = {
	[SST_AC_BAD_CHARACTER] = { "bad_character",
	    "a character that is not printable ASCII",
	    "letters of other alphabets can look the same: copy it again" },
	[SST_AC_BAD_FORMAT] = { "bad_format",
	    "begins with neither \"LPA:1$\" nor \"1$\"",
	    "it looks like LPA:1$smdp.example.com$MATCHING-ID" },
	[SST_AC_BAD_OID] = { "bad_oid",
	    "field 4 is no object identifier such as 1.3.6.1", NULL },
	[SST_AC_BAD_PERCENT_ESCAPE] = { "bad_percent_escape",
	    "a '%' without two hexadecimal digits after it", NULL },
	[SST_AC_BAD_PORT] = { "bad_port",
	    "the port in field 2 is not a number from 1 to 65535", NULL },
	[SST_AC_BAD_SMDP_ADDRESS] = { "bad_smdp_address",
	    "field 2, the SM-DP+ address, is not a full host name", NULL },
	[SST_AC_LINK_WITHOUT_CARDDATA] = { "link_without_carddata",
	    "the link has no \"carddata=\" with a code",
	    "copy the whole link" },
	[SST_AC_NO_MATCHING_ID_FIELD] = { "no_matching_id_field",
	    "ends after field 2: a '$' and the matching id are missing",
	    "where there is no matching id, the code still ends in '$'; "
	    "in a shell put it in single quotes" },
	[SST_AC_NO_SMDP_ADDRESS] = { "no_smdp_address",
	    "field 2, the SM-DP+ address, is missing", NULL },
	[SST_AC_SHELL_EATEN] = { "shell-eaten",
	    "the '$' are gone, and text with them: a shell took them for "
	    "variables",
	    "put the code in single quotes, or give it on standard input" },
	[SST_AC_TOO_LONG] = { "too_long", "longer than 1024 bytes", NULL },
	[SST_AC_TOO_MANY_FIELDS] = { "too_many_fields", "more than 7 fields",
	    NULL },
	[SST_AC_UNSUPPORTED_FORMAT] = { "unsupported_format",
	    "format 2, which the specification only reserves",
	    "ask the provider for a code that begins with LPA:1$" },
};

_Static_assert(SST_AC_MAX == 1024, "the text of too_long says so");

int
sst_ac_fail(struct sst_ac_work *w, enum sst_ac_fault fault, struct sst_err *err)
{
	w->fault = faults[fault].name;
	sst_err_set(err, SST_E_USAGE, "activation code: %s",
	    faults[fault].text);
	if (faults[fault].hint != NULL)
		sst_err_hint(err, "%s", faults[fault].hint);
	return -1;
}

static bool
has_only(const char *text, const char *set)
{
	return text[strspn(text, set)] == '\0';
}

static int
read_format(struct sst_ac_work *w, char *v, struct sst_ac *out,
    struct sst_err *err)
{
	(void)out;
	if (strcmp(v, "2") == 0)
		return sst_ac_fail(w, SST_AC_UNSUPPORTED_FORMAT, err);
	if (strcmp(v, "1") != 0)
		return sst_ac_fail(w, SST_AC_BAD_FORMAT, err);
	return 0;
}

/* RFC 1035 section 2.3.1, with digits first (RFC 1123); no IP address. */
static bool
is_full_name(const char *p, size_t n)
{
	size_t labels = 0;
	size_t at = 0;

	if (n > HOST_MAX)
		return false;
	while (at <= n) {
		size_t k = strspn(p + at, UPPER LOWER DIGITS "-");

		if (k == 0 || k > LABEL_MAX || p[at] == '-' ||
		    p[at + k - 1] == '-')
			return false;
		if (at + k == n)
			return labels > 0 && strspn(p + at, DIGITS) < k;
		if (p[at + k] != '.')
			return false;
		labels++;
		at += k + 1;
	}
	return false;
}

static bool
is_port(const char *text)
{
	unsigned long v = 0;

	if (text[0] == '\0' || strlen(text) > 5 || !has_only(text, DIGITS))
		return false;
	for (; *text != '\0'; text++)
		v = v * 10 + (unsigned long)(*text - '0');
	return v >= 1 && v <= PORT_MAX;
}

static int
read_address(struct sst_ac_work *w, char *v, struct sst_ac *out,
    struct sst_err *err)
{
	size_t n = strcspn(v, ":");

	if (v[0] == '\0')
		return sst_ac_fail(w, SST_AC_NO_SMDP_ADDRESS, err);
	if (!is_full_name(v, n))
		return sst_ac_fail(w, SST_AC_BAD_SMDP_ADDRESS, err);
	if (v[n] == ':' && !is_port(v + n + 1))
		return sst_ac_fail(w, SST_AC_BAD_PORT, err);
	w->warned[SST_AC_PORT_IN_ADDRESS] = v[n] == ':';
	w->warned[SST_AC_UPPER_CASE_ADDRESS] = strcspn(v, UPPER) < n;
	out->smdp_address = v;
	return 0;
}

static int
read_matching_id(struct sst_ac_work *w, char *v, struct sst_ac *out,
    struct sst_err *err)
{
	(void)err;
	w->warned[SST_AC_MATCHING_ID_OUT_OF_SPEC] =
	    !has_only(v, UPPER DIGITS "-");
	out->matching_id = v;
	return 0;
}

/* The first arc is 0 to 2; below 0 and 1 there are 0 to 39 (X.660). */
static bool
is_oid(const char *v)
{
	size_t arcs = 0;
	bool is_short = v[0] != '2';

	if (strspn(v, "012") == 0 || (v[1] != '.'))
		return false;
	for (;;) {
		size_t n = strspn(v, DIGITS);

		if (n == 0 || (n > 1 && v[0] == '0'))
			return false;
		if (arcs == 1 && is_short && (n > 2 || (n == 2 && v[0] > '3')))
			return false;
		arcs++;
		if (v[n] == '\0')
			return arcs > 1;
		if (v[n] != '.')
			return false;
		v += n + 1;
	}
}

static int
read_oid(struct sst_ac_work *w, char *v, struct sst_ac *out,
    struct sst_err *err)
{
	if (v[0] == '\0')
		return 0;
	if (!is_oid(v))
		return sst_ac_fail(w, SST_AC_BAD_OID, err);
	out->smdp_oid = v;
	return 0;
}

static int
read_flag(struct sst_ac_work *w, char *v, struct sst_ac *out,
    struct sst_err *err)
{
	(void)err;
	out->needs_confirmation = strcmp(v, "1") == 0;
	w->warned[SST_AC_CC_FLAG_NOT_1] =
	    v[0] != '\0' && !out->needs_confirmation;
	return 0;
}

/* Grouped by dashes in some codes; text keeps them. */
static int
read_ci_pkid(struct sst_ac_work *w, char *v, struct sst_ac *out,
    struct sst_err *err)
{
	static const char hex[] = DIGITS "ABCDEF";
	size_t n = 0;

	(void)err;
	for (size_t i = 0; v[i] != '\0'; i++) {
		const char *low = strchr(LOWER, v[i]);

		if (v[i] != '-')
			v[n++] = low != NULL ? UPPER[low - LOWER] : v[i];
	}
	v[n] = '\0';
	if (!has_only(v, hex))
		w->warned[SST_AC_CI_PKID_NOT_HEX] = true;
	else if (n > 0)
		out->ci_pkid = v;
	return 0;
}

static int
read_delete(struct sst_ac_work *w, char *v, struct sst_ac *out,
    struct sst_err *err)
{
	(void)w;
	(void)err;
	if (v[0] != '\0')
		out->delete_notification = v;
	return 0;
}

/* SGP.22 v2.5 section 4.1; fields 6 and 7 are of v3.0. */
static int (*const fields[FIELDS])(struct sst_ac_work *w, char *v,
    struct sst_ac *out, struct sst_err *err) = { read_format, read_address,
	read_matching_id, read_oid, read_flag, read_ci_pkid, read_delete };

static void
drop_prefix(struct sst_ac_work *w)
{
	size_t n = strlen(PREFIX);

	if (strncasecmp(w->p, PREFIX, n) != 0) {
		w->warned[SST_AC_NO_LPA_PREFIX] = true;
		return;
	}
	w->warned[SST_AC_PREFIX_CASE] = strncmp(w->p, PREFIX, n) != 0;
	w->p += n;
	w->n -= n;
}

/*
 * In double quotes "$smdp", "$1" and "$$" are variables: of
 * LPA:1$smdp.example.com$ABC there is LPA:1.example.com left, or less.
 */
static bool
is_shell_eaten(const struct sst_ac_work *w)
{
	size_t n = strcspn(w->p, "$");

	if (w->p[0] != '1')
		return false;
	if (w->p[n] == '\0' && !w->warned[SST_AC_NO_LPA_PREFIX])
		return true;
	return memchr(w->p, '.', n) != NULL;
}

/* "LPA:" and the code, without empty fields at its end. */
static char *
normalised(struct sst_ac_work *w, struct sst_arena *mem)
{
	size_t least = 0;

	for (size_t i = 1; i < FIELDS_LEAST && least < w->n; i++) {
		least += strcspn(w->p + least, "$");
		least += least < w->n;
	}
	while (w->n > least && w->p[w->n - 1] == '$') {
		w->warned[SST_AC_TRAILING_DELIMITER] = true;
		w->p[--w->n] = '\0';
	}
	return sst_arena_printf(mem, PREFIX "%s", w->p);
}

static int
read_fields(struct sst_ac_work *w, struct sst_ac *out, struct sst_err *err)
{
	char *v = w->p;
	size_t i = 0;

	for (; v != NULL && i < FIELDS; i++) {
		char *next = strchr(v, '$');

		if (next != NULL)
			*next++ = '\0';
		if (fields[i](w, v, out, err) < 0)
			return -1;
		v = next;
	}
	if (v != NULL)
		return sst_ac_fail(w, SST_AC_TOO_MANY_FIELDS, err);
	if (out->smdp_address == NULL)
		return sst_ac_fail(w, SST_AC_NO_SMDP_ADDRESS, err);
	if (out->matching_id == NULL)
		return sst_ac_fail(w, SST_AC_NO_MATCHING_ID_FIELD, err);
	w->warned[SST_AC_LONGER_THAN_SPEC] =
	    w->n > SPEC_MAX && out->delete_notification == NULL;
	return 0;
}

static int
list_warnings(const struct sst_ac_work *w, struct sst_arena *mem,
    struct sst_ac *out, struct sst_err *err)
{
	out->warnings =
	    sst_arena_get_array(mem, SST_AC_WARNINGS, sizeof(*out->warnings));
	if (out->warnings == NULL)
		return sst_arena_full(mem, err);
	for (size_t i = 0; i < SST_AC_WARNINGS; i++) {
		if (w->warned[i])
			out->warnings[out->warning_n++] = warnings[i].name;
	}
	return 0;
}

static int
parse(struct sst_ac_work *w, struct sst_arena *mem, struct sst_ac *out,
    struct sst_err *err)
{
	if (sst_ac_unwrap(w, err) < 0)
		return -1;
	drop_prefix(w);
	if (is_shell_eaten(w))
		return sst_ac_fail(w, SST_AC_SHELL_EATEN, err);
	out->text = normalised(w, mem);
	if (out->text == NULL)
		return sst_arena_full(mem, err);
	if (read_fields(w, out, err) < 0)
		return -1;
	return list_warnings(w, mem, out, err);
}

int
sst_ac_parse(struct sst_span input, struct sst_arena *mem, struct sst_ac *out,
    const char **fault, struct sst_err *err)
{
	struct sst_ac_work w = { 0 };
	int rc = -1;

	*out = (struct sst_ac){ 0 };
	if (input.n > SST_AC_MAX) {
		(void)sst_ac_fail(&w, SST_AC_TOO_LONG, err);
		goto out;
	}
	w.p = (char *)sst_arena_copy(mem, input);
	w.n = input.n;
	if (w.p == NULL)
		(void)sst_arena_full(mem, err);
	else
		rc = parse(&w, mem, out, err);
out:
	if (rc < 0)
		*out = (struct sst_ac){ 0 };
	if (fault != NULL)
		*fault = w.fault;
	return rc;
}

const char *
sst_ac_mask(const struct sst_ac *ac, struct sst_arena *mem)
{
	size_t n = strlen(ac->matching_id);
	const char *stars = n > 0 ? "****" : "";
	const char *tail =
	    n < MASK_LEAST ? "" : ac->matching_id + n - MASK_TAIL;

	return sst_arena_printf(mem, PREFIX "1$%s$%s%s", ac->smdp_address,
	    stars, tail);
}

const char *
sst_ac_warning_text(const char *warning)
{
	for (size_t i = 0; i < SST_AC_WARNINGS; i++) {
		if (strcmp(warnings[i].name, warning) == 0)
			return warnings[i].text;
	}
	return NULL;
}
