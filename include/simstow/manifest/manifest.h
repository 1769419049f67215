/* SPDX-License-Identifier: ISC */
/* manifest.h: a snapshot as manifest.json and raw members, and back. */
#ifndef SIMSTOW_MANIFEST_MANIFEST_H
#define SIMSTOW_MANIFEST_MANIFEST_H

#include <simstow/base/member.h>
#include <simstow/snapshot/snapshot.h>

#define SST_MANIFEST_VERSION 1
#define SST_MANIFEST_NAME "manifest.json"
#define SST_MANIFEST_MAX ((size_t)4 << 20) /* bytes of JSON */

/*
 * sst_manifest_pack - the members of an archive: manifest.json first, then
 * every raw member that it names with size and SHA-256.
 *
 *   s    borrowed; out's data of raw members is borrowed from it
 *   mem  owns the list and the JSON
 *
 * Field names are those of SGP.22's ASN.1 where it has one. Same snapshot,
 * same bytes. Format: formats/manifest-1.schema.json.
 */
int sst_manifest_pack(const struct sst_snapshot *s, struct sst_arena *mem,
    struct sst_members *out, struct sst_err *err) SST_MUST;

/*
 * sst_manifest_unpack - members back to a snapshot.
 *
 *   members  as read from an archive; copied into out
 *   out      initialised by the caller; emptied on failure
 *
 * manifest.json must be first; every other member must be named in it, once,
 * with its size and SHA-256, and none may be missing. Unknown JSON members
 * are passed over. An older version is taken and brought up to ours.
 * Errors: SST_E_FORMAT (with the place: "profiles[2].iccid: ..."),
 * SST_E_NEWER: "manifest version 7, this simstow reads up to 1".
 */
int sst_manifest_unpack(const struct sst_members *members,
    struct sst_snapshot *out, struct sst_err *err) SST_MUST;

#endif
