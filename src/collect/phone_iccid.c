/* SPDX-License-Identifier: ISC */
/* phone_iccid.c: whole ICCIDs and EIDs, and to which line they belong. */
#include <string.h>

#include <simstow/base/digits.h>

#include "phone_priv.h"

#define WORD ((size_t)4)

static bool
begins(const char *text, const char *prefix)
{
	return prefix == NULL || strncmp(text, prefix, strlen(prefix)) == 0;
}

static struct sst_phone_number *
find(const struct sst_phone_numbers *list, int id)
{
	for (size_t i = 0; i < list->n; i++) {
		if (list->v[i].id == id)
			return &list->v[i];
	}
	return NULL;
}

static int
add(struct sst_phone_run *r, struct sst_phone_numbers *list,
    const struct sst_phone_number *fact, struct sst_err *err)
{
	struct sst_phone_number *known = find(list, fact->id);

	if (known != NULL) {
		if (fact->iccid != NULL &&
		    strcmp(known->iccid, fact->iccid) != 0)
			known->is_disputed = true;
		if (known->eid == NULL)
			known->eid = fact->eid;
		return 0;
	}
	known = sst_arena_grow(&r->scratch, list->v, list->n, sizeof(*known));
	if (known == NULL)
		return sst_arena_full(&r->scratch, err);
	list->v = known;
	known[list->n++] = *fact;
	return 0;
}

int
sst_phone_iccid_add_eid(struct sst_phone_run *r, const char *eid,
    struct sst_err *err)
{
	const char **v;

	if (!sst_eid_is_plain(eid))
		return 0;
	for (size_t i = 0; i < r->eids.n; i++) {
		if (strcmp(r->eids.v[i], eid) == 0)
			return 0;
	}
	v = sst_arena_grow(&r->scratch, r->eids.v, r->eids.n, sizeof(*v));
	if (v == NULL)
		return sst_arena_full(&r->scratch, err);
	v[r->eids.n] = sst_arena_text(&r->scratch, eid);
	if (v[r->eids.n] == NULL)
		return sst_arena_full(&r->scratch, err);
	r->eids.v = v;
	r->eids.n++;
	return 0;
}

static const char *
whole(const struct sst_subscription *s)
{
	return s != NULL && !s->is_masked && s->icc_id != NULL &&
	               sst_iccid_is_plain(s->icc_id)
	           ? s->icc_id
	           : NULL;
}

const char *
sst_phone_iccid_of(const struct sst_phone_run *r,
    const struct sst_phone_line *l)
{
	const struct sst_phone_number *known = find(&r->numbers, l->id);
	const char *iccid = whole(l->info);

	if (iccid == NULL)
		iccid = whole(l->isub);
	if (iccid == NULL && known != NULL && !known->is_disputed)
		iccid = known->iccid;
	return iccid;
}

const char *
sst_phone_iccid_prefix(const struct sst_phone_line *l)
{
	if (l->isub != NULL && l->isub->icc_id != NULL)
		return l->isub->icc_id;
	return l->info != NULL ? l->info->icc_id : NULL;
}

static const char *
card_prefix(const struct sst_phone_line *l)
{
	return l->isub != NULL ? l->isub->card_string : NULL;
}

static const char *
whole_card(const struct sst_subscription *s)
{
	return s != NULL && !s->is_card_masked && s->card_string != NULL &&
	               sst_eid_is_plain(s->card_string)
	           ? s->card_string
	           : NULL;
}

/* The one EID that the masked one may be; with two it stays unknown. */
static const char *
only_eid(const struct sst_phone_run *r, const char *prefix)
{
	const char *found = NULL;

	for (size_t i = 0; i < r->eids.n; i++) {
		if (!begins(r->eids.v[i], prefix))
			continue;
		if (found != NULL)
			return NULL;
		found = r->eids.v[i];
	}
	return found;
}

const char *
sst_phone_iccid_card_of(const struct sst_phone_run *r,
    const struct sst_phone_line *l)
{
	const struct sst_phone_number *known = find(&r->numbers, l->id);
	const struct sst_phone_number *card;
	const char *eid = whole_card(l->info);

	if (SST_LINE_INT(l, is_embedded) != 1)
		return NULL;
	if (eid == NULL)
		eid = whole_card(l->isub);
	if (eid == NULL && known != NULL && !known->is_disputed)
		eid = known->eid;
	card = find(&r->cards, SST_LINE_INT(l, card_id));
	if (eid == NULL && card != NULL)
		eid = card->eid;
	return eid != NULL ? eid : only_eid(r, card_prefix(l));
}

static uint32_t
word_at(struct sst_span s, size_t at)
{
	return (uint32_t)s.p[at] | (uint32_t)s.p[at + 1] << 8 |
	       (uint32_t)s.p[at + 2] << 16 | (uint32_t)s.p[at + 3] << 24;
}

/* A string of digits, its length word at a multiple of 4. */
static bool
is_string(struct sst_span s, size_t at, const char *digits)
{
	size_t n = strlen(digits);

	if (s.n - at < WORD + 2 * n || word_at(s, at) != n)
		return false;
	for (size_t i = 0; i < n; i++) {
		const uint8_t *unit = s.p + at + WORD + 2 * i;

		if (unit[0] != (uint8_t)digits[i] || unit[1] != 0)
			return false;
	}
	return true;
}

/* Where the string is, from *at on; *at moves behind its length word. */
static bool
locate(struct sst_span s, const char *digits, size_t *at)
{
	for (size_t i = *at; i + WORD <= s.n; i += WORD) {
		if (!is_string(s, i, digits))
			continue;
		*at = i + WORD;
		return true;
	}
	return false;
}

/*
 * SubscriptionInfo.writeToParcel of Android 9 to 16 begins with the id, the
 * ICCID and the slot: a string between two such words is that line's.
 */
static bool
is_of_line(const struct sst_phone_run *r, struct sst_span s, size_t at,
    const char *iccid, int *id)
{
	size_t behind = at + (2 * (strlen(iccid) + 1) + 3) / WORD * WORD;
	struct sst_phone_line l;

	if (at < 2 * WORD || behind > s.n || s.n - behind < WORD)
		return false;
	*id = (int)word_at(s, at - 2 * WORD);
	for (size_t i = 0; sst_phone_lines_at(r, i, &l); i++) {
		if (l.id == *id)
			return begins(iccid, sst_phone_iccid_prefix(&l)) &&
			       (int)word_at(s, behind) ==
			           SST_LINE_INT(&l, slot);
	}
	return false;
}

/* An EID belongs to the line whose ICCID came last before it. */
static int
read_numbers(struct sst_phone_run *r, struct sst_span bytes,
    const struct sst_parcel_found *found, struct sst_err *err)
{
	struct sst_phone_number fact = { 0 };
	size_t at = 0;

	for (size_t i = 0; i < found->n; i++) {
		const char *digits = found->v[i].value;
		bool is_eid = strcmp(found->v[i].key, "eid") == 0;
		int id;

		if (!locate(bytes, digits, &at))
			continue;
		if (is_eid && fact.iccid != NULL && fact.eid == NULL)
			fact.eid = digits;
		else if (!is_eid && is_of_line(r, bytes, at, digits, &id))
			fact = (struct sst_phone_number){ .id = id,
				.iccid = digits };
		else
			continue;
		if (add(r, &r->numbers, &fact, err) < 0)
			return -1;
	}
	return 0;
}

static bool
is_taken(const struct sst_phone_run *r, const char *iccid)
{
	for (size_t i = 0; i < r->numbers.n; i++) {
		if (r->numbers.v[i].iccid != NULL &&
		    strcmp(r->numbers.v[i].iccid, iccid) == 0)
			return true;
	}
	return false;
}

/* How many rows, history too, hide an ICCID that may be this one. */
static size_t
rows_of(const struct sst_phone_run *r, const char *iccid, int *id)
{
	struct sst_phone_line l;
	size_t n = 0;

	for (size_t i = 0; sst_phone_lines_at(r, i, &l); i++) {
		if (sst_phone_iccid_of(r, &l) != NULL ||
		    sst_phone_iccid_prefix(&l) == NULL ||
		    !begins(iccid, sst_phone_iccid_prefix(&l)))
			continue;
		*id = l.id;
		n++;
	}
	return n;
}

static bool
is_repeated(const struct sst_parcel_found *found, size_t at)
{
	for (size_t i = 0; i < at; i++) {
		if (strcmp(found->v[i].value, found->v[at].value) == 0)
			return true;
	}
	return false;
}

/* Free ICCIDs that a row's prefix fits; a second one makes it ambiguous. */
static size_t
free_like(const struct sst_phone_run *r, const struct sst_parcel_found *found,
    const char *prefix)
{
	size_t n = 0;

	for (size_t i = 0; i < found->n; i++) {
		const char *digits = found->v[i].value;

		n += strcmp(found->v[i].key, "iccid") == 0 &&
		     begins(digits, prefix) && !is_taken(r, digits) &&
		     !is_repeated(found, i);
	}
	return n;
}

/* A maker that has changed the order of members: one row, one number. */
static int
match_rest(struct sst_phone_run *r, const struct sst_parcel_found *found,
    struct sst_err *err)
{
	for (size_t i = 0; i < found->n; i++) {
		struct sst_phone_number fact = { .iccid = found->v[i].value };
		char prefix[10];

		if (strcmp(found->v[i].key, "iccid") != 0 ||
		    is_taken(r, fact.iccid) ||
		    rows_of(r, fact.iccid, &fact.id) != 1)
			continue;
		memcpy(prefix, fact.iccid, sizeof(prefix) - 1);
		prefix[sizeof(prefix) - 1] = '\0';
		if (free_like(r, found, prefix) != 1)
			continue;
		if (add(r, &r->numbers, &fact, err) < 0)
			return -1;
	}
	return 0;
}

int
sst_phone_iccid_parcel(struct sst_phone_run *r,
    const struct sst_phone_answer *a, struct sst_err *err)
{
	struct sst_buf bytes = { .max = SST_PARCEL_BYTES };
	struct sst_parcel_found found;
	int rc = -1;

	if (sst_parcel_numbers(a->text, &r->scratch, &found, err) < 0 ||
	    sst_parcel_parse(a->text, &bytes, err) < 0 ||
	    read_numbers(r, sst_buf_span(&bytes), &found, err) < 0 ||
	    match_rest(r, &found, err) < 0)
		goto out;
	rc = 0;
out:
	sst_buf_fini(&bytes);
	return rc;
}

int
sst_phone_iccid_line(struct sst_phone_run *r, const struct sst_phone_answer *a,
    struct sst_err *err)
{
	struct sst_phone_number fact = { .id = a->argument };
	struct sst_phone_line l = { 0 };
	const char *text;
	size_t n;
	int rc = sst_parcel_text(a->text, &r->scratch, &text, err);

	if (rc < 0)
		return -1;
	for (size_t i = 0; sst_phone_lines_at(r, i, &l) && l.id != fact.id; i++)
		;
	if (rc == 0 || l.id != fact.id)
		return sst_fail(err, SST_E_FORMAT,
		    "no ICCID of subscription %d", fact.id);
	n = strcspn(text, "Ff");
	fact.iccid = sst_arena_printf(&r->scratch, "%.*s", (int)n, text);
	if (fact.iccid == NULL)
		return sst_arena_full(&r->scratch, err);
	if (!sst_iccid_is_plain(fact.iccid) ||
	    !begins(fact.iccid, sst_phone_iccid_prefix(&l)))
		return sst_fail(err, SST_E_FORMAT,
		    "the ICCID of subscription %d does not fit dumpsys isub",
		    fact.id);
	return add(r, &r->numbers, &fact, err);
}

int
sst_phone_iccid_eid(struct sst_phone_run *r, const struct sst_phone_answer *a,
    struct sst_err *err)
{
	struct sst_phone_eids eids;

	if (sst_phone_parse_eid(a->text, &r->scratch, &eids, err) < 0)
		return -1;
	for (size_t i = 0; i < eids.n; i++) {
		if (sst_phone_iccid_add_eid(r, eids.v[i], err) < 0)
			return -1;
	}
	return 0;
}

/* A phone without eUICC answers null. */
int
sst_phone_iccid_card(struct sst_phone_run *r, const struct sst_phone_answer *a,
    struct sst_err *err)
{
	struct sst_phone_number fact = { .id = a->argument };
	int rc = sst_parcel_text(a->text, &r->scratch, &fact.eid, err);

	if (rc <= 0)
		return rc;
	if (!sst_eid_is_plain(fact.eid))
		return sst_fail(err, SST_E_FORMAT, "%zu characters, no EID",
		    strlen(fact.eid));
	if (fact.id >= 0 && add(r, &r->cards, &fact, err) < 0)
		return -1;
	return sst_phone_iccid_add_eid(r, fact.eid, err);
}
