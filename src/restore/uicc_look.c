/* SPDX-License-Identifier: ISC */
/* uicc_look.c: what of the card a plan of changes has to know. */
#include <string.h>

#include <simstow/restore/uicc_write.h>
#include <simstow/uicc/files.h>

#define PATH(...)                                                          \
	{                                                                  \
		{ __VA_ARGS__ },                                           \
		    sizeof((uint16_t[]){ __VA_ARGS__ }) / sizeof(uint16_t) \
	}

/* TS 31.102 section 4.4.2: the global phone book, then the USIM's own. */
static const struct sst_uicc_path books[] = { PATH(0x7F10, 0x5F3A, 0x4F30),
	PATH(0x7FFF, 0x5F3A, 0x4F30) };

/* A file that lies in one of two places. */
struct place {
	const char *name;
	enum sst_fcp_type type;
	struct sst_uicc_path paths[2];
};
static const struct place smsp = { "EF.SMSP", SST_FCP_LINEAR,
	{ PATH(0x7FFF, 0x6F42), PATH(0x7F10, 0x6F42) } };
static const struct place plmn = { "EF.PLMNwAcT", SST_FCP_TRANSPARENT,
	{ PATH(0x7FFF, 0x6F60), PATH(0x7F20, 0x6F60) } };

/* Kinds of files that writing a contact needs. */
static const enum sst_phonebook_kind kinds[] = { SST_PHONEBOOK_ADN,
	SST_PHONEBOOK_IAP, SST_PHONEBOOK_EXT1, SST_PHONEBOOK_SNE,
	SST_PHONEBOOK_ANR, SST_PHONEBOOK_PBC, SST_PHONEBOOK_GRP,
	SST_PHONEBOOK_AAS, SST_PHONEBOOK_GAS, SST_PHONEBOOK_EMAIL };

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

struct looker {
	struct sst_uicc *u;
	struct sst_arena *mem;
	struct sst_uicc_write_card *card;
	struct sst_buf buf;
};

/* File or directory not found, in the words of TS 102 221 and TS 51.011. */
static bool
is_absent(const struct sst_err *err)
{
	return err->code == SST_E_REFUSED &&
	       (err->sw == 0x6A82 || err->sw == 0x9404);
}

/* Where a card does not say, reading it tells. */
static bool
may_read(enum sst_fcp_access a)
{
	return a == SST_FCP_ALWAYS || a == SST_FCP_PIN1 || a == SST_FCP_UNKNOWN;
}

static size_t
find(const struct sst_uicc_write_card *card, const struct sst_uicc_path *path)
{
	for (size_t i = 0; i < card->n; i++)
		if (sst_uicc_path_is_equal(&card->v[i].path, path))
			return i;
	return SST_UICC_WRITE_NONE;
}

static int
take(struct sst_uicc_write_file *f, size_t at, size_t n,
    const struct sst_buf *b, struct sst_err *err)
{
	if (b->n != n || n > f->fcp.size - at)
		return sst_fail(err, SST_E_FORMAT, "%zu bytes, want %zu", b->n,
		    n);
	if (n > 0)
		memcpy(f->data + at, b->p, n);
	return 0;
}

static int
read_records(struct looker *l, struct sst_uicc_write_file *f,
    struct sst_err *err)
{
	size_t n = f->fcp.record_size;

	for (unsigned i = 0; i < f->fcp.record_count; i++)
		if (sst_uicc_read_record(l->u, &f->fcp, i + 1, &l->buf, err) <
		        0 ||
		    take(f, i * n, n, &l->buf, err) < 0)
			return sst_within(err, "record %u", i + 1);
	return 0;
}

static int
read_content(struct looker *l, struct sst_uicc_write_file *f,
    struct sst_err *err)
{
	f->data = sst_arena_get(l->mem, f->fcp.size);
	if (f->data == NULL)
		return sst_arena_full(l->mem, err);
	if (f->fcp.type == SST_FCP_LINEAR)
		return read_records(l, f, err);
	if (sst_uicc_read(l->u, &f->fcp, &l->buf, err) < 0)
		return -1;
	return take(f, 0, f->fcp.size, &l->buf, err);
}

/* Records and their number must make up the file: all code relies on it. */
static bool
is_usable(const struct sst_fcp *f, enum sst_fcp_type type)
{
	if (f->type != type || f->is_deactivated || !may_read(f->read))
		return false;
	if (type != SST_FCP_LINEAR)
		return f->size > 0;
	return f->record_size > 0 && f->record_size <= SST_UICC_WRITE_RECORD &&
	       f->record_count > 0 && f->record_count <= SST_UICC_RECORDS &&
	       (size_t)f->record_size * f->record_count == f->size;
}

/* A file that cannot be read costs that file. */
static int
pass_over(struct looker *l, const struct sst_uicc_write_file *f,
    const struct sst_err *why, struct sst_err *err)
{
	struct sst_uicc_write_remarks *r = &l->card->faults;
	struct sst_uicc_write_remark *v;

	if (is_absent(why))
		return 0;
	if (why->code != SST_E_REFUSED && why->code != SST_E_FORMAT) {
		*err = *why;
		return -1;
	}
	v = sst_arena_grow(l->mem, r->v, r->n, sizeof(*v));
	if (v == NULL)
		return sst_arena_full(l->mem, err);
	v[r->n].what = f->name;
	v[r->n].why = sst_arena_text(l->mem, why->msg);
	if (v[r->n].why == NULL)
		return sst_arena_full(l->mem, err);
	r->v = v;
	r->n++;
	return 0;
}

static int
keep(struct looker *l, const struct sst_uicc_write_file *f, size_t *at,
    struct sst_err *err)
{
	struct sst_uicc_write_card *card = l->card;
	struct sst_uicc_write_file *v =
	    sst_arena_grow(l->mem, card->v, card->n, sizeof(*v));

	if (v == NULL)
		return sst_arena_full(l->mem, err);
	v[card->n] = *f;
	card->v = v;
	*at = card->n++;
	return 0;
}

/* Which file of the card it is; SST_UICC_WRITE_NONE: not there, not open. */
static int
look(struct looker *l, const struct sst_uicc_path *path, const char *name,
    enum sst_fcp_type type, size_t *at, struct sst_err *err)
{
	struct sst_uicc_write_file f = { .path = *path, .name = name };
	struct sst_err why = { 0 };

	*at = find(l->card, path);
	if (*at != SST_UICC_WRITE_NONE || sst_files_is_forbidden(path))
		return 0;
	if (sst_uicc_select(l->u, path, &f.fcp, &why) < 0)
		return pass_over(l, &f, &why, err);
	if (!is_usable(&f.fcp, type))
		return 0;
	if (read_content(l, &f, &why) < 0)
		return pass_over(l, &f, &why, err);
	return keep(l, &f, at, err);
}

static const char *
ef_name(struct looker *l, enum sst_phonebook_kind kind)
{
	return sst_arena_printf(l->mem, "EF.%s", sst_phonebook_kind_name(kind));
}

static bool
is_needed(enum sst_phonebook_kind kind)
{
	for (size_t i = 0; i < COUNT(kinds); i++)
		if (kinds[i] == kind)
			return true;
	return false;
}

/* A file is of one kind: no EF.PBR makes another of it. */
static void
take_part(struct sst_uicc_write_card *card, struct sst_uicc_write_set *set,
    size_t i)
{
	const struct sst_phonebook_file *f = &set->pbr.v[i];
	struct sst_phonebook_file *book;

	if (set->at[i] == SST_UICC_WRITE_NONE)
		return;
	book = &card->v[set->at[i]].book;
	if (set->at[i] == card->pbr ||
	    (book->kind != 0 &&
	        (book->kind != f->kind || book->type != f->type)))
		set->at[i] = SST_UICC_WRITE_NONE;
	else
		*book = *f;
}

static int
look_set(struct looker *l, const struct sst_uicc_path *pbr,
    struct sst_uicc_write_set *set, struct sst_err *err)
{
	struct sst_uicc_path path = *pbr;

	for (size_t i = 0; i < set->pbr.n; i++) {
		const struct sst_phonebook_file *f = &set->pbr.v[i];
		const char *name;

		set->at[i] = SST_UICC_WRITE_NONE;
		if (!is_needed(f->kind))
			continue;
		name = ef_name(l, f->kind);
		if (name == NULL)
			return sst_arena_full(l->mem, err);
		path.fid[path.n - 1] = f->fid;
		if (look(l, &path, name, SST_FCP_LINEAR, &set->at[i], err) < 0)
			return -1;
		take_part(l->card, set, i);
	}
	return 0;
}

/* Every record of EF.PBR is a set; a damaged one is a fault. */
static int
look_sets(struct looker *l, const struct sst_uicc_path *path, size_t at,
    struct sst_err *err)
{
	struct sst_uicc_write_card *card = l->card;

	for (size_t i = 0; i < card->v[at].fcp.record_count; i++) {
		struct sst_uicc_write_set *set = &card->sets[card->set_n];
		const struct sst_uicc_write_file *f = &card->v[at];
		size_t n = f->fcp.record_size;
		struct sst_err why = { 0 };
		int rc;

		if (card->set_n == SST_PHONEBOOK_SETS)
			break;
		rc = sst_phonebook_pbr((struct sst_span){ f->data + i * n, n },
		    &set->pbr, &why);
		if (rc < 0) {
			sst_err_prefix(&why, "record %zu", i + 1);
			rc = pass_over(l, f, &why, err);
		} else if (rc > 0) {
			rc = look_set(l, path, set, err);
			card->set_n++;
		}
		if (rc < 0)
			return -1;
	}
	return 0;
}

/* The phone book of old: EF.ADN with its overflow records. */
static int
look_old(struct looker *l, struct sst_err *err)
{
	static const struct sst_uicc_path telecom = PATH(0x7F10, 0x6F3A);
	struct sst_uicc_write_set *set = &l->card->sets[0];

	set->pbr = (struct sst_phonebook_set){
		.v = { { .kind = SST_PHONEBOOK_ADN, .type = 1, .fid = 0x6F3A },
		    { .kind = SST_PHONEBOOK_EXT1, .type = 3, .fid = 0x6F4A } },
		.n = 2,
	};
	if (look_set(l, &telecom, set, err) < 0)
		return -1;
	l->card->set_n = set->at[0] == SST_UICC_WRITE_NONE ? 0 : 1;
	return 0;
}

static int
look_book(struct looker *l, struct sst_err *err)
{
	for (size_t i = 0; i < COUNT(books) && !l->u->is_2g; i++) {
		size_t at;

		if (books[i].fid[0] == 0x7FFF && !l->u->has_usim)
			continue;
		if (look(l, &books[i], "EF.PBR", SST_FCP_LINEAR, &at, err) < 0)
			return -1;
		l->card->pbr = at;
		if (at != SST_UICC_WRITE_NONE &&
		    look_sets(l, &books[i], at, err) < 0)
			return -1;
		if (l->card->set_n > 0)
			return 0;
	}
	return look_old(l, err);
}

static int
look_first(struct looker *l, const struct place *p, size_t *at,
    struct sst_err *err)
{
	for (size_t i = 0; i < COUNT(p->paths); i++) {
		uint16_t top = p->paths[i].fid[0];

		if ((top == 0x7FFF && !l->u->has_usim) ||
		    (top == 0x7F20 && !l->u->is_2g))
			continue;
		if (look(l, &p->paths[i], p->name, p->type, at, err) < 0)
			return -1;
		if (*at != SST_UICC_WRITE_NONE)
			return 0;
	}
	return 0;
}

int
sst_uicc_write_look(struct sst_uicc *u, const struct sst_uicc_write_wish *wish,
    struct sst_arena *mem, struct sst_uicc_write_card *out, struct sst_err *err)
{
	struct looker l = { .u = u, .mem = mem, .card = out };
	int rc = 0;

	*out = (struct sst_uicc_write_card){ .pbr = SST_UICC_WRITE_NONE,
		.smsp = SST_UICC_WRITE_NONE,
		.plmn = SST_UICC_WRITE_NONE };
	sst_buf_init(&l.buf, SST_UICC_FILE_MAX);
	if (wish->contacts)
		rc = look_book(&l, err);
	if (rc == 0 && wish->smsp)
		rc = look_first(&l, &smsp, &out->smsp, err);
	if (rc == 0 && wish->plmn)
		rc = look_first(&l, &plmn, &out->plmn, err);
	sst_buf_fini(&l.buf);
	return rc;
}
