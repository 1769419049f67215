/* SPDX-License-Identifier: ISC */
/* contact_kind.c: what a number is for, in other programs' words. */
#include <stddef.h>
#include <strings.h>

#include "contact_kind_priv.h"

/* EF.AAS is free text in the phone's language: the usual words of some. */
static const struct sst_contact_kind kinds[] = {
	{ "home", "HOME", "NumberHome" },
	{ "privat", "HOME", "NumberHome" },
	{ "private", "HOME", "NumberHome" },
	{ "maison", "HOME", "NumberHome" },
	{ "casa", "HOME", "NumberHome" },
	{ "work", "WORK", "NumberWork" },
	{ "office", "WORK", "NumberWork" },
	{ "business", "WORK", "NumberWork" },
	{ "arbeit", "WORK", "NumberWork" },
	{ "travail", "WORK", "NumberWork" },
	{ "trabajo", "WORK", "NumberWork" },
	{ "mobile", "CELL", "NumberMobile" },
	{ "cell", "CELL", "NumberMobile" },
	{ "mobil", "CELL", "NumberMobile" },
	{ "handy", "CELL", "NumberMobile" },
	{ "movil", "CELL", "NumberMobile" },
	{ "fax", "FAX", "NumberFax" },
	{ "pager", "PAGER", "NumberPager" },
};

const struct sst_contact_kind *
sst_contact_kind_find(const char *word)
{
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (word != NULL && strcasecmp(kinds[i].word, word) == 0)
			return &kinds[i];
	return NULL;
}

bool
sst_contact_has(const char *text)
{
	return text != NULL && text[0] != '\0';
}

bool
sst_contact_is_empty(const struct sst_contact *c)
{
	if (sst_contact_has(c->name) || sst_contact_has(c->second_name))
		return false;
	for (size_t i = 0; i < c->numbers.n; i++)
		if (sst_contact_has(c->numbers.v[i].number))
			return false;
	for (size_t i = 0; i < c->emails.n; i++)
		if (sst_contact_has(c->emails.v[i]))
			return false;
	return true;
}
