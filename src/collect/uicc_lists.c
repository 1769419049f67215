/* SPDX-License-Identifier: ISC */
/* uicc_lists.c: files of records as lists: names, numbers, messages. */
#include <string.h>

#include <simstow/uicc/identity.h>
#include <simstow/uicc/sms.h>

#include "uicc_priv.h"

#define ECC_2G 3 /* bytes of a number, TS 51.011 section 10.3.27 */

/* A file of records and the list that they become. */
struct list {
	const char *name;
	/* 1 an entry, in zeroed out; 0 an empty record */
	int (*take)(struct uicc_run *r, const struct uicc_file *f,
	    unsigned record, void *out, struct sst_err *err);
	bool in_place;  /* an empty record keeps its number */
	uint16_t piece; /* of a transparent file, which 2G has for it */
	size_t at;      /* in struct sst_sim: the pointer, the count */
	size_t count;
	size_t size;
	size_t max;
};

/* ---- what a record says ---- */

static int
take_pnn(struct uicc_run *r, const struct uicc_file *f, unsigned record,
    void *out, struct sst_err *err)
{
	struct sst_network_name *to = out;
	struct sst_identity_pnn pnn;
	int rc;

	rc = sst_identity_pnn(uicc_record(f, record), &r->scratch, &pnn, err);
	if (rc <= 0)
		return rc;
	if (uicc_text(r, pnn.full, &to->full, err) < 0 ||
	    uicc_text(r, pnn.brief, &to->brief, err) < 0)
		return -1;
	return 1;
}

static int
take_opl(struct uicc_run *r, const struct uicc_file *f, unsigned record,
    void *out, struct sst_err *err)
{
	struct sst_network_place *to = out;
	struct sst_identity_opl opl;
	int rc = sst_identity_opl(uicc_record(f, record), &opl, err);

	if (rc <= 0)
		return rc;
	to->lac_first = (struct sst_num){ true, opl.lac_first };
	to->lac_last = (struct sst_num){ true, opl.lac_last };
	to->name = (struct sst_num){ true, opl.pnn };
	return uicc_text(r, opl.plmn, &to->mcc_mnc, err) < 0 ? -1 : 1;
}

static struct sst_num
parameter(int v)
{
	return (struct sst_num){ v >= 0, v >= 0 ? v : 0 };
}

static int
take_smsp(struct uicc_run *r, const struct uicc_file *f, unsigned record,
    void *out, struct sst_err *err)
{
	struct sst_sms_centre *to = out;
	struct sst_number_smsp in;
	int rc = sst_number_smsp(uicc_record(f, record), &r->scratch, &in, err);

	if (rc <= 0)
		return rc;
	to->pid = parameter(in.pid);
	to->dcs = parameter(in.dcs);
	to->validity = parameter(in.validity);
	if (uicc_text(r, in.name, &to->name, err) < 0 ||
	    uicc_text(r, in.centre, &to->centre, err) < 0 ||
	    uicc_text(r, in.destination, &to->destination, err) < 0)
		return -1;
	return 1;
}

static int
take_ecc(struct uicc_run *r, const struct uicc_file *f, unsigned record,
    void *out, struct sst_err *err)
{
	struct sst_span s = uicc_record(f, record);
	uint8_t whole[ECC_2G + 1] = { 0 };
	struct sst_emergency *to = out;
	struct sst_identity_ecc ecc;
	bool is_2g = s.n == ECC_2G;
	int rc;

	if (is_2g) {
		memcpy(whole, s.p, s.n);
		s = SST_SPAN(whole);
	}
	rc = sst_identity_ecc(s, &r->scratch, &ecc, err);
	if (rc <= 0)
		return rc;
	to->category = (struct sst_bits){ !is_2g, ecc.category };
	if (uicc_text(r, ecc.number, &to->number, err) < 0 ||
	    uicc_text(r, ecc.name, &to->name, err) < 0)
		return -1;
	return 1;
}

static int
take_sms(struct uicc_run *r, const struct uicc_file *f, unsigned record,
    void *out, struct sst_err *err)
{
	struct sst_message *to = out;
	struct sst_sms sms;
	int rc = sst_sms_parse(uicc_record(f, record), &r->scratch, &sms, err);

	if (rc <= 0)
		return rc;
	to->status = sst_sms_status_name(sms.status);
	to->member = f->member;
	to->record = (struct sst_num){ true, record };
	if (sms.parts != 0) {
		to->reference = (struct sst_num){ true, sms.reference };
		to->part = (struct sst_num){ true, sms.part };
		to->parts = (struct sst_num){ true, sms.parts };
	}
	if (sms.text != NULL) {
		to->text = sst_arena_text(&r->snap->mem, sms.text);
		if (to->text == NULL)
			return sst_arena_full(&r->snap->mem, err);
	}
	if (uicc_text(r, sms.centre, &to->centre, err) < 0 ||
	    uicc_text(r, sms.peer, &to->peer, err) < 0 ||
	    uicc_text(r, sms.time, &to->time, err) < 0)
		return -1;
	return 1;
}

/* ---- names and numbers ---- */

int
uicc_extend(const struct uicc_run *r, const struct uicc_file *f,
    const char *overflow, struct sst_number *number, struct sst_err *err)
{
	const struct uicc_file *more;

	if (number->extension == SST_NUMBER_NONE)
		return 0;
	more = uicc_beside(r, f, overflow);
	if (more == NULL)
		return sst_fail(err, SST_E_FORMAT,
		    "a number goes on in %s, which was not read", overflow);
	for (size_t i = 0; i < SST_NUMBER_CHAIN; i++) {
		if (number->extension == SST_NUMBER_NONE)
			return 0;
		if (sst_number_extend(uicc_record(more, number->extension),
		        number, err) < 0)
			return sst_within(err, "%s: record %u", overflow,
			    number->extension);
	}
	return sst_fail(err, SST_E_FORMAT,
	    "a number goes on for more than %d records of %s", SST_NUMBER_CHAIN,
	    overflow);
}

static int
take_entry(struct uicc_run *r, const struct uicc_file *f, unsigned record,
    const char *overflow, struct sst_entry *to, struct sst_err *err)
{
	struct sst_number_adn adn;
	int rc = sst_number_adn(uicc_record(f, record), &r->scratch, &adn, err);

	if (rc <= 0)
		return rc;
	if (uicc_extend(r, f, overflow, &adn.number, err) < 0 ||
	    uicc_text(r, adn.name, &to->name, err) < 0 ||
	    uicc_text(r, adn.number.text, &to->number, err) < 0)
		return -1;
	return 1;
}

/* Which overflow file belongs to which, TS 31.102 section 4.2, by services. */
static int
take_msisdn(struct uicc_run *r, const struct uicc_file *f, unsigned record,
    void *out, struct sst_err *err)
{
	bool is_adf = strstr(f->place, "7FFF") != NULL;

	return take_entry(r, f, record, is_adf ? "EF.EXT5" : "EF.EXT1", out,
	    err);
}

static int
take_mbdn(struct uicc_run *r, const struct uicc_file *f, unsigned record,
    void *out, struct sst_err *err)
{
	return take_entry(r, f, record, "EF.EXT6", out, err);
}

static int
take_fdn(struct uicc_run *r, const struct uicc_file *f, unsigned record,
    void *out, struct sst_err *err)
{
	return take_entry(r, f, record, "EF.EXT2", out, err);
}

static int
take_sdn(struct uicc_run *r, const struct uicc_file *f, unsigned record,
    void *out, struct sst_err *err)
{
	return take_entry(r, f, record, "EF.EXT3", out, err);
}

/* ---- lists ---- */

static const struct uicc_faults no_records = { .first = { .code = SST_E_FORMAT,
	                                           .msg = "a file of records "
	                                                  "wanted" },
	.n = 1 };

#define INTO(items, counter, type)                  \
	.at = offsetof(struct sst_sim, items),      \
	.count = offsetof(struct sst_sim, counter), \
	.size = sizeof(struct type)

static const struct list lists[] = {
	{ "EF.PNN", take_pnn, .in_place = true, .max = SST_SIM_ENTRIES,
	    INTO(names.v, names.n, sst_network_name) },
	{ "EF.OPL", take_opl, .max = SST_SIM_ENTRIES,
	    INTO(places.v, places.n, sst_network_place) },
	{ "EF.SMSP", take_smsp, .max = SST_SIM_ENTRIES,
	    INTO(sms_centres.v, sms_centres.n, sst_sms_centre) },
	{ "EF.ECC", take_ecc, .piece = ECC_2G, .max = SST_SIM_ENTRIES,
	    INTO(emergency.v, emergency.n, sst_emergency) },
	{ "EF.MSISDN", take_msisdn, .max = SST_SIM_ENTRIES,
	    INTO(own_numbers.v, own_numbers.n, sst_entry) },
	{ "EF.MBDN", take_mbdn, .max = SST_SIM_ENTRIES,
	    INTO(voicemail.v, voicemail.n, sst_entry) },
	{ "EF.FDN", take_fdn, .max = SST_SIM_ENTRIES,
	    INTO(fixed.v, fixed.n, sst_entry) },
	{ "EF.SDN", take_sdn, .max = SST_SIM_ENTRIES,
	    INTO(service_numbers.v, service_numbers.n, sst_entry) },
	{ "EF.SMS", take_sms, .max = SST_SIM_MESSAGES,
	    INTO(messages.v, messages.n, sst_message) },
};

/* A list while it grows. */
struct growing {
	uint8_t *v;
	size_t n;    /* members in use */
	size_t room; /* members that there is room for */
	size_t kept; /* members up to the last one that is not empty */
};

static int
make_room(struct uicc_run *r, const struct list *l, struct growing *g,
    struct sst_err *err)
{
	if (g->room > g->n)
		return 0;
	g->v = sst_arena_grow(&r->snap->mem, g->v, g->n, l->size);
	g->room = g->n + 1;
	return g->v != NULL ? 0 : sst_arena_full(&r->snap->mem, err);
}

static int
take_record(struct uicc_run *r, const struct list *l, const struct uicc_file *f,
    unsigned record, struct growing *g, struct sst_err *err)
{
	uint8_t *place = g->v + g->n * l->size;
	int rc;

	if (g->n == l->max)
		return sst_fail(err, SST_E_FORMAT, "more than %zu entries",
		    l->max);
	rc = l->take(r, f, record, place, err);
	if (rc <= 0)
		memset(place, 0, l->size);
	if (rc > 0 || l->in_place)
		g->n++;
	if (rc > 0)
		g->kept = g->n;
	return rc < 0 ? -1 : 0;
}

static int
take_file(struct uicc_run *r, const struct list *l, const struct uicc_file *f,
    struct growing *g, struct sst_err *err)
{
	struct uicc_faults faults = { 0 };
	struct uicc_file pieces = *f;

	if (f->fcp.record_size == 0)
		pieces.fcp.record_size = l->piece;
	if (pieces.fcp.record_size == 0)
		return uicc_fault_gap(r, f, &no_records, err);
	for (unsigned i = 1; i <= uicc_records(&pieces); i++) {
		if (make_room(r, l, g, err) < 0)
			return -1;
		if (take_record(r, l, &pieces, i, g, err) < 0 &&
		    uicc_fault(&faults, i, err) < 0)
			return -1;
	}
	return uicc_fault_gap(r, f, &faults, err);
}

static int
take_list(struct uicc_run *r, const struct list *l, struct sst_err *err)
{
	uint8_t *sim = (uint8_t *)&r->line->sim;
	const struct uicc_file *f = NULL;
	struct growing g = { 0 };

	while ((f = uicc_find(r, l->name, f)) != NULL) {
		if (make_room(r, l, &g, err) < 0)
			return -1;
		if (!uicc_is_repeated(r, f) && take_file(r, l, f, &g, err) < 0)
			return -1;
	}
	if (g.v == NULL)
		return 0;
	memcpy(sim + l->at, &g.v, sizeof(g.v));
	memcpy(sim + l->count, &g.kept, sizeof(g.kept));
	return 0;
}

int
uicc_take_lists(struct uicc_run *r, struct sst_err *err)
{
	const struct sst_entries *own = &r->line->sim.own_numbers;

	for (size_t i = 0; i < sizeof(lists) / sizeof(lists[0]); i++)
		if (take_list(r, &lists[i], err) < 0)
			return -1;
	if (own->n > 0)
		r->line->msisdn = own->v[0].number;
	return 0;
}
