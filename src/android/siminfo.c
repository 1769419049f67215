/* SPDX-License-Identifier: ISC */
/* siminfo.c: the table siminfo, asked for in pieces that fit together. */
#include <string.h>

#include "field_priv.h"
#include "line_priv.h"
#include "siminfo_priv.h"

#define QUERY "content query --uri content://telephony/siminfo --projection "

#define TEXT(column)                                \
	{                                           \
		QUERY "_id:" column, column, column \
	}

/*
 * Numbers and ids only in the first four: what the columns of free text say
 * cannot reach them. The versions are those of the table's upgrades.
 */
static const struct {
	const char *command;
	const char *name;   /* for faults */
	const char *column; /* of free text; NULL: none */
} pieces[SST_SIMINFO_PIECES] = {
	[SST_SIMINFO_FACTS] = { QUERY
	    "_id:icc_id:sim_id:is_embedded:is_removable:card_id:mcc:mnc:"
	    "data_roaming:name_source:color:sim_provisioning_status:"
	    "volte_vt_enabled:vt_ims_enabled:wfc_ims_enabled:wfc_ims_mode:"
	    "wfc_ims_roaming_mode:wfc_ims_roaming_enabled",
	    "facts", NULL },
	[SST_SIMINFO_FACTS_10] = { QUERY
	    "_id:mcc_string:mnc_string:iso_country_code:carrier_id:"
	    "profile_class:subscription_type:group_uuid:is_opportunistic:"
	    "is_metered",
	    "facts of Android 10", NULL },
	[SST_SIMINFO_FACTS_11] = { QUERY
	    "_id:imsi:uicc_applications_enabled:allowed_network_types",
	    "facts of Android 11", NULL },
	[SST_SIMINFO_FACTS_12] = { QUERY
	    "_id:allowed_network_types_for_reasons:cross_sim_calling_enabled:"
	    "voims_opt_in_status",
	    "facts of Android 12", NULL },
	[SST_SIMINFO_DISPLAY_NAME] = TEXT("display_name"),
	[SST_SIMINFO_CARRIER_NAME] = TEXT("carrier_name"),
	[SST_SIMINFO_NUMBER] = TEXT("number"),
};

/* All columns of Android 9 to 13; a whole table is read with them too. */
static const char *const columns[] = { "_id", "icc_id", "sim_id",
	"display_name", "carrier_name", "name_source", "color", "number",
	"display_number_format", "data_roaming", "mcc", "mnc", "mcc_string",
	"mnc_string", "ehplmns", "hplmns", "sim_provisioning_status",
	"is_embedded", "card_id", "access_rules",
	"access_rules_from_carrier_configs", "is_removable",
	"enable_cmas_extreme_threat_alerts", "enable_cmas_severe_threat_alerts",
	"enable_cmas_amber_alerts", "enable_emergency_alerts",
	"alert_sound_duration", "alert_reminder_interval",
	"enable_alert_vibrate", "enable_alert_speech",
	"enable_etws_test_alerts", "enable_channel_50_alerts",
	"enable_cmas_test_alerts", "show_cmas_opt_out_dialog",
	"volte_vt_enabled", "vt_ims_enabled", "wfc_ims_enabled", "wfc_ims_mode",
	"wfc_ims_roaming_mode", "wfc_ims_roaming_enabled", "is_opportunistic",
	"group_uuid", "is_metered", "iso_country_code", "carrier_id",
	"profile_class", "subscription_type", "group_owner",
	"data_enabled_override_rules", "imsi", "uicc_applications_enabled",
	"allowed_network_types", "ims_rcs_uce_enabled",
	"cross_sim_calling_enabled", "rcs_config",
	"allowed_network_types_for_reasons", "d2d_sharing_status",
	"voims_opt_in_status", "d2d_sharing_contacts",
	"nr_advanced_calling_enabled", "phone_number_source_carrier",
	"phone_number_source_ims", "port_index", "usage_setting", NULL };

struct reader {
	struct sst_keep keep;
	struct sst_subscriptions *out;
	enum sst_siminfo_piece piece; /* that is being read */
};

const char *
sst_siminfo_command(enum sst_siminfo_piece piece)
{
	return pieces[piece].command;
}

static size_t
find_id(const struct reader *r, int id)
{
	size_t i = 0;

	while (i < r->out->n && r->out->v[i].id != id)
		i++;
	return i;
}

static void
suspect(struct reader *r, size_t row)
{
	if (row < r->out->n)
		r->out->v[row].is_untrusted = true;
}

/*
 * One row of facts. In a whole table a column may come twice, forged by free
 * text: it is true when it stands before all of that, else neither is.
 */
static int
put_pairs(struct reader *r, struct sst_subscription *sub,
    const struct sst_pairs *pairs, size_t line)
{
	const struct sst_field_dialect *d = &sst_field_siminfo;
	struct sst_field_row row = { d, &r->keep, sub, line };
	enum { ABSENT, SURE, UNSURE } seen[SST_FIELD_NAMES] = { ABSENT };
	bool is_behind = false;

	for (size_t i = 0; i < pairs->n; i++) {
		const struct sst_pair *p = &pairs->v[i];
		struct sst_span name = sst_span_of_text(p->key);
		size_t at = sst_field_find(d, name);
		const char *value = p->value != NULL ? p->value : d->null;

		is_behind = is_behind || (at < d->n && d->names[at].is_text);
		if (at < d->n && seen[at] == UNSURE)
			sst_field_forget(&row, name);
		if (at < d->n && seen[at] != ABSENT)
			continue;
		if (at < d->n)
			seen[at] = is_behind ? UNSURE : SURE;
		if (sst_field_put(&row, name, sst_span_of_text(value)) < 0)
			return -1;
	}
	return 0;
}

static int
add_row(struct reader *r, const struct sst_subscription *sub, size_t line)
{
	size_t at = find_id(r, sub->id);
	struct sst_subscription *v;

	if (at < r->out->n) {
		suspect(r, at);
		return sst_keep_fault(&r->keep, line, (struct sst_span){ 0 },
		    "%s: _id %d again", pieces[r->piece].name, sub->id);
	}
	if (at == SST_SUBSCRIPTIONS_MAX)
		return sst_fail(r->keep.err, SST_E_FORMAT,
		    "line %zu: more than %d subscriptions", line,
		    SST_SUBSCRIPTIONS_MAX);
	v = sst_arena_grow(r->keep.mem, r->out->v, r->out->n, sizeof(*v));
	if (v == NULL)
		return sst_arena_full(r->keep.mem, r->keep.err);
	v[at] = *sub;
	r->out->v = v;
	r->out->n++;
	return 0;
}

/* A row of the first piece is a line; one of the others belongs to it. */
static int
put_row(struct reader *r, const struct sst_pairs *pairs, bool is_untrusted,
    size_t line)
{
	const char *word = sst_pairs_get(pairs, "_id");
	struct sst_subscription sub;
	size_t at;
	int id;

	sst_field_init(&sub);
	if (word == NULL || !sst_line_int(sst_span_of_text(word), &id))
		return sst_keep_fault(&r->keep, line, (struct sst_span){ 0 },
		    "%s: a row without _id", pieces[r->piece].name);
	if (r->piece == SST_SIMINFO_FACTS) {
		sub.is_untrusted = is_untrusted;
		if (put_pairs(r, &sub, pairs, line) < 0)
			return -1;
		return add_row(r, &sub, line);
	}
	at = find_id(r, id);
	if (at == r->out->n)
		return sst_keep_fault(&r->keep, line, (struct sst_span){ 0 },
		    "%s: _id %d is no row", pieces[r->piece].name, id);
	if (is_untrusted)
		suspect(r, at);
	return put_pairs(r, &r->out->v[at], pairs, line);
}

static int
read_facts(struct reader *r, struct sst_span text)
{
	struct sst_content_rows rows;

	if (sst_content_parse(text, columns, r->keep.mem, &rows, r->keep.err) <
	    0)
		return -1;
	r->out->repaired += rows.repaired;
	for (size_t i = 0; i < rows.faults.n; i++) {
		const struct sst_row_fault *f = &rows.faults.v[i];

		if (sst_keep_fault(&r->keep, f->line, sst_span_of_text(f->text),
		        "%s: %s", pieces[r->piece].name, f->what) < 0)
			return -1;
	}
	for (size_t i = 0; i < rows.n; i++) {
		if (put_row(r, &rows.v[i], rows.is_untrusted[i], rows.line[i]) <
		    0)
			return -1;
	}
	return 0;
}

static void
finish(struct sst_subscriptions *out)
{
	for (size_t i = 0; i < out->n; i++) {
		struct sst_subscription *sub = &out->v[i];

		sub->is_active = sub->slot >= 0;
		sub->is_installed = sub->slot >= 0 || sub->is_embedded == 1;
	}
}

int
sst_siminfo_parse(const struct sst_span *piece, struct sst_arena *mem,
    struct sst_subscriptions *out, struct sst_err *err)
{
	struct reader r = { .keep = { mem, &out->faults, &out->repaired, err },
		.out = out };
	int rc = 0;

	*out = (struct sst_subscriptions){
		.default_data = SST_SUBSCRIPTION_UNKNOWN,
		.default_voice = SST_SUBSCRIPTION_UNKNOWN,
		.default_sms = SST_SUBSCRIPTION_UNKNOWN,
	};
	for (size_t i = 0; rc == 0 && i < SST_SIMINFO_PIECES; i++) {
		r.piece = (enum sst_siminfo_piece)i;
		if (pieces[i].column == NULL)
			rc = read_facts(&r, piece[i]);
		else
			rc = sst_siminfo_text(&r.keep, out, piece[i],
			    pieces[i].column);
		if (rc < 0)
			(void)sst_within(err, "%s", pieces[i].name);
	}
	finish(out);
	if (rc < 0)
		*out = (struct sst_subscriptions){ 0 };
	return rc;
}
