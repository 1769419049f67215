/* SPDX-License-Identifier: ISC */
/* adb_auth.c: adb public keys, and signatures of the token. */
#include <errno.h>
#include <string.h>

#include <gcrypt.h>

#include "adb.h"

/* Words, -1/n mod 2^32, n, 2^4096 mod n, e: all little-endian. */
#define KEY_STRUCT 524
#define KEY_WORDS 64
#define KEY_N 8
#define KEY_BYTES 256
#define KEY_E 520

static int
digit_of(char c)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	                             "abcdefghijklmnopqrstuvwxyz0123456789+/";
	const char *at = c == '\0' ? NULL : strchr(digits, c);

	return at == NULL ? -1 : (int)(at - digits);
}

/* Base64 up to the first byte that is none of its digits. */
static void
decode(const char *s, size_t n, struct usb_bytes *out)
{
	uint32_t bits = 0;
	unsigned have = 0;
	uint8_t byte;
	size_t i;

	for (i = 0; i < n && digit_of(s[i]) >= 0; i++) {
		bits = bits << 6 | (uint32_t)digit_of(s[i]);
		have += 6;
		if (have < 8)
			continue;
		have -= 8;
		byte = (uint8_t)(bits >> have);
		usb_bytes_add(out, &byte, 1);
	}
}

int
adb_auth_add_text(struct adb_phone *p, const char *text, size_t n)
{
	struct usb_bytes key = { 0 };

	decode(text, n, &key);
	if (p->keys_n == ADB_KEYS || key.n != KEY_STRUCT ||
	    adb_le32(key.p) != KEY_WORDS) {
		usb_bytes_free(&key);
		return -1;
	}
	p->keys[p->keys_n++] = key;
	return 0;
}

int
adb_auth_add_file(struct adb_phone *p, const char *path)
{
	char text[4096];
	FILE *f = fopen(path, "re");
	size_t n;

	if (f == NULL) {
		fprintf(stderr, "usbmodel: %s: %s\n", path, strerror(errno));
		return -1;
	}
	n = fread(text, 1, sizeof(text), f);
	fclose(f);
	return adb_auth_add_text(p, text, n);
}

/* RSASSA-PKCS1-v1_5, the token standing where a SHA-1 digest would. */
static bool
is_signed_by(const struct usb_bytes *key, const uint8_t *token,
    const uint8_t *sig)
{
	gcry_sexp_t pub = NULL;
	gcry_sexp_t data = NULL;
	gcry_sexp_t val = NULL;
	uint8_t n[KEY_BYTES];
	uint8_t e[4];
	unsigned i;
	bool is_good = false;

	for (i = 0; i < KEY_BYTES; i++)
		n[i] = key->p[KEY_N + KEY_BYTES - 1 - i];
	for (i = 0; i < 4; i++)
		e[i] = key->p[KEY_E + 3 - i];
	if (gcry_sexp_build(&pub, NULL, "(public-key (rsa (n %b)(e %b)))",
	        KEY_BYTES, n, 4, e) == 0 &&
	    gcry_sexp_build(&data, NULL, "(data (flags pkcs1)(hash sha1 %b))",
	        ADB_TOKEN, token) == 0 &&
	    gcry_sexp_build(&val, NULL, "(sig-val (rsa (s %b)))", KEY_BYTES,
	        sig) == 0)
		is_good = gcry_pk_verify(val, data, pub) == 0;
	gcry_sexp_release(pub);
	gcry_sexp_release(data);
	gcry_sexp_release(val);
	return is_good;
}

bool
adb_auth_is_signed(const struct adb_phone *p, const uint8_t *sig, size_t n)
{
	size_t i;

	if (n != KEY_BYTES)
		return false;
	for (i = 0; i < p->keys_n; i++)
		if (is_signed_by(&p->keys[i], p->token, sig))
			return true;
	return false;
}
