/* SPDX-License-Identifier: ISC */
/* plan_expiry.c: lines lapse; the clock is the plan's. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include <simstow/base/time.h>

#include "plan_priv.h"

#define DAY_SECONDS 86400
#define DATE_LENGTH 10
#define SOON_DAYS 30

int64_t
sst_plan_expiry_days(const struct sst_plan_ctx *x, const char *date,
    bool *is_date)
{
	struct sst_err unused = { 0 };
	char moment[SST_TIME_SIZE];
	int64_t t;

	*is_date = false;
	if (date == NULL || strlen(date) != DATE_LENGTH)
		return 0;
	(void)snprintf(moment, sizeof(moment), "%.10sT00:00:00Z", date);
	if (sst_time_parse(moment, &t, &unused) < 0)
		return 0;
	*is_date = true;
	return t / DAY_SECONDS - x->in->now / DAY_SECONDS;
}

void
sst_plan_expiry_say(struct sst_plan_ctx *x)
{
	const char *date =
	    x->told == NULL ? NULL : sst_plan_told_text(x->told->expires);
	bool is_date;
	int64_t days = sst_plan_expiry_days(x, date, &is_date);

	if (!is_date)
		return;
	x->line->expires = date;
	x->line->is_expired = days < 0;
	sst_plan_basis_told(x, "expires",
	    sst_plan_say_text(x, "it lapses on %s", date));
	if (days < 0)
		sst_plan_say_risk(x,
		    "It lapsed on %s: ask first whether the number or the "
		    "credit is still there.",
		    date);
	else if (days == 0)
		sst_plan_say_risk(x, "It lapses today, on %s.", date);
	else if (days <= SOON_DAYS)
		sst_plan_say_risk(x, "It lapses on %s, in %" PRId64 " day%s.",
		    date, days, days == 1 ? "" : "s");
}
