/* SPDX-License-Identifier: ISC */
/* uicc_pin.c: ask about a PIN without risk, and send one, once. */
#include <string.h>

#include "uicc_priv.h"

#define INS_VERIFY 0x20
#define PIN_MIN 4
#define PIN_BYTES 8 /* filled with FF */
#define P2_CHV1 0x01
#define P2_CHV2 0x02
#define SW_BLOCKED 0x6983
#define SW_BLOCKED_2G 0x9840
#define SW_OFF 0x6984 /* not in force; 6A88 would be: no such PIN */
#define SW_WRONG_2G 0x9804

#define UNBLOCK "a phone unblocks it with the PUK"

static const struct sst_uicc_path df_gsm = { { SST_UICC_GSM }, 1 };

static const char *
name_of(enum sst_uicc_pin pin)
{
	return pin == SST_UICC_PIN1 ? "PIN1" : "PIN2";
}

static bool
is_counted(uint16_t sw)
{
	return (sw & 0xFFF0) == 0x63C0;
}

/* P2 of VERIFY: a key reference, or the number of a CHV. */
static uint8_t
reference(const struct sst_uicc *u, enum sst_uicc_pin pin)
{
	uint8_t key = pin == SST_UICC_PIN1 ? u->pin1_key : u->pin2_key;

	if (u->is_2g)
		return pin == SST_UICC_PIN1 ? P2_CHV1 : P2_CHV2;
	return key != 0 ? key : (uint8_t)pin;
}

/* VERIFY with a PIN in data, or without one to be told the tries. */
static int
send_verify(struct sst_uicc *u, enum sst_uicc_pin pin, struct sst_span data,
    uint16_t *sw, struct sst_err *err)
{
	const struct sst_apdu a = { .cla = u->is_2g ? SST_CARD_CLASS_2G : 0,
		.ins = INS_VERIFY,
		.p2 = reference(u, pin),
		.data = data,
		.once = true };
	struct sst_buf unread = { 0 };
	int rc;

	rc = sst_card_send(u->card, &a, &unread, sw, err);
	sst_buf_fini(&unread);
	return rc < 0 ? sst_within(err, "%s", name_of(pin)) : 0;
}

static int
look_2g(struct sst_uicc *u, enum sst_uicc_pin pin,
    struct sst_uicc_pin_state *out, struct sst_err *err)
{
	struct sst_fcp f;

	if (sst_uicc_look(u, &df_gsm, &f, err) < 0)
		return sst_within(err, "%s", name_of(pin));
	out->tries = pin == SST_UICC_PIN1 ? f.chv1_tries : f.chv2_tries;
	out->is_enabled =
	    pin != SST_UICC_PIN1 || f.pin1 != SST_FCP_PIN_DISABLED;
	return 0;
}

int
sst_uicc_pin_look(struct sst_uicc *u, enum sst_uicc_pin pin,
    struct sst_uicc_pin_state *out, struct sst_err *err)
{
	const struct sst_span empty = { 0 };
	uint16_t sw;

	*out = (struct sst_uicc_pin_state){ 0 };
	if (u->is_2g)
		return look_2g(u, pin, out, err);
	if (send_verify(u, pin, empty, &sw, err) < 0)
		return -1;
	if (!is_counted(sw) && !sst_uicc_is_done(u, sw) && sw != SW_BLOCKED &&
	    sw != SW_OFF)
		return sst_card_refused(err, sw, name_of(pin));
	out->is_enabled = sw != SW_OFF && (pin != SST_UICC_PIN1 ||
	                                      u->pin1 != SST_FCP_PIN_DISABLED);
	out->is_verified = sst_uicc_is_done(u, sw);
	out->tries = SST_FCP_TRIES_UNKNOWN;
	if (is_counted(sw) || sw == SW_BLOCKED)
		out->tries = is_counted(sw) ? sw & 0x0F : 0;
	return 0;
}

static int
check_digits(const struct sst_secret *digits, struct sst_err *err)
{
	bool is_bad = digits->n < PIN_MIN || digits->n > PIN_BYTES;

	for (size_t i = 0; !is_bad && i < digits->n; i++)
		is_bad = digits->p[i] < '0' || digits->p[i] > '9';
	if (is_bad)
		return sst_fail(err, SST_E_USAGE, "a PIN has %d to %d digits",
		    PIN_MIN, PIN_BYTES);
	return 0;
}

static int
blocked(const struct sst_uicc *u, enum sst_uicc_pin pin, struct sst_err *err)
{
	uint16_t sw = u->is_2g ? SW_BLOCKED_2G : SW_BLOCKED;

	sst_err_set(err, SST_E_REFUSED, "%s: blocked, no try is left",
	    name_of(pin));
	sst_err_set_sw(err, sw);
	sst_err_hint(err, UNBLOCK);
	return -1;
}

static int
check_tries(const struct sst_uicc *u, enum sst_uicc_pin pin,
    const struct sst_uicc_pin_state *s, bool last_try, struct sst_err *err)
{
	if (s->tries == 0)
		return blocked(u, pin, err);
	if (last_try || (s->tries > 1 && s->tries != SST_FCP_TRIES_UNKNOWN))
		return 0;
	sst_err_set(err, SST_E_USAGE, "%s: %s, nothing was sent", name_of(pin),
	    s->tries == 1 ? "one try left"
	                  : "the card does not tell the tries left");
	sst_err_hint(err, "with --last-try it is sent; a wrong one %s it",
	    s->tries == 1 ? "blocks" : "may block");
	return -1;
}

/* tries: how many are left now. */
static int
wrong(enum sst_uicc_pin pin, uint16_t sw, unsigned tries, struct sst_err *err)
{
	if (tries == 0) {
		sst_err_set(err, SST_E_KEY, "%s: wrong, and now blocked",
		    name_of(pin));
		sst_err_hint(err, UNBLOCK);
	} else if (tries == SST_FCP_TRIES_UNKNOWN) {
		sst_err_set(err, SST_E_KEY, "%s: wrong", name_of(pin));
	} else {
		sst_err_set(err, SST_E_KEY, "%s: wrong, %u tr%s left",
		    name_of(pin), tries, tries == 1 ? "y" : "ies");
	}
	sst_err_set_sw(err, sw);
	return -1;
}

/* tries: how many were left before. */
static int
judge(const struct sst_uicc *u, enum sst_uicc_pin pin, uint16_t sw,
    unsigned tries, struct sst_err *err)
{
	if (sst_uicc_is_done(u, sw))
		return 0;
	if (sw == SW_BLOCKED || sw == SW_BLOCKED_2G)
		return wrong(pin, sw, 0, err);
	if (is_counted(sw))
		return wrong(pin, sw, sw & 0x0F, err);
	if (sw != SW_WRONG_2G)
		return sst_card_refused(err, sw, name_of(pin));
	return wrong(pin, sw,
	    tries == SST_FCP_TRIES_UNKNOWN ? tries : tries - 1, err);
}

int
sst_uicc_pin_verify(struct sst_uicc *u, enum sst_uicc_pin pin,
    const struct sst_secret *digits, bool last_try, struct sst_err *err)
{
	struct sst_uicc_pin_state s;
	struct sst_secret filled = { 0 };
	uint16_t sw;
	int rc;

	if (check_digits(digits, err) < 0 ||
	    sst_uicc_pin_look(u, pin, &s, err) < 0)
		return -1;
	if (s.is_verified || !s.is_enabled)
		return 0;
	if (check_tries(u, pin, &s, last_try, err) < 0 ||
	    sst_secret_new(&filled, PIN_BYTES, err) < 0)
		return -1;
	memset(filled.p, 0xFF, filled.n);
	memcpy(filled.p, digits->p, digits->n);
	rc = send_verify(u, pin, (struct sst_span){ filled.p, filled.n }, &sw,
	    err);
	sst_secret_fini(&filled);
	return rc < 0 ? -1 : judge(u, pin, sw, s.tries, err);
}
