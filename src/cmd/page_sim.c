/* SPDX-License-Identifier: ISC */
/* page_sim.c: what the files of a SIM say, for a person. */
#include <inttypes.h>
#include <stdio.h>

#include "page_sim.h"
#include "print.h"

/* One line while it is printed; what is put together lies in mem. */
struct page {
	const struct sst_profile *p;
	const struct sst_sim *sim;
	const struct sst_page_sim_want *want;
	struct sst_arena mem;
};

static const char *
number(struct sst_arena *mem, const struct sst_num *n)
{
	return n->is_known ? sst_arena_printf(mem, "%" PRId64, n->v) : NULL;
}

/* "A, B"; NULL for none. */
static const char *
join(struct sst_arena *mem, const struct sst_texts *list)
{
	const char *text = NULL;

	for (size_t i = 0; i < list->n; i++)
		text = sst_arena_printf(mem, "%s%s%s", text == NULL ? "" : text,
		    text == NULL ? "" : ", ", list->v[i]);
	return text;
}

/* ---- fields ---- */

static void
print_pin(struct page *g)
{
	const struct sst_sim *sim = g->sim;
	const char *tries = number(&g->mem, &sim->pin1_tries);

	if (!sim->pin1_enabled.is_known)
		return;
	sst_print_field("PIN1",
	    sst_arena_printf(&g->mem, "%s%s%s%s",
	        sim->pin1_enabled.v != 0 ? "on" : "off",
	        tries == NULL ? "" : ", ", tries == NULL ? "" : tries,
	        tries == NULL            ? ""
	        : sim->pin1_tries.v == 1 ? " try left"
	                                 : " tries left"));
}

static void
print_names(struct page *g)
{
	for (size_t i = 0; i < g->sim->names.n; i++) {
		const struct sst_network_name *v = &g->sim->names.v[i];

		sst_print_field("Network name",
		    v->full != NULL ? v->full : v->brief);
	}
}

/* "Name +49...", whatever of it there is. */
static void
print_entries(struct page *g, const char *title, const struct sst_entries *list)
{
	for (size_t i = 0; i < list->n; i++) {
		const struct sst_entry *v = &list->v[i];

		sst_print_field(title,
		    sst_arena_printf(&g->mem, "%s%s%s",
		        v->number == NULL ? "" : v->number,
		        v->number != NULL && v->name != NULL ? " " : "",
		        v->name == NULL ? "" : v->name));
	}
}

static void
print_centres(struct page *g)
{
	for (size_t i = 0; i < g->sim->sms_centres.n; i++) {
		const struct sst_sms_centre *v = &g->sim->sms_centres.v[i];

		sst_print_field("SMS centre",
		    v->centre != NULL ? v->centre : "none");
	}
}

static void
print_emergency(struct page *g)
{
	static const char *const who[] = { "police", "ambulance", "fire",
		"marine", "mountain", "manual eCall", "automatic eCall" };

	for (size_t i = 0; i < g->sim->emergency.n; i++) {
		const struct sst_emergency *v = &g->sim->emergency.v[i];
		const char *text = v->number == NULL ? "" : v->number;

		if (v->name != NULL)
			text =
			    sst_arena_printf(&g->mem, "%s %s", text, v->name);
		for (size_t k = 0; k < sizeof(who) / sizeof(who[0]); k++)
			if (text != NULL && (v->category.v >> k & 1) != 0)
				text = sst_arena_printf(&g->mem, "%s, %s", text,
				    who[k]);
		sst_print_field("Emergency", text);
	}
}

static int
put_network(struct sst_buf *b, const struct sst_network *v, struct sst_err *err)
{
	const char *comma = b->n == 0 ? "" : ", ";
	const char *code = v->mcc_mnc == NULL ? "?" : v->mcc_mnc;

	if (v->access == NULL || v->access[0] == '\0')
		return sst_buf_printf(b, err, "%s%s", comma, code);
	return sst_buf_printf(b, err, "%s%s (%s)", comma, code, v->access);
}

/* title has the width of a field's name. */
static int
print_networks(const char *title, const struct sst_networks *list,
    struct sst_err *err)
{
	struct sst_buf b = { 0 };
	int rc = 0;

	if (list->v == NULL)
		return 0;
	for (size_t i = 0; rc == 0 && i < list->n; i++)
		rc = put_network(&b, &list->v[i], err);
	if (rc == 0)
		rc = sst_buf_put_u8(&b, '\0', err);
	if (rc == 0)
		sst_print_wrapped(title,
		    list->n == 0 ? "none" : (const char *)b.p);
	sst_buf_fini(&b);
	return rc;
}

static int
print_all_networks(const struct sst_sim *sim, struct sst_err *err)
{
	if (print_networks("Preferred:     ", &sim->user_networks, err) < 0 ||
	    print_networks("By operator:   ", &sim->operator_networks, err) <
	        0 ||
	    print_networks("At home:       ", &sim->home_networks, err) < 0 ||
	    print_networks("Like home:     ", &sim->equivalent_home, err) < 0)
		return -1;
	return print_networks("Forbidden:     ", &sim->forbidden_networks, err);
}

static void
print_count(struct page *g, const char *title, bool is_known, size_t n)
{
	if (is_known)
		sst_print_field(title, sst_arena_printf(&g->mem, "%zu", n));
}

static int
print_fields(struct page *g, struct sst_err *err)
{
	const struct sst_sim *sim = g->sim;

	print_entries(g, "Number", &sim->own_numbers);
	sst_print_field("Provider", sim->spn);
	print_names(g);
	print_pin(g);
	sst_print_field("Languages", sim->languages);
	print_centres(g);
	print_entries(g, "Voicemail", &sim->voicemail);
	print_emergency(g);
	print_entries(g, "Service", &sim->service_numbers);
	if (print_all_networks(sim, err) < 0)
		return -1;
	print_count(g, "Services", sim->services.v != NULL, sim->services.n);
	print_count(g, "Files", sim->files.v != NULL, sim->files.n);
	print_count(g, "Contacts", sim->contacts.v != NULL, sim->contacts.n);
	print_count(g, "Fixed numbers", sim->fixed.v != NULL, sim->fixed.n);
	print_count(g, "Messages", sim->messages.v != NULL, sim->messages.n);
	return 0;
}

/* ---- tables ---- */

static int
finish(struct sst_table *t, const char *title, size_t n, struct sst_err *err)
{
	int rc = 0;

	if (n > 0) {
		(void)printf("\n%s: %zu\n", title, n);
		rc = sst_table_print(t, 2, err);
	}
	sst_table_fini(t);
	return rc;
}

static int
print_files(const struct sst_sim *sim, struct sst_err *err)
{
	struct sst_table t;

	sst_table_init(&t, 7);
	sst_table_row(&t, (const char *const[]){ "FILE", "PATH", "KIND", "SIZE",
	                      "READ", "UPDATE", "IS" });
	for (size_t i = 0; i < sim->files.n; i++) {
		const struct sst_card_file *f = &sim->files.v[i];

		sst_table_row(&t, (const char *const[]){ f->name, f->path,
		                      f->type, number(&t.mem, &f->size),
		                      f->read, f->update, f->restore });
	}
	return finish(&t, "Files of the SIM", sim->files.n, err);
}

/* "+49... (Work), +49..." */
static const char *
numbers_text(struct sst_arena *mem, const struct sst_contact *c)
{
	const char *text = NULL;

	for (size_t i = 0; i < c->numbers.n; i++) {
		const struct sst_contact_number *v = &c->numbers.v[i];

		text = sst_arena_printf(mem, "%s%s%s%s%s%s",
		    text == NULL ? "" : text, text == NULL ? "" : ", ",
		    v->number == NULL ? "" : v->number,
		    v->kind == NULL ? "" : " (", v->kind == NULL ? "" : v->kind,
		    v->kind == NULL ? "" : ")");
	}
	return text;
}

static int
print_contacts(const struct sst_sim *sim, struct sst_err *err)
{
	struct sst_table t;

	sst_table_init(&t, 5);
	sst_table_row(&t, (const char *const[]){ "NAME", "ALSO", "NUMBERS",
	                      "EMAILS", "GROUPS" });
	for (size_t i = 0; i < sim->contacts.n; i++) {
		const struct sst_contact *c = &sim->contacts.v[i];

		sst_table_row(&t,
		    (const char *const[]){ c->name, c->second_name,
		        numbers_text(&t.mem, c), join(&t.mem, &c->emails),
		        join(&t.mem, &c->groups) });
	}
	return finish(&t, "Contacts of the SIM", sim->contacts.n, err);
}

static int
print_fixed(const struct sst_sim *sim, struct sst_err *err)
{
	struct sst_table t;

	sst_table_init(&t, 2);
	sst_table_row(&t, (const char *const[]){ "NAME", "NUMBER" });
	for (size_t i = 0; i < sim->fixed.n; i++)
		sst_table_row(&t, (const char *const[]){ sim->fixed.v[i].name,
		                      sim->fixed.v[i].number });
	return finish(&t, "Fixed numbers of the SIM", sim->fixed.n, err);
}

static void
print_message(struct page *g, const struct sst_message *m)
{
	(void)putchar('\n');
	sst_print_field("Status", m->status);
	sst_print_field("With", m->peer);
	sst_print_field("Time", m->time);
	if (m->parts.is_known)
		sst_print_field("Part",
		    sst_arena_printf(&g->mem, "%" PRId64 " of %" PRId64,
		        m->part.v, m->parts.v));
	sst_print_field("Text", m->text != NULL ? m->text : "(other data)");
}

static int
print_line(struct page *g, struct sst_err *err)
{
	const struct sst_sim *sim = g->sim;

	(void)putchar('\n');
	sst_print_field("SIM of", sst_snapshot_title(g->p));
	sst_print_field("ICCID", g->p->iccid);
	if (print_fields(g, err) < 0)
		return -1;
	if (g->want->files && print_files(sim, err) < 0)
		return -1;
	if (g->want->contacts &&
	    (print_contacts(sim, err) < 0 || print_fixed(sim, err) < 0))
		return -1;
	for (size_t i = 0; g->want->messages && i < sim->messages.n; i++)
		print_message(g, &sim->messages.v[i]);
	return 0;
}

int
sst_page_sim(const struct sst_snapshot *s, const struct sst_page_sim_want *want,
    struct sst_err *err)
{
	int rc = 0;

	for (size_t i = 0; rc == 0 && i < s->profiles.n; i++) {
		const struct sst_profile *p = &s->profiles.v[i];
		struct page g = { .p = p, .sim = &p->sim, .want = want };

		if (!p->sim.is_there)
			continue;
		rc = print_line(&g, err);
		sst_arena_fini(&g.mem);
	}
	return rc;
}
