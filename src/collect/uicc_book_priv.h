/* SPDX-License-Identifier: ISC */
/* uicc_book_priv.h: the sets of files that a phone book is made of. */
#ifndef SIMSTOW_COLLECT_UICC_BOOK_PRIV_H
#define SIMSTOW_COLLECT_UICC_BOOK_PRIV_H

#include <simstow/uicc/phonebook.h>

#include "uicc_priv.h"

/* pbr: the file that names the set; -1 ends the run. */
typedef int uicc_book_visit(struct uicc_run *r, const struct uicc_file *pbr,
    const struct sst_phonebook_set *set, struct sst_err *err);

/* uicc_book_sets - visit every set that a file EF.PBR names. */
int uicc_book_sets(struct uicc_run *r, const struct uicc_file *pbr,
    uicc_book_visit *visit, struct sst_err *err) SST_MUST;

/* uicc_book_file - a file of a set that was read, or NULL. */
const struct uicc_file *uicc_book_file(struct uicc_run *r,
    const struct uicc_file *pbr, const struct sst_phonebook_file *named);

#endif
