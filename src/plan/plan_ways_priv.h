/* SPDX-License-Identifier: ISC */
/* plan_ways_priv.h: what the ways of several files are made of. */
#ifndef SIMSTOW_PLAN_WAYS_PRIV_H
#define SIMSTOW_PLAN_WAYS_PRIV_H

#include "plan_priv.h"

/*
 * plan_ways.c: the download itself. with: by which code; more: what it needs
 * besides. A new code brings its own confirmation code.
 */
void sst_plan_ways_download(struct sst_plan_ctx *x, const char *with,
    unsigned more);

/* plan_carrier.c: _terms: its conditions and fee; a way for each route. */
void sst_plan_carrier_terms(struct sst_plan_ctx *x);
void sst_plan_carrier_app(struct sst_plan_ctx *x);
void sst_plan_carrier_portal(struct sst_plan_ctx *x);
void sst_plan_carrier_support(struct sst_plan_ctx *x);
void sst_plan_carrier_store(struct sst_plan_ctx *x);
void sst_plan_carrier_rebuy(struct sst_plan_ctx *x);
void sst_plan_carrier_plastic(struct sst_plan_ctx *x);

#endif
