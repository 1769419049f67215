/* SPDX-License-Identifier: ISC */
/* card.c: every eUICC on a card, and its SIM, into one snapshot. */

#include <string.h>

#include <simstow/base/hex.h>

#include "collect_priv.h"
#include "uicc_priv.h"

static int
start(const struct sst_card_link *link, const struct sst_collect *how,
    struct sst_snapshot *s, struct sst_err *err)
{
	char atr[2 * SST_CARD_LINK_ATR + 1];

	s->kind = SST_SNAPSHOT_DEVICE;
	s->created = how->now;
	s->device.kind = SST_DEVICE_EUICC;
	sst_hex_format((struct sst_span){ link->atr, link->atr_n }, atr);
	s->generator = sst_arena_text(&s->mem, how->generator);
	s->device.label = sst_arena_text(&s->mem, how->label);
	s->device.reached_by = sst_arena_text(&s->mem, link->name);
	s->device.atr = sst_arena_text(&s->mem, atr);
	if ((how->generator != NULL && s->generator == NULL) ||
	    (how->label != NULL && s->device.label == NULL) ||
	    s->device.reached_by == NULL || s->device.atr == NULL)
		return sst_arena_full(&s->mem, err);
	return 0;
}

/* One eUICC can answer to two AIDs: the second reading is dropped. */
static bool
is_repeated(const struct sst_snapshot *s)
{
	const char *eid = s->euiccs.v[s->euiccs.n - 1].eid;
	size_t i;

	for (i = 0; eid != NULL && i + 1 < s->euiccs.n; i++)
		if (s->euiccs.v[i].eid != NULL &&
		    strcmp(s->euiccs.v[i].eid, eid) == 0)
			return true;
	return false;
}

static int
read_euicc(struct collect_run *r, const struct sst_isdr_aid *aid,
    struct sst_err *err)
{
	struct sst_snapshot *s = r->snap;
	struct sst_span bytes = { aid->b, aid->n };
	struct sst_euicc *e = sst_snapshot_add_euicc(s);
	size_t raws = s->raws.n, gaps = s->gaps.n;

	if (e == NULL)
		return sst_arena_full(&s->mem, err);
	r->index = s->euiccs.n - 1;
	e->isdr_aid = collect_hex(r, bytes);
	e->isdr_vendor = sst_isdr_vendor(bytes);
	if (collect_functions(r, err) < 0)
		return -1;
	if (is_repeated(s)) {
		s->euiccs.n--;
		s->raws.n = raws;
		s->gaps.n = gaps;
		return 0;
	}
	if (collect_profiles(r, err) < 0 || collect_notifications(r, err) < 0)
		return -1;
	return r->failed ? sst_arena_full(&s->mem, err) : 0;
}

static int
read_one(struct sst_card *card, const struct sst_collect *how,
    const struct sst_isdr_aid *aid, bool is_selected, struct sst_snapshot *out,
    struct sst_err *err)
{
	struct sst_es10 es10;
	struct collect_run r = { .how = how, .snap = out, .es10 = &es10 };
	int rc = -1;

	if (sst_isdr_select(card, aid, is_selected, &es10, err) < 0)
		goto out;
	rc = read_euicc(&r, aid, err);
out:
	sst_buf_fini(&r.answer);
	sst_arena_fini(&r.scratch);
	return rc;
}

static int
nothing(const struct sst_card_link *link, const struct sst_collect *how,
    uint16_t sw, struct sst_err *err)
{
	sst_err_set(err, SST_E_DEVICE,
	    "%s: no eUICC here%s: no ISD-R answered (last status word %04X)",
	    link->name, how->no_files ? "" : " and no SIM", sw);
	sst_err_hint(err, "%s--aid names the ISD-R of an unusual card",
	    how->no_files ? "a plain SIM has none; without --no-files its "
	                    "files are read; "
	                  : "");
	sst_err_set_sw(err, sw);
	return -1;
}

static int
find_euiccs(struct sst_card *card, const struct sst_collect *how,
    struct sst_isdr_found *found, struct sst_err *err)
{
	if (how->all_isdr)
		return sst_isdr_find_all(card, how->aids, how->aid_n, found,
		    err);
	return sst_isdr_find(card, how->aids, how->aid_n, found, err);
}

static int
read_euiccs(struct sst_card *card, const struct sst_collect *how,
    const struct sst_isdr_found *found, struct sst_snapshot *out,
    struct sst_err *err)
{
	for (size_t i = 0; i < found->n; i++)
		if (read_one(card, how, &found->aid[i],
		        found->n == 1 && !how->all_isdr, out, err) < 0)
			return -1;
	return 0;
}

/* A card that is no eUICC may be a SIM of before EF.DIR. */
static int
read_all(struct sst_card *card, const struct sst_collect *how,
    struct sst_snapshot *out, struct sst_err *err)
{
	struct sst_isdr_found found;
	struct sst_profile line;
	int has_sim = collect_sim(card, how, false, out, &line, err);

	if (has_sim < 0 || find_euiccs(card, how, &found, err) < 0)
		return -1;
	if (found.n == 0 && has_sim == 0)
		has_sim = collect_sim(card, how, true, out, &line, err);
	if (has_sim < 0)
		return -1;
	if (found.n == 0 && has_sim == 0)
		return nothing(card->link, how, found.last_sw, err);
	if (read_euiccs(card, how, &found, out, err) < 0)
		return -1;
	return has_sim > 0 ? collect_sim_place(out, &line, err) : 0;
}

int
sst_collect_card(struct sst_card_link *link, const struct sst_collect *how,
    struct sst_snapshot *out, struct sst_err *err)
{
	struct sst_card card = { 0 };
	int rc = -1;

	if (start(link, how, out, err) < 0 ||
	    sst_card_open(&card, link, err) < 0)
		goto out;
	rc = read_all(&card, how, out, err);
out:
	sst_card_close(&card);
	if (rc < 0) {
		sst_snapshot_fini(out);
		sst_snapshot_init(out);
	}
	return rc;
}
