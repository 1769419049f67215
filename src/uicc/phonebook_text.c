/* SPDX-License-Identifier: ISC */
/* phonebook_text.c: addresses, second names and groups of a phone book. */
#include <string.h>

#include <simstow/uicc/phonebook.h>

#include "alpha_priv.h"

#define LINK_BYTES 2 /* SFI and record of the entry it belongs to */

static uint8_t
reference(uint8_t byte)
{
	return byte == 0xFF ? 0 : byte;
}

static uint8_t
or_padding(uint8_t v)
{
	return v == 0 ? 0xFF : v;
}

static int
check_size(size_t n, bool is_type_2, struct sst_err *err)
{
	if (is_type_2 && n < LINK_BYTES)
		return sst_fail(err, SST_E_FORMAT,
		    "record of %zu bytes, at least %d wanted", n, LINK_BYTES);
	return 0;
}

/* EF.EMAIL and EF.SNE: TS 31.102 sections 4.4.2.13 and 4.4.2.10. */
static int
read_text(struct sst_span record, bool is_type_2, struct sst_arena *mem,
    struct sst_phonebook_text *out, struct sst_err *err)
{
	struct sst_phonebook_text t = { 0 };

	*out = t;
	if (check_size(record.n, is_type_2, err) < 0)
		return -1;
	if (is_type_2) {
		record.n -= LINK_BYTES;
		t.adn_sfi = reference(record.p[record.n]);
		t.adn = reference(record.p[record.n + 1]);
	}
	if (sst_alpha_text(record, mem, &t.text, err) < 0)
		return -1;
	*out = t;
	return t.text[0] != '\0' ? 1 : 0;
}

int
sst_phonebook_email(struct sst_span record, bool is_type_2,
    struct sst_arena *mem, struct sst_phonebook_text *out, struct sst_err *err)
{
	return read_text(record, is_type_2, mem, out, err);
}

int
sst_phonebook_sne(struct sst_span record, bool is_type_2, struct sst_arena *mem,
    struct sst_phonebook_text *out, struct sst_err *err)
{
	return read_text(record, is_type_2, mem, out, err);
}

int
sst_phonebook_text_encode(const struct sst_phonebook_text *in, bool is_type_2,
    uint8_t *record, size_t n, size_t *kept, struct sst_err *err)
{
	const char *text = in->text == NULL ? "" : in->text;

	*kept = 0;
	if (check_size(n, is_type_2, err) < 0)
		return -1;
	if (!is_type_2)
		return sst_alpha_encode(text, record, n, kept, err);
	memset(record + n - LINK_BYTES, 0xFF, LINK_BYTES);
	if (sst_alpha_encode(text, record, n - LINK_BYTES, kept, err) < 0)
		return -1;
	if (*kept > 0) {
		record[n - 2] = or_padding(in->adn_sfi);
		record[n - 1] = or_padding(in->adn);
	}
	return 0;
}

/* EF.GAS and EF.AAS: TS 31.102 sections 4.4.2.8 and 4.4.2.7. */
int
sst_phonebook_group(struct sst_span record, struct sst_arena *mem,
    const char **out, struct sst_err *err)
{
	if (sst_alpha_text(record, mem, out, err) < 0)
		return -1;
	return **out != '\0' ? 1 : 0;
}
