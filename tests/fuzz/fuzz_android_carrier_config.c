/* SPDX-License-Identifier: ISC */
/* fuzz_android_carrier_config.c: values are sorted, each key once. */
#include <assert.h>
#include <string.h>

#include <simstow/android/carrier_config.h>

#include "android_check.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check_phone(const struct sst_carrier_config *c)
{
	for (size_t i = 0; i < c->n; i++) {
		const struct sst_config_value *v = &c->v[i];

		check_text(v->key);
		check_text(v->value);
		assert(v->source != NULL);
		assert(v->type == sst_config_type_of(v->key));
		assert(i == 0 || strcmp(c->v[i - 1].key, v->key) < 0);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct sst_span text = { data, size };
	struct sst_arena mem = { .max = CHECK_ARENA };
	struct sst_err err = { 0 };
	struct sst_carrier_configs out;

	if (sst_carrier_config_parse(text, &mem, &out, &err) < 0)
		check_failure(&err, out.n);
	assert(out.n <= SST_CARRIER_CONFIG_PHONES);
	for (size_t i = 0; i < out.n; i++)
		check_phone(&out.phone[i]);
	check_faults(&out.faults);
	sst_arena_fini(&mem);
	return 0;
}
