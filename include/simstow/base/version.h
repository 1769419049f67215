/* SPDX-License-Identifier: ISC */
/* version.h: which simstow this is; the Makefile reads it here. */
#ifndef SIMSTOW_BASE_VERSION_H
#define SIMSTOW_BASE_VERSION_H

#define SST_VERSION "0.1.0"

#endif
