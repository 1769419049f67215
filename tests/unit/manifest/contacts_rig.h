/* SPDX-License-Identifier: ISC */
/* contacts_rig.h: people with names and numbers that are hard to write. */
#ifndef SIMSTOW_TESTS_UNIT_MANIFEST_CONTACTS_RIG_H
#define SIMSTOW_TESTS_UNIT_MANIFEST_CONTACTS_RIG_H

#include <string.h>

#include <simstow/base/buf.h>
#include <simstow/snapshot/sim.h>

#define RIG_COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* One test's contacts and what was written of them. */
struct contacts_rig {
	struct sst_contact_number numbers[40];
	struct sst_contact contact;
	struct sst_sim sim;
	struct sst_buf out;
	struct sst_err err;
};

static int
set_up(void **state)
{
	static struct contacts_rig rig;

	rig = (struct contacts_rig){ 0 };
	rig.sim.contacts.v = &rig.contact;
	rig.sim.contacts.n = 1;
	rig.contact.numbers.v = rig.numbers;
	*state = &rig;
	return 0;
}

static int
tear_down(void **state)
{
	struct contacts_rig *r = *state;

	sst_buf_fini(&r->out);
	return 0;
}

static inline void
add_number(struct contacts_rig *r, const char *kind, const char *number)
{
	struct sst_contact_number *n = &r->numbers[r->contact.numbers.n++];

	*n = (struct sst_contact_number){ kind, number };
}

static inline bool
has(const struct contacts_rig *r, const char *text)
{
	return memmem(r->out.p, r->out.n, text, strlen(text)) != NULL;
}

#endif
