/* SPDX-License-Identifier: ISC */
/* full_sim.c: files of a SIM in which every field says something. */
#include <string.h>

#include <unit/full_sim.h>

#define LIST(array)                                       \
	{                                                 \
		array, sizeof(array) / sizeof((array)[0]) \
	}

static const char *services[] = { "Local Phone Book", "service 140" };
static const char *emails[] = { "ana@mail.example" };
static const char *groups[] = { "Family" };

static struct sst_network_name names[] = {
	{ "Example Mobile Network", "Example" },
	{ NULL, NULL },
};
static struct sst_network_place places[] = {
	{ "24405", { true, 0 }, { true, 65534 }, { true, 1 } },
	{ .name = { false, 0 } },
};
static struct sst_network user_networks[] = {
	{ "26202", "E-UTRAN, NG-RAN" },
	{ NULL, NULL },
};
static struct sst_network operator_networks[] = { { "310260", "GERAN" } };
static struct sst_network home_networks[] = { { "24405", "" } };
static struct sst_network equivalent_home[] = { { "244?5", NULL } };
static struct sst_network forbidden[1];
static const struct sst_sms_centre centres[] = {
	{ "SMSC", "+358405202000", "*100#", { true, 0 }, { true, 0 },
	    { true, 169 } },
	{ .name = NULL },
};
static struct sst_emergency emergency[] = {
	{ "911", "Emergency", { true, 0x80000005 } },
	{ .number = NULL },
};
static const struct sst_entry own_numbers[] = {
	{ "My line", "+447700900456" },
	{ NULL, NULL },
};
static const struct sst_entry voicemail[] = { { "Mailbox", "+447700900999" } };
static const struct sst_entry fixed[] = { { "Mum", "+447700900111" } };
static struct sst_entry service_numbers[] = { { "Help", "150" } };

static const struct sst_card_file files[] = {
	{ "3F00/7FFF/6F46", "EF.SPN", "transparent", "operator", "always",
	    "adm", { true, 17 }, { false, 0 }, FULL_SIM_MEMBER },
	{ .path = NULL },
};
static struct sst_contact_number numbers[] = {
	{ "mobile", "+447700900222" },
	{ NULL, NULL },
};
static struct sst_contact contacts[] = {
	{ "Ana Person", "Anita", LIST(numbers), LIST(emails), LIST(groups),
	    "3F00/7F10/6F3A:12" },
	{ .name = NULL },
};
static struct sst_message messages[] = {
	{ "unread", "+358405202001", "+447700900333", "See you at eight",
	    "2026-03-29T14:05:00+02:00", { true, 7 }, { true, 1 }, { true, 2 },
	    { true, 3 }, FULL_SIM_MEMBER },
	{ .status = NULL },
};

static const struct sst_sim sim = {
	.is_there = true,
	.application = "A0000000871002FF49FFFF89040B00FF",
	.pin1_enabled = { true, 1 },
	.pin1_tries = { true, 3 },
	.pin2_tries = { true, 0 },
	.spn = "Example",
	.services = LIST(services),
	.names = LIST(names),
	.places = LIST(places),
	.user_networks = LIST(user_networks),
	.operator_networks = LIST(operator_networks),
	.home_networks = LIST(home_networks),
	.equivalent_home = LIST(equivalent_home),
	.forbidden_networks = { forbidden, 0 },
	.emergency = LIST(emergency),
	.service_numbers = LIST(service_numbers),
	.languages = "fi,en",
	.contacts = LIST(contacts),
	.messages = LIST(messages),
};

static void *
copy(struct sst_arena *mem, const void *from, size_t n)
{
	void *to = sst_arena_get(mem, n);

	if (to != NULL)
		memcpy(to, from, n);
	return to;
}

int
full_sim(struct sst_arena *mem, struct sst_sim *out)
{
	*out = sim;
	out->own_numbers.v = copy(mem, own_numbers, sizeof(own_numbers));
	out->voicemail.v = copy(mem, voicemail, sizeof(voicemail));
	out->fixed.v = copy(mem, fixed, sizeof(fixed));
	out->files.v = copy(mem, files, sizeof(files));
	out->sms_centres.v = copy(mem, centres, sizeof(centres));
	out->sms_centres.n = 2;
	out->own_numbers.n = 2;
	out->voicemail.n = 1;
	out->fixed.n = 1;
	out->files.n = 2;
	return out->sms_centres.v != NULL && out->own_numbers.v != NULL &&
	               out->voicemail.v != NULL && out->fixed.v != NULL &&
	               out->files.v != NULL
	           ? 0
	           : -1;
}
