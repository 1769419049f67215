/* SPDX-License-Identifier: ISC */
/* hash.c: SHA-256. */
#include <gcrypt.h>

#include <simstow/base/hash.h>

void
sst_hash_sha256(struct sst_span s, uint8_t out[SST_SHA256_BYTES])
{
	gcry_md_hash_buffer(GCRY_MD_SHA256, out, s.n > 0 ? s.p : out, s.n);
}

void
sst_hash_text(struct sst_span s, char out[SST_SHA256_TEXT])
{
	static const char digits[] = "0123456789abcdef";
	uint8_t sum[SST_SHA256_BYTES];

	sst_hash_sha256(s, sum);
	for (size_t i = 0; i < sizeof(sum); i++) {
		out[2 * i] = digits[sum[i] >> 4];
		out[2 * i + 1] = digits[sum[i] & 0x0F];
	}
	out[SST_SHA256_TEXT - 1] = '\0';
}
