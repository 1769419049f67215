/* SPDX-License-Identifier: ISC */
/* member.c: a named piece of an archive; what it means is not said here. */
#include <string.h>

#include <simstow/base/member.h>

/* Not isalnum: what is a letter must not depend on the locale. */
static bool
is_plain(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9') || c == '_' || c == '-';
}

bool
sst_member_is_name(const char *name)
{
	size_t n = strnlen(name, SST_MEMBER_NAME_MAX + 1);
	char before = '/';

	if (n > SST_MEMBER_NAME_MAX)
		return false;
	for (size_t i = 0; i <= n; i++) {
		bool is_edge = name[i] == '/' || name[i] == '\0';

		if (!is_edge && name[i] != '.' && !is_plain(name[i]))
			return false;
		if (before == '/' && !is_plain(name[i]))
			return false;
		if (before == '.' && is_edge)
			return false;
		before = name[i];
	}
	return true;
}

const struct sst_member *
sst_member_find(const struct sst_members *m, const char *name)
{
	for (size_t i = 0; i < m->n; i++) {
		if (strcmp(m->v[i].name, name) == 0)
			return &m->v[i];
	}
	return NULL;
}
