/* SPDX-License-Identifier: ISC */
/* uicc_arr.c: access rules that are kept in EF.ARR, read once for all files. */
#include "uicc_priv.h"

static struct sst_uicc_arr *
known(struct sst_uicc *u, const struct sst_uicc_path *dir, uint16_t fid)
{
	for (size_t i = 0; i < u->arr_n; i++)
		if (u->arr[i].fid == fid &&
		    sst_uicc_path_is_equal(&u->arr[i].dir, dir))
			return &u->arr[i];
	return NULL;
}

/* A rule that is damaged leaves its own access unknown, and no other. */
static int
read_rule(struct sst_uicc *u, const struct sst_fcp *f, unsigned record,
    struct sst_uicc_arr *a, struct sst_err *err)
{
	enum sst_fcp_access read = SST_FCP_UNKNOWN, update = SST_FCP_UNKNOWN;
	struct sst_buf b = { 0 };
	int rc;

	rc = sst_uicc_read_record(u, f, record, &b, err);
	if (rc == 0)
		rc = sst_fcp_parse_arr(sst_buf_span(&b), &read, &update, err);
	sst_buf_fini(&b);
	if (rc < 0 && !sst_uicc_is_local(err))
		return -1;
	a->rule[record - 1].read = (uint8_t)read;
	a->rule[record - 1].update = (uint8_t)update;
	return 0;
}

/* selected: the description of u->file, which may be EF.ARR itself. */
static int
read_rules(struct sst_uicc *u, const struct sst_fcp *selected,
    struct sst_uicc_arr *a, struct sst_err *err)
{
	struct sst_uicc_path path = sst_uicc_path_down(&a->dir, a->fid);
	struct sst_fcp f = *selected;

	/* A card may name anything here, a file of keys too. */
	if (sst_uicc_check(u, &path, err) < 0)
		return 0;
	if (!sst_uicc_path_is_equal(&path, &u->file) &&
	    sst_uicc_look(u, &path, &f, err) < 0)
		return sst_uicc_is_local(err) ? 0 : -1;
	if (f.type != SST_FCP_LINEAR)
		return 0;
	for (unsigned r = 1; r <= f.record_count; r++)
		if (read_rule(u, &f, r, a, err) < 0)
			return -1;
	a->n = (uint8_t)f.record_count;
	return 0;
}

/* 1 in *out, 0 no room for one more, -1 the card is gone. */
static int
get(struct sst_uicc *u, const struct sst_uicc_path *dir,
    const struct sst_fcp *f, struct sst_uicc_arr **out, struct sst_err *err)
{
	struct sst_uicc_arr *a = known(u, dir, f->arr_fid);

	*out = a;
	if (a != NULL)
		return 1;
	if (u->arr_n == SST_UICC_ARRS)
		return 0;
	a = &u->arr[u->arr_n];
	*a = (struct sst_uicc_arr){ .dir = *dir, .fid = f->arr_fid };
	if (read_rules(u, f, a, err) < 0)
		return -1;
	u->arr_n++;
	*out = a;
	return 1;
}

/*
 * EF.ARR is in the directory of the file, else in one above. The search may
 * end at the ADF (TS 102 221 section 9.2.7), but cards point past it.
 */
static int
find_rules(struct sst_uicc *u, const struct sst_uicc_path *path,
    const struct sst_fcp *f, struct sst_uicc_arr **out, struct sst_err *err)
{
	struct sst_uicc_path dir = *path;
	int rc;

	*out = NULL;
	while (dir.n > 0) {
		dir = sst_uicc_path_up(&dir);
		rc = get(u, &dir, f, out, err);
		if (rc <= 0 || (*out)->n > 0)
			return rc;
	}
	return 0;
}

static int
come_back(struct sst_uicc *u, const struct sst_uicc_path *path,
    struct sst_err *err)
{
	struct sst_uicc_answer a = { 0 };
	char text[SST_UICC_PATH_TEXT];
	int rc;

	rc = sst_uicc_find(u, path, true, &a, err);
	if (rc < 0) {
		sst_uicc_path_format(path, text);
		sst_err_prefix(err, "%s", text);
	} else if (!sst_uicc_is_done(u, a.sw) && a.sw >> 8 != 0x62) {
		rc = sst_uicc_refused(err, a.sw, path);
	}
	sst_buf_fini(&a.data);
	u->file = *path;
	return rc;
}

int
sst_uicc_settle(struct sst_uicc *u, const struct sst_uicc_path *path,
    struct sst_fcp *f, struct sst_err *err)
{
	struct sst_uicc_arr *a;
	size_t r = f->arr_record;

	if (f->type == SST_FCP_DF || f->arr_fid == 0 || r == 0)
		return 0;
	if (find_rules(u, path, f, &a, err) < 0)
		return -1;
	if (a != NULL && r <= a->n) {
		f->read = a->rule[r - 1].read;
		f->update = a->rule[r - 1].update;
	}
	if (sst_uicc_path_is_equal(&u->file, path))
		return 0;
	return come_back(u, path, err);
}
