/* SPDX-License-Identifier: ISC */
/* keys.h: what the files of the key tables share. */
#ifndef SIMSTOW_TESTS_VCARD_KEYS_H
#define SIMSTOW_TESTS_VCARD_KEYS_H

#include "vcard.h"

extern const char *const vc_events[];
extern const char *const vc_rules[];
extern const struct vc_key vc_euicc_keys[];

int vc_begin_euicc(struct vc_line *l);

/* Setters: l->value becomes the member l->key->tag of l->object. */
int vc_set_text(struct vc_line *l);
int vc_set_hex(struct vc_line *l);
int vc_set_version(struct vc_line *l);
int vc_set_events(struct vc_line *l);
int vc_set_rules(struct vc_line *l);
int vc_set_number(struct vc_line *l);
int vc_set_counted(struct vc_line *l); /* one more in every copy */
int vc_add_member(struct vc_line *l);  /* "TAG HEX" */
void vc_put_number(struct vc_line *l, uint64_t n);
int vc_put_operator(char *s, char stop, struct vc_buf *out);

#endif
