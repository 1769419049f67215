/* SPDX-License-Identifier: ISC */
/* uicc_priv.h: a plan of changes to a card while it is being made. */
#ifndef SIMSTOW_RESTORE_UICC_PRIV_H
#define SIMSTOW_RESTORE_UICC_PRIV_H

#include <simstow/restore/uicc_write.h>
#include <simstow/uicc/alpha.h>
#include <simstow/uicc/number.h>

#define SST_UICC_STEPS 128 /* records that one contact touches at most */

/* A record that what is being placed has touched; put back by undo. */
struct sst_uicc_step {
	size_t file;
	unsigned record;
	bool was_claimed;
	uint8_t old[SST_UICC_WRITE_RECORD];
};

/*
 * The card as it will be: changes are made in a copy, and become part of the
 * plan, or are undone, in one go.
 */
struct sst_uicc_draft {
	const struct sst_uicc_write_card *card;
	const struct sst_uicc_write_wish *wish;
	struct sst_arena *mem;
	struct sst_uicc_write_plan *out;
	uint8_t **work; /* of each file: its content */
	/* Of each record: something points to it; of EF.ADN: it is no room. */
	bool **claimed;
	struct sst_uicc_step *steps;
	size_t step_n;
};

enum sst_uicc_result {
	SST_UICC_STORED,
	SST_UICC_TAKEN,  /* another record holds something here */
	SST_UICC_NO_ROOM /* or no such file, or it may not be written */
};

/* uicc_draft.c. Records are counted from 1 and must be there. */
int sst_uicc_draft_init(struct sst_uicc_draft *d, struct sst_err *err) SST_MUST;
struct sst_span sst_uicc_draft_record(const struct sst_uicc_draft *d,
    size_t file, unsigned record);
/* sst_uicc_draft_may_write - always or by PIN1, as the card says. */
bool sst_uicc_draft_may_write(const struct sst_uicc_draft *d, size_t file);
bool sst_uicc_draft_is_blank(struct sst_span record);
bool sst_uicc_draft_is_touched(const struct sst_uicc_draft *d, size_t file,
    unsigned record);
/* sst_uicc_draft_put - a record, whatever is there; bytes as long as it is. */
enum sst_uicc_result sst_uicc_draft_put(struct sst_uicc_draft *d, size_t file,
    unsigned record, const uint8_t *bytes);
/* sst_uicc_draft_fill - only where nothing is, or just that. */
enum sst_uicc_result sst_uicc_draft_fill(struct sst_uicc_draft *d, size_t file,
    unsigned record, const uint8_t *bytes);
/*
 * sst_uicc_draft_find_room - a record that nothing points to and that has just
 * these bytes (an interrupted run wrote it), else a blank one; then it is
 * claimed. 0: there is none.
 */
unsigned sst_uicc_draft_find_room(struct sst_uicc_draft *d, size_t file,
    const uint8_t *bytes);
void sst_uicc_draft_undo(struct sst_uicc_draft *d, size_t mark);
int sst_uicc_draft_commit(struct sst_uicc_draft *d,
    struct sst_err *err) SST_MUST;
int sst_uicc_draft_remark(struct sst_uicc_draft *d, const char *what,
    const char *why, struct sst_err *err) SST_MUST;

/* uicc_book.c: what the phone book of the card has. */
struct sst_uicc_entry {
	size_t set;
	unsigned record;
	const char *name;
	const char *number;
	bool is_matched;
};

struct sst_uicc_entries {
	struct sst_uicc_entry *v;
	size_t n;
};

/* Marks what entries point to as claimed. */
int sst_uicc_book_read(struct sst_uicc_draft *d, struct sst_uicc_entries *out,
    struct sst_err *err) SST_MUST;
/*
 * sst_uicc_book_find - the place in the card's files of the nth file of a kind
 * that may be written, and what EF.PBR says of it; NULL: none.
 */
const struct sst_phonebook_file *
sst_uicc_book_find(const struct sst_uicc_draft *d,
    const struct sst_uicc_write_set *set, enum sst_phonebook_kind kind,
    size_t nth, size_t *file);
/* sst_uicc_book_extend - the digits of overflow records behind number->text. */
void sst_uicc_book_extend(const struct sst_uicc_draft *d,
    const struct sst_uicc_write_set *set, struct sst_number *number);
/* sst_uicc_book_number - without what people put between digits. */
void sst_uicc_book_number(const char *text, char out[SST_NUMBER_TEXT]);

/* uicc_place.c: one contact into a set, at a record of its EF.ADN. */
struct sst_uicc_loss {
	bool name, number, second_name;
	size_t name_kept, number_kept; /* bytes that fit */
	unsigned numbers, kinds, emails, groups;
};
enum sst_uicc_result sst_uicc_place(struct sst_uicc_draft *d,
    const struct sst_uicc_write_set *set, unsigned record,
    const struct sst_contact *c, struct sst_uicc_loss *loss);
unsigned sst_uicc_loss_size(const struct sst_uicc_loss *loss);
/* uicc_say.c: a record in words, in the arena; NULL without memory. */
const char *sst_uicc_say(const struct sst_uicc_draft *d, size_t file,
    struct sst_span content);
const char *sst_uicc_say_number(const struct sst_uicc_draft *d,
    const char *number);

/* The three parts of a plan. */
int sst_uicc_plan_contacts(struct sst_uicc_draft *d,
    struct sst_err *err) SST_MUST;
int sst_uicc_plan_smsp(struct sst_uicc_draft *d, struct sst_err *err) SST_MUST;
int sst_uicc_plan_networks(struct sst_uicc_draft *d,
    struct sst_err *err) SST_MUST;

#endif
