/* SPDX-License-Identifier: ISC */
/* fuzz_uicc_sms.c: any bytes as a message on a card. */
#include <simstow/uicc/sms.h>

#include "fuzz/uicc_check.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check_time(const char *time)
{
	static const char form[] = "0000-00-00T00:00:00+00:00";

	if (time[0] == '\0')
		return;
	assert(strlen(time) == sizeof(form) - 1);
	for (size_t i = 0; i < sizeof(form) - 1; i++) {
		if (form[i] == '0')
			assert(time[i] >= '0' && time[i] <= '9');
		else if (form[i] == '+')
			assert(time[i] == '+' || time[i] == '-');
		else
			assert(time[i] == form[i]);
	}
}

static void
check_message(struct sst_span s)
{
	struct sst_arena mem = { 0 };
	struct sst_sms m;
	struct sst_err err = { 0 };
	int rc = sst_sms_parse(s, &mem, &m, &err);

	check_result(rc, &err);
	check_text(m.text);
	check_text(m.peer);
	check_text(m.centre);
	check_time(m.time);
	assert(m.part <= m.parts && (m.part > 0) == (m.parts > 0));
	assert((rc == 1) == (m.status != SST_SMS_FREE));
	if (m.data.n > 0)
		assert(m.data.p > s.p && m.data.n < s.n &&
		       (size_t)(m.data.p - s.p) <= s.n - m.data.n);
	sst_arena_fini(&mem);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	uint8_t record[SST_SMS_RECORD];

	if (size > CHECK_INPUT)
		return 0;
	check_message((struct sst_span){ data, size });
	/* And padded, as a card has it. */
	if (size > sizeof(record))
		return 0;
	memset(record, 0xFF, sizeof(record));
	if (size > 0)
		memcpy(record, data, size);
	check_message(SST_SPAN(record));
	return 0;
}
