/* SPDX-License-Identifier: ISC */
/* armor.h: age's text form of a sealed file. */
#ifndef SIMSTOW_ARCHIVE_ARMOR_H
#define SIMSTOW_ARCHIVE_ARMOR_H

#include <simstow/base/stream.h>

#define SST_ARMOR_BLANK 1024 /* bytes of white space before and after */

struct sst_armor_reader;
struct sst_armor_writer;

/*
 * sst_armor_open - look at the first bytes of in, which is borrowed.
 *
 *   is_armored  what was found
 *   out         reads the binary file in both cases
 *
 * Armor is found behind leading white space by its first line. Faults of the
 * armor appear while reading, as SST_E_FORMAT with err->msg beginning with
 * "armor: "; sst_armor_has_fault tells them from faults of in.
 * Strict as age's armor: canonical padded base64, 64 columns, exact first
 * and last line, LF or CRLF, no empty lines, nothing but white space around.
 */
int sst_armor_open(const struct sst_source *in, struct sst_armor_reader **r,
    bool *is_armored, struct sst_err *err) SST_MUST;
struct sst_source sst_armor_source(struct sst_armor_reader *r);
bool sst_armor_has_fault(const struct sst_armor_reader *r);
void sst_armor_free(struct sst_armor_reader **r);

/*
 * sst_armor_write_open - the sink of w takes binary, out gets text.
 * sst_armor_write_close - the last lines; not calling it leaves a cut file.
 */
int sst_armor_write_open(const struct sst_sink *out,
    struct sst_armor_writer **w, struct sst_err *err) SST_MUST;
struct sst_sink sst_armor_sink(struct sst_armor_writer *w);
int sst_armor_write_close(struct sst_armor_writer *w,
    struct sst_err *err) SST_MUST;
void sst_armor_write_free(struct sst_armor_writer **w);

#endif
