/* SPDX-License-Identifier: ISC */
/* android_check.h: what holds of every answer that a parser took apart. */
#ifndef SIMSTOW_TESTS_FUZZ_ANDROID_CHECK_H
#define SIMSTOW_TESTS_FUZZ_ANDROID_CHECK_H

#include <simstow/android/subscription.h>
#include <simstow/base/text.h>

/* Enough for any input of libFuzzer's, with room for what is copied. */
#define CHECK_ARENA ((size_t)32 << 20)

static inline void
check_text(const char *text)
{
	if (text != NULL)
		assert(sst_text_is_utf8(sst_span_of_text(text)));
}

static inline void
check_pairs(const struct sst_pairs *p)
{
	for (size_t i = 0; i < p->n; i++) {
		assert(p->v[i].key != NULL);
		check_text(p->v[i].key);
		check_text(p->v[i].value);
	}
}

static inline void
check_faults(const struct sst_row_faults *f)
{
	assert(f->n <= SST_ROW_FAULTS_MAX);
	for (size_t i = 0; i < f->n; i++) {
		assert(f->v[i].line > 0 && f->v[i].what[0] != '\0');
		check_text(f->v[i].text);
		check_text(f->v[i].what);
	}
}

/* A failure says why and leaves nothing behind. */
static inline void
check_failure(const struct sst_err *err, size_t n)
{
	assert(n == 0 && err->msg[0] != '\0');
	assert(err->code == SST_E_FORMAT || err->code == SST_E_REFUSED ||
	       err->code == SST_E_FAILED);
}

/* Ids differ, numbers of cards are digits, and a mask is no number. */
static inline void
check_subscriptions(const struct sst_subscriptions *s)
{
	assert(s->n <= SST_SUBSCRIPTIONS_MAX);
	check_faults(&s->faults);
	for (size_t i = 0; i < s->n; i++) {
		const struct sst_subscription *v = &s->v[i];

		assert(v->id != SST_SUBSCRIPTION_UNKNOWN);
		for (size_t j = 0; j < i; j++)
			assert(s->v[j].id != v->id);
		if (v->icc_id != NULL)
			assert(strspn(v->icc_id, "0123456789") ==
			       strlen(v->icc_id));
		if (v->number != NULL)
			assert(strchr(v->number, '*') == NULL);
		if (v->imsi != NULL)
			assert(strchr(v->imsi, '*') == NULL);
		check_text(v->display_name);
		check_text(v->carrier_name);
		check_pairs(&v->other);
	}
}

#endif
