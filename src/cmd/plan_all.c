/* SPDX-License-Identifier: ISC */
/* plan_all.c: every backup planned by itself, one after another. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "plan_all.h"
#include "print.h"
#include "say.h"

#define MEMBER_MAX ((size_t)64 << 20)

/* One run over many archives. */
struct all {
	struct sst_planning *p;
	struct sst_plan_page *page;
	struct sst_arena mem; /* names; room for the words and one more */
	struct sst_vault_list vault;
	const struct sst_snapshot **in;
	const char **names;
	size_t done;
	struct sst_err why; /* the first fault */
};

int
sst_plan_all_document(const struct sst_planning *p, bool with_codes,
    json_t **out, struct sst_err *err)
{
	bool redact = p->run->common.redact;

	if (sst_plan_json(&p->plan, with_codes, redact, out, err) < 0)
		return -1;
	if (!redact || sst_conceal_json(&p->numbers, *out, err) == 0)
		return 0;
	json_decref(*out);
	*out = NULL;
	return -1;
}

/* One member as text, whole before any of it is printed. */
static int
put_member(const struct all *a, const char *name, struct sst_buf *out,
    struct sst_err *err)
{
	struct sst_json j = { json_object(), false };
	json_t *plan = NULL;
	int rc = -1;

	sst_print_json_text(&j, "archive", name);
	if (sst_plan_all_document(a->p, a->page->with_codes, &plan, err) < 0)
		goto out;
	sst_json_give(&j, "plan", plan);
	if (j.failed)
		sst_err_set(err, SST_E_FAILED, "JSON: memory is out");
	else
		rc = sst_json_put(j.v, out, err);
out:
	json_decref(j.v);
	return rc;
}

/* The document is begun with its first member, and never held whole. */
static int
print_member(struct all *a, const char *name, struct sst_err *err)
{
	struct sst_buf member;
	int rc;

	sst_buf_init(&member, MEMBER_MAX);
	rc = put_member(a, name, &member, err);
	if (rc == 0) {
		(void)fputs(a->done > 0 ? ","
		                        : "{\"format\": \"simstow-plans\", "
		                          "\"version\": 1, \"plans\": [\n",
		    stdout);
		(void)fwrite(member.p, 1, member.n, stdout);
	}
	sst_buf_fini(&member);
	return rc;
}

static int
print_page(struct all *a, const char *name, struct sst_err *err)
{
	if (a->done > 0)
		(void)putchar('\n');
	sst_print_wrapped("===== ", name);
	(void)putchar('\n');
	return sst_plan_page_print(a->page, &a->p->plan, err);
}

static int
plan_loaded(struct all *a, const char *name, const struct sst_snapshot *s,
    struct sst_err *err)
{
	size_t n = a->p->all.n;
	const char *shown = name;
	int rc;

	a->in[n] = s;
	a->names[n] = name;
	if (s->kind != SST_SNAPSHOT_DEVICE) {
		sst_say_note(a->p->run, "%s: no backup of a device", name);
		return 0;
	}
	if (sst_planning_make(a->p, a->in, a->names, n + 1, err) < 0)
		return -1;
	if (a->page->conceal != NULL)
		shown = sst_conceal_text(a->page->conceal, name, &a->p->mem);
	if (shown == NULL)
		return sst_arena_full(&a->p->mem, err);
	rc = a->p->run->common.json ? print_member(a, shown, err)
	                            : print_page(a, shown, err);
	if (rc == 0)
		a->done++;
	return rc;
}

/* Opened, planned, printed, forgotten. */
static void
plan_one(struct all *a, const char *name)
{
	struct sst_snapshot s;
	struct sst_err err = { 0 };
	int rc;

	sst_snapshot_init(&s);
	rc = sst_load_snapshot(&a->p->opener, name, &s, &err);
	if (rc == 0)
		rc = plan_loaded(a, name, &s, &err);
	sst_planning_drop(a->p);
	sst_snapshot_fini(&s);
	if (rc == 0)
		return;
	sst_load_gap(a->p->run, name, &err);
	if (a->why.code == SST_OK)
		a->why = err;
}

static void
plan_each(struct all *a)
{
	const struct sst_args *named = &a->p->run->args;

	for (size_t i = 0; i < named->n; i++)
		plan_one(a, named->v[i]);
	for (size_t i = 0; named->n == 0 && i < a->vault.n; i++)
		if (strcmp(a->vault.v[i].kind, "code") != 0 &&
		    strcmp(a->vault.v[i].kind, "line") != 0)
			plan_one(a, a->vault.v[i].path);
}

/* A backup under a foreign name is not kept: it has its turn. */
static void
drop_backup(struct sst_load_all *all)
{
	if (all->n == 0 || all->v[all->n - 1]->kind != SST_SNAPSHOT_DEVICE)
		return;
	sst_snapshot_fini(all->own[--all->n]);
}

static int
load_words(struct all *a, struct sst_err *err)
{
	struct sst_load_all *all = &a->p->all;

	for (size_t i = 0; i < a->vault.n; i++) {
		if (strcmp(a->vault.v[i].kind, "device") == 0)
			continue;
		if (sst_load_add(&a->p->opener, all, a->vault.v[i].path,
		        &a->why, err) < 0)
			return -1;
		drop_backup(all);
	}
	return 0;
}

/* Archives that are named need no vault; without them it must be there. */
static int
look_into_vault(struct all *a, struct sst_err *err)
{
	struct sst_planning *p = a->p;
	const char *dir = p->opener.vault;

	if (p->run->args.n > 0 && (dir == NULL || access(dir, F_OK) != 0))
		return 0;
	if (sst_opener_vault(&p->opener, &dir, err) < 0)
		return -1;
	if (sst_vault_list(dir, &a->mem, &a->vault, err) < 0) {
		sst_err_hint(err, "simstow backup makes a vault");
		return -1;
	}
	return load_words(a, err);
}

static int
make_room(struct all *a, struct sst_err *err)
{
	const struct sst_load_all *all = &a->p->all;

	a->in = sst_arena_get_array(&a->mem, all->n + 1, sizeof(void *));
	a->names = sst_arena_get_array(&a->mem, all->n + 1, sizeof(void *));
	if (a->in == NULL || a->names == NULL)
		return sst_arena_full(&a->mem, err);
	for (size_t i = 0; i < all->n; i++) {
		a->in[i] = all->v[i];
		a->names[i] = all->names[i];
	}
	return 0;
}

int
sst_plan_all(struct sst_planning *p, struct sst_plan_page *page,
    struct sst_err *err)
{
	struct all a = { .p = p, .page = page };
	int rc = -1;

	if (look_into_vault(&a, err) < 0 || make_room(&a, err) < 0)
		goto out;
	plan_each(&a);
	if (a.done > 0) {
		if (p->run->common.json)
			(void)puts("]}");
		rc = 0;
		goto out;
	}
	if (a.why.code != SST_OK) {
		*err = a.why;
		goto out;
	}
	sst_err_set(err, SST_E_FAILED, "no backup of a device");
	sst_err_hint(err, "simstow backup");
out:
	sst_arena_fini(&a.mem);
	return rc;
}
