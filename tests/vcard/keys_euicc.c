/* SPDX-License-Identifier: ISC */
/* keys_euicc.c: the keys of [euicc], and the models that set many at once. */
#include <stdlib.h>
#include <string.h>

#include "keys.h"

int
vc_begin_euicc(struct vc_line *l)
{
	struct vc_card *c = l->card;

	if (c->euicc_n == VC_EUICCS)
		return vc_text_bad(l, "at most %d [euicc]", VC_EUICCS);
	l->euicc = &c->euicc[c->euicc_n++];
	l->object = &l->euicc->info2;
	return 0;
}

static int
add_aid(struct vc_line *l)
{
	if (l->euicc->aid_n == VC_AIDS)
		return -1;
	return vc_value_hex(l->value, &l->euicc->aid[l->euicc->aid_n++]);
}

static int
set_eid(struct vc_line *l)
{
	vc_clear(&l->euicc->eid);
	return vc_value_hex(l->value, &l->euicc->eid);
}

static int
add_ci_to(struct vc_line *l, uint32_t tag)
{
	struct vc_member *m = vc_member_find(l->object, tag);
	struct vc_buf key = { 0 };
	struct vc_buf *list;
	int rc;

	list = m == NULL ? vc_member_add(l->object, tag) : &m->v;
	if (strcmp(l->value, "empty") == 0) {
		vc_clear(list);
		return 0;
	}
	rc = vc_value_hex(l->value, &key);
	if (rc == 0)
		vc_put_tlv(list, 0x04, key.p, key.n);
	vc_free(&key);
	return rc;
}

static int
add_ci(struct vc_line *l)
{
	return add_ci_to(l, 0xA9) < 0 ? -1 : add_ci_to(l, 0xAA);
}

static int
add_ci_one(struct vc_line *l)
{
	return add_ci_to(l, l->key->tag);
}

/* extCardResource and certificationDataObject: a member within a member. */
static int
add_inner(struct vc_line *l, uint32_t outer, uint32_t inner, bool is_text)
{
	struct vc_member *m = vc_member_find(l->object, outer);
	struct vc_buf *b = m == NULL ? vc_member_add(l->object, outer) : &m->v;
	uint64_t n;
	size_t start = b->n;

	if (is_text) {
		if (vc_value_text(l->value, l->copy, b) < 0)
			return -1;
		vc_wrap(b, start, inner);
		return 0;
	}
	if (vc_value_number(l->value, &n) < 0)
		return -1;
	vc_put_int(b, inner, n);
	return 0;
}

static int
add_applications(struct vc_line *l)
{
	vc_member_drop(l->object, 0x84);
	return add_inner(l, 0x84, 0x81, false);
}

static int
add_nvm(struct vc_line *l)
{
	return add_inner(l, 0x84, 0x82, false);
}

static int
add_ram(struct vc_line *l)
{
	return add_inner(l, 0x84, 0x83, false);
}

static int
add_platform(struct vc_line *l)
{
	vc_member_drop(l->object, 0xAC);
	return add_inner(l, 0xAC, 0x80, true);
}

static int
add_discovery(struct vc_line *l)
{
	return add_inner(l, 0xAC, 0x81, true);
}

static int
set_default_dp(struct vc_line *l)
{
	return vc_value_text(l->value, l->copy,
	    vc_member_set(&l->euicc->addresses, 0x80));
}

static int
set_root_ds(struct vc_line *l)
{
	return vc_value_text(l->value, l->copy,
	    vc_member_set(&l->euicc->addresses, 0x81));
}

static int
put_rule(char *s, struct vc_buf *out)
{
	static const char *const flags[] = { "consent", NULL };
	char *rules = vc_value_word(&s), *flag = vc_value_word(&s), *owner;
	size_t start = out->n, list;

	if (flag == NULL || vc_value_bits(rules, vc_rules, out) < 0)
		return -1;
	vc_wrap(out, start, 0x80);
	list = out->n;
	while ((owner = vc_value_word(&s)) != NULL) {
		size_t one = out->n;

		if (vc_put_operator(owner, '/', out) < 0)
			return -1;
		vc_wrap(out, one, 0x30);
	}
	vc_wrap(out, list, 0xA1);
	list = out->n;
	if (vc_value_bits(strcmp(flag, "-") == 0 ? "" : flag, flags, out) < 0)
		return -1;
	vc_wrap(out, list, 0x82);
	vc_wrap(out, start, 0x30);
	return 0;
}

static int
add_rat(struct vc_line *l)
{
	char *copy = strdup(l->value);
	int rc;

	if (copy == NULL)
		vc_die("out of memory");
	rc = put_rule(copy, &l->euicc->rat);
	free(copy);
	return rc;
}

static int
add_answer(struct vc_line *l)
{
	struct vc_line answers = *l;

	answers.object = &l->euicc->answers;
	return vc_add_member(&answers);
}

static int set_model(struct vc_line *l);

const struct vc_key vc_euicc_keys[] = {
	{ "aid", 0, add_aid },
	{ "eid", 0, set_eid },
	{ "model", 0, set_model },
	{ "profile-version", 0x81, vc_set_version },
	{ "svn", 0x82, vc_set_version },
	{ "firmware", 0x83, vc_set_version },
	{ "applications", 0x84, add_applications },
	{ "free-nvm", 0x84, add_nvm },
	{ "free-ram", 0x84, add_ram },
	{ "uicc-capability", 0x85, vc_set_hex },
	{ "ts102241", 0x86, vc_set_version },
	{ "globalplatform", 0x87, vc_set_version },
	{ "rsp-capability", 0x88, vc_set_hex },
	{ "ci", 0, add_ci },
	{ "ci-verify", 0xA9, add_ci_one },
	{ "ci-sign", 0xAA, add_ci_one },
	{ "category", 0x8B, vc_set_number },
	{ "forbidden", 0x99, vc_set_rules },
	{ "pp-version", 0x04, vc_set_version },
	{ "sas", 0x0C, vc_set_text },
	{ "platform", 0xAC, add_platform },
	{ "discovery", 0xAC, add_discovery },
	{ "tre", 0x8D, vc_set_hex },
	{ "tre-product", 0x8E, vc_set_text },
	{ "lpa-mode", 0x90, vc_set_number },
	{ "highest-svn", 0x93, vc_set_version },
	{ "member", 0, vc_add_member },
	{ "default-dp", 0, set_default_dp },
	{ "root-ds", 0, set_root_ds },
	{ "rat", 0, add_rat },
	{ "answer", 0, add_answer },
	{ NULL, 0, NULL },
};

/* EUICCInfo2 of an ordinary card, in the order of SGP.22 section 5.7.8. */
static const struct {
	const char *model, *key, *value;
} models[] = {
	{ "", "profile-version", "2.3.1" },
	{ "v2", "svn", "2.2.2" },
	{ "v3", "svn", "2.2.0" },
	{ "", "firmware", "36.17.4" },
	{ "", "applications", "0" },
	{ "", "free-nvm", "291666" },
	{ "", "free-ram", "5970" },
	{ "", "uicc-capability", "017F36C0" },
	{ "", "ts102241", "9.2.0" },
	{ "", "globalplatform", "2.3.0" },
	{ "v2", "rsp-capability", "0490" },
	{ "v3", "rsp-capability", "02FC" },
	{ "", "ci", "81370F5125D0B1D408D4C3B232E6D25E795BEBFB" },
	{ "", "forbidden", "ppr1" },
	{ "", "pp-version", "0.0.1" },
	{ "", "sas", "XX-YY-UP-0000" },
	{ "", "platform", "2.999.1/vcard" },
	{ "", "discovery", "https://dloa.example.com/registrar" },
	{ "v3", "highest-svn", "3.1.0" },
};

static int
set_model(struct vc_line *l)
{
	const char *model = l->value;
	size_t i;

	if (strcmp(model, "v2") != 0 && strcmp(model, "v3") != 0)
		return -1;
	for (i = 0; i < sizeof(models) / sizeof(models[0]); i++)
		if ((models[i].model[0] == '\0' ||
		        strcmp(models[i].model, model) == 0) &&
		    vc_text_apply(l, vc_euicc_keys, models[i].key,
		        models[i].value) < 0)
			return -1;
	return 0;
}
