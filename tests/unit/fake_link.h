/* SPDX-License-Identifier: ISC */
/* fake_link.h: a card link that plays a script of commands and answers. */
#ifndef SIMSTOW_TESTS_FAKE_LINK_H
#define SIMSTOW_TESTS_FAKE_LINK_H

#include <simstow/link/card_link.h>

/*
 * One exchange, in hexadecimal digits; spaces are passed over. In place of a
 * command "reset" stands for a reset, and a command NULL for any command.
 * An answer NULL makes the step fail with SST_E_DEVICE. times repeats the
 * step; 0 means once.
 */
struct fake_step {
	const char *cmd;
	const char *answer;
	unsigned times;
};

struct fake {
	const struct fake_step *steps;
	size_t n;
	size_t at;     /* steps played */
	unsigned done; /* repetitions of the step at */
	bool is_closed;
	char want[2 * 300 + 64]; /* what differed, for a failing test */
	struct sst_card_link link;
};

/* fake_open - f->link then plays the steps; every difference is an error of
 * class SST_E_USAGE, which no layer gives, and stays in f->want. */
void fake_open(struct fake *f, const struct fake_step *steps, size_t n,
    enum sst_card_protocol protocol);

/* fake_atr - the answer to reset, in hexadecimal digits. */
void fake_atr(struct fake *f, const char *hex);

/* fake_is_done - every step was played and nothing differed. */
bool fake_is_done(const struct fake *f);

/*
 * fake_hex - digits as bytes; 0 bytes when they are wrong. Spaces are passed
 * over, and "BF2D(A0())" stands for BF2D02A000: a parenthesis is the length
 * of what it holds.
 */
size_t fake_hex(const char *hex, uint8_t *out, size_t cap);

/* The command that sst_card_open sends. */
#define FAKE_TERMINAL "80AA00000A A9088100820101830107"
#define FAKE_STEPS(array) (array), sizeof(array) / sizeof((array)[0])

#endif
