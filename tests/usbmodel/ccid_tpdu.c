/* SPDX-License-Identifier: ISC */
/* ccid_tpdu.c: XfrBlock of a reader that takes TPDUs: T=0, or T=1 blocks. */
#include "ccid.h"

static void
take(struct ccid *c, struct ccid_slot *s, const uint8_t *p, size_t n)
{
	if (p == NULL || n < 2)
		ccid_answer_fail(c, s, CCID_MUTE);
	else if (n > 258)
		ccid_answer_fail(c, s, CCID_OVERRUN);
	else
		ccid_answer_data(c, s, p, n);
}

/* ISO/IEC 7816-3, section 10.3.2: a header of five bytes; P3 says how many
 * bytes follow, or how many are wanted. The procedure bytes are the reader's
 * affair. */
static void
transfer_t0(struct ccid *c, struct ccid_slot *s)
{
	const struct ccid_command *m = &s->command;

	if (m->n < 5 || (m->n > 5 && m->n != 5U + m->data[4])) {
		ccid_bad(c, "a T=0 TPDU of %zu bytes, P3 %u", m->n,
		    m->n < 5 ? 0U : m->data[4]);
		ccid_answer_fail(c, s, CCID_AT_LENGTH);
		return;
	}
	ccid_card_apdu(c, s, m->data, m->n, take);
}

void
ccid_tpdu(struct ccid *c, struct ccid_slot *s)
{
	const struct ccid_command *m = &s->command;

	if ((m->field[1] | m->field[2]) != 0) {
		ccid_bad(c, "wLevelParameter %x of a TPDU", m->field[1]);
		ccid_answer_fail(c, s, CCID_AT_8);
		return;
	}
	if (ccid_parameters_pps(c, s) > 0 || ccid_parameters_check(c, s) < 0)
		return;
	if (s->protocol == 1)
		ccid_t1_block(c, s);
	else
		transfer_t0(c, s);
}
