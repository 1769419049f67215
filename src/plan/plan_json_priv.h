/* SPDX-License-Identifier: ISC */
/* plan_json_priv.h: what the files that write a plan as JSON share. */
#ifndef SIMSTOW_PLAN_JSON_PRIV_H
#define SIMSTOW_PLAN_JSON_PRIV_H

#include "plan_priv.h"

/* How a document is written. */
struct plan_writer {
	const struct sst_plan *plan;
	const char *iccid;    /* of the line at hand, or NULL */
	struct sst_arena mem; /* masked texts, codes that were read */
	bool with_codes;
	bool redact;
	bool failed;
};

/*
 * sst_plan_json_clean - text without the numbers of lines and chips, when the
 * document is redacted. _number - a number, masked whatever its length. Both
 * give NULL for NULL and when memory is out (w->failed).
 */
const char *sst_plan_json_clean(struct plan_writer *w, const char *text);
const char *sst_plan_json_number(struct plan_writer *w, const char *text);

/* _done - takes j's object; NULL after a failure. _texts - a list, cleaned. */
json_t *sst_plan_json_done(struct sst_json *j);
json_t *sst_plan_json_texts(struct plan_writer *w, const struct sst_texts *t);

/* _line - one line; _put_rest - settings, verdict, fixes, questions. */
json_t *sst_plan_json_line(struct plan_writer *w,
    const struct sst_plan_line *line);
void sst_plan_json_put_rest(struct plan_writer *w, struct sst_json *j);

#endif
