/* SPDX-License-Identifier: ISC */
/* profiles.c: asking for the list of profiles, the best tag list first. */
#include <assert.h>

#include "profiles_priv.h"

static const char function_name[] = "ES10c.GetProfilesInfo";

/*
 * GetProfilesInfoRequest, SGP.22 v2.5 section 5.7.15: BF2D { 5C tags }. Here
 * every field of v2; with icons also 94, which makes the list long.
 */
static const uint8_t full[] = { 0xBF, 0x2D, 0x0F, 0x5C, 0x0D, 0x5A, 0x4F, 0x9F,
	0x70, 0x90, 0x91, 0x92, 0x93, 0x95, 0xB6, 0xB7, 0xB8, 0x99 };
static const uint8_t full_icon[] = { 0xBF, 0x2D, 0x10, 0x5C, 0x0E, 0x5A, 0x4F,
	0x9F, 0x70, 0x90, 0x91, 0x92, 0x93, 0x94, 0x95, 0xB6, 0xB7, 0xB8,
	0x99 };

/* Then BF22, BA, 9B, BC, BD, 9F1F, BF20, 9F24, 9F25 of later versions. */
static const uint8_t v3[] = { 0xBF, 0x2D, 0x1D, 0x5C, 0x1B, 0x5A, 0x4F, 0x9F,
	0x70, 0x90, 0x91, 0x92, 0x93, 0x95, 0xB6, 0xB7, 0xB8, 0x99, 0xBF, 0x22,
	0xBA, 0x9B, 0xBC, 0xBD, 0x9F, 0x1F, 0xBF, 0x20, 0x9F, 0x24, 0x9F,
	0x25 };
static const uint8_t v3_icon[] = { 0xBF, 0x2D, 0x1E, 0x5C, 0x1C, 0x5A, 0x4F,
	0x9F, 0x70, 0x90, 0x91, 0x92, 0x93, 0x94, 0x95, 0xB6, 0xB7, 0xB8, 0x99,
	0xBF, 0x22, 0xBA, 0x9B, 0xBC, 0xBD, 0x9F, 0x1F, 0xBF, 0x20, 0x9F, 0x24,
	0x9F, 0x25 };

/* What Android asks for, proved on every phone of it; BF76 is its own. */
static const uint8_t android[] = { 0xBF, 0x2D, 0x0D, 0x5C, 0x0B, 0x5A, 0x90,
	0x91, 0x92, 0xB7, 0x9F, 0x70, 0x95, 0x99, 0xBF, 0x76 };
static const uint8_t android_icon[] = { 0xBF, 0x2D, 0x0F, 0x5C, 0x0D, 0x5A,
	0x90, 0x91, 0x92, 0x93, 0x94, 0xB7, 0x9F, 0x70, 0x95, 0x99, 0xBF,
	0x76 };

static const uint8_t plain[] = { 0xBF, 0x2D, 0x00 };

/* Index 1: with icons. */
static const struct {
	const char *name;
	struct sst_span command[2];
} lists[] = {
	[SST_PROFILES_FULL] = { "full",
	    { { full, sizeof(full) }, { full_icon, sizeof(full_icon) } } },
	[SST_PROFILES_FULL_V3] = { "full-v3",
	    { { v3, sizeof(v3) }, { v3_icon, sizeof(v3_icon) } } },
	[SST_PROFILES_ANDROID] = { "android",
	    { { android, sizeof(android) },
	        { android_icon, sizeof(android_icon) } } },
	[SST_PROFILES_DEFAULT] = { "default",
	    { { plain, sizeof(plain) }, { plain, sizeof(plain) } } },
};

/* In the order in which they are tried. */
static const struct {
	enum sst_profiles_list list;
	bool v3;    /* only when the card knows it */
	bool icons; /* only when icons are wanted */
} ladder[] = {
	{ SST_PROFILES_FULL_V3, true, true },
	{ SST_PROFILES_FULL_V3, true, false },
	{ SST_PROFILES_FULL, false, true },
	{ SST_PROFILES_FULL, false, false },
	{ SST_PROFILES_ANDROID, false, true },
	{ SST_PROFILES_ANDROID, false, false },
	{ SST_PROFILES_DEFAULT, false, false },
};

const char *
sst_profiles_list_name(enum sst_profiles_list list)
{
	assert((size_t)list < SST_ES10_FIELDS_COUNT(lists));
	return lists[list].name;
}

struct sst_span
sst_profiles_command(enum sst_profiles_list list, bool icons)
{
	assert((size_t)list < SST_ES10_FIELDS_COUNT(lists));
	return lists[list].command[icons ? 1 : 0];
}

/* ProfileInfoListError, SGP.22 v2.5 section 5.7.15. */
static const struct {
	uint64_t value;
	const char *name;
	bool is_about_list; /* a shorter tag list may do */
} errors[] = {
	{ 1, "incorrectInputValues", true },
	{ 127, "undefinedError", true },
};

int
sst_profiles_check_refusal(struct sst_span answer, bool *is_about_list,
    struct sst_err *err)
{
	const char *name = "an error without a name";
	uint64_t value;
	int rc;

	*is_about_list = false;
	rc = sst_es10_list_get_error(answer, SST_PROFILES_TAG, &value, err);
	if (rc <= 0)
		return rc;
	for (size_t i = 0; i < SST_ES10_FIELDS_COUNT(errors); i++) {
		if (errors[i].value != value)
			continue;
		name = errors[i].name;
		*is_about_list = errors[i].is_about_list;
	}
	return sst_fail(err, SST_E_REFUSED,
	    "list of profiles refused: error %llu (%s)",
	    (unsigned long long)value, name);
}

/* 0 answered, 1 the next list may do, -1 failed; err is set for 1 as well */
static int
ask(struct sst_es10 *e, struct sst_span command, struct sst_buf *resp,
    struct sst_err *err)
{
	bool is_about_list;

	if (sst_es10_call(e, function_name, command, resp, err) < 0)
		return err->sw == 0x6A80 || err->sw == 0x6A88 ? 1 : -1;
	if (sst_profiles_check_refusal(sst_buf_span(resp), &is_about_list,
	        err) == 0)
		return 0;
	sst_buf_clear(resp);
	sst_err_prefix(err, "%s", function_name);
	return is_about_list ? 1 : -1;
}

int
sst_profiles_read(struct sst_es10 *e, struct sst_profiles_want want,
    struct sst_buf *resp, enum sst_profiles_list *list, struct sst_err *err)
{
	int rc = -1;

	*list = SST_PROFILES_DEFAULT;
	for (size_t i = 0; i < SST_ES10_FIELDS_COUNT(ladder); i++) {
		if ((ladder[i].v3 && !want.v3) ||
		    (ladder[i].icons && !want.icons))
			continue;
		rc = ask(e,
		    sst_profiles_command(ladder[i].list, ladder[i].icons), resp,
		    err);
		if (rc == 0)
			*list = ladder[i].list;
		if (rc <= 0)
			return rc;
	}
	return -1;
}
