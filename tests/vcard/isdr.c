/* SPDX-License-Identifier: ISC */
/* isdr.c: the ES10 functions of an ISD-R, SGP.22 v2.5 section 5.7. */
#include <string.h>

#include "vcard.h"

#define OK 0x9000
#define WRONG_DATA 0x6A80
#define UNKNOWN 0x6A88

struct call {
	struct vc_run *run;
	struct vc_euicc *e;
	uint32_t tag;
	struct vc_bytes args;
	struct vc_buf *out; /* the value of the answer */
};

/* The first object with that tag: 1 found, 0 not there. */
static int
find(struct vc_bytes in, uint32_t tag, struct vc_tlv *out)
{
	while (vc_next(&in, out) == 1)
		if (out->tag == tag)
			return 1;
	return 0;
}

static unsigned
result(struct call *c, uint32_t tag, unsigned code)
{
	vc_clear(c->out);
	vc_put_int(c->out, tag, code);
	return OK;
}

static unsigned
get_eid(struct call *c)
{
	static const uint8_t want[] = { 0x5C, 0x01, 0x5A };

	if (c->args.n != sizeof(want) ||
	    memcmp(c->args.p, want, sizeof(want)) != 0)
		return WRONG_DATA;
	vc_put_tlv(c->out, 0x5A, c->e->eid.p, c->e->eid.n);
	return OK;
}

static unsigned
get_info1(struct call *c)
{
	static const uint32_t tags[] = { 0x82, 0xA9, 0xAA, 0x93 };
	struct vc_member *m;
	size_t i;

	for (i = 0; i < sizeof(tags) / sizeof(tags[0]); i++) {
		m = vc_member_find(&c->e->info2, tags[i]);
		if (m != NULL)
			vc_put_tlv(c->out, m->tag, m->v.p, m->v.n);
	}
	return OK;
}

static unsigned
get_info2(struct call *c)
{
	vc_put_object(c->out, &c->e->info2);
	return OK;
}

static unsigned
get_addresses(struct call *c)
{
	vc_put_object(c->out, &c->e->addresses);
	return OK;
}

static unsigned
get_rat(struct call *c)
{
	vc_put_tlv(c->out, 0xA0, c->e->rat.p, c->e->rat.n);
	return OK;
}

/* ---- GetProfilesInfo ---- */

static bool
has_tag(struct vc_bytes list, uint32_t tag)
{
	uint32_t t;

	while (vc_next_tag(&list, &t) == 1)
		if (t == tag)
			return true;
	return false;
}

/* What a card gives when no tag list is sent. */
static struct vc_bytes
default_list(void)
{
	static const uint8_t tags[] = { 0x5A, 0x4F, 0x9F, 0x70, 0x90, 0x91,
		0x92, 0x93, 0x94, 0x95 };

	return (struct vc_bytes){ tags, sizeof(tags) };
}

static bool
is_wanted(const struct vc_profile *p, const struct vc_tlv *criterion)
{
	struct vc_member *m;

	if (criterion == NULL)
		return true;
	m = vc_member_find(&p->e3, criterion->tag);
	if (m == NULL)
		return criterion->tag == 0x95 && criterion->v.n == 1 &&
		       criterion->v.p[0] == 2;
	return m->v.n == criterion->v.n &&
	       memcmp(m->v.p, criterion->v.p, m->v.n) == 0;
}

static void
put_profile(struct vc_buf *out, const struct vc_profile *p,
    struct vc_bytes list)
{
	size_t start = out->n, i;

	if (p->raw.n != 0) {
		vc_put(out, p->raw.p, p->raw.n);
		return;
	}
	for (i = 0; i < p->e3.n; i++)
		if (has_tag(list, p->e3.v[i].tag))
			vc_put_tlv(out, p->e3.v[i].tag, p->e3.v[i].v.p,
			    p->e3.v[i].v.n);
	vc_wrap(out, start, 0xE3);
}

/* 0 the list may be given, else the status word that refuses it. */
static unsigned
refuse_list(struct call *c, struct vc_bytes list)
{
	struct vc_fault *f;

	f = vc_fault_get(c->run, VC_REFUSE_TAGLIST_SW);
	if (f != NULL)
		return f->sw;
	if (vc_fault_get(c->run, VC_REFUSE_TAGLIST) != NULL)
		return result(c, 0x81, 1);
	f = vc_fault_get(c->run, VC_REFUSE_TAG);
	if (f != NULL && has_tag(list, f->tag))
		return result(c, 0x81, 1);
	return 0;
}

static unsigned
list_profiles(struct call *c)
{
	struct vc_tlv wrap, criterion, tags;
	struct vc_bytes list = default_list();
	bool is_search = find(c->args, 0xA0, &wrap) == 1;
	unsigned sw;
	size_t i;

	if (is_search && vc_next(&wrap.v, &criterion) != 1)
		return result(c, 0x81, 1);
	if (find(c->args, 0x5C, &tags) == 1) {
		list = tags.v;
		sw = refuse_list(c, list);
		if (sw != 0)
			return sw;
	}
	for (i = 0; i < c->e->profile_n; i++)
		if (is_wanted(&c->e->profile[i], is_search ? &criterion : NULL))
			put_profile(c->out, &c->e->profile[i], list);
	vc_wrap(c->out, 0, 0xA0);
	return OK;
}

/* ---- notifications ---- */

static bool
has_event(const struct vc_note *n, const struct vc_tlv *events)
{
	struct vc_member *m = vc_member_find(&n->meta, 0x81);

	return m != NULL && m->v.n > 1 && events->v.n > 1 &&
	       (m->v.p[1] & events->v.p[1]) != 0;
}

static bool
has_number(const struct vc_note *n, const struct vc_tlv *number)
{
	struct vc_member *m = vc_member_find(&n->meta, 0x80);

	return m != NULL && m->v.n == number->v.n &&
	       memcmp(m->v.p, number->v.p, m->v.n) == 0;
}

static unsigned
list_notes(struct call *c)
{
	struct vc_tlv events;
	bool is_search = find(c->args, 0x81, &events) == 1;
	const struct vc_note *n;
	size_t i, start;

	for (i = 0; i < c->e->note_n; i++) {
		n = &c->e->note[i];
		if (is_search && !has_event(n, &events))
			continue;
		start = c->out->n;
		if (n->raw_meta.n != 0) {
			vc_put(c->out, n->raw_meta.p, n->raw_meta.n);
			continue;
		}
		vc_put_object(c->out, &n->meta);
		vc_wrap(c->out, start, 0xBF2F);
	}
	vc_wrap(c->out, 0, 0xA0);
	return OK;
}

/* Without the A0 around the criterion a card answers undefinedError. */
static unsigned
get_notes(struct call *c)
{
	struct vc_tlv wrap, by = { 0 };
	const struct vc_note *n;
	size_t i, found = 0;

	if (c->args.n != 0 &&
	    (vc_next(&c->args, &wrap) != 1 || wrap.tag != 0xA0 ||
	        vc_next(&wrap.v, &by) != 1))
		return result(c, 0x81, 127);
	for (i = 0; i < c->e->note_n; i++) {
		n = &c->e->note[i];
		if ((by.tag == 0x80 && !has_number(n, &by)) ||
		    (by.tag == 0x81 && !has_event(n, &by)))
			continue;
		vc_signed_put(c->out, n);
		found++;
	}
	if (found == 0)
		return result(c, 0x81, 1);
	vc_wrap(c->out, 0, 0xA0);
	return OK;
}

/* ---- what a backup must never send ---- */

static unsigned
change(struct call *c)
{
	vc_log(c->run, "CHANGE %04X", (unsigned)c->tag);
	return result(c, 0x80, 0);
}

static unsigned
get_challenge(struct call *c)
{
	size_t start = c->out->n;

	vc_log(c->run, "SESSION %04X", (unsigned)c->tag);
	vc_put_noise(c->out, 16, 0x2E);
	vc_wrap(c->out, start, 0x80);
	return OK;
}

/* AuthenticateServer and the like end here: no keys, so no session. */
static unsigned
session(struct call *c)
{
	vc_log(c->run, "SESSION %04X", (unsigned)c->tag);
	vc_put_tlv(c->out, 0x80, "\0", 1);
	vc_put_int(c->out, 0x02, 127);
	vc_wrap(c->out, 0, 0xA1);
	return OK;
}

static const struct {
	uint32_t tag;
	unsigned (*answer)(struct call *c);
} functions[] = {
	{ 0xBF20, get_info1 },
	{ 0xBF21, session },
	{ 0xBF22, get_info2 },
	{ 0xBF28, list_notes },
	{ 0xBF29, change },
	{ 0xBF2B, get_notes },
	{ 0xBF2D, list_profiles },
	{ 0xBF2E, get_challenge },
	{ 0xBF30, change },
	{ 0xBF31, change },
	{ 0xBF32, change },
	{ 0xBF33, change },
	{ 0xBF34, change },
	{ 0xBF35, change },
	{ 0xBF36, change },
	{ 0xBF38, session },
	{ 0xBF3C, get_addresses },
	{ 0xBF3E, get_eid },
	{ 0xBF3F, change },
	{ 0xBF41, session },
	{ 0xBF43, get_rat },
};

static unsigned
dispatch(struct call *c)
{
	size_t i;

	for (i = 0; i < sizeof(functions) / sizeof(functions[0]); i++)
		if (functions[i].tag == c->tag)
			return functions[i].answer(c);
	return UNKNOWN;
}

unsigned
vc_isdr_call(struct vc_run *r, struct vc_euicc *e, struct vc_bytes cmd,
    struct vc_buf *out)
{
	struct call c = { r, e, 0, { 0 }, out };
	struct vc_member *fixed;
	struct vc_tlv object;
	unsigned sw = OK, other;

	r->function = 0;
	r->rounds = 0;
	if (vc_next(&cmd, &object) != 1 || cmd.n != 0)
		return WRONG_DATA;
	c.tag = object.tag;
	c.args = object.v;
	r->function = c.tag;
	fixed = vc_member_find(&e->answers, c.tag);
	if (fixed != NULL) {
		vc_put(out, fixed->v.p, fixed->v.n);
	} else {
		sw = dispatch(&c);
		if (sw == OK)
			vc_wrap(out, 0, c.tag);
	}
	other = vc_fault_spoil(r, c.tag, out);
	return other != 0 ? other : sw;
}
