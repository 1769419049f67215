/* SPDX-License-Identifier: ISC */
/* set.c: setters that several keys share: one value, one member. */
#include <stdlib.h>
#include <string.h>

#include "keys.h"

const char *const vc_events[] = { "install", "enable", "disable", "delete",
	NULL };
const char *const vc_rules[] = { "update", "ppr1", "ppr2", NULL };

int
vc_set_text(struct vc_line *l)
{
	return vc_value_text(l->value, l->copy,
	    vc_member_set(l->object, l->key->tag));
}

int
vc_set_hex(struct vc_line *l)
{
	return vc_value_hex(l->value, vc_member_set(l->object, l->key->tag));
}

int
vc_set_version(struct vc_line *l)
{
	return vc_value_version(l->value,
	    vc_member_set(l->object, l->key->tag));
}

int
vc_set_events(struct vc_line *l)
{
	return vc_value_bits(l->value, vc_events,
	    vc_member_set(l->object, l->key->tag));
}

int
vc_set_rules(struct vc_line *l)
{
	return vc_value_bits(l->value, vc_rules,
	    vc_member_set(l->object, l->key->tag));
}

void
vc_put_number(struct vc_line *l, uint64_t n)
{
	struct vc_buf *b = vc_member_set(l->object, l->key->tag);
	struct vc_buf tlv = { 0 };

	vc_put_int(&tlv, 0x02, n);
	vc_put(b, tlv.p + 2, tlv.n - 2);
	vc_free(&tlv);
}

int
vc_set_number(struct vc_line *l)
{
	uint64_t n;

	if (vc_value_number(l->value, &n) < 0)
		return -1;
	vc_put_number(l, n);
	return 0;
}

int
vc_set_counted(struct vc_line *l)
{
	uint64_t n;

	if (vc_value_number(l->value, &n) < 0)
		return -1;
	vc_put_number(l, n + l->copy);
	return 0;
}

/* TAG HEX: a member that has no key of its own; one more each time. */
int
vc_add_member(struct vc_line *l)
{
	char *copy = strdup(l->value), *s = copy, *tag, *hex, *end;
	uint32_t number;
	int rc = -1;

	tag = copy == NULL ? NULL : vc_value_word(&s);
	if (tag != NULL) {
		number = (uint32_t)strtoul(tag, &end, 16);
		hex = vc_value_word(&s);
		if (*end == '\0')
			rc = vc_value_hex(hex == NULL ? "" : hex,
			    vc_member_add(l->object, number));
	}
	free(copy);
	return rc;
}

/* MCC-MNC [GID1 [GID2]] as the value of an OperatorId. */
int
vc_put_operator(char *s, char stop, struct vc_buf *out)
{
	char *word, *next;
	uint32_t tag = 0x80;
	size_t start;
	int rc;

	for (word = s; word != NULL; word = next, tag++) {
		next = strchr(word, stop);
		if (next != NULL)
			*next++ = '\0';
		start = out->n;
		rc = tag == 0x80 ? vc_value_plmn(word, out)
		                 : vc_value_hex(word, out);
		if (rc < 0)
			return -1;
		vc_wrap(out, start, tag);
	}
	return 0;
}
