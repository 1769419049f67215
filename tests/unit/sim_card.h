/* SPDX-License-Identifier: ISC */
/*
 * sim_card.h: a card link in front of a handful of files, for unit tests and
 * fuzzing: a file is known by its identifier alone, whatever directory the
 * command names.
 */
#ifndef SIMSTOW_TESTS_SIM_CARD_H
#define SIMSTOW_TESTS_SIM_CARD_H

#include <string.h>

#include <simstow/link/card_link.h>

#define SIM_CARD_FILES 64
#define SIM_CARD_SEEN 1024

enum sim_card_flag {
	SIM_CARD_PIN = 1,       /* read: PIN1 */
	SIM_CARD_NO_SELECT = 2, /* SELECT: 6985 */
	SIM_CARD_NO_READ = 4,   /* READ: 6985 */
	SIM_CARD_RAW = 8,       /* its content is what SELECT answers, too */
	SIM_CARD_SHORT = 16,    /* READ gives half */
	SIM_CARD_LOSE = 32      /* UPDATE: 9000, and nothing is written */
};

struct sim_card_file {
	uint16_t fid;
	uint8_t type; /* 0x41 transparent, 0x42 linear, 0x46 cyclic */
	uint16_t record;
	unsigned flags;
	struct sst_span content;
	uint8_t *update; /* the same bytes; NULL: UPDATE is refused */
	unsigned updates;
};

struct sim_card {
	struct sim_card_file v[SIM_CARD_FILES];
	size_t n;
	struct sim_card_file *at;
	bool is_pin_on;
	bool is_verified;
	unsigned tries;
	const char *pin;
	unsigned verifies;            /* VERIFY with a PIN */
	uint16_t seen[SIM_CARD_SEEN]; /* identifiers of SELECT */
	size_t seen_n;
	unsigned commands;
	unsigned gone_at; /* the command that is not answered; 0: none */
	struct sst_card_link link;
};

static const uint8_t sim_card_aid[] = { 0xA0, 0x00, 0x00, 0x00, 0x87, 0x10,
	0x02, 0xFF, 0x49, 0xFF, 0xFF, 0x89, 0x01, 0x01, 0x00, 0x00 };

static inline int
sim_card_put(struct sst_buf *b, const uint8_t *p, size_t n, struct sst_err *err)
{
	return sst_buf_put(b, (struct sst_span){ p, n }, err);
}

static inline int
sim_card_sw(struct sst_buf *b, unsigned sw, struct sst_err *err)
{
	const uint8_t bytes[] = { (uint8_t)(sw >> 8), (uint8_t)sw };

	return sim_card_put(b, bytes, sizeof(bytes), err);
}

static inline bool
sim_card_is_dir(unsigned fid)
{
	return (fid & 0xFF00) == 0x7F00 || (fid & 0xFF00) == 0x5F00 ||
	       fid == 0x3F00;
}

static inline int
sim_card_dir(const struct sim_card *c, unsigned fid, struct sst_buf *b,
    struct sst_err *err)
{
	const uint8_t fcp[] = { 0x62, 0x16, 0x82, 0x02, 0x78, 0x21, 0x83, 0x02,
		(uint8_t)(fid >> 8), (uint8_t)fid, 0x8A, 0x01, 0x05, 0xC6, 0x09,
		0x90, 0x01, c->is_pin_on ? 0x80 : 0x00, 0x83, 0x01, 0x01, 0x83,
		0x01, 0x81 };

	if (sim_card_put(b, fcp, sizeof(fcp), err) < 0)
		return -1;
	return sim_card_sw(b, 0x9000, err);
}

static inline int
sim_card_fcp(const struct sim_card_file *f, struct sst_buf *b,
    struct sst_err *err)
{
	static const uint8_t pin[] = { 0xAB, 0x0B, 0x80, 0x01, 0x03, 0xA4, 0x06,
		0x83, 0x01, 0x01, 0x95, 0x01, 0x08 };
	size_t records = f->record == 0 ? 0 : f->content.n / f->record;
	const uint8_t head[] = { 0x82, 0x05, f->type, 0x21,
		(uint8_t)(f->record >> 8), (uint8_t)f->record, (uint8_t)records,
		0x83, 0x02, (uint8_t)(f->fid >> 8), (uint8_t)f->fid, 0x80, 0x02,
		(uint8_t)(f->content.n >> 8), (uint8_t)f->content.n };
	size_t mark;

	if (sst_buf_open_tlv(b, 0x62, &mark, err) < 0 ||
	    sim_card_put(b, head, sizeof(head), err) < 0 ||
	    ((f->flags & SIM_CARD_PIN) != 0 &&
	        sim_card_put(b, pin, sizeof(pin), err) < 0) ||
	    sst_buf_close_tlv(b, mark, err) < 0)
		return -1;
	return sim_card_sw(b, 0x9000, err);
}

static inline int
sim_card_select(struct sim_card *c, struct sst_span cmd, struct sst_buf *b,
    struct sst_err *err)
{
	size_t n = cmd.n > 5 ? cmd.p[4] : 0;
	unsigned fid;

	if (n < 2 || cmd.n < 5 + n)
		return sim_card_sw(b, 0x6A82, err);
	fid = (unsigned)cmd.p[3 + n] << 8 | cmd.p[4 + n];
	if (cmd.p[2] == 0x04)
		return n >= 7 && memcmp(cmd.p + 5, sim_card_aid, 7) == 0
		           ? sim_card_dir(c, 0x7FFF, b, err)
		           : sim_card_sw(b, 0x6A82, err);
	if (c->seen_n < SIM_CARD_SEEN)
		c->seen[c->seen_n++] = (uint16_t)fid;
	if (sim_card_is_dir(fid) && c->n > 0)
		return sim_card_dir(c, fid, b, err);
	for (size_t i = 0; i < c->n; i++) {
		struct sim_card_file *f = &c->v[i];

		if (f->fid != fid)
			continue;
		c->at = f;
		if ((f->flags & SIM_CARD_NO_SELECT) != 0)
			return sim_card_sw(b, 0x6985, err);
		if ((f->flags & SIM_CARD_RAW) == 0)
			return sim_card_fcp(f, b, err);
		return sst_buf_put(b, f->content, err) < 0
		           ? -1
		           : sim_card_sw(b, 0x9000, err);
	}
	return sim_card_sw(b, 0x6A82, err);
}

static inline int
sim_card_read(struct sim_card *c, struct sst_span cmd, struct sst_buf *b,
    struct sst_err *err)
{
	const struct sim_card_file *f = c->at;
	bool is_record = cmd.p[1] == 0xB2;
	size_t n = cmd.n == 5 ? cmd.p[4] : 0;
	size_t at = is_record ? (size_t)(cmd.p[2] - 1) * (f ? f->record : 0)
	                      : (size_t)(cmd.p[2] << 8 | cmd.p[3]);

	if (f == NULL)
		return sim_card_sw(b, 0x6986, err);
	if ((f->flags & SIM_CARD_NO_READ) != 0)
		return sim_card_sw(b, 0x6985, err);
	if ((f->flags & SIM_CARD_PIN) != 0 && c->is_pin_on && !c->is_verified)
		return sim_card_sw(b, 0x6982, err);
	if (n == 0)
		n = 256;
	if (at > f->content.n || n > f->content.n - at)
		return sim_card_sw(b, is_record ? 0x6A83 : 0x6B00, err);
	if ((f->flags & SIM_CARD_SHORT) != 0)
		n /= 2;
	if (sim_card_put(b, f->content.p + at, n, err) < 0)
		return -1;
	return sim_card_sw(b, 0x9000, err);
}

static inline int
sim_card_update(struct sim_card *c, struct sst_span cmd, struct sst_buf *b,
    struct sst_err *err)
{
	struct sim_card_file *f = c->at;
	bool is_record = cmd.p[1] == 0xDC;
	size_t n = cmd.n > 5 ? cmd.p[4] : 0;
	size_t at = is_record ? (size_t)(cmd.p[2] - 1) * (f ? f->record : 0)
	                      : (size_t)(cmd.p[2] << 8 | cmd.p[3]);

	if (f == NULL)
		return sim_card_sw(b, 0x6986, err);
	f->updates++;
	if (f->update == NULL || (c->is_pin_on && !c->is_verified))
		return sim_card_sw(b, 0x6982, err);
	if (n == 0 || cmd.n < 5 + n || (is_record && n != f->record) ||
	    at > f->content.n || n > f->content.n - at)
		return sim_card_sw(b, is_record ? 0x6A83 : 0x6B00, err);
	if ((f->flags & SIM_CARD_LOSE) == 0)
		memcpy(f->update + at, cmd.p + 5, n);
	return sim_card_sw(b, 0x9000, err);
}

static inline int
sim_card_verify(struct sim_card *c, struct sst_span cmd, struct sst_buf *b,
    struct sst_err *err)
{
	size_t n = c->pin == NULL ? 0 : strlen(c->pin);

	if (!c->is_pin_on)
		return sim_card_sw(b, 0x6984, err);
	if (cmd.n < 13)
		return sim_card_sw(b,
		    c->is_verified ? 0x9000 : 0x63C0 | (c->tries & 0x0F), err);
	c->verifies++;
	if (c->tries == 0)
		return sim_card_sw(b, 0x6983, err);
	if (n > 0 && memcmp(cmd.p + 5, c->pin, n) == 0) {
		c->is_verified = true;
		c->tries = 3;
		return sim_card_sw(b, 0x9000, err);
	}
	c->tries--;
	return sim_card_sw(b, 0x63C0 | (c->tries & 0x0F), err);
}

static inline int
sim_card_exchange(struct sst_card_link *l, struct sst_span cmd,
    struct sst_buf *resp, struct sst_err *err)
{
	struct sim_card *c = l->impl;

	if (++c->commands == c->gone_at)
		return sst_fail(err, SST_E_DEVICE, "gone");
	if (cmd.n < 4 || cmd.p[0] != 0x00)
		return sim_card_sw(resp, 0x6E00, err);
	if (cmd.p[1] == 0xA4)
		return sim_card_select(c, cmd, resp, err);
	if (cmd.p[1] == 0xB0 || cmd.p[1] == 0xB2)
		return sim_card_read(c, cmd, resp, err);
	if (cmd.p[1] == 0xD6 || cmd.p[1] == 0xDC)
		return sim_card_update(c, cmd, resp, err);
	if (cmd.p[1] == 0x20)
		return sim_card_verify(c, cmd, resp, err);
	return sim_card_sw(resp, 0x6D00, err);
}

static inline int
sim_card_reset(struct sst_card_link *l, struct sst_err *err)
{
	(void)l;
	(void)err;
	return 0;
}

static inline void
sim_card_close(struct sst_card_link *l)
{
	l->impl = NULL;
}

/* sim_card_open - c->link is then a card without any file. */
static inline void
sim_card_open(struct sim_card *c)
{
	static const struct sst_card_link_ops ops = { sim_card_exchange,
		sim_card_reset, sim_card_close };

	*c = (struct sim_card){ .tries = 3, .pin = "1234" };
	c->link.ops = &ops;
	c->link.impl = c;
	c->link.protocol = SST_CARD_T1;
	memcpy(c->link.name, "sim", 4);
}

#endif
