/* SPDX-License-Identifier: ISC */
/* fs_pin.c: VERIFY, TS 102 221 section 11.1.9; CHVs of TS 51.011. */
#include <string.h>

#include "fs.h"

#define PIN_BYTES 8

static bool
is_right(const struct vc_pin *pin, struct vc_bytes given)
{
	uint8_t want[PIN_BYTES];

	memset(want, 0xFF, sizeof(want));
	memcpy(want, pin->value, strlen(pin->value));
	return memcmp(want, given.p, sizeof(want)) == 0;
}

static unsigned
try_pin(struct vc_pin *pin, const struct vc_apdu *a)
{
	if (pin->tries == 0)
		return VC_PIN_BLOCKED;
	if (!pin->is_enabled)
		return VC_PIN_UNUSABLE;
	pin->is_verified = is_right(pin, a->data);
	pin->tries = pin->is_verified ? pin->tries_max : pin->tries - 1;
	return pin->is_verified ? VC_OK : VC_TRIES_LEFT | pin->tries;
}

/* The second CHV is 02 in the old card, 81 in the new one. */
static struct vc_pin *
find_pin(struct vc_fs *fs, unsigned reference)
{
	size_t i;

	if (fs->is_2g && reference == 0x02)
		reference = 0x81;
	else if (fs->is_2g && reference == 0x81)
		return NULL;
	for (i = 0; i < 3; i++)
		if (fs->pin[i].reference == reference &&
		    fs->pin[i].value[0] != '\0')
			return &fs->pin[i];
	return NULL;
}

/* Without a body it asks for the tries that are left. */
unsigned
vc_fs_verify(struct vc_run *r, struct vc_apdu *a)
{
	struct vc_pin *pin = find_pin(r->card->fs, a->p2);
	unsigned sw;

	if (a->p1 != 0)
		return VC_WRONG_P1P2;
	if (pin == NULL)
		return VC_NO_PIN;
	if (a->data.n == 0 && !r->card->fs->is_2g)
		return VC_TRIES_LEFT | pin->tries;
	if (a->data.n != PIN_BYTES)
		return VC_WRONG_LENGTH;
	sw = try_pin(pin, a);
	vc_log(r, "VERIFY %02X tries %u", a->p2, pin->tries);
	return sw;
}
