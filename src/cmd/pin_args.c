/* SPDX-License-Identifier: ISC */
/* pin_args.c: options about the PIN of a card, and where it comes from. */
#include <stdio.h>
#include <string.h>

#include "ask.h"
#include "pin_args.h"
#include "secret_source.h"

#define ASK "ask"
#define PIN_MIN 4
#define PIN_MAX 8

#define AT(member) offsetof(struct sst_pin_args, member)

const struct sst_option sst_pin_args_options[SST_PIN_ARGS_OPTIONS] = {
	{ 0, "pin", ASK "|" SST_SECRET_SOURCE, SST_OPTION_TEXT, AT(source),
	    "give PIN1 to a SIM that wants one, once: ask for it at the "
	    "terminal, or take the first line that is there",
	    0, 0 },
	{ 0, "last-try", NULL, SST_OPTION_FLAG, AT(last_try),
	    "send the PIN even when one try is left: a wrong one blocks it", 0,
	    0 },
};

static bool
is_asked_for(const struct sst_pin_args *args)
{
	return strcmp(args->source, ASK) == 0;
}

static int
check_digits(const struct sst_secret *s, struct sst_err *err)
{
	bool is_pin = s->n >= PIN_MIN && s->n <= PIN_MAX;

	for (size_t i = 0; i < s->n; i++)
		is_pin = is_pin && s->p[i] >= '0' && s->p[i] <= '9';
	if (is_pin)
		return 0;
	return sst_fail(err, SST_E_USAGE, "a PIN has %d to %d digits", PIN_MIN,
	    PIN_MAX);
}

int
sst_pin_init(struct sst_pin *pin, struct sst_run *run,
    const struct sst_pin_args *args, struct sst_err *err)
{
	*pin = (struct sst_pin){ .run = run, .args = args };
	if (args->source == NULL && args->last_try)
		return sst_fail(err, SST_E_USAGE,
		    "%s: --last-try is about --pin", run->name);
	if (args->source == NULL || is_asked_for(args))
		return 0;
	if (sst_secret_source_check(args->source, err) < 0) {
		sst_err_hint(err, "--pin " ASK " asks at the terminal; a PIN "
		                  "itself is not taken: every program can "
		                  "read the command line of another");
		return sst_within(err, "%s: --pin", run->name);
	}
	if (sst_secret_source_get(args->source, &pin->digits, err) < 0 ||
	    check_digits(&pin->digits, err) < 0)
		return sst_within(err, "%s: --pin", run->name);
	return 0;
}

void
sst_pin_fini(struct sst_pin *pin)
{
	sst_secret_fini(&pin->digits);
}

static int
check_tries(const struct sst_pin *pin, unsigned tries, struct sst_err *err)
{
	if (tries == 0) {
		sst_err_set(err, SST_E_REFUSED, "PIN1 is blocked");
		sst_err_hint(err, "a phone unblocks it with the PUK; without "
		                  "--pin the rest is read");
		return -1;
	}
	if (pin->args->last_try ||
	    (tries > 1 && tries != SST_FCP_TRIES_UNKNOWN))
		return 0;
	sst_err_set(err, SST_E_USAGE,
	    tries == 1
	        ? "PIN1: one try left: a wrong PIN would block it"
	        : "PIN1: the card does not tell the tries left: a wrong PIN "
	          "may block it");
	sst_err_hint(err, "--last-try sends it all the same; without --pin the "
	                  "rest is read");
	return -1;
}

static int
ask(const struct sst_pin *pin, unsigned tries, struct sst_secret *out,
    struct sst_err *err)
{
	char prompt[64];

	if (tries == SST_FCP_TRIES_UNKNOWN)
		(void)snprintf(prompt, sizeof(prompt), "PIN1: ");
	else
		(void)snprintf(prompt, sizeof(prompt),
		    "PIN1 (%u tr%s left): ", tries, tries == 1 ? "y" : "ies");
	if (sst_ask_secret(pin->run, prompt,
	        "--pin file:PATH, fd:N or cmd:COMMAND gives one without a "
	        "terminal",
	        out, err) < 0)
		return -1;
	if (check_digits(out, err) < 0) {
		sst_secret_fini(out);
		return -1;
	}
	return 0;
}

int
sst_pin_give(void *ctx, const struct sst_uicc_pin_state *state,
    struct sst_secret *out, struct sst_err *err)
{
	const struct sst_pin *pin = ctx;
	struct sst_span known = { pin->digits.p, pin->digits.n };

	*out = (struct sst_secret){ 0 };
	if (check_tries(pin, state->tries, err) < 0)
		return -1;
	if (is_asked_for(pin->args))
		return ask(pin, state->tries, out, err);
	return sst_secret_copy(out, known, err);
}
