/* SPDX-License-Identifier: ISC */
/* uicc_contacts.c: which contacts the card lacks, and where each goes. */
#include <stdio.h>
#include <string.h>

#include "uicc_priv.h"

/* One contact of the archive, and how far the search for its place is. */
struct search {
	struct sst_uicc_draft *d;
	struct sst_uicc_entries *entries;
	const struct sst_contact *c;
	const char *name;
	char number[SST_NUMBER_TEXT];
	/* the best place so far */
	const struct sst_uicc_write_set *set;
	unsigned record;
	struct sst_uicc_loss loss;
};

unsigned
sst_uicc_loss_size(const struct sst_uicc_loss *l)
{
	/* a number that is cut dials somebody else: worst of all */
	return (l->number ? 1000U : 0U) + (l->name ? 100U : 0U) +
	       (l->second_name ? 1U : 0U) + 10 * (l->numbers + l->emails) +
	       l->kinds + l->groups;
}

/* Whether an entry has the name as its EF.ADN would have cut it. */
static bool
is_cut_name(const struct search *s, const struct sst_uicc_entry *e)
{
	const struct sst_uicc_write_set *set = &s->d->card->sets[e->set];
	uint8_t bytes[SST_UICC_WRITE_RECORD];
	struct sst_err err = { 0 };
	struct sst_number_fit fit;
	size_t n, file;

	if (sst_uicc_book_find(s->d, set, SST_PHONEBOOK_ADN, 0, &file) == NULL)
		return false;
	n = s->d->card->v[file].fcp.record_size;
	if (sst_number_adn_encode(s->name, "", bytes, n, &fit, &err) < 0)
		return false;
	return strlen(e->name) == fit.name && fit.name < strlen(s->name) &&
	       memcmp(e->name, s->name, fit.name) == 0;
}

/* The first digits of it, as many as a record without overflow has. */
static bool
is_cut_number(const struct search *s, const struct sst_uicc_entry *e)
{
	size_t n = 20 + (s->number[0] == '+');

	return strlen(s->number) > n && strlen(e->number) == n &&
	       memcmp(s->number, e->number, n) == 0;
}

/*
 * One entry of the card stands for one contact: twins stay twins. as_cut: what
 * an earlier run cut to fit is the same contact.
 */
static bool
is_there(struct search *s, bool as_cut)
{
	for (size_t i = 0; i < s->entries->n; i++) {
		struct sst_uicc_entry *e = &s->entries->v[i];

		if (e->is_matched || (strcmp(e->number, s->number) != 0 &&
		                         !(as_cut && is_cut_number(s, e))))
			continue;
		if (strcmp(e->name, s->name) != 0 &&
		    !(as_cut && is_cut_name(s, e)))
			continue;
		e->is_matched = true;
		return true;
	}
	return false;
}

/* The first record of a set that takes it; the draft stays as it was. */
static void
search_set(struct search *s, const struct sst_uicc_write_set *set)
{
	struct sst_uicc_loss loss;
	size_t file;
	unsigned n;

	if (sst_uicc_book_find(s->d, set, SST_PHONEBOOK_ADN, 0, &file) == NULL)
		return;
	n = s->d->card->v[file].fcp.record_count;
	for (unsigned i = 1; i <= n; i++) {
		enum sst_uicc_result r;

		if (s->d->claimed[file][i - 1])
			continue;
		r = sst_uicc_place(s->d, set, i, s->c, &loss);
		sst_uicc_draft_undo(s->d, 0);
		if (r == SST_UICC_TAKEN)
			continue;
		if (r == SST_UICC_STORED &&
		    (s->set == NULL || sst_uicc_loss_size(&loss) <
		                           sst_uicc_loss_size(&s->loss))) {
			s->set = set;
			s->record = i;
			s->loss = loss;
		}
		return;
	}
}

/* What a contact is called in a remark. */
static const char *
title(const struct search *s)
{
	return s->name[0] != '\0' ? sst_arena_text(s->d->mem, s->name)
	                          : sst_uicc_say_number(s->d, s->number);
}

static int
leave_out(struct search *s, const char *why, struct sst_err *err)
{
	s->d->out->contacts_left_out++;
	return sst_uicc_draft_remark(s->d, title(s), why, err);
}

/* Text that no card can hold is told apart from a card that is full. */
static int
check_text(struct search *s, const char **why, struct sst_err *err)
{
	uint8_t bytes[SST_UICC_WRITE_RECORD];
	struct sst_number_fit fit;
	struct sst_err e = { 0 };

	*why = NULL;
	if (sst_number_adn_encode(s->name, s->number, bytes, sizeof(bytes),
	        &fit, &e) == 0)
		return 0;
	*why = sst_arena_printf(s->d->mem, "left out: %s", e.msg);
	return *why == NULL ? sst_arena_full(s->d->mem, err) : 0;
}

/* ", 2 groups" behind what has no place either. */
static void
add_count(char *text, size_t cap, unsigned n, const char *noun)
{
	size_t used = strlen(text);

	if (n > 0)
		(void)snprintf(text + used, cap - used, "%s%u %s%s",
		    used == 0 ? "no place for " : ", ", n, noun,
		    n == 1 ? "" : "s");
}

/* What is lost of a contact, and what would be left; NULL without memory. */
static const char *
say_loss(const struct search *s, const struct sst_uicc_loss *l)
{
	struct sst_arena *mem = s->d->mem;
	char none[160] = "", kept[SST_NUMBER_TEXT];
	const char *name = "", *number = "", *shown;

	add_count(none, sizeof(none), l->second_name, "second name");
	add_count(none, sizeof(none), l->numbers, "more number");
	add_count(none, sizeof(none), l->kinds, "number kind");
	add_count(none, sizeof(none), l->emails, "e-mail");
	add_count(none, sizeof(none), l->groups, "group");
	if (l->name)
		name = sst_arena_printf(mem, "name is cut to \"%.*s\"%s",
		    (int)l->name_kept, s->name,
		    l->number || none[0] != '\0' ? ", " : "");
	memcpy(kept, s->number, sizeof(kept));
	kept[l->number_kept] = '\0';
	shown = sst_uicc_say_number(s->d, kept);
	if (l->number && shown != NULL)
		number = sst_arena_printf(mem, "number is cut to %s%s", shown,
		    none[0] != '\0' ? ", " : "");
	if (name == NULL || number == NULL || shown == NULL)
		return NULL;
	return sst_arena_printf(mem, "%s%s%s", name, number, none);
}

static int
place(struct search *s, struct sst_err *err)
{
	struct sst_uicc_loss loss;
	const char *text;

	if (sst_uicc_place(s->d, s->set, s->record, s->c, &loss) !=
	    SST_UICC_STORED)
		return sst_fail(err, SST_E_FAILED,
		    "a place that was free is "
		    "taken");
	if (sst_uicc_draft_commit(s->d, err) < 0)
		return -1;
	s->d->out->contacts_new++;
	if (sst_uicc_loss_size(&loss) == 0)
		return 0;
	text = say_loss(s, &loss);
	return sst_uicc_draft_remark(s->d, title(s), text, err);
}

static int
add(struct search *s, struct sst_err *err)
{
	const struct sst_uicc_write_card *card = s->d->card;
	const char *why;

	for (size_t i = 0; i < card->set_n; i++) {
		search_set(s, &card->sets[i]);
		if (s->set != NULL && sst_uicc_loss_size(&s->loss) == 0)
			break;
	}
	if (s->set == NULL)
		return leave_out(s, "left out: no free record", err);
	if (sst_uicc_loss_size(&s->loss) == 0 || s->d->wish->cut)
		return place(s, err);
	why = say_loss(s, &s->loss);
	if (why != NULL)
		why = sst_arena_printf(s->d->mem, "left out without --cut: %s",
		    why);
	return leave_out(s, why, err);
}

static void
begin(struct search *s, struct sst_uicc_draft *d,
    struct sst_uicc_entries *entries, const struct sst_contact *c)
{
	*s = (struct search){ .d = d, .entries = entries, .c = c };
	s->name = c->name == NULL ? "" : c->name;
	if (c->numbers.n > 0 && c->numbers.v[0].number != NULL)
		sst_uicc_book_number(c->numbers.v[0].number, s->number);
}

/* A contact of which the card has no entry that is just it. */
static int
plan_contact(struct search *s, struct sst_err *err)
{
	const char *why;

	if (s->name[0] == '\0' && s->number[0] == '\0')
		return leave_out(s, "left out: no name and no number", err);
	if (check_text(s, &why, err) < 0)
		return -1;
	if (why != NULL)
		return leave_out(s, why, err);
	if (!is_there(s, true))
		return add(s, err);
	s->d->out->contacts_there++;
	return 0;
}

/* Entries go to the contacts that they are before they go to cut ones. */
static int
plan_all(struct sst_uicc_draft *d, struct sst_uicc_entries *entries,
    struct sst_err *err)
{
	const struct sst_sim *sim = d->wish->sim;
	bool *is_done =
	    sst_arena_get_array(d->mem, sim->contacts.n, sizeof(is_done[0]));
	struct search s;

	if (is_done == NULL)
		return sst_arena_full(d->mem, err);
	for (size_t i = 0; i < sim->contacts.n; i++) {
		begin(&s, d, entries, &sim->contacts.v[i]);
		is_done[i] = is_there(&s, false);
		d->out->contacts_there += is_done[i];
	}
	for (size_t i = 0; i < sim->contacts.n; i++) {
		begin(&s, d, entries, &sim->contacts.v[i]);
		if (!is_done[i] && plan_contact(&s, err) < 0)
			return sst_within(err, "contact %zu", i + 1);
	}
	return 0;
}

/* Whether a contact could be written at all, and if not, why. */
static const char *
obstacle(const struct sst_uicc_draft *d)
{
	const char *why = "there is no phone book on the card";

	for (size_t i = 0; i < d->card->set_n; i++) {
		const struct sst_uicc_write_set *set = &d->card->sets[i];
		size_t file;

		if (sst_uicc_book_find(d, set, SST_PHONEBOOK_ADN, 0, &file) !=
		    NULL)
			return NULL;
		why = "the card does not let its holder write the phone book";
	}
	return why;
}

int
sst_uicc_plan_contacts(struct sst_uicc_draft *d, struct sst_err *err)
{
	const struct sst_sim *sim = d->wish->sim;
	const char *why = obstacle(d);
	struct sst_uicc_entries entries;

	if (why != NULL) {
		d->out->contacts_left_out = sim->contacts.n;
		return sst_uicc_draft_remark(d, "EF.ADN", why, err);
	}
	if (sst_uicc_book_read(d, &entries, err) < 0)
		return -1;
	return plan_all(d, &entries, err);
}
