/* SPDX-License-Identifier: ISC */
/* keys.c: the keys of [card], [profile] and [notification]. */
#include <stdlib.h>
#include <string.h>

#include "fs.h"
#include "keys.h"

/* ---- [card] ---- */

static int
begin_card(struct vc_line *l)
{
	(void)l;
	return 0;
}

static int
set_atr(struct vc_line *l)
{
	vc_clear(&l->card->atr);
	return vc_value_hex(l->value, &l->card->atr);
}

static int
add_applet(struct vc_line *l)
{
	if (l->card->applet_n == VC_APPLETS)
		return -1;
	return vc_value_hex(l->value, &l->card->applet[l->card->applet_n++]);
}

static const struct vc_key card_keys[] = {
	{ "atr", 0, set_atr },
	{ "applet", 0, add_applet },
	{ NULL, 0, NULL },
};

/* ---- [profile] ---- */

static int
begin_profile(struct vc_line *l)
{
	struct vc_euicc *e = l->euicc;

	if (e == NULL)
		return vc_text_bad(l, "[profile] before [euicc]");
	e->profile = vc_more(e->profile, e->profile_n + 1, sizeof(*e->profile));
	l->profile = &e->profile[e->profile_n++];
	*l->profile = (struct vc_profile){ 0 };
	l->object = &l->profile->e3;
	return 0;
}

/* The ISD-P's AID comes along, counted from 10 as on real cards. */
static int
set_iccid(struct vc_line *l)
{
	char aid[33];

	if (vc_value_iccid(l->value, l->copy, vc_member_set(l->object, 0x5A)) <
	    0)
		return -1;
	if (vc_member_find(l->object, 0x4F) != NULL)
		return 0;
	snprintf(aid, sizeof(aid), "A0000005591010FFFFFFFF8900%04X00",
	    (unsigned)(0x0F + l->euicc->profile_n) & 0xFFFF);
	return vc_value_hex(aid, vc_member_set(l->object, 0x4F));
}

static int
set_named(struct vc_line *l, const char *const *names)
{
	uint64_t i;

	for (i = 0; names[i] != NULL; i++)
		if (strcmp(names[i], l->value) == 0)
			break;
	if (names[i] == NULL)
		return vc_set_number(l);
	vc_put_number(l, i);
	return 0;
}

static int
set_state(struct vc_line *l)
{
	static const char *const names[] = { "disabled", "enabled", NULL };

	if (l->copy > 0)
		l->value = "disabled";
	return set_named(l, names);
}

static int
set_class(struct vc_line *l)
{
	static const char *const names[] = { "test", "provisioning",
		"operational", NULL };

	return set_named(l, names);
}

/* png 1000: the type, and so many bytes that begin like such an image. */
static int
set_icon(struct vc_line *l)
{
	static const uint8_t png[] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A,
		'\n' };
	static const uint8_t jpeg[] = { 0xFF, 0xD8, 0xFF, 0xE0 };
	bool is_png = strncmp(l->value, "png ", 4) == 0;
	struct vc_buf *b;
	uint64_t n;

	if (!is_png && strncmp(l->value, "jpeg ", 5) != 0)
		return -1;
	if (vc_value_number(strchr(l->value, ' ') + 1, &n) < 0 || n > 100000)
		return -1;
	vc_put_byte(vc_member_set(l->object, 0x93), is_png ? 1 : 0);
	b = vc_member_set(l->object, 0x94);
	vc_put(b, is_png ? png : jpeg, is_png ? sizeof(png) : sizeof(jpeg));
	if (b->n < n)
		vc_put_noise(b, n - b->n, (uint32_t)l->euicc->profile_n);
	b->n = n;
	return 0;
}

static int
set_owner(struct vc_line *l)
{
	char *copy = strdup(l->value);
	int rc;

	if (copy == NULL)
		vc_die("out of memory");
	rc = vc_put_operator(copy, ' ', vc_member_set(l->object, 0xB7));
	free(copy);
	return rc;
}

/* EVENTS HOST: one more NotificationConfigurationInformation in B6. */
static int
add_notify(struct vc_line *l)
{
	char *copy = strdup(l->value), *s = copy, *events;
	struct vc_member *m = vc_member_find(l->object, 0xB6);
	struct vc_buf *b;
	size_t start, inner;
	int rc = -1;

	b = m == NULL ? vc_member_add(l->object, 0xB6) : &m->v;
	start = b->n;
	events = copy == NULL ? NULL : vc_value_word(&s);
	if (events == NULL || vc_value_bits(events, vc_events, b) < 0)
		goto out;
	vc_wrap(b, start, 0x80);
	inner = b->n;
	if (vc_value_text(s, l->copy, b) < 0)
		goto out;
	vc_wrap(b, inner, 0x81);
	vc_wrap(b, start, 0x30);
	rc = 0;
out:
	free(copy);
	return rc;
}

/* Words behind the address or code: NULLs by name, or the CI's key in hex. */
static int
put_change_words(char *s, bool is_request, struct vc_buf *b)
{
	static const struct {
		const char *name;
		bool is_request;
		unsigned tag;
	} words[] = { { "eid", true, 0x82 }, { "tac", true, 0x83 },
		{ "delete", false, 0x81 } };
	char *word;
	size_t i, start;

	while ((word = vc_value_word(&s)) != NULL) {
		start = b->n;
		for (i = 0; i < 3; i++)
			if (strcmp(words[i].name, word) == 0 &&
			    words[i].is_request == is_request)
				break;
		if (i == 3 && (!is_request || vc_value_hex(word, b) < 0))
			return -1;
		vc_wrap(b, start, i == 3 ? 0x81 : words[i].tag);
	}
	return 0;
}

/* SGP.22 v3 DeviceChangeConfiguration: requestToDp or usingStoredAc. */
static int
set_device_change(struct vc_line *l)
{
	char *copy = strdup(l->value), *s = copy, *kind, *what;
	struct vc_buf *b = vc_member_set(l->object, 0xBF20);
	bool is_request;
	int rc = -1;

	kind = copy == NULL ? NULL : vc_value_word(&s);
	what = kind == NULL ? NULL : vc_value_word(&s);
	if (what == NULL)
		goto out;
	is_request = strcmp(kind, "request") == 0;
	if (!is_request && strcmp(kind, "stored") != 0)
		goto out;
	vc_put_tlv(b, 0x80, what, strlen(what));
	rc = put_change_words(s, is_request, b);
	vc_wrap(b, 0, is_request ? 0xA0 : 0xA1);
out:
	free(copy);
	return rc;
}

static int
set_raw_e3(struct vc_line *l)
{
	vc_clear(&l->profile->raw);
	return vc_value_hex(l->value, &l->profile->raw);
}

static const struct vc_key profile_keys[] = {
	{ "iccid", 0x5A, set_iccid },
	{ "aid", 0x4F, vc_set_hex },
	{ "state", 0x9F70, set_state },
	{ "nickname", 0x90, vc_set_text },
	{ "provider", 0x91, vc_set_text },
	{ "name", 0x92, vc_set_text },
	{ "icon", 0x94, set_icon },
	{ "class", 0x95, set_class },
	{ "notify", 0xB6, add_notify },
	{ "owner", 0xB7, set_owner },
	{ "dp", 0xB8, vc_set_hex },
	{ "rules", 0x99, vc_set_rules },
	{ "hri", 0x9B, vc_set_text },
	{ "device-change", 0xBF20, set_device_change },
	{ "port", 0x9F24, vc_set_number },
	{ "size", 0x9F25, vc_set_number },
	{ "member", 0, vc_add_member },
	{ "raw-e3", 0, set_raw_e3 },
	{ NULL, 0, NULL },
};

/* ---- [notification] ---- */

static int
begin_note(struct vc_line *l)
{
	struct vc_euicc *e = l->euicc;

	if (e == NULL)
		return vc_text_bad(l, "[notification] before [euicc]");
	e->note = vc_more(e->note, e->note_n + 1, sizeof(*e->note));
	l->note = &e->note[e->note_n++];
	*l->note = (struct vc_note){ 0 };
	l->object = &l->note->meta;
	return 0;
}

static int
set_note_iccid(struct vc_line *l)
{
	return vc_value_iccid(l->value, l->copy,
	    vc_member_set(l->object, 0x5A));
}

static int
set_signed_size(struct vc_line *l)
{
	uint64_t n;

	if (vc_value_number(l->value, &n) < 0 || n > 60000)
		return -1;
	l->note->signed_size = n;
	return 0;
}

static int
set_raw_meta(struct vc_line *l)
{
	return vc_value_hex(l->value, &l->note->raw_meta);
}

static int
set_raw_signed(struct vc_line *l)
{
	return vc_value_hex(l->value, &l->note->raw_signed);
}

static const struct vc_key note_keys[] = {
	{ "seq", 0x80, vc_set_counted },
	{ "event", 0x81, vc_set_events },
	{ "address", 0x0C, vc_set_text },
	{ "iccid", 0x5A, set_note_iccid },
	{ "member", 0, vc_add_member },
	{ "signed-size", 0, set_signed_size },
	{ "raw-bf2f", 0, set_raw_meta },
	{ "raw-signed", 0, set_raw_signed },
	{ NULL, 0, NULL },
};

const struct vc_section vc_sections[] = {
	{ "card", card_keys, begin_card },
	{ "euicc", vc_euicc_keys, vc_begin_euicc },
	{ "profile", profile_keys, begin_profile },
	{ "notification", note_keys, begin_note },
	{ "usim", vc_usim_keys, vc_begin_usim },
	{ "adf", vc_adf_keys, vc_begin_adf },
	{ "df", vc_df_keys, vc_begin_df },
	{ "file", vc_file_keys, vc_begin_file },
	{ NULL, NULL, NULL },
};
