/* SPDX-License-Identifier: ISC */
/* cmd_version.c: simstow version. */
#include <stdio.h>
#include <string.h>

#include <archive.h>
#include <gcrypt.h>
#include <zstd.h>
/* PC/SC Lite has its version in a header only */
#include <pcsclite.h>

#include <simstow/base/version.h>

#include "print.h"

struct library {
	const char *name;
	const char *version;
};
#define LIBRARIES 5

/* Of "libarchive 3.6.2" the number. */
static const char *
last_word(const char *text)
{
	const char *blank = strrchr(text, ' ');

	return blank == NULL ? text : blank + 1;
}

static void
ask_libraries(struct library out[LIBRARIES])
{
	out[0] = (struct library){ "jansson", jansson_version_str() };
	out[1] = (struct library){ "libarchive",
		last_word(archive_version_string()) };
	out[2] = (struct library){ "libgcrypt", gcry_check_version(NULL) };
	out[3] = (struct library){ "libpcsclite", PCSCLITE_VERSION_NUMBER };
	out[4] = (struct library){ "libzstd", ZSTD_versionString() };
}

static int
print_json(struct sst_err *err)
{
	struct sst_json j = sst_print_document("version");
	struct sst_json in = { json_object(), false };
	struct library v[LIBRARIES];

	ask_libraries(v);
	sst_json_text(&j, "simstow", SST_VERSION);
	for (size_t i = 0; i < LIBRARIES; i++)
		sst_json_text(&in, v[i].name, v[i].version);
	j.failed = j.failed || in.failed;
	sst_json_give(&j, "libraries", in.v);
	return sst_print_json(&j, err);
}

static int
run_version(struct sst_run *run, struct sst_err *err)
{
	struct library v[LIBRARIES];

	if (run->common.json)
		return print_json(err);
	(void)puts("simstow " SST_VERSION);
	if (run->common.verbose == 0)
		return 0;
	ask_libraries(v);
	for (size_t i = 0; i < LIBRARIES; i++)
		(void)printf("%s %s\n", v[i].name, v[i].version);
	return 0;
}

const struct sst_command sst_cmd_version = {
	.name = "version",
	.help = "print the version; with -v, those of the libraries too",
	.arguments = "",
	.about = "Print the version of simstow; with -v, the versions of the "
	         "libraries it runs with too.",
	.run = run_version,
};
