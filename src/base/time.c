/* SPDX-License-Identifier: ISC */
/* time.c: moments as RFC 3339 text in UTC; the clock is somebody else's. */
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include <simstow/base/time.h>

#define YEAR_FIRST 1970
#define YEAR_LAST 9999
#define DAY_SECONDS 86400

/* The form, 0 for any digit. */
static const char form[SST_TIME_SIZE] = "0000-00-00T00:00:00Z";

static bool
is_leap(int year)
{
	return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static int
month_days(int year, int month)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30,
		31 };

	return days[month - 1] + (month == 2 && is_leap(year));
}

/* Days from the first day of 1970 to the first day of year. */
static int64_t
days_before(int year)
{
	int64_t y = year - 1;

	return 365 * (y - 1969) + y / 4 - y / 100 + y / 400 - 477;
}

static void
put_number(char *out, size_t at, size_t n, int v)
{
	for (; n > 0; n--, v /= 10)
		out[at + n - 1] = (char)('0' + v % 10);
}

void
sst_time_format(int64_t t, char out[SST_TIME_SIZE])
{
	int64_t day = t / DAY_SECONDS;
	int second = (int)(t % DAY_SECONDS);
	int year = YEAR_FIRST;
	int month = 1;

	memcpy(out, form, sizeof(form));
	if (t < 0 || day >= days_before(YEAR_LAST + 1))
		return;
	/* A guess that is never too late, as a year has at most 366 days. */
	year += (int)(day / 366);
	while (days_before(year + 1) <= day)
		year++;
	day -= days_before(year);
	while (day >= month_days(year, month))
		day -= month_days(year, month++);
	put_number(out, 0, 4, year);
	put_number(out, 5, 2, month);
	put_number(out, 8, 2, (int)day + 1);
	put_number(out, 11, 2, second / 3600);
	put_number(out, 14, 2, second / 60 % 60);
	put_number(out, 17, 2, second % 60);
}

static int
get_number(const char *text, size_t at, size_t n)
{
	int v = 0;

	for (size_t i = at; i < at + n; i++)
		v = 10 * v + (text[i] - '0');
	return v;
}

static bool
has_form(const char *text)
{
	if (strlen(text) != sizeof(form) - 1)
		return false;
	for (size_t i = 0; form[i] != '\0'; i++) {
		bool is_digit = text[i] >= '0' && text[i] <= '9';

		if (form[i] == '0' ? !is_digit : text[i] != form[i])
			return false;
	}
	return true;
}

int
sst_time_parse(const char *text, int64_t *out, struct sst_err *err)
{
	int year, month, day, hour, minute, second;
	int64_t days;
	int seconds;

	*out = 0;
	if (!has_form(text))
		return sst_fail(err, SST_E_FORMAT,
		    "no time like 2026-11-21T01:41:08Z");
	year = get_number(text, 0, 4);
	month = get_number(text, 5, 2);
	day = get_number(text, 8, 2);
	hour = get_number(text, 11, 2);
	minute = get_number(text, 14, 2);
	second = get_number(text, 17, 2);
	if (year < YEAR_FIRST)
		return sst_fail(err, SST_E_FORMAT,
		    "year %d, %d or later wanted", year, YEAR_FIRST);
	if (month < 1 || month > 12 || day < 1 || day > month_days(year, month))
		return sst_fail(err, SST_E_FORMAT, "no such day: %.10s", text);
	if (hour > 23 || minute > 59 || second > 59)
		return sst_fail(err, SST_E_FORMAT, "no such time of day: %.8s",
		    text + 11);
	days = days_before(year) + day - 1;
	for (int m = 1; m < month; m++)
		days += month_days(year, m);
	seconds = hour * 3600 + minute * 60 + second;
	*out = days * DAY_SECONDS + seconds;
	return 0;
}
