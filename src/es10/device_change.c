/* SPDX-License-Identifier: ISC */
/* device_change.c: DeviceChangeConfiguration of SGP.22 v3. */

#include <simstow/es10/device_change.h>

enum { REQUEST_TO_DP = 0xA0, USING_STORED_AC = 0xA1 };

static void
take_request(const struct sst_tlv *t, struct sst_device_change_info *out)
{
	if (t->tag == 0x80)
		out->smdp_address = t->value;
	else if (t->tag == 0x82)
		out->eid_required = true;
	else if (t->tag == 0x83)
		out->tac_required = true;
}

static void
take_stored(const struct sst_tlv *t, struct sst_device_change_info *out)
{
	if (t->tag == 0x80)
		out->activation_code = t->value;
	else if (t->tag == 0x81)
		out->delete_old = true;
}

int
sst_device_change_parse(struct sst_span value,
    struct sst_device_change_info *out, struct sst_err *err)
{
	struct sst_device_change_info d = { 0 };
	struct sst_cur c = sst_cur_of(value);
	struct sst_tlv choice, t;
	int got;

	*out = (struct sst_device_change_info){ 0 };
	got = sst_tlv_next(&c, &choice, err);
	if (got <= 0)
		return got;
	c = sst_tlv_enter(&choice);
	while ((got = sst_tlv_next(&c, &t, err)) > 0) {
		if (choice.tag == REQUEST_TO_DP)
			take_request(&t, &d);
		else if (choice.tag == USING_STORED_AC)
			take_stored(&t, &d);
	}
	if (got < 0)
		return -1;
	*out = d;
	return 0;
}
