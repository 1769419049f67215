/* SPDX-License-Identifier: ISC */
/* fs_keys.c: the keys of [usim], [adf], [df] and [file]. */
#include <stdlib.h>
#include <string.h>

#include "fs.h"

/* Which of the names the value is; -1 none of them. */
static int
which(const struct vc_line *l, const char *const *names)
{
	int i;

	for (i = 0; names[i] != NULL; i++)
		if (strcmp(names[i], l->value) == 0)
			return i;
	return -1;
}

static int
set_yes(const struct vc_line *l, bool *out)
{
	static const char *const names[] = { "no", "yes", NULL };
	int i = which(l, names);

	*out = i == 1;
	return i < 0 ? -1 : 0;
}

static int
set_size(const struct vc_line *l, size_t max, size_t *out)
{
	uint64_t n;

	if (vc_value_number(l->value, &n) < 0 || n == 0 || n > max)
		return -1;
	*out = (size_t)n;
	return 0;
}

/* ---- [usim] and [adf] ---- */

int
vc_begin_usim(struct vc_line *l)
{
	if (l->card->fs == NULL)
		l->card->fs = vc_fs_new();
	l->at = vc_fs_application(l->card->fs, 1);
	l->card->fs->adf = l->at;
	return 0;
}

int
vc_begin_adf(struct vc_line *l)
{
	struct vc_fs *fs = l->card->fs;

	if (fs == NULL)
		return vc_text_bad(l, "[adf] before [usim]");
	fs->adf = vc_fs_add(fs, fs->file[0], VC_ADF, VC_DF);
	fs->adf->application = ++fs->applications;
	fs->adf->line = l->number;
	l->at = fs->adf;
	return 0;
}

static int
set_aid(struct vc_line *l)
{
	if (l->at == NULL && vc_begin_adf(l) < 0)
		return -1;
	vc_clear(&l->at->aid);
	return vc_value_hex(l->value, &l->at->aid);
}

static int
set_label(struct vc_line *l)
{
	if (l->at == NULL && vc_begin_adf(l) < 0)
		return -1;
	vc_clear(&l->at->label);
	return vc_value_text(l->value, l->copy, &l->at->label);
}

static int
set_2g(struct vc_line *l)
{
	return set_yes(l, &l->card->fs->is_2g);
}

static int
set_security(struct vc_line *l)
{
	static const char *const names[] = { "arr", "arr-se", "compact",
		"expanded", NULL };
	int i = which(l, names);

	l->card->fs->security = i < 0 ? VC_SEC_ARR : (enum vc_security)i;
	return i < 0 ? -1 : 0;
}

/* pin1, pin2-tries, adm: the PIN that the key's name begins with. */
static struct vc_pin *
pin_of(const struct vc_line *l)
{
	static const char *const names[] = { "pin1", "pin2", "adm" };
	size_t i;

	for (i = 0; i < 2; i++)
		if (strncmp(l->key->name, names[i], strlen(names[i])) == 0)
			break;
	return &l->card->fs->pin[i];
}

static int
set_pin(struct vc_line *l)
{
	struct vc_pin *pin = pin_of(l);
	size_t n = strlen(l->value);

	if (n < 4 || n > 8 || strspn(l->value, "0123456789") != n)
		return -1;
	memcpy(pin->value, l->value, n + 1);
	return 0;
}

static int
set_tries(struct vc_line *l)
{
	struct vc_pin *pin = pin_of(l);
	uint64_t n;

	if (vc_value_number(l->value, &n) < 0 || n > 15)
		return -1;
	pin->tries = (unsigned)n;
	if (pin->tries > pin->tries_max)
		pin->tries_max = pin->tries;
	return 0;
}

static int
set_enabled(struct vc_line *l)
{
	return set_yes(l, &pin_of(l)->is_enabled);
}

const struct vc_key vc_usim_keys[] = {
	{ "aid", 0, set_aid },
	{ "label", 0, set_label },
	{ "2g", 0, set_2g },
	{ "security", 0, set_security },
	{ "pin1", 0, set_pin },
	{ "pin1-tries", 0, set_tries },
	{ "pin1-enabled", 0, set_enabled },
	{ "pin2", 0, set_pin },
	{ "pin2-tries", 0, set_tries },
	{ "pin2-enabled", 0, set_enabled },
	{ "adm", 0, set_pin },
	{ "adm-tries", 0, set_tries },
	{ NULL, 0, NULL },
};

const struct vc_key vc_adf_keys[] = {
	{ "aid", 0, set_aid },
	{ "label", 0, set_label },
	{ NULL, 0, NULL },
};

int
vc_fs_set(struct vc_card *card, const char *what)
{
	struct vc_line l = { .file = "--set", .card = card };
	char *key = strdup(what), *value;
	int rc;

	if (key == NULL)
		vc_die("out of memory");
	value = strchr(key, '=');
	if (card->fs == NULL || value == NULL) {
		rc = vc_text_bad(&l, "want KEY=VALUE, and a card with [usim]");
	} else {
		*value++ = '\0';
		l.at = vc_fs_application(card->fs, 1);
		rc = vc_text_apply(&l, vc_usim_keys, key, value);
	}
	free(key);
	return rc;
}

/* ---- [df] and [file] ---- */

static int
begin(struct vc_line *l, enum vc_kind kind)
{
	if (l->card->fs == NULL)
		return vc_text_bad(l, "[%s] before [usim]",
		    kind == VC_DF ? "df" : "file");
	l->at = vc_fs_add(l->card->fs, NULL, 0, kind);
	l->at->line = l->number;
	return 0;
}

int
vc_begin_df(struct vc_line *l)
{
	return begin(l, VC_DF);
}

int
vc_begin_file(struct vc_line *l)
{
	return begin(l, VC_TRANSPARENT);
}

/* A path that was there before: this section changes that file. */
static int
set_path(struct vc_line *l)
{
	struct vc_fs *fs = l->card->fs;
	struct vc_file *parent, *before;
	unsigned fid;

	if (l->at->parent != NULL ||
	    vc_fs_place(fs, l->value, &parent, &fid) < 0)
		return -1;
	before = vc_fs_child(fs, parent, fid);
	if (before != NULL) {
		if ((before->kind == VC_DF) != (l->at->kind == VC_DF))
			return -1;
		vc_fs_drop(fs, l->at);
		l->at = before;
	} else {
		l->at->parent = parent;
		l->at->fid = fid;
	}
	return 0;
}

/* For people: a card does not know the names of its files. */
static int
set_name(struct vc_line *l)
{
	return l->value[0] == '\0' ? -1 : 0;
}

static int
set_sfi(struct vc_line *l)
{
	size_t n;

	if (set_size(l, 30, &n) < 0)
		return -1;
	l->at->sfi = (unsigned)n;
	return 0;
}

static int
set_type(struct vc_line *l)
{
	static const char *const names[] = { "transparent", "linear", "cyclic",
		NULL };
	int i = which(l, names);

	if (i < 0)
		return -1;
	if (l->at->kind == (enum vc_kind)(VC_TRANSPARENT + i))
		return 0;
	l->at->kind = (enum vc_kind)(VC_TRANSPARENT + i);
	return l->at->data.n == 0 ? 0 : -1;
}

static void
fill(struct vc_file *f, size_t size)
{
	while (f->data.n < size)
		vc_put_byte(&f->data, 0xFF);
}

static int
set_file_size(struct vc_line *l)
{
	struct vc_file *f = l->at;
	size_t n;

	if (f->kind != VC_TRANSPARENT || set_size(l, 32767, &n) < 0 ||
	    n < f->data.n)
		return -1;
	fill(f, n);
	return 0;
}

static int
set_hex(struct vc_line *l)
{
	struct vc_file *f = l->at;
	struct vc_buf v = { 0 };
	int rc = vc_value_hex(l->value, &v);

	if (f->kind != VC_TRANSPARENT || (f->data.n != 0 && v.n > f->data.n))
		rc = -1;
	if (rc == 0 && v.n != 0) {
		fill(f, v.n);
		memset(f->data.p, 0xFF, f->data.n);
		memcpy(f->data.p, v.p, v.n);
	}
	vc_free(&v);
	return rc;
}

static void
fill_records(struct vc_file *f)
{
	if (f->kind != VC_TRANSPARENT)
		fill(f, f->records * f->record_size);
}

static int
set_record_size(struct vc_line *l)
{
	if (l->at->data.n != 0 || set_size(l, 255, &l->at->record_size) < 0)
		return -1;
	fill_records(l->at);
	return 0;
}

static int
set_records(struct vc_line *l)
{
	if (l->at->data.n != 0 || set_size(l, 254, &l->at->records) < 0)
		return -1;
	fill_records(l->at);
	return 0;
}

/* N HEX, padded with FF. */
static int
set_record(struct vc_line *l)
{
	struct vc_file *f = l->at;
	unsigned long n;
	struct vc_buf v = { 0 };
	uint8_t *to;
	char *hex;
	int rc;

	n = strtoul(l->value, &hex, 10);
	if (*hex != ' ' || n == 0 || n > f->records || f->data.n == 0)
		return -1;
	rc = vc_value_hex(hex + strspn(hex, " "), &v);
	if (v.n > f->record_size)
		rc = -1;
	to = f->data.p + (n - 1) * f->record_size;
	if (rc == 0 && v.n != 0) {
		memset(to, 0xFF, f->record_size);
		memcpy(to, v.p, v.n);
	}
	vc_free(&v);
	return rc;
}

static const char *const rules[] = { "always", "pin1", "pin2", "adm", "never",
	NULL };

static int
set_read(struct vc_line *l)
{
	int i = which(l, rules);

	l->at->read = i < 0 ? VC_NOBODY : (enum vc_rule)i;
	return i < 0 ? -1 : 0;
}

static int
set_update(struct vc_line *l)
{
	int i = which(l, rules);

	l->at->update = i < 0 ? VC_NOBODY : (enum vc_rule)i;
	return i < 0 ? -1 : 0;
}

static int
set_state(struct vc_line *l)
{
	static const char *const names[] = { "active", "deactivated", NULL };
	int i = which(l, names);

	l->at->is_deactivated = i == 1;
	return i < 0 ? -1 : 0;
}

const struct vc_key vc_df_keys[] = {
	{ "path", 0, set_path },
	{ "name", 0, set_name },
	{ NULL, 0, NULL },
};

const struct vc_key vc_file_keys[] = {
	{ "path", 0, set_path },
	{ "name", 0, set_name },
	{ "sfi", 0, set_sfi },
	{ "type", 0, set_type },
	{ "size", 0, set_file_size },
	{ "record-size", 0, set_record_size },
	{ "records", 0, set_records },
	{ "read", 0, set_read },
	{ "update", 0, set_update },
	{ "state", 0, set_state },
	{ "hex", 0, set_hex },
	{ "record", 0, set_record },
	{ NULL, 0, NULL },
};
