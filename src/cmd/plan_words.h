/* SPDX-License-Identifier: ISC */
/* plan_words.h: a plan in the words that page and sheet share. */
#ifndef SIMSTOW_CMD_PLAN_WORDS_H
#define SIMSTOW_CMD_PLAN_WORDS_H

#include <simstow/plan/plan.h>

/* How much an outcome asks of somebody, in plain words. */
enum sst_plan_weight { SST_PLAN_SAFE, SST_PLAN_CARE, SST_PLAN_GRAVE };

struct sst_plan_words {
	const char *badge; /* "You can do it" */
	const char *words; /* "you can do it with what you have" */
	enum sst_plan_weight weight;
};
/* What is no line needs nothing, whatever its outcome. */
const struct sst_plan_words *sst_plan_words_outcome(
    const struct sst_plan_line *l);

/* "The device is lost or stolen"; "any new device"; what the list is called. */
const char *sst_plan_words_situation(enum sst_plan_situation s);
const char *sst_plan_words_target(enum sst_plan_target_kind t);
const char *sst_plan_words_list(enum sst_plan_situation s);

/* sst_plan_words_title - what a line is called; never NULL. */
const char *sst_plan_words_title(const struct sst_plan_line *l);
/* The same by ICCID: a title, else the ICCID itself. */
const char *sst_plan_words_line(const struct sst_plan *p, const char *iccid);

/* "6 lines: 1 safe, 2 need you, 3 need a carrier, none blocked." */
const char *sst_plan_words_summary(const struct sst_plan *p,
    struct sst_arena *mem);

/*
 * sst_plan_words_step - the first thing to do for a line, without what only
 * has to be ready or is only told; NULL when nothing is.
 */
const char *sst_plan_words_step(const struct sst_plan *p,
    const struct sst_plan_line *l);

/* "Before you leave", "If it gets lost"; "" for now. */
const char *sst_plan_words_heading(enum sst_plan_when when);
/* sst_plan_words_code - the code to show for a line: kept, or the profile's
 * own; or NULL. */
const char *sst_plan_words_code(const struct sst_plan_line *l);

/* sst_plan_words_needs - "network, an SMS to Home", or NULL for nothing. */
const char *sst_plan_words_needs(const struct sst_plan *p,
    const struct sst_plan_step *s, struct sst_arena *mem);

/* A way to reach somebody. */
struct sst_plan_contact {
	const char *label; /* "telephone" */
	const char *value;
	bool is_own;  /* the user noted it */
	bool is_link; /* an address of the web */
};
#define SST_PLAN_CONTACTS 6

/* sst_plan_words_contacts - the user's own first; gives how many. */
size_t sst_plan_words_contacts(const struct sst_plan_line *l,
    struct sst_plan_contact out[SST_PLAN_CONTACTS]);
/* When the carrier's were seen, or NULL. */
const char *sst_plan_words_contact_date(const struct sst_plan_line *l);

/* How many of the settings come back in that way. */
size_t sst_plan_words_settings(const struct sst_plan *p,
    enum sst_plan_setting_way way);

#endif
