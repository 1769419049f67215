/* SPDX-License-Identifier: ISC */
/* pin_args.h: options about the PIN of a card, and where it comes from. */
#ifndef SIMSTOW_CMD_PIN_ARGS_H
#define SIMSTOW_CMD_PIN_ARGS_H

#include <simstow/uicc/uicc.h>

#include "run.h"

struct sst_pin_args {
	const char *source; /* NULL: none is given, none is sent */
	bool last_try;
};

#define SST_PIN_ARGS_OPTIONS 2
extern const struct sst_option sst_pin_args_options[SST_PIN_ARGS_OPTIONS];

struct sst_pin {
	struct sst_run *run;
	const struct sst_pin_args *args;
	struct sst_secret digits; /* of a source that is no terminal */
};

/*
 * sst_pin_init - what can be wrong is found before a card is touched: the
 * source, and the PIN itself where it is not asked for.
 * Errors: SST_E_USAGE, SST_E_FAILED.
 * sst_pin_fini - wipe; after sst_pin_init, also when it failed.
 */
int sst_pin_init(struct sst_pin *pin, struct sst_run *run,
    const struct sst_pin_args *args, struct sst_err *err) SST_MUST;
void sst_pin_fini(struct sst_pin *pin);

/*
 * sst_pin_give - PIN1 for a card (sst_collect_pin): at the terminal the tries
 * left are in the prompt. Refused with one left but for --last-try, and with
 * none; then nobody is asked.
 *
 *   ctx  a struct sst_pin
 */
int sst_pin_give(void *ctx, const struct sst_uicc_pin_state *state,
    struct sst_secret *out, struct sst_err *err) SST_MUST;

#endif
