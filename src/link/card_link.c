/* SPDX-License-Identifier: ISC */
/* card_link.c: what is the same for every card link: counts, checks, trace. */
#include <assert.h>
#include <stdio.h>

#include <simstow/link/card_link.h>

#define HEADER 4      /* CLA INS P1 P2 */
#define LINE_MAX_N 96 /* bytes of a trace line */

/* What of a command may be shown. */
struct shown {
	const char *what; /* "Lc", "Le" or NULL */
	unsigned n;
	unsigned tag; /* of an ES10 function, or 0 */
};

/*
 * The tag of an ES10 function in the first block of STORE DATA. Nothing but
 * BFxx is taken for one: with any other value it could be data.
 */
static unsigned
function_tag(struct sst_span cmd, size_t data_at, size_t lc)
{
	const uint8_t *p = cmd.p;

	if ((p[0] & 0x80) == 0 || p[1] != 0xE2 || p[3] != 0)
		return 0;
	if (lc < 2 || cmd.n - data_at < 2 || p[data_at] != 0xBF ||
	    p[data_at + 1] > 0x7F)
		return 0;
	return 0xBF00U | p[data_at + 1];
}

/* ISO/IEC 7816-3 section 12.1: where Lc and Le are. */
static struct shown
look_at(struct sst_span cmd)
{
	struct shown s = { 0 };
	const uint8_t *p = cmd.p;

	if (cmd.n == HEADER)
		return s;
	if (cmd.n == HEADER + 1) {
		s.what = "Le";
		s.n = p[HEADER];
		return s;
	}
	if (p[HEADER] != 0 || cmd.n < HEADER + 3) {
		s.what = "Lc";
		s.n = p[HEADER];
		s.tag = function_tag(cmd, HEADER + 1, s.n);
		return s;
	}
	s.what = cmd.n == HEADER + 3 ? "Le" : "Lc";
	s.n = (unsigned)p[HEADER + 1] << 8 | p[HEADER + 2];
	if (cmd.n > HEADER + 3)
		s.tag = function_tag(cmd, HEADER + 3, s.n);
	return s;
}

static int
format_command(char *line, size_t room, struct sst_span cmd)
{
	const uint8_t *p = cmd.p;
	struct shown s = look_at(cmd);
	int n;

	n = snprintf(line, room, "%02X %02X %02X %02X", p[0], p[1], p[2], p[3]);
	if (s.what != NULL)
		n += snprintf(line + n, room - (size_t)n, " %s %02X", s.what,
		    s.n);
	if (s.tag != 0)
		n += snprintf(line + n, room - (size_t)n, " tag %04X", s.tag);
	return n;
}

static void
trace(const struct sst_card_link *l, struct sst_span cmd,
    const struct sst_buf *resp, bool is_done)
{
	char line[LINE_MAX_N];
	int n;

	if (l->trace == NULL)
		return;
	n = format_command(line, sizeof(line), cmd);
	if (!is_done)
		(void)snprintf(line + n, sizeof(line) - (size_t)n,
		    " -> nothing");
	else if (resp->n < 2)
		(void)snprintf(line + n, sizeof(line) - (size_t)n,
		    " -> broken, %zu byte%s", resp->n, resp->n == 1 ? "" : "s");
	else
		(void)snprintf(line + n, sizeof(line) - (size_t)n,
		    " -> %zu byte%s, %02X%02X", resp->n - 2,
		    resp->n == 3 ? "" : "s", resp->p[resp->n - 2],
		    resp->p[resp->n - 1]);
	l->trace(l->trace_ctx, line);
}

static int
exchange(struct sst_card_link *l, struct sst_span cmd, struct sst_buf *resp,
    struct sst_err *err)
{
	int rc;

	rc = l->ops->exchange(l, cmd, resp, err);
	l->count.apdus++;
	l->count.bytes_out += cmd.n;
	l->count.bytes_in += resp->n;
	trace(l, cmd, resp, rc == 0);
	if (rc < 0)
		return -1;
	/* pcscd reports success with 0 bytes for a card torn out just now. */
	if (resp->n >= 2)
		return 0;
	sst_err_set(err, SST_E_DEVICE,
	    "card gone or broken: answer of %zu byte%s", resp->n,
	    resp->n == 1 ? "" : "s");
	sst_err_hint(err, "insert the card again, then try again");
	return -1;
}

int
sst_card_link_exchange(struct sst_card_link *l, struct sst_span cmd,
    struct sst_buf *resp, struct sst_err *err)
{
	assert(l->ops != NULL);
	assert(cmd.n >= HEADER && cmd.n <= SST_CARD_LINK_COMMAND);
	sst_buf_clear(resp);
	if (exchange(l, cmd, resp, err) < 0) {
		sst_buf_clear(resp);
		return sst_within(err, "%s", l->name);
	}
	return 0;
}

int
sst_card_link_reset(struct sst_card_link *l, struct sst_err *err)
{
	assert(l->ops != NULL);
	if (l->ops->reset(l, err) < 0)
		return sst_within(err, "%s", l->name);
	return 0;
}

void
sst_card_link_close(struct sst_card_link *l)
{
	if (l->ops != NULL)
		l->ops->close(l);
	*l = (struct sst_card_link){ 0 };
}
