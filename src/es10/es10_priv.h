/* SPDX-License-Identifier: ISC */
/* es10_priv.h: what the sources of ES10 share: field tables and lists. */
#ifndef SIMSTOW_ES10_ES10_PRIV_H
#define SIMSTOW_ES10_ES10_PRIV_H

#include <simstow/es10/euicc.h>

/* What a field's reader gets besides the bytes. */
struct sst_es10_field;
typedef int sst_es10_field_read(const struct sst_es10_field *f,
    const struct sst_tlv *t, void *member, struct sst_arena *mem,
    struct sst_err *err);

/* A row of a table that says which member of a struct a tag fills. */
struct sst_es10_field {
	uint32_t tag;
	const char *name; /* as the specification spells it */
	sst_es10_field_read *read;
	size_t member;   /* offsetof */
	size_t min, max; /* bytes of the value, for sst_es10_field_span */
	bool is_needed;  /* without it the object is damaged */
};

#define SST_ES10_FIELDS_MAX 32 /* rows of one table */
#define SST_ES10_FIELDS_COUNT(array) (sizeof(array) / sizeof((array)[0]))

/*
 * sst_es10_field_all - read the objects at c into the struct out, by tag, in
 * any order. Unknown tags are passed over; of a repeated one the first counts.
 */
int sst_es10_field_all(struct sst_cur c, const struct sst_es10_field *fields,
    size_t n, void *out, struct sst_arena *mem, struct sst_err *err) SST_MUST;

/* Readers for struct sst_span, sst_euicc_bits, uint64_t, sst_euicc_keys. */
sst_es10_field_read sst_es10_field_span;
sst_es10_field_read sst_es10_field_bits;
sst_es10_field_read sst_es10_field_uint;
sst_es10_field_read sst_es10_field_keys;
/* OperatorId, of B7 and of the rules authorisation table. */
sst_es10_field_read sst_es10_field_owner;

/*
 * sst_es10_list_peel - enter the object at c, as far as it is there: when fewer
 * bytes are left than its length says, value has those and *is_cut is true.
 * c moves behind it.
 * Error: SST_E_FORMAT for another tag and for a damaged length.
 */
int sst_es10_list_peel(struct sst_cur *c, uint32_t tag, struct sst_cur *value,
    bool *is_cut, struct sst_err *err) SST_MUST;

/* What is the same for the lists of profiles and of notifications. */
struct sst_es10_list {
	const char *noun; /* "profile": of one entry, for messages */
	size_t max;       /* entries at most */
	/* 0 read, -1 damaged; SST_E_FAILED ends the list */
	int (*read)(void *out, size_t at, const struct sst_tlv *t,
	    struct sst_arena *mem, struct sst_err *err);
	void *out;
	struct sst_es10_faults *faults;
};

/*
 * sst_es10_list_read - all entries of outer { A0 { ... } }; what is damaged
 * becomes a fault, what comes after a cut one fault.
 */
int sst_es10_list_read(struct sst_span answer, uint32_t outer,
    const struct sst_es10_list *list, struct sst_arena *mem,
    struct sst_err *err) SST_MUST;

/*
 * sst_es10_list_get_error - the error that an answer has in place of its list:
 * 1 and *value, or 0 when there is none.
 */
int sst_es10_list_get_error(struct sst_span answer, uint32_t outer,
    uint64_t *value, struct sst_err *err) SST_MUST;

#endif
