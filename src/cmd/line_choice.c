/* SPDX-License-Identifier: ISC */
/* line_choice.c: which line of an archive a command is about. */
#include <stdio.h>
#include <string.h>

#include <simstow/base/digits.h>

#include "line_choice.h"

#define NAMES_MAX 160 /* bytes of ICCIDs in a message */

static bool
is_iccid(const struct sst_profile *p, const char *iccid)
{
	return iccid != NULL && p->iccid != NULL &&
	       strcmp(p->iccid, iccid) == 0;
}

static bool
fits(const struct sst_profile *p, const struct sst_line_wish *wish)
{
	return p->sim.is_there && wish->has(&p->sim);
}

static int
is_without(const struct sst_line_wish *wish, const char *where,
    struct sst_err *err)
{
	sst_err_set(err, SST_E_USAGE, "%s: no %s in the archive", where,
	    wish->what);
	if (wish->option != NULL)
		sst_err_hint(err, "simstow backup %s keeps them", wish->option);
	return -1;
}

static int
find_named(const struct sst_snapshot *s, const struct sst_line_wish *wish,
    const struct sst_profile **out, struct sst_err *err)
{
	for (size_t i = 0; i < s->profiles.n; i++) {
		const struct sst_profile *p = &s->profiles.v[i];

		if (!is_iccid(p, wish->iccid))
			continue;
		if (!fits(p, wish))
			return is_without(wish, "--iccid", err);
		*out = p;
		return 0;
	}
	return sst_fail(err, SST_E_USAGE,
	    "--iccid: no such line in the archive");
}

/* The lines that would do, by their ICCIDs, as far as a message has room. */
static void
name_all(const struct sst_run *run, const struct sst_snapshot *s,
    const struct sst_line_wish *wish, char out[NAMES_MAX])
{
	size_t used = 0;

	out[0] = '\0';
	for (size_t i = 0; i < s->profiles.n; i++) {
		const struct sst_profile *p = &s->profiles.v[i];
		size_t n = p->iccid == NULL ? 0 : strlen(p->iccid);

		if (!fits(p, wish) || n == 0 || n + 3 > NAMES_MAX - used)
			continue;
		memcpy(out + used, used == 0 ? "" : ", ", used == 0 ? 0 : 2);
		used += used == 0 ? 0 : 2;
		memcpy(out + used, p->iccid, n + 1);
		if (run->common.redact)
			sst_digits_mask(p->iccid, out + used);
		used += n;
	}
}

int
sst_line_choose(const struct sst_run *run, const struct sst_snapshot *s,
    const struct sst_line_wish *wish, const struct sst_profile **out,
    struct sst_err *err)
{
	char names[NAMES_MAX];
	size_t n = 0;

	*out = NULL;
	if (wish->iccid != NULL)
		return find_named(s, wish, out, err);
	for (size_t i = 0; i < s->profiles.n; i++) {
		if (!fits(&s->profiles.v[i], wish))
			continue;
		if (n++ == 0 || is_iccid(&s->profiles.v[i], wish->prefer))
			*out = &s->profiles.v[i];
	}
	if (n == 0)
		return is_without(wish, run->name, err);
	if (n == 1 || is_iccid(*out, wish->prefer))
		return 0;
	name_all(run, s, wish, names);
	sst_err_set(err, SST_E_USAGE, "%s: several lines have %s: %s",
	    run->name, wish->what, names);
	sst_err_hint(err, "choose one with --iccid");
	return -1;
}
