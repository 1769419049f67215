/* SPDX-License-Identifier: ISC */
/* armor_priv.h: the shape of armor, for its reader and its writer. */
#ifndef SIMSTOW_ARCHIVE_ARMOR_PRIV_H
#define SIMSTOW_ARCHIVE_ARMOR_PRIV_H

#include <simstow/archive/armor.h>

#define SST_ARMOR_FIRST "-----BEGIN AGE ENCRYPTED FILE-----"
#define SST_ARMOR_LAST "-----END AGE ENCRYPTED FILE-----"
#define SST_ARMOR_COLUMNS 64
#define SST_ARMOR_LINE 48 /* bytes in a full line */

/* sst_armor_blank - bytes of white space that s begins with. */
size_t sst_armor_blank(struct sst_span s);

#endif
