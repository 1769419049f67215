/* SPDX-License-Identifier: ISC */
/* sw.h: status words and what they mean. */
#ifndef SIMSTOW_CARD_SW_H
#define SIMSTOW_CARD_SW_H

#include <stdbool.h>
#include <stdint.h>

/*
 * sst_sw_name - a few words for it ("file or application not found"), or
 * "unknown status word". Never NULL.
 */
const char *sst_sw_name(uint16_t sw);

/* sst_sw_is_ok - 9000, or 91xx (done, a proactive command waits). */
bool sst_sw_is_ok(uint16_t sw);

/* sst_sw_is_more - 61xx: an answer waits. */
bool sst_sw_is_more(uint16_t sw);

/* sst_sw_is_more_2g - 61xx or 9Fxx, which only commands of TS 51.011 give. */
bool sst_sw_is_more_2g(uint16_t sw);

#endif
