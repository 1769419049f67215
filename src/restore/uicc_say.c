/* SPDX-License-Identifier: ISC */
/* uicc_say.c: a record of the card in words. */
#include <stdio.h>
#include <string.h>

#include <simstow/base/digits.h>
#include <simstow/base/hex.h>
#include <simstow/uicc/identity.h>

#include "uicc_priv.h"

#define EMPTY "empty"
#define DAMAGED "damaged"
#define NETWORKS_TEXT ((size_t)1 << 20) /* longer than any list in words */

const char *
sst_uicc_say_number(const struct sst_uicc_draft *d, const char *number)
{
	char *text = sst_arena_text(d->mem, number);

	if (text != NULL && d->wish->mask)
		sst_digits_mask(number, text);
	return text;
}

static const char *
say_entry(const struct sst_uicc_draft *d, const struct sst_uicc_write_set *set,
    struct sst_span content)
{
	struct sst_number_adn adn;
	struct sst_err err = { 0 };
	const char *number;
	int rc = sst_number_adn(content, d->mem, &adn, &err);

	if (rc <= 0)
		return rc == 0 ? EMPTY : DAMAGED;
	if (set != NULL)
		sst_uicc_book_extend(d, set, &adn.number);
	number = sst_uicc_say_number(d, adn.number.text);
	return number == NULL
	           ? NULL
	           : sst_arena_printf(d->mem, "\"%s\" %s", adn.name, number);
}

static const char *
say_anr(const struct sst_uicc_draft *d, const struct sst_uicc_write_set *set,
    struct sst_span content)
{
	struct sst_number_anr anr;
	struct sst_err err = { 0 };
	int rc = sst_number_anr(content, &anr, &err);

	if (rc <= 0)
		return rc == 0 ? EMPTY : DAMAGED;
	if (set != NULL)
		sst_uicc_book_extend(d, set, &anr.number);
	return sst_uicc_say_number(d, anr.number.text);
}

static const char *
say_text(const struct sst_uicc_draft *d, struct sst_span content,
    bool is_type_2)
{
	struct sst_phonebook_text t;
	struct sst_err err = { 0 };
	int rc = sst_phonebook_email(content, is_type_2, d->mem, &t, &err);

	if (rc <= 0)
		return rc == 0 ? EMPTY : DAMAGED;
	return sst_arena_printf(d->mem, "\"%s\"", t.text);
}

static const char *
say_smsp(const struct sst_uicc_draft *d, struct sst_span content)
{
	struct sst_number_smsp s;
	struct sst_err err = { 0 };
	int rc = sst_number_smsp(content, d->mem, &s, &err);
	const char *centre, *to;
	char pid[16] = "-", dcs[16] = "-", validity[16] = "-";

	if (rc <= 0)
		return rc == 0 ? EMPTY : DAMAGED;
	centre = sst_uicc_say_number(d, s.centre);
	to = sst_uicc_say_number(d, s.destination);
	if (centre == NULL || to == NULL)
		return NULL;
	if (s.pid >= 0)
		(void)snprintf(pid, sizeof(pid), "%d", s.pid);
	if (s.dcs >= 0)
		(void)snprintf(dcs, sizeof(dcs), "%d", s.dcs);
	if (s.validity >= 0)
		(void)snprintf(validity, sizeof(validity), "%u min",
		    sst_number_validity_minutes((uint8_t)s.validity));
	return sst_arena_printf(d->mem,
	    "\"%s\" centre %s, to %s, PID %s, DCS %s, validity %s", s.name,
	    centre[0] == '\0' ? "-" : centre, to[0] == '\0' ? "-" : to, pid,
	    dcs, validity);
}

static int
put_networks(const struct sst_identity_networks *list, struct sst_buf *text,
    struct sst_err *err)
{
	char act[SST_IDENTITY_ACT_TEXT];

	for (size_t i = 0; i < list->n; i++) {
		sst_identity_act_format(list->v[i].act, act);
		if (sst_buf_printf(text, err, "%s%s (%s)", i == 0 ? "" : "; ",
		        list->v[i].plmn, act) < 0)
			return -1;
	}
	return 0;
}

/* All of them: nothing is written that was not shown. */
static const char *
say_networks(const struct sst_uicc_draft *d, struct sst_span content)
{
	struct sst_buf text = { .max = NETWORKS_TEXT };
	struct sst_identity_networks list;
	struct sst_err err = { 0 };
	const char *out = NULL;

	if (sst_identity_networks(content, true, d->mem, &list, &err) < 0)
		return err.code == SST_E_FAILED ? NULL : DAMAGED;
	if (list.n == 0)
		return EMPTY;
	if (put_networks(&list, &text, &err) == 0)
		out = (const char *)sst_arena_copy(d->mem, sst_buf_span(&text));
	sst_buf_fini(&text);
	return out;
}

/* The set that a file belongs to, or NULL. */
static const struct sst_uicc_write_set *
set_of(const struct sst_uicc_draft *d, size_t file)
{
	for (size_t i = 0; i < d->card->set_n; i++)
		for (size_t k = 0; k < d->card->sets[i].pbr.n; k++)
			if (d->card->sets[i].at[k] == file)
				return &d->card->sets[i];
	return NULL;
}

/* Records that point to others, and marks: what they are, not how coded. */
static const char *
say_other(const struct sst_uicc_draft *d, enum sst_phonebook_kind kind,
    struct sst_span content)
{
	if (kind == SST_PHONEBOOK_PBC && content.n > 0 && content.p[0] != 0xFF)
		return (content.p[0] & 1) != 0 ? "marked as changed"
		                               : "not marked";
	if (sst_uicc_draft_is_blank(content))
		return EMPTY;
	if (kind == SST_PHONEBOOK_EXT1)
		return "more digits of a number";
	return sst_hex_text(d->mem, content);
}

const char *
sst_uicc_say(const struct sst_uicc_draft *d, size_t file,
    struct sst_span content)
{
	const struct sst_phonebook_file *book = &d->card->v[file].book;

	if (file == d->card->smsp)
		return say_smsp(d, content);
	if (file == d->card->plmn)
		return say_networks(d, content);
	if (book->kind == SST_PHONEBOOK_ADN)
		return say_entry(d, set_of(d, file), content);
	if (book->kind == SST_PHONEBOOK_ANR)
		return say_anr(d, set_of(d, file), content);
	if (book->kind == SST_PHONEBOOK_EMAIL ||
	    book->kind == SST_PHONEBOOK_SNE ||
	    book->kind == SST_PHONEBOOK_AAS || book->kind == SST_PHONEBOOK_GAS)
		return say_text(d, content, book->type == 2);
	return say_other(d, book->kind, content);
}
