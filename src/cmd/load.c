/* SPDX-License-Identifier: ISC */
/* load.c: an archive by its name, looked at, opened, as a snapshot. */
#include <string.h>
#include <unistd.h>

#include <simstow/manifest/manifest.h>

#include "input.h"
#include "load.h"
#include "say.h"

/* Members of the largest archive, and the list of them. */
#define MEMORY (SST_TAR_TOTAL + ((size_t)4 << 20))

static int
find(const char *vault, struct sst_load *l, struct sst_err *err)
{
	const char *path;

	l->path = l->name;
	if (vault == NULL || sst_input_is_standard(l->name) ||
	    strchr(l->name, '/') != NULL || access(l->name, F_OK) == 0)
		return 0;
	path = sst_arena_printf(&l->mem, "%s/%s", vault, l->name);
	if (path == NULL)
		return sst_arena_full(&l->mem, err);
	if (access(path, F_OK) == 0)
		l->path = path;
	return 0;
}

static int
look_at_input(struct sst_load *l, struct sst_err *err)
{
	struct sst_span rest;
	struct sst_source in = sst_source_of_span(&rest);

	sst_buf_init(&l->data, SST_LOAD_STANDARD);
	if (sst_input_read(l->path, &l->data, err) < 0)
		return -1;
	rest = sst_buf_span(&l->data);
	l->file.size = rest.n;
	sst_hash_text(rest, l->file.sha256);
	if (sst_age_look(&in, &l->look, err) < 0)
		return sst_within(err, "standard input");
	return 0;
}

static void
compare_sum(struct sst_run *run, struct sst_load *l)
{
	char kept[SST_SHA256_TEXT];
	struct sst_err err = { 0 };
	int rc = sst_vault_checksum(l->path, kept, &err);

	if (rc < 0) {
		sst_say_warn(run, "checksum not compared: %s", err.msg);
		l->sum = SST_LOAD_SUM_BROKEN;
	}
	if (rc <= 0)
		return;
	l->sum = strcmp(kept, l->file.sha256) == 0 ? SST_LOAD_SUM_SAME
	                                           : SST_LOAD_SUM_DIFFERS;
}

int
sst_load_look(struct sst_run *run, const char *vault, const char *name,
    struct sst_load *l, struct sst_err *err)
{
	*l = (struct sst_load){ 0 };
	sst_arena_init(&l->mem, MEMORY);
	l->name = name;
	if (find(vault, l, err) < 0)
		return -1;
	if (sst_input_is_standard(l->path))
		return look_at_input(l, err);
	if (sst_archive_look(l->path, &l->look, &l->file, err) < 0)
		return -1;
	compare_sum(run, l);
	return 0;
}

int
sst_load_check_sum(const struct sst_load *l, struct sst_err *err)
{
	if (l->sum != SST_LOAD_SUM_DIFFERS)
		return 0;
	return sst_fail(err, SST_E_FORMAT,
	    "%s: damaged file: its checksum is not the one kept beside it",
	    sst_input_name(l->name));
}

/* What the checksum says about a failure; else the error stays as it is. */
static void
explain(const struct sst_load *l, struct sst_err *err)
{
	if (err->code != SST_E_KEY && err->code != SST_E_FORMAT)
		return;
	if (sst_load_check_sum(l, err) < 0)
		return;
	if (err->code == SST_E_KEY && l->look.has_passphrase &&
	    l->sum == SST_LOAD_SUM_SAME)
		sst_err_set(err, SST_E_KEY, "%s: wrong passphrase", l->name);
}

static int
open_it(struct sst_opener *o, struct sst_load *l, struct sst_err *err)
{
	struct sst_span rest = sst_buf_span(&l->data);
	struct sst_source in = sst_source_of_span(&rest);

	if (!sst_input_is_standard(l->path))
		return sst_archive_open(l->path, &o->keys, &l->mem, &l->members,
		    err);
	if (sst_archive_open_source(&in, &o->keys, &l->mem, &l->members, err) <
	    0)
		return sst_within(err, "standard input");
	return 0;
}

int
sst_load_open(struct sst_opener *o, struct sst_load *l, struct sst_err *err)
{
	bool had_passphrase;
	int rc;

	if (sst_opener_ready(o, &l->look, err) < 0)
		return sst_within(err, "%s", sst_input_name(l->name));
	had_passphrase = o->keys.passphrase.p != NULL;
	sst_say_progress(o->run, "opening the archive");
	sst_say_note(o->run, "opening %s", sst_input_name(l->path));
	rc = open_it(o, l, err);
	sst_say_progress(o->run, NULL);
	if (rc < 0 && had_passphrase)
		explain(l, err);
	return rc;
}

void
sst_load_fini(struct sst_load *l)
{
	sst_buf_fini(&l->data);
	sst_arena_fini(&l->mem);
	*l = (struct sst_load){ 0 };
}

int
sst_load_snapshot(struct sst_opener *o, const char *name,
    struct sst_snapshot *out, struct sst_err *err)
{
	struct sst_load l = { 0 };
	int rc = -1;

	if (sst_load_look(o->run, o->vault, name, &l, err) < 0 ||
	    sst_load_open(o, &l, err) < 0)
		goto out;
	if (sst_manifest_unpack(&l.members, out, err) < 0) {
		sst_err_prefix(err, "%s", sst_input_name(name));
		goto out;
	}
	rc = 0;
out:
	sst_load_fini(&l);
	return rc;
}

/* Room for the snapshot itself and its places in the lists. */
static struct sst_snapshot *
make_room(struct sst_load_all *all, const char *name)
{
	struct sst_snapshot *s = sst_arena_get(&all->mem, sizeof(*s));
	const char *copy = sst_arena_text(&all->mem, name);
	size_t n = all->n;

	all->own = sst_arena_grow(&all->mem, all->own, n, sizeof(void *));
	all->v = sst_arena_grow(&all->mem, all->v, n, sizeof(void *));
	all->names = sst_arena_grow(&all->mem, all->names, n, sizeof(void *));
	if (s == NULL || copy == NULL || all->own == NULL || all->v == NULL ||
	    all->names == NULL)
		return NULL;
	all->own[n] = s;
	all->v[n] = s;
	all->names[n] = copy;
	return s;
}

/* The error begins with the name, which the line has already. */
void
sst_load_gap(struct sst_run *run, const char *name, const struct sst_err *why)
{
	size_t n = strlen(name);
	const char *msg = why->msg;

	if (strncmp(msg, name, n) == 0 && strncmp(msg + n, ": ", 2) == 0)
		msg += n + 2;
	sst_say_gap(run, name, msg);
}

int
sst_load_add(struct sst_opener *o, struct sst_load_all *all, const char *name,
    struct sst_err *why, struct sst_err *err)
{
	struct sst_snapshot *s = make_room(all, name);
	struct sst_err fault = { 0 };

	if (s == NULL)
		return sst_arena_full(&all->mem, err);
	sst_snapshot_init(s);
	if (sst_load_snapshot(o, name, s, &fault) == 0) {
		all->n++;
		return 0;
	}
	sst_snapshot_fini(s);
	sst_load_gap(o->run, name, &fault);
	if (why->code == SST_OK)
		*why = fault;
	return 0;
}

int
sst_load_words(struct sst_opener *o, struct sst_load_all *all,
    struct sst_err *why, struct sst_err *err)
{
	struct sst_arena mem = { 0 };
	struct sst_vault_list list;
	const char *dir;
	int rc = -1;

	if (sst_opener_vault(o, &dir, err) < 0 ||
	    sst_vault_list(dir, &mem, &list, err) < 0)
		goto out;
	rc = 0;
	for (size_t i = 0; rc == 0 && i < list.n; i++)
		if (strcmp(list.v[i].kind, "device") != 0)
			rc = sst_load_add(o, all, list.v[i].path, why, err);
out:
	sst_arena_fini(&mem);
	return rc;
}

void
sst_load_all_fini(struct sst_load_all *all)
{
	for (size_t i = 0; all->own != NULL && i < all->n; i++)
		sst_snapshot_fini(all->own[i]);
	sst_arena_fini(&all->mem);
	*all = (struct sst_load_all){ 0 };
}
