/* SPDX-License-Identifier: ISC */
/* planning_target.c: the words for a target. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include <simstow/base/digits.h>

#include "planning.h"
#include "say.h"

#define VERSION_MAX 99

/* What stands alone, and what may have a version behind a colon. */
static const struct {
	const char *word;
	enum sst_plan_target_kind kind;
	enum sst_device_kind device;
	bool has_version;
} words[] = {
	{ "new", SST_PLAN_ANY, 0, false },
	{ "same", SST_PLAN_SAME, 0, false },
	{ "unknown", SST_PLAN_UNKNOWN, 0, false },
	{ "card", SST_PLAN_DESCRIBED, SST_DEVICE_EUICC, false },
	{ "android", SST_PLAN_DESCRIBED, SST_DEVICE_ANDROID, true },
	{ "iphone", SST_PLAN_DESCRIBED, SST_DEVICE_IPHONE, true },
};

/* 1 to 99, of "14", "17.2" or "8.1.0": what stands before the first dot. */
static bool
read_version(const char *text, unsigned *out)
{
	char *end;
	unsigned long n;

	if (!isdigit((unsigned char)*text))
		return false;
	n = strtoul(text, &end, 10);
	if (n == 0 || n > VERSION_MAX ||
	    strspn(end, ".0123456789") != strlen(end))
		return false;
	*out = (unsigned)n;
	return *end == '\0' || *end == '.';
}

/* 1 when the word is one of the table, 0 when not, -1 for a bad version. */
static int
take_word(struct sst_planning *p, const char *text, struct sst_err *err)
{
	struct sst_plan_target *t = &p->input.target;

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		size_t n = strlen(words[i].word);

		if (strncmp(text, words[i].word, n) != 0 ||
		    (text[n] != '\0' &&
		        !(words[i].has_version && text[n] == ':')))
			continue;
		t->kind = words[i].kind;
		t->described.kind = words[i].device;
		if (text[n] == '\0' ||
		    read_version(text + n + 1, &t->described.version))
			return 1;
		return sst_fail(err, SST_E_USAGE,
		    "%s: --target \"%s\": want a version from 1 to %d behind "
		    "the colon",
		    p->run->name, text, VERSION_MAX);
	}
	return 0;
}

static int
take_eid(struct sst_planning *p, const char *eid, struct sst_err *err)
{
	if (!sst_eid_is_plain(eid))
		return sst_fail(err, SST_E_USAGE,
		    "%s: --target eid: %zu characters, want 32 digits",
		    p->run->name, strlen(eid));
	if (!sst_eid_has_check(eid))
		sst_say_warn(p->run, "the check digits of the EID do not fit "
		                     "the others; taken as given");
	p->input.target.kind = SST_PLAN_DESCRIBED;
	p->input.target.described.eid = eid;
	return 0;
}

static int
take_device(struct sst_planning *p, const char *text, struct sst_err *err)
{
	struct sst_plan_target *t = &p->input.target;

	if (!sst_device_is_name(text))
		return sst_fail(err, SST_E_USAGE,
		    "%s: --target \"%s\": want new, same, unknown, card, "
		    "android[:VERSION], iphone[:VERSION], eid:EID, "
		    "pcsc:READER, ccid:BUS-PORT or adb:SERIAL",
		    p->run->name, text);
	t->kind = SST_PLAN_LIVE;
	t->live = &p->live;
	return sst_device_find(p->run, text, &p->mem, &p->device, err);
}

static int
take_country(struct sst_planning *p, const char *text, struct sst_err *err)
{
	char *upper;

	if (strlen(text) != 2 || !isalpha((unsigned char)text[0]) ||
	    !isalpha((unsigned char)text[1]))
		return sst_fail(err, SST_E_USAGE,
		    "%s: --target-country \"%s\": want two letters, such as CN",
		    p->run->name, text);
	upper = sst_arena_text(&p->mem, text);
	if (upper == NULL)
		return sst_arena_full(&p->mem, err);
	for (size_t i = 0; i < 2; i++)
		upper[i] = (char)toupper((unsigned char)upper[i]);
	p->input.target.described.country = upper;
	return 0;
}

static void
take_lock(struct sst_plan_described *d, const char *text)
{
	d->lock = strcmp(text, "no") == 0 ? SST_PLAN_UNLOCKED : SST_PLAN_LOCKED;
	if (d->lock == SST_PLAN_LOCKED && strcmp(text, "yes") != 0)
		d->locked_to = text;
}

/* Any new device of which something is known is a described one. */
static int
take_details(struct sst_planning *p, struct sst_err *err)
{
	struct sst_plan_target *t = &p->input.target;
	const struct sst_planning_options *o = p->o;

	if (o->target_model == NULL && o->target_locked == NULL &&
	    o->target_country == NULL)
		return 0;
	if (t->kind == SST_PLAN_ANY)
		t->kind = SST_PLAN_DESCRIBED;
	t->described.model = o->target_model;
	if (o->target_locked != NULL)
		take_lock(&t->described, o->target_locked);
	if (o->target_country == NULL)
		return 0;
	return take_country(p, o->target_country, err);
}

int
sst_planning_target(struct sst_planning *p, struct sst_err *err)
{
	const char *text = p->o->target;
	int rc = 1;

	p->input.target.kind =
	    p->input.situation == SST_PLAN_RESET ? SST_PLAN_SAME : SST_PLAN_ANY;
	if (text != NULL)
		rc = take_word(p, text, err);
	if (rc == 0 && strncmp(text, "eid:", 4) == 0)
		rc = take_eid(p, text + 4, err);
	else if (rc == 0)
		rc = take_device(p, text, err);
	return rc < 0 ? -1 : take_details(p, err);
}
