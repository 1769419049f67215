/* SPDX-License-Identifier: ISC */
/* know_column.c: the columns of carriers.tsv, and what their cells may be. */
#include <string.h>

#include "know_priv.h"

#define CELL_MAX 4096
#define LOWER "abcdefghijklmnopqrstuvwxyz"
#define DIGITS "0123456789"
#define HEX DIGITS "abcdefABCDEF"

static bool
is_of(struct sst_span word, const char *characters)
{
	for (size_t i = 0; i < word.n; i++) {
		if (word.p[i] == '\0' || strchr(characters, word.p[i]) == NULL)
			return false;
	}
	return true;
}

static bool
is_digits(struct sst_span word, size_t min, size_t max)
{
	return word.n >= min && word.n <= max && is_of(word, DIGITS);
}

static bool
is_among(struct sst_span word, const char *const *words)
{
	for (; *words != NULL; words++) {
		if (sst_span_is_equal(word, sst_span_of_text(*words)))
			return true;
	}
	return false;
}

static bool
is_text(struct sst_span word)
{
	return word.n < CELL_MAX;
}

static bool
is_id(struct sst_span word)
{
	return word.n < SST_KNOW_KEY && is_of(word, LOWER DIGITS "_-");
}

static bool
is_name(struct sst_span word)
{
	return word.n < SST_KNOW_KEY;
}

static bool
is_kind(struct sst_span word)
{
	static const char *const words[] = { "mno", "mvno", "reseller",
		"platform", "euicc-card", NULL };

	return is_among(word, words);
}

static bool
is_country(struct sst_span word)
{
	return word.n == 2 && is_of(word, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
}

static bool
is_mccmnc(struct sst_span word)
{
	return is_digits(word, 5, 6);
}

static bool
is_carrier_id(struct sst_span word)
{
	return is_digits(word, 1, 9);
}

static bool
is_iin(struct sst_span word)
{
	return is_digits(word, 5, 8) && memcmp(word.p, "89", 2) == 0;
}

/* "26202/1F": MCC and MNC, a slash, whole bytes in hexadecimal. */
static bool
is_gid(struct sst_span word)
{
	const uint8_t *slash = memchr(word.p, '/', word.n);
	size_t n;

	if (slash == NULL)
		return false;
	n = (size_t)(slash - word.p);
	if (!is_mccmnc((struct sst_span){ word.p, n }))
		return false;
	word = (struct sst_span){ slash + 1, word.n - n - 1 };
	return word.n >= 2 && word.n <= 40 && word.n % 2 == 0 &&
	       is_of(word, HEX);
}

static bool
is_host(struct sst_span word)
{
	return word.n < SST_KNOW_KEY && memchr(word.p, '.', word.n) != NULL &&
	       is_of(word, LOWER DIGITS "ABCDEFGHIJKLMNOPQRSTUVWXYZ.-:");
}

static bool
is_known(struct sst_span word)
{
	static const char *const words[] = { "yes", "no", "unknown", NULL };

	return is_among(word, words);
}

static bool
is_way(struct sst_span word)
{
	static const char *const words[] = { "app", "portal", "os-transfer",
		"support", "store", "paid-new", "rebuy", "same-code",
		"card-move", "unknown", NULL };

	return is_among(word, words);
}

static bool
is_downloads(struct sst_span word)
{
	static const char *const words[] = { "unlimited", NULL };

	return is_among(word, words) ||
	       (is_digits(word, 1, 6) && word.p[0] != '0');
}

/* "+441234567": what can be dialled from abroad. */
static bool
is_phone(struct sst_span word)
{
	if (word.n < 2 || word.p[0] != '+' || word.p[1] == '0')
		return false;
	return is_digits((struct sst_span){ word.p + 1, word.n - 1 }, 6, 15);
}

static bool
is_short(struct sst_span word)
{
	return word.n <= 16 && is_of(word, DIGITS "*#");
}

static bool
is_mail(struct sst_span word)
{
	const uint8_t *at = memchr(word.p, '@', word.n);
	struct sst_span host;

	if (at == NULL || at == word.p)
		return false;
	host.p = at + 1;
	host.n = word.n - (size_t)(host.p - word.p);
	return is_host(host) && memchr(word.p, ' ', word.n) == NULL;
}

static bool
is_web(struct sst_span word)
{
	static const char start[] = "https://";
	size_t n = sizeof(start) - 1;

	return word.n > n && word.n < CELL_MAX &&
	       memcmp(word.p, start, n) == 0 &&
	       memchr(word.p, ' ', word.n) == NULL;
}

static bool
is_confidence(struct sst_span word)
{
	static const char *const words[] = { "official", "third-party", "press",
		"user-report", NULL };

	return is_among(word, words);
}

/* 2026, 2026-11 or 2026-11-28. */
static bool
is_date(struct sst_span word)
{
	static const char shape[] = "dddd-dd-dd";

	if (word.n != 4 && word.n != 7 && word.n != 10)
		return false;
	for (size_t i = 0; i < word.n; i++) {
		bool digit = word.p[i] >= '0' && word.p[i] <= '9';

		if (digit != (shape[i] == 'd') || (!digit && word.p[i] != '-'))
			return false;
	}
	return true;
}

static bool
is_day(struct sst_span word)
{
	return word.n == 10 && is_date(word);
}

#define AT(member) offsetof(struct sst_carrier, member)
#define TEXT "shorter than 4096 bytes"

/* formats/README.md has what they mean. */
static const struct sst_know_column columns[] = {
	{ "id", AT(id), false, is_id, "a-z, 0-9, - and _", NULL },
	{ "name", AT(name), false, is_name, "shorter than 128 bytes", NULL },
	{ "kind", AT(kind), false, is_kind,
	    "mno, mvno, reseller, platform or euicc-card", NULL },
	{ "country", AT(country), false, is_country, "two capitals", NULL },
	{ "mccmnc", AT(mccmnc), true, is_mccmnc, "5 or 6 digits", NULL },
	{ "aosp_carrier_id", AT(aosp_carrier_id), true, is_carrier_id,
	    "a number", NULL },
	{ "iin", AT(iin), true, is_iin, "89 and 3 to 6 digits", NULL },
	{ "spn", AT(spn), false, is_name, "shorter than 128 bytes", NULL },
	{ "gid1", AT(gid1), true, is_gid, "MCCMNC/HEXADECIMAL", NULL },
	{ "smdp_hosts", AT(smdp_hosts), true, is_host, "a host", NULL },
	{ "same_device_reinstall", AT(same_device_reinstall), false, is_known,
	    "yes, no or unknown", "unknown" },
	{ "new_device_reinstall", AT(new_device_reinstall), true, is_way,
	    "app, portal, os-transfer, support, store, paid-new, rebuy, "
	    "same-code, card-move or unknown",
	    "unknown" },
	{ "code_single_use", AT(code_single_use), false, is_known,
	    "yes, no or unknown", "unknown" },
	{ "max_downloads", AT(max_downloads), false, is_downloads,
	    "a number or unlimited", NULL },
	{ "fee", AT(fee), false, is_text, TEXT, NULL },
	{ "preconditions", AT(preconditions), false, is_text, TEXT, NULL },
	{ "support_phone", AT(support_phone), true, is_phone,
	    "+ and 6 to 15 digits", NULL },
	{ "support_short", AT(support_short), true, is_short, "digits, * and #",
	    NULL },
	{ "support_mail", AT(support_mail), true, is_mail, "NAME@HOST", NULL },
	{ "support_web", AT(support_web), true, is_web, "https://...", NULL },
	{ "support_note", AT(support_note), false, is_text, TEXT, NULL },
	{ "confidence", AT(confidence), false, is_confidence,
	    "official, press, third-party or user-report", "user-report" },
	{ "notes", AT(notes), false, is_text, TEXT, NULL },
	{ "source", AT(source), false, is_text, TEXT, NULL },
	{ "source_date", AT(source_date), false, is_date,
	    "YYYY, YYYY-MM or YYYY-MM-DD", NULL },
	{ "seen", AT(seen), false, is_day, "YYYY-MM-DD", NULL },
};

#define COLUMN_N (sizeof(columns) / sizeof(columns[0]))

const struct sst_know_column *
sst_know_column_find(struct sst_span name)
{
	for (size_t i = 0; i < COLUMN_N; i++) {
		if (sst_span_is_equal(name, sst_span_of_text(columns[i].name)))
			return &columns[i];
	}
	return NULL;
}

static int
check_word(const struct sst_know_column *c, struct sst_span word,
    struct sst_err *err)
{
	if (word.n > 0 && c->fits(word))
		return 0;
	return sst_fail(err, SST_E_FORMAT, "column %s: \"%.*s\", want %s",
	    c->name, (int)(word.n > 40 ? 40 : word.n), (const char *)word.p,
	    c->wanted);
}

int
sst_know_column_check(const struct sst_know_column *c, struct sst_span cell,
    struct sst_err *err)
{
	size_t from = 0;

	if (cell.n >= CELL_MAX)
		return sst_fail(err, SST_E_FORMAT,
		    "column %s: %zu bytes, want at most %d", c->name, cell.n,
		    CELL_MAX - 1);
	if (!c->is_list)
		return check_word(c, cell, err);
	for (size_t i = 0; i <= cell.n; i++) {
		struct sst_span word = { cell.p + from, i - from };

		if (i < cell.n && cell.p[i] != ',')
			continue;
		if (check_word(c, word, err) < 0)
			return -1;
		from = i + 1;
	}
	return 0;
}

const char **
sst_know_column_cell(const struct sst_know_column *c, struct sst_carrier *row)
{
	return (const char **)((char *)row + c->at);
}

void
sst_know_column_start(struct sst_carrier *row)
{
	for (size_t i = 0; i < COLUMN_N; i++)
		*sst_know_column_cell(&columns[i], row) =
		    columns[i].start == NULL ? "" : columns[i].start;
	row->origin = "";
}
