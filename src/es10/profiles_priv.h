/* SPDX-License-Identifier: ISC */
/* profiles_priv.h: what asking for profiles and reading them share. */
#ifndef SIMSTOW_ES10_PROFILES_PRIV_H
#define SIMSTOW_ES10_PROFILES_PRIV_H

#include <simstow/es10/profiles.h>

#include "es10_priv.h"

#define SST_PROFILES_TAG 0xBF2D

/*
 * sst_profiles_check_refusal - SST_E_REFUSED when the answer is an error in
 * place of a list; is_about_list: a shorter tag list may do.
 */
int sst_profiles_check_refusal(struct sst_span answer, bool *is_about_list,
    struct sst_err *err) SST_MUST;

#endif
