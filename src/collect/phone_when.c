/* SPDX-License-Identifier: ISC */
/* phone_when.c: which questions what is known by now makes worth asking. */
#include "phone_priv.h"

bool
sst_phone_when_uids(const struct sst_phone_run *r)
{
	return r->uids[SST_SAVER_ALLOWED].n > 0 ||
	       r->uids[SST_SAVER_DENIED].n > 0;
}

/* The table siminfo, where it may be read, says more with fewer questions. */
bool
sst_phone_when_hidden(const struct sst_phone_run *r)
{
	struct sst_phone_line l;

	if (!sst_phone_ask_done(r, "dumpsys isub") ||
	    !sst_phone_ask_done(r, "content query siminfo"))
		return false;
	for (size_t i = 0; sst_phone_lines_at(r, i, &l); i++) {
		if (sst_phone_lines_installed(&l) &&
		    sst_phone_iccid_of(r, &l) == NULL)
			return true;
	}
	return !r->has_isub && !r->has_siminfo;
}

static bool
has_embedded(const struct sst_phone_run *r)
{
	struct sst_phone_line l;

	for (size_t i = 0; sst_phone_lines_at(r, i, &l); i++) {
		if (sst_phone_lines_installed(&l) &&
		    SST_LINE_INT(&l, is_embedded) == 1)
			return true;
	}
	return false;
}

bool
sst_phone_when_euicc(const struct sst_phone_run *r)
{
	return r->eids.n > 0 || has_embedded(r);
}

/* Asked too where no line is embedded: an eUICC may be empty. */
bool
sst_phone_when_no_eid(const struct sst_phone_run *r)
{
	return r->eids.n == 0 &&
	       sst_phone_ask_done(r, "dumpsys TelephonyDebugService") &&
	       sst_phone_ask_done(r, "dumpsys isub") &&
	       sst_phone_ask_done(r, "content query siminfo");
}

bool
sst_phone_when_imei(const struct sst_phone_run *r)
{
	return r->how->imei;
}

static size_t
add(int *out, size_t n, int value)
{
	for (size_t i = 0; i < n; i++) {
		if (out[i] == value)
			return n;
	}
	if (n < SST_PHONE_ARGUMENTS)
		out[n++] = value;
	return n;
}

/* Subscriptions in a slot whose ICCID is hidden: others cannot be asked. */
size_t
sst_phone_when_lines(const struct sst_phone_run *r, int *out)
{
	struct sst_phone_line l;
	size_t n = 0;

	for (size_t i = 0; sst_phone_lines_at(r, i, &l); i++) {
		if (SST_LINE_INT(&l, slot) >= 0 &&
		    sst_phone_iccid_of(r, &l) == NULL)
			n = add(out, n, l.id);
	}
	return n;
}

#define CARD_DEFAULT (-1) /* asks for the phone's own eUICC */

/* Cards of embedded subscriptions, else the phone's default eUICC. */
size_t
sst_phone_when_cards(const struct sst_phone_run *r, int *out)
{
	struct sst_phone_line l;
	size_t n = 0;

	for (size_t i = 0; sst_phone_lines_at(r, i, &l); i++) {
		int card = SST_LINE_INT(&l, card_id);

		if (sst_phone_lines_installed(&l) && card >= 0 &&
		    SST_LINE_INT(&l, is_embedded) == 1)
			n = add(out, n, card);
	}
	return n > 0 ? n : add(out, 0, CARD_DEFAULT);
}

size_t
sst_phone_when_slots(const struct sst_phone_run *r, int *out)
{
	size_t n = 0;

	while (n < r->slots && n < SST_PHONE_SLOTS) {
		out[n] = (int)n;
		n++;
	}
	return n;
}
