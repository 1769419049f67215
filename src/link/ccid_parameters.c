/* SPDX-License-Identifier: ISC */
/* ccid_parameters.c: SetParameters, CCID rev 1.1 section 6.1.7. */
#include "ccid_priv.h"

#define PARAMETERS_MAX 7 /* bytes for T=1; 5 for T=0 */

#define INVERSE 0x3F /* TS */

/* bmTCCKST0 and bmTCCKST1 */
#define INVERSE_BIT 0x02
#define T1_BITS 0x10
#define CRC_BIT 0x01

static size_t
make_parameters(const struct sst_ccid_slot *s, uint8_t fd,
    uint8_t out[PARAMETERS_MAX])
{
	const struct sst_atr *a = &s->atr;
	uint8_t convention = s->atr_bytes[0] == INVERSE ? INVERSE_BIT : 0;
	uint8_t guard = sst_atr_value(a->tc1, 0);

	out[0] = fd;
	out[1] = convention;
	out[2] = guard;
	if (s->protocol == 0) {
		out[3] = sst_atr_value(a->wi, SST_ATR_DEFAULT_WI);
		out[4] = 0; /* the clock is not stopped */
		return 5;
	}
	out[1] |= a->is_crc ? T1_BITS | CRC_BIT : T1_BITS;
	out[3] = sst_atr_value(a->bwi_cwi, SST_ATR_DEFAULT_BWI_CWI);
	out[4] = 0;
	out[5] = (uint8_t)s->t1.ifsc;
	out[6] = 0; /* NAD */
	return 7;
}

int
sst_ccid_parameters_set(struct sst_ccid_slot *s, uint8_t fd,
    struct sst_err *err)
{
	uint8_t bytes[PARAMETERS_MAX];
	const struct sst_ccid_command set = {
		.type = SST_CCID_SET_PARAMETERS,
		.want = SST_CCID_PARAMETERS,
		.own = { (uint8_t)s->protocol, 0, 0 },
		.data = { bytes, make_parameters(s, fd, bytes) },
	};
	struct sst_ccid_answer a;

	if (sst_ccid_message_call(s, &set, &a, err) < 0)
		return -1;
	/* A reader that has them fixed does not know the command. */
	if (a.has_failed && (a.error != 0 || a.icc == SST_CCID_ABSENT)) {
		(void)sst_ccid_message_failed(&a, err);
		return sst_within(err, "parameters");
	}
	return 0;
}
