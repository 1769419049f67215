/* SPDX-License-Identifier: ISC */
/* text.c: the text file of a card: sections, lines, copies of a section. */
#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "fs.h"

#define DEPTH_MAX 4

/* A line kept until its section ends, since repeat may stand anywhere. */
struct kept {
	char *text;
	const char *key, *value; /* parts of it */
	unsigned number;
};

struct reader {
	struct vc_line line;
	const struct vc_section *section;
	unsigned section_at;
	struct kept *kept;
	size_t kept_n;
	unsigned depth; /* files that include one another */
};

int
vc_text_bad(const struct vc_line *l, const char *fmt, ...)
{
	va_list ap;

	fprintf(stderr, "vcard: %s:%u: ", l->file, l->number);
	va_start(ap, fmt);
	vfprintf(stderr, fmt, ap);
	va_end(ap);
	fprintf(stderr, "\n");
	return -1;
}

int
vc_text_apply(struct vc_line *l, const struct vc_key *keys, const char *name,
    const char *value)
{
	const struct vc_key *k;

	for (k = keys; k->name != NULL; k++)
		if (strcmp(k->name, name) == 0)
			break;
	if (k->name == NULL)
		return vc_text_bad(l, "no such key here: %s", name);
	l->key = k;
	l->value = value;
	if (strcmp(value, "none") == 0 && k->tag != 0) {
		vc_member_drop(l->object, k->tag);
		return 0;
	}
	if (k->set(l) < 0)
		return vc_text_bad(l, "%s: bad value: %s", name, value);
	return 0;
}

static int
copies(struct reader *r, uint64_t *out)
{
	size_t i;

	*out = 1;
	for (i = 0; i < r->kept_n; i++)
		if (strcmp(r->kept[i].key, "repeat") == 0 &&
		    (vc_value_number(r->kept[i].value, out) < 0 || *out > 5000))
			return vc_text_bad(&r->line, "repeat: 0 to 5000");
	return 0;
}

static int
one_copy(struct reader *r)
{
	struct vc_line *l = &r->line;
	size_t i;

	l->number = r->section_at;
	if (r->section->begin(l) < 0)
		return -1;
	for (i = 0; i < r->kept_n; i++) {
		l->number = r->kept[i].number;
		if (strcmp(r->kept[i].key, "repeat") == 0)
			continue;
		if (vc_text_apply(l, r->section->keys, r->kept[i].key,
		        r->kept[i].value) < 0)
			return -1;
	}
	return 0;
}

static void
forget(struct reader *r)
{
	size_t i;

	for (i = 0; i < r->kept_n; i++)
		free(r->kept[i].text);
	free(r->kept);
	r->kept = NULL;
	r->kept_n = 0;
}

static int
end_section(struct reader *r)
{
	uint64_t n, i;
	int rc = 0;

	if (r->section == NULL)
		return 0;
	if (copies(r, &n) < 0)
		rc = -1;
	for (i = 0; rc == 0 && i < n; i++) {
		r->line.copy = (unsigned)i;
		rc = one_copy(r);
	}
	forget(r);
	r->section = NULL;
	return rc;
}

static int
begin_section(struct reader *r, char *s)
{
	const struct vc_section *at;

	if (end_section(r) < 0)
		return -1;
	s[strcspn(s, "]")] = '\0';
	for (at = vc_sections; at->name != NULL; at++)
		if (strcmp(at->name, s + 1) == 0)
			break;
	if (at->name == NULL)
		return vc_text_bad(&r->line, "no such section: %s", s + 1);
	r->section = at;
	r->section_at = r->line.number;
	return 0;
}

static char *
trim(char *s)
{
	size_t n;

	s += strspn(s, " \t");
	for (n = strlen(s); n > 0 && strchr(" \t\r\n", s[n - 1]) != NULL;)
		s[--n] = '\0';
	return s;
}

static int
keep(struct reader *r, char *s)
{
	char *value = strchr(s, '=');
	struct kept *k;

	if (value == NULL || r->section == NULL)
		return vc_text_bad(&r->line, "want [section] or key = value");
	r->kept = vc_more(r->kept, r->kept_n + 1, sizeof(*r->kept));
	k = &r->kept[r->kept_n++];
	k->text = strdup(s);
	if (k->text == NULL)
		vc_die("out of memory");
	value = k->text + (value - s);
	*value++ = '\0';
	k->key = trim(k->text);
	k->value = trim(value);
	k->number = r->line.number;
	return 0;
}

static int read_file(struct reader *r, const char *file);

/* "include FILE", beside the file that says so; it ends a section. */
static int
include(struct reader *r, const char *name)
{
	struct vc_line *l = &r->line;
	const char *file = l->file, *slash = strrchr(file, '/');
	unsigned number = l->number;
	struct vc_buf path = { 0 };
	int rc;

	if (r->depth == DEPTH_MAX)
		return vc_text_bad(l, "include: %d files deep", DEPTH_MAX);
	if (end_section(r) < 0)
		return -1;
	if (slash != NULL && name[0] != '/')
		vc_put(&path, file, (size_t)(slash - file) + 1);
	vc_put(&path, name, strlen(name) + 1);
	rc = read_file(r, (const char *)path.p);
	l->file = file;
	l->number = number;
	vc_free(&path);
	return rc;
}

static int
one_line(struct reader *r, char *s)
{
	s = trim(s);
	if (s[0] == '\0' || s[0] == '#')
		return 0;
	if (strncmp(s, "include ", 8) == 0)
		return include(r, trim(s + 8));
	return s[0] == '[' ? begin_section(r, s) : keep(r, s);
}

static int
read_file(struct reader *r, const char *file)
{
	FILE *f = fopen(file, "r");
	unsigned number = 0;
	char *s = NULL;
	size_t cap = 0;
	int rc = 0;

	r->line.file = file;
	r->line.number = 0;
	if (f == NULL)
		return vc_text_bad(&r->line, "%s", strerror(errno));
	r->depth++;
	while (rc == 0 && getline(&s, &cap, f) >= 0) {
		r->line.number = ++number;
		rc = one_line(r, s);
	}
	if (rc == 0)
		rc = end_section(r);
	r->depth--;
	free(s);
	fclose(f);
	return rc;
}

int
vc_text_read(const char *file, struct vc_card *card)
{
	struct reader r = { .line = { .card = card } };
	int rc = read_file(&r, file);

	forget(&r);
	return rc;
}

static void
free_euicc(struct vc_euicc *e)
{
	size_t i;

	for (i = 0; i < e->aid_n; i++)
		vc_free(&e->aid[i]);
	for (i = 0; i < e->profile_n; i++) {
		vc_object_free(&e->profile[i].e3);
		vc_free(&e->profile[i].raw);
	}
	for (i = 0; i < e->note_n; i++) {
		vc_object_free(&e->note[i].meta);
		vc_free(&e->note[i].raw_meta);
		vc_free(&e->note[i].raw_signed);
	}
	free(e->profile);
	free(e->note);
	vc_free(&e->eid);
	vc_free(&e->rat);
	vc_object_free(&e->info2);
	vc_object_free(&e->addresses);
	vc_object_free(&e->answers);
}

void
vc_text_free(struct vc_card *card)
{
	size_t i;

	vc_free(&card->atr);
	for (i = 0; i < card->applet_n; i++)
		vc_free(&card->applet[i]);
	for (i = 0; i < card->euicc_n; i++)
		free_euicc(&card->euicc[i]);
	vc_fs_free(&card->fs);
}
