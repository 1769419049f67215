/* SPDX-License-Identifier: ISC */
/* age_mac.c: the MAC of a header under the file key. */
#include "age_priv.h"

#define INFO "header"

int
sst_age_mac_make(struct sst_span text, const struct sst_secret *file_key,
    uint8_t mac[SST_AGE_KEY], struct sst_err *err)
{
	struct sst_secret key = { 0 };
	int rc;

	rc = sst_age_crypt_hkdf(file_key, (struct sst_span){ 0 }, INFO, &key,
	    err);
	if (rc == 0)
		rc = sst_age_crypt_mac(&key, text, mac, err);
	sst_secret_fini(&key);
	return rc;
}

int
sst_age_mac_fits(const struct sst_age_header *h,
    const struct sst_secret *file_key, struct sst_err *err)
{
	struct sst_secret key = { 0 };
	int rc;

	rc = sst_age_crypt_hkdf(file_key, (struct sst_span){ 0 }, INFO, &key,
	    err);
	if (rc == 0)
		rc = sst_age_crypt_mac_fits(&key, h->authentic, h->mac, err);
	sst_secret_fini(&key);
	return rc;
}
