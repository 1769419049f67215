/* SPDX-License-Identifier: ISC */
/* field.c: one member of a line's row, by either of its names. */
#include <stddef.h>

#include "field_priv.h"
#include "line_priv.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* Digits of a card id; a longer one is a card's own number. */
#define CARD_ID_DIGITS 9

/* The members of struct sst_subscription; NOTE is kept in other. */
enum member {
	NOTE,
	ID,
	ICC_ID,
	SLOT,
	PORT,
	EMBEDDED,
	REMOVABLE,
	CARRIER_ID,
	DISPLAY_NAME,
	CARRIER_NAME,
	NAME_SOURCE,
	NUMBER,
	ROAMING,
	MCC,
	MNC,
	COUNTRY,
	CARD,
	CARD_ID,
	TYPE,
	GROUP,
	CLASS,
	IMSI,
	NETWORKS
};

/*
 * Android 9 to 13: SubscriptionInfo.toString; Android 14 and later:
 * SubscriptionInfoInternal.toString. Names that have no member of their own
 * stand here because free text ends before them.
 */
static const struct sst_field_name isub_names[] = {
	{ "id", ID, false, false },
	{ "iccId", ICC_ID, false, false },
	{ "simSlotIndex", SLOT, false, false },
	{ "portIndex", PORT, false, false },
	{ "isEmbedded", EMBEDDED, false, true },
	{ "isRemovableEmbedded", REMOVABLE, false, false },
	{ "carrierId", CARRIER_ID, false, false },
	{ "displayName", DISPLAY_NAME, true, false },
	{ "carrierName", CARRIER_NAME, true, false },
	{ "nameSource", NAME_SOURCE, false, false },
	{ "displayNameSource", NAME_SOURCE, false, false },
	{ "number", NUMBER, false, false },
	{ "mNumber", NUMBER, false, false },
	{ "dataRoaming", ROAMING, false, false },
	{ "mcc", MCC, false, true },
	{ "mnc", MNC, false, true },
	{ "countryIso", COUNTRY, false, false },
	{ "mCountryIso", COUNTRY, false, false },
	{ "cardString", CARD, false, false },
	{ "cardId", CARD_ID, false, false },
	{ "type", TYPE, false, false },
	{ "subscriptionType", TYPE, false, false },
	{ "groupUuid", GROUP, false, false },
	{ "groupUUID", GROUP, false, false },
	{ "mGroupUUID", GROUP, false, false },
	{ "profileClass", CLASS, false, false },
	{ "imsi", IMSI, false, false },
	{ "allowedNetworkTypesForReasons", NETWORKS, false, false },
	{ "isOpportunistic", NOTE, false, true },
	{ "groupOwner", NOTE, false, false },
	{ "iconTint", NOTE, false, false },
	{ "accessRules", NOTE, false, true },
};

/* Columns of the table siminfo, TelephonyProvider, Android 9 to 13. */
static const struct sst_field_name siminfo_names[] = {
	{ "_id", ID, false, false },
	{ "icc_id", ICC_ID, false, false },
	{ "sim_id", SLOT, false, false },
	{ "port_index", PORT, false, false },
	{ "is_embedded", EMBEDDED, false, false },
	{ "is_removable", REMOVABLE, false, false },
	{ "carrier_id", CARRIER_ID, false, false },
	{ "display_name", DISPLAY_NAME, true, false },
	{ "carrier_name", CARRIER_NAME, true, false },
	{ "name_source", NAME_SOURCE, false, false },
	{ "number", NUMBER, true, false },
	{ "data_roaming", ROAMING, false, false },
	{ "mcc_string", MCC, false, false },
	{ "mnc_string", MNC, false, false },
	{ "iso_country_code", COUNTRY, false, false },
	{ "card_id", CARD, false, false },
	{ "subscription_type", TYPE, false, false },
	{ "group_uuid", GROUP, false, false },
	{ "profile_class", CLASS, false, false },
	{ "imsi", IMSI, false, false },
	{ "allowed_network_types_for_reasons", NETWORKS, false, false },
};

const struct sst_field_dialect sst_field_isub = { isub_names, COUNT(isub_names),
	"null" };
const struct sst_field_dialect sst_field_siminfo = { siminfo_names,
	COUNT(siminfo_names), "NULL" };

_Static_assert(COUNT(isub_names) <= SST_FIELD_NAMES, "mask of names");

size_t
sst_field_find(const struct sst_field_dialect *d, struct sst_span name)
{
	for (size_t i = 0; i < d->n; i++) {
		if (sst_line_is(name, d->names[i].name))
			return i;
	}
	return d->n;
}

void
sst_field_init(struct sst_subscription *sub)
{
	*sub = (struct sst_subscription){
		.id = SST_SUBSCRIPTION_UNKNOWN,
		.slot = SST_SUBSCRIPTION_UNKNOWN,
		.port = SST_SUBSCRIPTION_UNKNOWN,
		.is_embedded = SST_SUBSCRIPTION_UNKNOWN,
		.is_removable = SST_SUBSCRIPTION_UNKNOWN,
		.carrier_id = SST_SUBSCRIPTION_UNKNOWN,
		.data_roaming = SST_SUBSCRIPTION_UNKNOWN,
		.card_id = SST_SUBSCRIPTION_UNKNOWN,
		.profile_class = SST_SUBSCRIPTION_UNKNOWN,
	};
}

/* A value as text; NULL for null and nothing. */
static int
keep_text(const struct sst_field_row *row, struct sst_span value,
    const char **out)
{
	*out = NULL;
	if (value.n == 0 || sst_line_is(value, row->dialect->null))
		return 0;
	return sst_keep_text(row->keep, value, out);
}

/* What a kind of member makes of a value: 1 set, 0 does not fit, -1 failed. */
typedef int read_fn(const struct sst_field_row *row, struct sst_span value,
    void *member);

static int
read_text(const struct sst_field_row *row, struct sst_span value, void *member)
{
	return keep_text(row, value, member) < 0 ? -1 : 1;
}

static int
read_number(const struct sst_field_row *row, struct sst_span value,
    void *member)
{
	int *out = member;

	(void)row;
	/* Android 9 and 10: "{id=1, iccId=". */
	if (sst_line_ends(value, ","))
		value.n--;
	if (!sst_line_is(value, "true") && !sst_line_is(value, "false"))
		return sst_line_int(value, out);
	*out = sst_line_is(value, "true");
	return 1;
}

static bool
is_masked(struct sst_span value)
{
	return sst_line_find(value, "*") < value.n ||
	       sst_line_find(value, "[") < value.n;
}

/* What is hidden in part is no value; it goes to other as it is. */
static int
read_open(const struct sst_field_row *row, struct sst_span value, void *member)
{
	return is_masked(value) ? 0 : read_text(row, value, member);
}

/*
 * The number of a card: digits, with the padding F of some phones, or digits
 * and a mask: Rlog.pii prints "[****]", a debuggable build a hash in brackets.
 */
static int
read_card_number(const struct sst_field_row *row, struct sst_span value,
    const char **out, bool *is_prefix)
{
	size_t n = sst_line_digits(value);
	struct sst_span rest = sst_line_skip(value, n);

	while (sst_line_ends(rest, "F") || sst_line_ends(rest, "f"))
		rest.n--;
	if (rest.n > 0 && !is_masked(rest))
		return 0;
	if (rest.n > 0 && rest.p[0] != '[' && rest.p[0] != '*')
		return 0;
	*is_prefix = rest.n > 0;
	return keep_text(row, sst_line_head(value, n), out) < 0 ? -1 : 1;
}

static int
read_icc_id(const struct sst_field_row *row, struct sst_span value,
    void *member)
{
	return read_card_number(row, value, member, &row->sub->is_masked);
}

static int
read_card(const struct sst_field_row *row, struct sst_span value, void *member)
{
	return read_card_number(row, value, member, &row->sub->is_card_masked);
}

/* Android 9 calls the card's own number so. */
static int
read_card_id(const struct sst_field_row *row, struct sst_span value,
    void *member)
{
	if (sst_line_digits(value) < CARD_ID_DIGITS && !is_masked(value))
		return sst_line_int(value, member);
	return read_card(row, value, &row->sub->card_string);
}

static int
read_type(const struct sst_field_row *row, struct sst_span value, void *member)
{
	/* SubscriptionManager.SUBSCRIPTION_TYPE_... */
	if (sst_line_is(value, "0"))
		value = sst_span_of_text("LOCAL_SIM");
	else if (sst_line_is(value, "1"))
		value = sst_span_of_text("REMOTE_SIM");
	return read_text(row, value, member);
}

#define AT(member) offsetof(struct sst_subscription, member)

static const struct {
	size_t at;
	read_fn *read;
	bool is_text; /* a pointer, else an int */
} members[] = {
	[ID] = { AT(id), read_number, false },
	[ICC_ID] = { AT(icc_id), read_icc_id, true },
	[SLOT] = { AT(slot), read_number, false },
	[PORT] = { AT(port), read_number, false },
	[EMBEDDED] = { AT(is_embedded), read_number, false },
	[REMOVABLE] = { AT(is_removable), read_number, false },
	[CARRIER_ID] = { AT(carrier_id), read_number, false },
	[DISPLAY_NAME] = { AT(display_name), read_text, true },
	[CARRIER_NAME] = { AT(carrier_name), read_text, true },
	[NAME_SOURCE] = { AT(name_source), read_text, true },
	[NUMBER] = { AT(number), read_open, true },
	[ROAMING] = { AT(data_roaming), read_number, false },
	[MCC] = { AT(mcc), read_text, true },
	[MNC] = { AT(mnc), read_text, true },
	[COUNTRY] = { AT(country), read_text, true },
	[CARD] = { AT(card_string), read_card, true },
	[CARD_ID] = { AT(card_id), read_card_id, false },
	[TYPE] = { AT(type), read_type, true },
	[GROUP] = { AT(group), read_text, true },
	[CLASS] = { AT(profile_class), read_number, false },
	[IMSI] = { AT(imsi), read_open, true },
	[NETWORKS] = { AT(allowed_networks), read_text, true },
};

static void *
place(const struct sst_field_row *row, size_t member)
{
	return (char *)row->sub + members[member].at;
}

static enum member
member_of(const struct sst_field_row *row, struct sst_span name)
{
	size_t i = sst_field_find(row->dialect, name);

	return i < row->dialect->n ? (enum member)row->dialect->names[i].member
	                           : NOTE;
}

int
sst_field_put(const struct sst_field_row *row, struct sst_span name,
    struct sst_span value)
{
	enum member m = member_of(row, name);
	bool is_null = sst_line_is(value, row->dialect->null);
	int rc = 0;

	if (m != NOTE) {
		if (is_null || value.n == 0)
			return 0;
		rc = members[m].read(row, value, place(row, m));
		if (rc != 0)
			return rc < 0 ? -1 : 0;
		if (!is_masked(value) &&
		    sst_keep_fault(row->keep, row->line, value,
		        "%.*s has a strange value", (int)name.n,
		        (const char *)name.p) < 0)
			return -1;
	}
	if (is_null)
		value = (struct sst_span){ 0 };
	return sst_keep_pair(row->keep, &row->sub->other, name, value);
}

void
sst_field_forget(const struct sst_field_row *row, struct sst_span name)
{
	enum member m = member_of(row, name);

	if (m == NOTE)
		return;
	if (members[m].is_text) {
		const char **text = place(row, m);

		*text = NULL;
	} else {
		int *number = place(row, m);

		*number = SST_SUBSCRIPTION_UNKNOWN;
	}
	if (m == ICC_ID)
		row->sub->is_masked = false;
	if (m == CARD || m == CARD_ID)
		row->sub->is_card_masked = false;
}
