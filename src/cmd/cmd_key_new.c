/* SPDX-License-Identifier: ISC */
/* cmd_key_new.c: simstow key new. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <simstow/archive/vault.h>
#include <simstow/base/file.h>

#include "ask.h"
#include "print.h"
#include "say.h"
#include "secret_source.h"
#include "signals.h"
#include "vault_dir.h"

struct key_new_options {
	const char *output;
	const char *vault;
	const char *passphrase;
	long work_factor;
};

#define AT(member) offsetof(struct key_new_options, member)
#define LINE_MAX_N 80 /* of a recipients file as we write it */

static const struct sst_option options[] = {
	{ 'o', "output", "FILE", SST_OPTION_TEXT, AT(output),
	    "write the identity to this new file, and leave the vault alone "
	    "unless --vault is given",
	    0, 0 },
	{ 0, "vault", "DIR", SST_OPTION_TEXT, AT(vault), SST_VAULT_DIR_HELP, 0,
	    0 },
	{ 0, "passphrase", SST_SECRET_SOURCE, SST_OPTION_TEXT, AT(passphrase),
	    "seal the identity with the passphrase that is there (default: it "
	    "is asked for)",
	    0, 0 },
	{ 0, "work-factor", "N", SST_OPTION_NUMBER, AT(work_factor),
	    "work of trying one passphrase, 2 to the power of N (default 18)",
	    SST_KEY_LOGN_LEAST, SST_KEY_LOGN_LIMIT },
};

/* All that one new key goes through. */
struct making {
	struct sst_run *run;
	const struct key_new_options *o;
	struct sst_arena mem;
	const char *vault;      /* NULL: left alone */
	const char *recipients; /* the vault's list of public keys */
	bool has_recipients;    /* it is there already */
	const char *path;       /* of the identity */
	struct sst_seal seal;
	struct sst_identity id;
	struct sst_buf file; /* the identity, sealed */
};

/* A vault with as many keys as fit, or with a bad list, takes no more. */
static int
check_recipients(struct making *m, struct sst_err *err)
{
	struct sst_seal there = { 0 };
	int rc = 0;

	m->recipients = sst_vault_dir_file(m->vault, SST_VAULT_RECIPIENTS,
	    &m->mem, &m->has_recipients);
	if (m->recipients == NULL)
		return sst_arena_full(&m->mem, err);
	if (m->has_recipients)
		rc = sst_vault_seal(m->vault, &there, err);
	if (rc == 0 && there.to_n == SST_KEY_MAX)
		rc = sst_fail(err, SST_E_USAGE, "%s: has %d keys already",
		    m->recipients, SST_KEY_MAX);
	sst_seal_fini(&there);
	return rc;
}

static int
check(struct making *m, struct sst_err *err)
{
	const struct key_new_options *o = m->o;
	struct stat st;

	if (o->passphrase != NULL &&
	    sst_secret_source_check(o->passphrase, err) < 0)
		return sst_within(err, "key new: --passphrase");
	if ((o->output == NULL || o->vault != NULL) &&
	    (sst_vault_dir_find(o->vault, &m->mem, &m->vault, err) < 0 ||
	        check_recipients(m, err) < 0))
		return -1;
	m->path = o->output;
	if (m->path == NULL)
		m->path = sst_arena_printf(&m->mem, "%s/%s", m->vault,
		    SST_VAULT_IDENTITY);
	if (m->path == NULL)
		return sst_arena_full(&m->mem, err);
	if (lstat(m->path, &st) < 0)
		return 0;
	sst_err_set(err, SST_E_EXISTS, "%s: is there already", m->path);
	sst_err_hint(err, "an identity is never replaced: archives need it");
	return -1;
}

static int
get_passphrase(struct making *m, struct sst_err *err)
{
	struct sst_secret *s = &m->seal.passphrase;

	if (m->o->passphrase == NULL) {
		if (sst_ask_new_passphrase(m->run,
		        "Passphrase for the identity: ", s, err) < 0)
			return -1;
	} else if (sst_secret_source_get(m->o->passphrase, s, err) < 0)
		return sst_within(err, "key new: --passphrase");
	sst_ask_check_passphrase(m->run, s);
	return 0;
}

/* An identity that does not open is worse than none. */
static int
read_back(struct making *m, struct sst_err *err)
{
	struct sst_keys keys = { 0 };
	int rc = -1;

	keys.max_logn = SST_KEY_LOGN_LIMIT;
	if (sst_secret_copy(&keys.passphrase,
	        (struct sst_span){ m->seal.passphrase.p, m->seal.passphrase.n },
	        err) < 0 ||
	    sst_age_open_identities(sst_buf_span(&m->file), &keys, err) < 0)
		goto out;
	if (keys.id_n != 1 ||
	    !sst_secret_is_equal(&keys.id[0].scalar, &m->id.scalar)) {
		sst_err_set(err, SST_E_FAILED, "read back another key");
		goto out;
	}
	rc = 0;
out:
	sst_keys_fini(&keys);
	return rc;
}

static int
make(struct making *m, struct sst_err *err)
{
	int rc;

	m->seal.logn = (unsigned)m->o->work_factor;
	sst_buf_init(&m->file, SST_KEY_FILE);
	sst_say_progress(m->run, "sealing the identity");
	rc = sst_key_new_identity(&m->id, err);
	if (rc == 0)
		rc = sst_age_seal_identity(&m->id, &m->seal, &m->file, err);
	if (rc == 0)
		rc = read_back(m, err);
	sst_say_progress(m->run, NULL);
	return rc;
}

/* Does the file end in the middle of a line? */
static int
is_cut(int fd, bool *out)
{
	off_t end = lseek(fd, 0, SEEK_END);
	char last = '\n';

	if (end < 0 || (end > 0 && pread(fd, &last, 1, end - 1) != 1))
		return -1;
	*out = last != '\n';
	return 0;
}

/*
 * The list is the user's own text file: it is not rewritten, one line is
 * appended in one write.
 */
static int
append_line(const char *path, const char *line, struct sst_err *err)
{
	int fd = open(path, O_RDWR | O_APPEND | O_CLOEXEC);
	char text[LINE_MAX_N + 2];
	bool cut = false;
	ssize_t want;
	int rc = -1;

	if (fd < 0)
		return sst_fail_sys(err, SST_E_FAILED, errno, "%s", path);
	if (is_cut(fd, &cut) < 0)
		goto out;
	want = snprintf(text, sizeof(text), "%s%s\n", cut ? "\n" : "", line);
	if (write(fd, text, (size_t)want) == want && fsync(fd) == 0)
		rc = 0;
out:
	if (rc < 0)
		sst_err_set_sys(err, SST_E_FAILED, errno, "%s", path);
	(void)close(fd);
	return rc;
}

static int
add_recipient(struct making *m, const char *line, struct sst_err *err)
{
	struct sst_buf b = { 0 };
	int rc = -1;

	if (m->vault == NULL)
		return 0;
	if (m->has_recipients)
		return append_line(m->recipients, line, err);
	if (sst_buf_printf(&b, err,
	        "# Archives of this vault are sealed to these public keys.\n"
	        "%s\n",
	        line) == 0)
		rc = sst_file_save(m->recipients, sst_buf_span(&b), 0600, err);
	sst_buf_fini(&b);
	return rc;
}

/* The identity first: a public key without it would lock archives away. */
static int
write_both(struct making *m, const char *line, struct sst_err *err)
{
	int rc;

	if (m->vault != NULL &&
	    sst_vault_dir_make(m->o->vault, m->vault, err) < 0)
		return -1;
	sst_signals_hold();
	rc = sst_file_save(m->path, sst_buf_span(&m->file), 0600, err);
	if (rc == 0)
		rc = add_recipient(m, line, err);
	sst_signals_release();
	return rc;
}

static int
report(const struct making *m, const char *line, struct sst_err *err)
{
	struct sst_json j;

	if (!m->run->common.json) {
		(void)puts(line);
		sst_say_info(m->run, "identity: %s", m->path);
		if (m->vault != NULL)
			sst_say_info(m->run, "public key added to %s",
			    m->recipients);
		sst_say_info(m->run,
		    "keep a copy of the identity elsewhere: without it and "
		    "its passphrase the archives do not open");
		return 0;
	}
	j = sst_print_document("key-new");
	sst_json_text(&j, "recipient", line);
	sst_print_json_text(&j, "identity", m->path);
	sst_print_json_text(&j, "recipients_file", m->recipients);
	return sst_print_json(&j, err);
}

static int
new_key(struct making *m, struct sst_err *err)
{
	char line[SST_KEY_TEXT];

	if (check(m, err) < 0 || get_passphrase(m, err) < 0 || make(m, err) < 0)
		return -1;
	sst_key_format_recipient(&m->id.to, line);
	if (write_both(m, line, err) < 0)
		return -1;
	return report(m, line, err);
}

static int
run_key_new(struct sst_run *run, struct sst_err *err)
{
	struct making m = { .run = run, .o = run->options };
	int rc = new_key(&m, err);

	sst_buf_fini(&m.file);
	sst_identity_fini(&m.id);
	sst_seal_fini(&m.seal);
	sst_arena_fini(&m.mem);
	return rc;
}

static const struct sst_option_group groups[] = {
	{ options, sizeof(options) / sizeof(options[0]), 0, "Options" },
};

const struct sst_command sst_cmd_key_new = {
	.name = "new",
	.help = "make an identity, sealed by a passphrase, for the vault",
	.arguments = "",
	.about =
	    "Make an identity, the secret key that opens archives, sealed by "
	    "a passphrase, and add its public key to the vault, whose backups "
	    "then need no secret. The public key is printed.",
	.groups = groups,
	.group_n = SST_GROUP_COUNT(groups),
	.options_size = sizeof(struct key_new_options),
	.needs_crypto = true,
	.run = run_key_new,
};
