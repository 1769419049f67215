/* SPDX-License-Identifier: ISC */
/* sms_time.c: the time that a service centre puts on a message. */
#include <stdio.h>

#include "sms_priv.h"

#define ZONE 6          /* its byte */
#define ZONE_WEST 0x08  /* in the digit of tens, which is the low nibble */
#define ZONE_MAX 56     /* quarters of an hour: 14 hours */
#define CENTURY_TURN 90 /* years from here on are of 1900: GSM began in 1991 */

enum { YEAR, MONTH, DAY, HOUR, MINUTE, SECOND, FIELDS };

static const struct {
	uint8_t min;
	uint8_t max;
} ranges[FIELDS] = { { 0, 99 }, { 1, 12 }, { 1, 31 }, { 0, 23 }, { 0, 59 },
	{ 0, 59 } };

/* Swapped digits as a number, or 100. */
static unsigned
get_number(unsigned byte)
{
	unsigned tens = byte & 0x0F;
	unsigned ones = byte >> 4;

	return tens > 9 || ones > 9 ? 100 : 10 * tens + ones;
}

static bool
is_date(const unsigned v[FIELDS], unsigned year)
{
	static const uint8_t days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31,
		30, 31 };
	unsigned last;

	for (int i = 0; i < FIELDS; i++) {
		if (v[i] < ranges[i].min || v[i] > ranges[i].max)
			return false;
	}
	last = days[v[MONTH] - 1];
	/* 2000 is a leap year as well; 1900 and 2100 are no years here. */
	if (v[MONTH] == 2 && year % 4 == 0)
		last++;
	return v[DAY] <= last;
}

void
sst_sms_time(const uint8_t scts[SST_SMS_SCTS], char out[32])
{
	bool is_west = (scts[ZONE] & ZONE_WEST) != 0;
	unsigned zone = get_number(scts[ZONE] & ~(unsigned)ZONE_WEST);
	unsigned v[FIELDS];
	unsigned year;

	out[0] = '\0';
	for (int i = 0; i < FIELDS; i++)
		v[i] = get_number(scts[i]);
	year = v[YEAR] + (v[YEAR] < CENTURY_TURN ? 2000 : 1900);
	if (!is_date(v, year) || zone > ZONE_MAX)
		return;
	(void)snprintf(out, 32, "%04u-%02u-%02uT%02u:%02u:%02u%c%02u:%02u",
	    year, v[MONTH], v[DAY], v[HOUR], v[MINUTE], v[SECOND],
	    is_west && zone > 0 ? '-' : '+', zone / 4, zone % 4 * 15);
}
