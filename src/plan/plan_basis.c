/* SPDX-License-Identifier: ISC */
/* plan_basis.c: the grounds: fields of archives, rows of tables. */
#include <string.h>

#include "plan_priv.h"

#define NO_ARCHIVE "the snapshot"

/* The archive that told a field: an older one may know what a newer lacks. */
static struct sst_origin
origin_of(const struct sst_profile *p, const char *field)
{
	const struct {
		const char *field; /* how its name begins */
		const struct sst_origin *from;
	} others[] = {
		{ "notificationAddress", &p->notify_from },
		{ "serviceProviderName", &p->provider_from },
		{ "profileName", &p->name_from },
		{ "profileOwner", &p->owner_from },
		{ "carrier id", &p->carrier_from },
	};

	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++)
		if (others[i].from->archive != NULL &&
		    strncmp(field, others[i].field, strlen(others[i].field)) ==
		        0)
			return *others[i].from;
	return (struct sst_origin){ p->archive, p->seen };
}

/* A field of the line's profile. */
void
sst_plan_basis_field(struct sst_plan_ctx *x, const char *field,
    const char *claim)
{
	const struct sst_profile *p = x->line->profile;
	struct sst_origin from;
	const char *key;

	if (p == NULL)
		return;
	key = sst_snapshot_key(p);
	from = origin_of(p, field);
	sst_plan_say_basis(x, claim,
	    sst_plan_say_text(x, "profile %s: %s",
	        key == NULL ? "without a number" : key, field),
	    from.archive == NULL ? NO_ARCHIVE : from.archive,
	    sst_plan_say_moment(x, from.seen));
}

/* A field of the line's kept code. */
void
sst_plan_basis_code(struct sst_plan_ctx *x, const char *field,
    const char *claim)
{
	const struct sst_kept_code *kept = x->line->code;

	if (kept == NULL)
		return;
	sst_plan_say_basis(x, claim,
	    sst_plan_say_text(x, "kept code: %s", field),
	    kept->archive == NULL ? NO_ARCHIVE : kept->archive,
	    sst_plan_say_moment(x, kept->added));
}

/* The newest backup of a chip that the user described by its EID. */
static const struct sst_profile *
backup_of(const struct sst_plan_ctx *x)
{
	const struct sst_snapshot *known = x->in->known;
	const struct sst_profile *newest = NULL;

	for (size_t i = 0; x->chip != NULL && i < known->profiles.n; i++) {
		const struct sst_profile *p = &known->profiles.v[i];

		if (sst_plan_code_same_iccid(p->eid, x->chip->eid) &&
		    (newest == NULL || p->seen > newest->seen))
			newest = p;
	}
	return newest;
}

/* A live target was read; a described one is the user's word, or a backup. */
void
sst_plan_basis_target(struct sst_plan_ctx *x, const char *field,
    const char *claim)
{
	const char *where = sst_plan_say_text(x, "target: %s", field);
	const struct sst_profile *p;

	if (x->in->target.kind == SST_PLAN_LIVE) {
		sst_plan_say_basis(x, claim, where,
		    "the target, read for this plan",
		    sst_plan_say_moment(x, x->in->now));
		return;
	}
	p = backup_of(x);
	if (p == NULL)
		sst_plan_say_basis(x, claim, where, "your own word", NULL);
	else
		sst_plan_say_basis(x, claim, where,
		    p->archive == NULL ? NO_ARCHIVE : p->archive,
		    sst_plan_say_moment(x, p->seen));
}

/* What the user said of the target beside what was read. */
void
sst_plan_basis_described(struct sst_plan_ctx *x, const char *field,
    const char *claim)
{
	sst_plan_say_basis(x, claim, sst_plan_say_text(x, "target: %s", field),
	    "your own word", NULL);
}

void
sst_plan_basis_word(struct sst_plan_ctx *x, const struct sst_told *t,
    const char *field, const char *claim)
{
	if (t == NULL)
		return;
	sst_plan_say_basis(x, claim,
	    sst_plan_say_text(x, "line %s: %s", t->iccid, field),
	    t->archive == NULL ? "your own word" : t->archive,
	    sst_plan_say_moment(x, t->set));
}

void
sst_plan_basis_told(struct sst_plan_ctx *x, const char *field,
    const char *claim)
{
	sst_plan_basis_word(x, x->told, field, claim);
}

void
sst_plan_basis_host(struct sst_plan_ctx *x, const char *claim)
{
	if (x->host == NULL)
		return;
	sst_plan_say_basis(x, claim,
	    sst_plan_say_text(x, "formats/smdp_hosts.tsv: %s", x->host->host),
	    x->host->source, NULL);
}

void
sst_plan_basis_route(struct sst_plan_ctx *x, const char *id, const char *claim)
{
	const struct sst_route *row = sst_know_route(id);

	if (row == NULL)
		return;
	sst_plan_say_basis(x, claim,
	    sst_plan_say_text(x, "formats/routes.tsv: %s", id), row->source,
	    NULL);
}

void
sst_plan_basis_chosen(struct sst_plan_ctx *x)
{
	const char *where =
	    sst_plan_say_text(x, "formats/routes.tsv: %s", x->line->route.id);

	for (size_t i = 0; where != NULL && i < x->line->basis.n; i++)
		if (strcmp(x->line->basis.v[i].where, where) == 0)
			return;
	sst_plan_basis_route(x, x->line->route.id,
	    sst_plan_say_text(x, "the route: %s", x->line->route.what));
}

void
sst_plan_basis_carrier(struct sst_plan_ctx *x, const char *claim)
{
	const struct sst_carrier *c = x->line->carrier;

	if (c == NULL)
		return;
	sst_plan_say_basis(x, claim,
	    sst_plan_say_text(x, "%s: %s", c->origin, c->id), c->source,
	    *c->source_date == '\0' ? c->seen : c->source_date);
}

/* By what the carrier row was found. */
static void
say_match(struct sst_plan_ctx *x)
{
	static const struct {
		enum sst_know_match match;
		const char *field;
	} fields[] = {
		{ SST_KNOW_CARRIER_ID, "carrier id" },
		{ SST_KNOW_PROVIDER, "serviceProviderName or profileName" },
		{ SST_KNOW_HOST, "notificationAddress" },
		{ SST_KNOW_IIN, "iccid" },
		{ SST_KNOW_GID, "profileOwner" },
		{ SST_KNOW_OWNER, "profileOwner" },
	};
	const char *claim = sst_plan_say_text(x, "the line is of %s (by %s)",
	    x->line->carrier->name, sst_know_match_name(x->line->match));

	if (x->line->match == SST_KNOW_ID) {
		sst_plan_basis_told(x, "carrier", claim);
		return;
	}
	if (x->line->profile == NULL) {
		sst_plan_basis_code(x, "what was kept with it", claim);
		return;
	}
	for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++) {
		if (fields[i].match == x->line->match)
			sst_plan_basis_field(x, fields[i].field, claim);
	}
}

/* What the row says that the plan rests on; cells are quoted as they are. */
static void
say_row(struct sst_plan_ctx *x)
{
	const struct sst_carrier *c = x->line->carrier;
	const struct {
		const char *name;
		const char *cell;
	} cells[] = {
		{ "same device", c->same_device_reinstall },
		{ "new device", c->new_device_reinstall },
		{ "code works only once", c->code_single_use },
		{ "downloads at most", c->max_downloads },
		{ "fee", c->fee },
		{ "conditions", c->preconditions },
		{ "notes", c->notes },
	};

	for (size_t i = 0; i < sizeof(cells) / sizeof(cells[0]); i++) {
		if (*cells[i].cell == '\0')
			continue;
		sst_plan_basis_carrier(x,
		    sst_plan_say_text(x, "%s: %s (%s)", cells[i].name,
		        cells[i].cell, c->confidence));
	}
}

static void
say_code(struct sst_plan_ctx *x)
{
	if (x->code == NULL)
		return;
	sst_plan_basis_code(x, "activation code",
	    !x->code->is_read  ? "the kept code cannot be read"
	    : x->code->by_host ? "a code of the same server is kept"
	    : x->code->by_carrier
	        ? "a code of the same server and carrier is kept"
	    : x->line->profile ? "a code is kept for this ICCID"
	                       : "a code is kept");
}

/* Names that the profile carries, where no row of a carrier was found. */
static void
say_names(struct sst_plan_ctx *x)
{
	const struct sst_profile *p = x->line->profile;

	if (p->provider != NULL)
		sst_plan_basis_field(x, "serviceProviderName",
		    sst_plan_say_text(x, "the provider is called \"%s\"",
		        p->provider));
	if (p->has_owner && p->owner.mcc_mnc != NULL)
		sst_plan_basis_field(x, "profileOwner.mccMnc",
		    sst_plan_say_text(x, "the owner is network %s",
		        p->owner.mcc_mnc));
	if (x->country != NULL)
		sst_plan_say_basis(x,
		    sst_plan_say_text(x, "ICCIDs that begin with %s are of %s",
		        x->country->iccid_prefix, x->country->iso3166),
		    sst_plan_say_text(x, "formats/iccid_country_codes.tsv: %s",
		        x->country->iccid_prefix),
		    x->country->source, NULL);
}

void
sst_plan_basis_line(struct sst_plan_ctx *x)
{
	const struct sst_plan_line *line = x->line;

	if (line->profile != NULL)
		sst_plan_basis_field(x,
		    line->profile->iccid != NULL ? "iccid" : "isdpAid",
		    "the line was on the device");
	say_code(x);
	if (line->smdp_address != NULL && line->profile != NULL &&
	    sst_snapshot_smdp(line->profile) != NULL)
		sst_plan_basis_field(x, "notificationAddress",
		    sst_plan_say_text(x, "its server is %s",
		        line->smdp_address));
	if (x->host != NULL)
		sst_plan_basis_host(x,
		    sst_plan_say_text(x, "the server is of %s (%s)",
		        x->host->operator_name, x->host->basis));
	if (x->network != NULL)
		sst_plan_say_basis(x,
		    sst_plan_say_text(x, "its %s is of %s",
		        sst_know_match_name(x->network_match),
		        x->network->name),
		    sst_plan_say_text(x, "%s: %s", x->network->origin,
		        x->network->id),
		    x->network->source, x->network->seen);
	if (line->carrier != NULL) {
		say_match(x);
		say_row(x);
	} else if (line->profile != NULL) {
		say_names(x);
	}
}
