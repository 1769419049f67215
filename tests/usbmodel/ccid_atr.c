/* SPDX-License-Identifier: ISC */
/* ccid_atr.c: what a reader takes from the ATR. */
#include <string.h>

#include "ccid.h"

struct walk {
	unsigned i;       /* TA1, TB1 ... are of group 1 */
	uint8_t protocol; /* of the TD before the group */
	bool has_t1;      /* a group of T=1 beyond 2 was seen */
};

static void
take_a(struct ccid_atr *a, const struct walk *w, uint8_t v)
{
	if (w->i == 1)
		a->fidi = v;
	if (w->i == 2) {
		a->is_specific = true;
		a->first = v & 0x0F;
	}
	if (w->i > 2 && w->protocol == 1 && !w->has_t1)
		a->ifsc = v;
}

static void
take_b(struct ccid_atr *a, const struct walk *w, uint8_t v)
{
	if (w->i > 2 && w->protocol == 1 && !w->has_t1)
		a->waiting = v;
}

static void
take_c(struct ccid_atr *a, const struct walk *w, uint8_t v)
{
	if (w->i == 1)
		a->guard = v;
	if (w->i == 2)
		a->wi = v;
	if (w->i > 2 && w->protocol == 1 && !w->has_t1)
		a->has_crc = (v & 1) != 0;
}

static void
take_d(struct ccid_atr *a, struct walk *w, uint8_t v)
{
	if (w->i > 2 && w->protocol == 1)
		w->has_t1 = true;
	w->protocol = v & 0x0F;
	if (w->i == 1) {
		a->first = w->protocol;
		a->offered = 0;
	}
	if (w->protocol < 2)
		a->offered |= 1U << w->protocol;
}

int
ccid_atr_parse(const uint8_t *p, size_t n, struct ccid_atr *a)
{
	struct walk w = { 1, 0, false };
	unsigned present;
	size_t at = 2;
	size_t need;

	*a = (struct ccid_atr){ 1, 0, 0x11, false, 0, 10, 32, 0x4D, false };
	if (n < 2 || n > 33 || (p[0] != 0x3B && p[0] != 0x3F))
		return -1;
	for (present = p[1] >> 4; present != 0; w.i++) {
		need = (present & 1) + (present >> 1 & 1) + (present >> 2 & 1) +
		       (present >> 3 & 1);
		if (need > n - at)
			return -1;
		if ((present & 1) != 0)
			take_a(a, &w, p[at++]);
		if ((present & 2) != 0)
			take_b(a, &w, p[at++]);
		if ((present & 4) != 0)
			take_c(a, &w, p[at++]);
		if ((present & 8) == 0)
			break;
		take_d(a, &w, p[at]);
		present = p[at++] >> 4;
	}
	return 0;
}
