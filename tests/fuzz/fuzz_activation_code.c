/* SPDX-License-Identifier: ISC */
/* fuzz_activation_code.c: any text; what is taken is taken again, the same. */
#include <stdlib.h>
#include <string.h>

#include <simstow/snapshot/activation_code.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int
differs(const char *a, const char *b)
{
	if (a == NULL || b == NULL)
		return a != b;
	return strcmp(a, b) != 0;
}

/* The normalised text is a code, and says the same. */
static void
check(const struct sst_ac *ac, struct sst_arena *mem)
{
	struct sst_err err = { 0 };
	const char *fault = NULL;
	struct sst_ac again;

	if (strlen(ac->text) > SST_AC_MAX)
		return;
	if (sst_ac_parse(sst_span_of_text(ac->text), mem, &again, &fault,
	        &err) < 0)
		abort();
	if (differs(ac->text, again.text) ||
	    differs(ac->smdp_address, again.smdp_address) ||
	    differs(ac->matching_id, again.matching_id) ||
	    differs(ac->smdp_oid, again.smdp_oid) ||
	    differs(ac->ci_pkid, again.ci_pkid) ||
	    differs(ac->delete_notification, again.delete_notification) ||
	    ac->needs_confirmation != again.needs_confirmation)
		abort();
	if (sst_ac_mask(ac, mem) == NULL)
		abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct sst_arena mem = { 0 };
	struct sst_err err = { 0 };
	const char *fault = NULL;
	struct sst_ac ac;
	int rc = sst_ac_parse((struct sst_span){ data, size }, &mem, &ac,
	    &fault, &err);

	if (rc == 0)
		check(&ac, &mem);
	else if (fault == NULL || err.msg[0] == '\0')
		abort();
	sst_arena_fini(&mem);
	return 0;
}
