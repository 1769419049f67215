/* SPDX-License-Identifier: ISC */
/* key_print.c: public keys on standard output. */
#include <stdio.h>

#include "key_print.h"
#include "print.h"

int
sst_key_print_all(const struct sst_run *run, const struct sst_recipient *to,
    size_t n, struct sst_err *err)
{
	struct sst_json j;
	json_t *list;
	char text[SST_KEY_TEXT];

	if (!run->common.json) {
		for (size_t i = 0; i < n; i++) {
			sst_key_format_recipient(&to[i], text);
			(void)puts(text);
		}
		return 0;
	}
	j = sst_print_document("recipients");
	list = json_array();
	for (size_t i = 0; i < n; i++) {
		sst_key_format_recipient(&to[i], text);
		if (json_array_append_new(list, json_string(text)) < 0)
			j.failed = true;
	}
	sst_json_give(&j, "recipients", list);
	return sst_print_json(&j, err);
}
