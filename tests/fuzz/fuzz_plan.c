/* SPDX-License-Identifier: ISC */
/* fuzz_plan.c: a snapshot made of the bytes, and what holds of any plan. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <simstow/plan/plan.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define PROFILE_MAX 8
#define CODE_MAX 4
#define TEXT_MAX 40
#define NOW 1795225000
#define SECRET "QZQZ-XWXW-QZQZ"

/* What the bytes are taken from; after their end all is zero. */
struct feed {
	const uint8_t *p;
	size_t n;
	struct sst_arena *mem;
};

static uint8_t
byte(struct feed *f)
{
	if (f->n == 0)
		return 0;
	f->n--;
	return *f->p++;
}

static bool
coin(struct feed *f)
{
	return (byte(f) & 1) != 0;
}

static void
must(bool holds)
{
	if (!holds)
		abort();
}

/* Text of the bytes themselves: a length, then ASCII. */
static const char *
free_text(struct feed *f)
{
	size_t n = byte(f) % TEXT_MAX;
	char text[TEXT_MAX];

	for (size_t i = 0; i < n; i++)
		text[i] = (char)(byte(f) % 95 + 32);
	text[n] = '\0';
	return sst_arena_text(f->mem, text);
}

static const char *
digits(struct feed *f)
{
	size_t n = byte(f) % 21;
	char text[21];

	for (size_t i = 0; i < n; i++)
		text[i] = (char)('0' + byte(f) % 10);
	text[n] = '\0';
	return sst_arena_text(f->mem, text);
}

/* A name, number or host of a carrier row, so that rows are met. */
static const char *
row_text(struct feed *f, size_t member)
{
	const struct sst_carrier *rows;
	const char *cell;
	size_t n;

	rows = sst_know_carriers(&n);
	rows += byte(f) % n;
	cell = member == 0   ? rows->name
	       : member == 1 ? rows->smdp_hosts
	       : member == 2 ? rows->iin
	                     : rows->mccmnc;
	return sst_arena_printf(f->mem, "%.*s", (int)strcspn(cell, ","), cell);
}

static const char *
text(struct feed *f, size_t member)
{
	uint8_t kind = byte(f) % 4;

	if (kind == 0)
		return NULL;
	if (kind == 1)
		return free_text(f);
	return kind == 2 ? digits(f) : row_text(f, member);
}

/* An ICCID that has a good chance to be met again. */
static const char *
iccid(struct feed *f)
{
	static const char *const some[] = { "8944476500008772514",
		"8944476500008772522", "8939010000000000000", NULL };

	return coin(f) ? some[byte(f) % 4] : text(f, 2);
}

static const char *
eid(struct feed *f)
{
	static const char *const some[] = { "89049032123451234512345678901235",
		"89044045116727494800000004479366", NULL };

	return some[byte(f) % 3];
}

static struct sst_bits
bits(struct feed *f)
{
	return (struct sst_bits){ coin(f), byte(f) };
}

static const char *
code_text(struct feed *f)
{
	if (byte(f) % 4 == 0)
		return free_text(f);
	return sst_arena_printf(f->mem, "LPA:1$%s$" SECRET "%s",
	    coin(f) ? "rsp.truphone.com" : row_text(f, 1),
	    coin(f) ? "" : "$$1");
}

static void
fill_device_change(struct feed *f, struct sst_device_change *d)
{
	d->is_there = coin(f);
	d->smdp_address = text(f, 1);
	d->activation_code = coin(f) ? code_text(f) : NULL;
	d->delete_old = coin(f);
}

static void
fill_profile(struct feed *f, struct sst_profile *p)
{
	struct sst_notify *notify;

	p->iccid = iccid(f);
	p->eid = eid(f);
	p->form = (enum sst_profile_form)(byte(f) % 3);
	p->state = (enum sst_profile_state)(byte(f) % 3);
	p->profile_class = (enum sst_profile_class)(byte(f) % 4);
	p->nickname = text(f, 0);
	p->provider = text(f, 0);
	p->name = text(f, 0);
	p->has_owner = coin(f);
	p->owner.mcc_mnc = text(f, 3);
	p->rules = bits(f);
	p->size = (struct sst_num){ coin(f), byte(f) };
	p->archive = coin(f) ? "a.simstow" : NULL;
	p->seen = NOW - (int64_t)byte(f) * 86400;
	p->is_older = coin(f);
	fill_device_change(f, &p->device_change);
	notify = sst_arena_get(f->mem, sizeof(*notify));
	if (notify == NULL || !coin(f))
		return;
	notify->events = bits(f);
	notify->address = text(f, 1);
	p->notify.v = notify;
	p->notify.n = 1;
}

static void
fill_euicc(struct feed *f, struct sst_euicc *e)
{
	static const char *list[] = {
		"81370F5125D0B1D408D4C3B232E6D25E795BEBFB",
		"F54172BDF98A95D65CBEB88A38A1C11D800A85C3"
	};
	struct sst_notification *pending;

	e->eid = eid(f);
	e->info2.highest_svn = coin(f) ? "3.0.0" : text(f, 0);
	e->info2.rsp_capability = bits(f);
	e->info2.resource.nvm = (struct sst_num){ coin(f), byte(f) * 1000 };
	e->info2.verification =
	    (struct sst_texts){ list + (byte(f) & 1), (size_t)(byte(f) & 1) };
	pending = sst_arena_get_array(f->mem, 2, sizeof(*pending));
	if (pending == NULL)
		return;
	pending[0].iccid = iccid(f);
	pending[0].address = text(f, 1);
	e->pending.v = pending;
	e->pending.n = byte(f) % 3;
}

static void
fill(struct feed *f, struct sst_snapshot *s)
{
	size_t profiles = byte(f) % PROFILE_MAX;
	size_t codes = byte(f) % CODE_MAX;

	f->mem = &s->mem;
	s->device.kind = (enum sst_device_kind)(byte(f) % 6);
	for (size_t i = byte(f) % 3; i > 0; i--) {
		struct sst_euicc *e = sst_snapshot_add_euicc(s);

		if (e != NULL)
			fill_euicc(f, e);
	}
	for (; profiles > 0; profiles--) {
		struct sst_profile *p = sst_snapshot_add_profile(s);

		if (p != NULL)
			fill_profile(f, p);
	}
	for (; codes > 0; codes--) {
		struct sst_kept_code *c = sst_snapshot_add_code(s);

		if (c == NULL)
			continue;
		c->text = code_text(f);
		c->iccid = iccid(f);
		c->confirmation_code = coin(f) ? "1234" : NULL;
		c->carrier = text(f, 0);
		c->added = byte(f);
	}
}

static bool
is_route(const struct sst_plan_line *line, const char *id)
{
	return line->route.id != NULL && strcmp(line->route.id, id) == 0;
}

static bool
tells_to_delete(const struct sst_plan_line *line)
{
	for (size_t i = 0; i < line->steps.n; i++) {
		if (strstr(line->steps.v[i].text, "delete the profile") != NULL)
			return true;
	}
	return false;
}

static void
check_line(const struct sst_plan_input *in, const struct sst_plan_line *line)
{
	bool lost =
	    in->situation == SST_PLAN_LOST || in->situation == SST_PLAN_TRIP;

	must(sst_plan_outcome_name(line->outcome) != NULL);
	must(line->outcome != SST_PLAN_AUTOMATIC);
	must((line->outcome == SST_PLAN_BLOCKED) == (line->route.id == NULL));
	must(line->route.id == NULL || sst_know_route(line->route.id) != NULL);
	must(line->summary != NULL && *line->summary != '\0');
	must(line->basis.n > 0);
	must(line->outcome == SST_PLAN_PRESENT || line->steps.n > 0);
	must(line->outcome != SST_PLAN_PRESENT ||
	     in->target.kind == SST_PLAN_LIVE);
	must(line->profile != NULL || line->code != NULL);
	must(line->profile == NULL || line->profile >= in->known->profiles.v);
	must(!lost || !is_route(line, "device_change_request"));
	must(!lost || !is_route(line, "card_move"));
	must(!lost || !is_route(line, "os_transfer"));
	must(in->situation == SST_PLAN_MOVE || !tells_to_delete(line));
	must(!tells_to_delete(line) || line->outcome == SST_PLAN_WITH_CODE ||
	     is_route(line, "stored_code_new_eid") ||
	     is_route(line, "stored_code_same_eid"));
	for (size_t i = 0; i < line->basis.n; i++)
		must(line->basis.v[i].source != NULL &&
		     line->basis.v[i].where != NULL);
	for (size_t i = 0; i < line->alternatives.n; i++)
		must(line->route.id == NULL ||
		     strcmp(line->alternatives.v[i].id, line->route.id) != 0);
}

static void
write(const struct sst_plan *plan, bool redact, struct sst_buf *out)
{
	struct sst_err err = { 0 };
	json_t *json = NULL;

	must(sst_plan_json(plan, false, redact, &json, &err) == 0);
	must(sst_json_put(json, out, &err) == 0);
	json_decref(json);
}

static void
check_documents(const struct sst_plan *a, const struct sst_plan *b)
{
	struct sst_buf one = { 0 };
	struct sst_buf two = { 0 };
	struct sst_err err = { 0 };

	write(a, false, &one);
	write(b, false, &two);
	must(sst_span_is_equal(sst_buf_span(&one), sst_buf_span(&two)));
	sst_buf_clear(&two);
	write(a, true, &two);
	must(sst_buf_put_u8(&one, 0, &err) == 0);
	must(strstr((const char *)one.p, SECRET) == NULL);
	sst_buf_fini(&one);
	sst_buf_fini(&two);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct feed f = { data, size, NULL };
	struct sst_snapshot known;
	struct sst_snapshot live;
	struct sst_plan_input in = { .known = &known, .now = NOW };
	struct sst_plan plan = { 0 };
	struct sst_plan again = { 0 };
	struct sst_err err = { 0 };

	sst_snapshot_init(&known);
	sst_snapshot_init(&live);
	in.situation = (enum sst_plan_situation)(byte(&f) % 5 + 1);
	in.target.kind = (enum sst_plan_target_kind)(byte(&f) % 3 + 1);
	in.target.live = &live;
	fill(&f, &known);
	if (in.target.kind == SST_PLAN_LIVE)
		fill(&f, &live);
	must(sst_plan_make(&in, &plan, &err) == 0);
	must(sst_plan_make(&in, &again, &err) == 0);
	must(plan.lines.n >= known.profiles.n);
	must(plan.lines.n <= known.profiles.n + known.codes.n);
	for (size_t i = 0; i < plan.lines.n; i++)
		check_line(&in, &plan.lines.v[i]);
	check_documents(&plan, &again);
	sst_plan_fini(&plan);
	sst_plan_fini(&again);
	sst_snapshot_fini(&live);
	sst_snapshot_fini(&known);
	return 0;
}
