/* SPDX-License-Identifier: ISC */
/* page_phone.c: what a phone's snapshot has besides that of a card. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "page_phone.h"
#include "print.h"
#include "say.h"

/* What may become of a setting, and how that is called here. */
static const struct {
	const char *restore;
	const char *title;
} classes[] = {
	{ "safe", "Settings that can be written back" },
	{ "ask", "Settings that can be written back after a question" },
	{ "user", "Settings to be made by hand" },
	{ "never", "Settings that are only kept to be looked at" },
};

static const char *
number(struct sst_arena *mem, const struct sst_num *n)
{
	return n->is_known ? sst_arena_printf(mem, "%" PRId64, n->v) : NULL;
}

static const char *
switch_text(const struct sst_num *n)
{
	return !n->is_known ? NULL : n->v != 0 ? "on" : "off";
}

/* "slot 0", or where else the line is. */
static const char *
place(struct sst_arena *mem, const struct sst_profile *p)
{
	if (!p->slot.is_known || p->slot.v < 0)
		return "none";
	return sst_arena_printf(mem, "%" PRId64, p->slot.v);
}

/* What is hidden is shown by its beginning. */
static const char *
iccid(struct sst_arena *mem, const struct sst_profile *p)
{
	if (p->iccid != NULL || p->iccid_prefix == NULL)
		return p->iccid;
	return sst_arena_printf(mem, "%s...", p->iccid_prefix);
}

/* "data, calls, SMS": what the phone uses the line for. */
static const char *
uses(struct sst_arena *mem, const struct sst_profile *p)
{
	const struct {
		const struct sst_num *is;
		const char *name;
	} all[] = { { &p->is_default_data, "data" },
		{ &p->is_default_voice, "calls" },
		{ &p->is_default_sms, "SMS" } };
	const char *text = NULL;

	for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++) {
		if (!all[i].is->is_known || all[i].is->v == 0)
			continue;
		text = sst_arena_printf(mem, "%s%s%s", text == NULL ? "" : text,
		    text == NULL ? "" : ", ", all[i].name);
	}
	return text;
}

static void
line_row(struct sst_table *t, const struct sst_profile *p)
{
	sst_table_row(t,
	    (const char *const[]){ sst_snapshot_state_name(p->state),
	        p->form == SST_FORM_UICC ? "SIM" : "eSIM", place(&t->mem, p),
	        sst_snapshot_title(p),
	        p->carrier_name != NULL ? p->carrier_name : p->provider,
	        iccid(&t->mem, p), p->msisdn, switch_text(&p->data_roaming),
	        uses(&t->mem, p) });
}

int
sst_page_phone_lines(const struct sst_snapshot *s, struct sst_err *err)
{
	struct sst_table t;
	int rc;

	(void)printf("\nLines: %zu\n", s->profiles.n);
	if (s->profiles.n == 0)
		return 0;
	sst_table_init(&t, 9);
	sst_table_row(&t,
	    (const char *const[]){ "STATE", "FORM", "SLOT", "NAME", "CARRIER",
	        "ICCID", "NUMBER", "ROAMING", "USED FOR" });
	for (size_t i = 0; i < s->profiles.n; i++)
		line_row(&t, &s->profiles.v[i]);
	rc = sst_table_print(&t, 2, err);
	sst_table_fini(&t);
	for (size_t i = 0; rc == 0 && i < s->profiles.n; i++)
		if (s->profiles.v[i].is_untrusted)
			sst_say_line(stdout,
			    "  The name of %s may have forged what is said of "
			    "this line.",
			    sst_snapshot_title(&s->profiles.v[i]));
	return rc;
}

static bool
is_text(const char *a, const char *b)
{
	return a != NULL && b != NULL && strcmp(a, b) == 0;
}

/* Rows of one class; of is the line that they are of, or NULL. */
static size_t
setting_rows(struct sst_table *t, const struct sst_settings *list,
    const char *restore, const char *of)
{
	size_t n = 0;

	for (size_t i = 0; i < list->n; i++) {
		const struct sst_setting *v = &list->v[i];

		if (!is_text(v->restore, restore))
			continue;
		sst_table_row(t,
		    (const char *const[]){ v->space, v->key,
		        v->value == NULL ? "null" : v->value, of });
		n++;
	}
	return n;
}

static int
print_class(const struct sst_snapshot *s, size_t at, struct sst_err *err)
{
	const char *restore = classes[at].restore;
	struct sst_table t;
	size_t n;
	int rc = 0;

	sst_table_init(&t, 4);
	sst_table_row(&t,
	    (const char *const[]){ "WHERE", "KEY", "VALUE", "LINE" });
	n = setting_rows(&t, &s->settings, restore, NULL);
	for (size_t i = 0; i < s->profiles.n; i++)
		n += setting_rows(&t, &s->profiles.v[i].settings, restore,
		    sst_snapshot_title(&s->profiles.v[i]));
	if (n > 0) {
		(void)printf("\n%s: %zu\n", classes[at].title, n);
		rc = sst_table_print(&t, 2, err);
	}
	sst_table_fini(&t);
	return rc;
}

static int
print_apns(const struct sst_apns *list, struct sst_err *err)
{
	struct sst_table t;
	int rc;

	if (list->n == 0)
		return 0;
	(void)printf("\nAccess points: %zu\n", list->n);
	sst_table_init(&t, 5);
	sst_table_row(&t,
	    (const char *const[]){ "NAME", "APN", "NETWORK", "TYPES", "" });
	for (size_t i = 0; i < list->n; i++) {
		const struct sst_apn *a = &list->v[i];

		sst_table_row(&t, (const char *const[]){ a->name, a->apn,
		                      a->numeric, a->types,
		                      a->is_preferred   ? "in use"
		                      : a->is_user_made ? "made by you"
		                                        : NULL });
	}
	rc = sst_table_print(&t, 2, err);
	sst_table_fini(&t);
	return rc;
}

static void
print_packages(const char *title, const struct sst_texts *list)
{
	for (size_t i = 0; i < list->n; i++)
		sst_print_field(title, list->v[i]);
}

static int
print_limits(const struct sst_network_policy *n, struct sst_err *err)
{
	struct sst_table t;
	int rc;

	if (n->policies.n == 0)
		return 0;
	sst_table_init(&t, 4);
	sst_table_row(&t, (const char *const[]){ "NETWORK", "SUBSCRIBER",
	                      "WARNING", "LIMIT" });
	for (size_t i = 0; i < n->policies.n; i++) {
		const struct sst_policy *p = &n->policies.v[i];

		sst_table_row(&t,
		    (const char *const[]){ p->match, p->subscriber,
		        p->warning_bytes.v < 0
		            ? "none"
		            : number(&t.mem, &p->warning_bytes),
		        p->limit_bytes.v < 0
		            ? "none"
		            : number(&t.mem, &p->limit_bytes) });
	}
	rc = sst_table_print(&t, 2, err);
	sst_table_fini(&t);
	return rc;
}

int
sst_page_phone_rest(const struct sst_snapshot *s, struct sst_err *err)
{
	const struct sst_network_policy *n = &s->network_policy;

	for (size_t i = 0; i < sizeof(classes) / sizeof(classes[0]); i++)
		if (print_class(s, i, err) < 0)
			return -1;
	if (print_apns(&s->apns, err) < 0)
		return -1;
	if (!n->is_there)
		return 0;
	(void)putchar('\n');
	sst_print_field("Data saver", switch_text(&n->restrict_background));
	print_packages("Allowed", &n->allowed);
	print_packages("Not allowed", &n->denied);
	return print_limits(n, err);
}
