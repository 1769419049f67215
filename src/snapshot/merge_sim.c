/* SPDX-License-Identifier: ISC */
/* merge_sim.c: the files of a SIM from several readings. */
#include <string.h>

#include "merge_priv.h"

/* Every list of the files' content is a pointer and a count. */
struct list {
	const void *v;
	size_t n;
};

/* What a PIN hides: a reading without it knows nothing of them. */
static const size_t lists[] = {
	offsetof(struct sst_sim, services),
	offsetof(struct sst_sim, user_networks),
	offsetof(struct sst_sim, operator_networks),
	offsetof(struct sst_sim, home_networks),
	offsetof(struct sst_sim, equivalent_home),
	offsetof(struct sst_sim, forbidden_networks),
	offsetof(struct sst_sim, sms_centres),
	offsetof(struct sst_sim, own_numbers),
	offsetof(struct sst_sim, voicemail),
	offsetof(struct sst_sim, fixed),
	offsetof(struct sst_sim, service_numbers),
};

/* Whether the list was lacking, and is there now. */
static bool
learn(struct sst_sim *known, const struct sst_sim *sim, size_t at)
{
	struct list mine, other;

	memcpy(&mine, (const uint8_t *)known + at, sizeof(mine));
	memcpy(&other, (const uint8_t *)sim + at, sizeof(other));
	if (mine.v != NULL || other.v == NULL)
		return false;
	memcpy((uint8_t *)known + at, &other, sizeof(other));
	return true;
}

static void
learn_lists(struct sst_sim *known, const struct sst_sim *sim,
    const char *archive)
{
	for (size_t i = 0; i < sizeof(lists) / sizeof(lists[0]); i++)
		if (learn(known, sim, lists[i]))
			known->lists_archive = archive;
}

void
sst_merge_sim(struct sst_sim *known, const struct sst_sim *sim,
    const char *archive)
{
	if (!sim->is_there)
		return;
	if (!known->is_there) {
		*known = *sim;
		known->archive = archive;
		known->contacts_archive = archive;
		known->messages_archive = archive;
		return;
	}
	learn_lists(known, sim, archive);
	if (learn(known, sim, offsetof(struct sst_sim, contacts)))
		known->contacts_archive = archive;
	if (learn(known, sim, offsetof(struct sst_sim, messages)))
		known->messages_archive = archive;
}
