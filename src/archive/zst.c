/* SPDX-License-Identifier: ISC */
/* zst.c: exactly one zstd frame, with checksum and content size. */
#include <stdlib.h>
#include <string.h>

#include <zstd.h>
#include <zstd_errors.h>

#include <simstow/archive/zst.h>

/* RFC 8878 section 3.1.1: the frame header. */
#define HEAD_MAX 18
#define WINDOW_MAX ((uint64_t)1 << SST_ZST_WINDOW_LOG)
#define BIT_SINGLE 0x20
#define BIT_RESERVED 0x08
#define BIT_CHECKSUM 0x04
#define BITS_DICTIONARY 0x03

/* A piece of memory that zstd fills or empties. */
struct piece {
	uint8_t *p;
	size_t cap;
};

/* What a frame says of itself. */
struct head {
	uint64_t window;
	uint64_t content;
};

struct unpack {
	const struct sst_source *in;
	ZSTD_DCtx *ctx;
	struct piece piece;
	ZSTD_inBuffer ready;   /* read and not yet taken by zstd */
	ZSTD_outBuffer result; /* as large as the frame says it is */
};

static int
piece_init(struct piece *piece, size_t cap, struct sst_err *err)
{
	piece->p = malloc(cap);
	if (piece->p == NULL)
		return sst_fail(err, SST_E_FAILED,
		    "zstd: no memory for %zu bytes", cap);
	piece->cap = cap;
	return 0;
}

static void
piece_fini(struct piece *piece)
{
	if (piece->p != NULL)
		explicit_bzero(piece->p, piece->cap);
	free(piece->p);
	*piece = (struct piece){ 0 };
}

static int
fail_in_zstd(size_t code, enum sst_code class, struct sst_err *err)
{
	if (ZSTD_getErrorCode(code) == ZSTD_error_memory_allocation)
		class = SST_E_FAILED;
	return sst_fail(err, class, "zstd: %s", ZSTD_getErrorName(code));
}

static int
set_up_pack(ZSTD_CCtx *ctx, size_t n, struct sst_err *err)
{
	static const struct {
		ZSTD_cParameter what;
		int value;
	} settings[] = {
		{ ZSTD_c_compressionLevel, SST_ZST_LEVEL },
		{ ZSTD_c_checksumFlag, 1 },
		{ ZSTD_c_contentSizeFlag, 1 },
	};
	size_t code = 0;

	for (size_t i = 0; i < sizeof(settings) / sizeof(settings[0]); i++) {
		code = ZSTD_CCtx_setParameter(ctx, settings[i].what,
		    settings[i].value);
		if (ZSTD_isError(code))
			return fail_in_zstd(code, SST_E_FAILED, err);
	}
	/* Zstd fits window and tables to it: little input, little memory. */
	code = ZSTD_CCtx_setPledgedSrcSize(ctx, n);
	if (ZSTD_isError(code))
		return fail_in_zstd(code, SST_E_FAILED, err);
	return 0;
}

static int
pack(ZSTD_CCtx *ctx, struct sst_span in, const struct sst_sink *out,
    const struct piece *piece, struct sst_err *err)
{
	ZSTD_inBuffer src = { in.p, in.n, 0 };
	size_t left;

	do {
		ZSTD_outBuffer dst = { piece->p, piece->cap, 0 };

		left = ZSTD_compressStream2(ctx, &dst, &src, ZSTD_e_end);
		if (ZSTD_isError(left))
			return fail_in_zstd(left, SST_E_FAILED, err);
		if (out->write(out->ctx, (struct sst_span){ piece->p, dst.pos },
		        err) < 0)
			return -1;
	} while (left > 0);
	return 0;
}

int
sst_zst_pack(struct sst_span in, const struct sst_sink *out,
    struct sst_err *err)
{
	struct piece piece = { 0 };
	ZSTD_CCtx *ctx = ZSTD_createCCtx();
	int rc = -1;

	if (ctx == NULL) {
		sst_err_set(err, SST_E_FAILED, "zstd: no memory");
		goto out;
	}
	if (piece_init(&piece, ZSTD_CStreamOutSize(), err) < 0 ||
	    set_up_pack(ctx, in.n, err) < 0 ||
	    pack(ctx, in, out, &piece, err) < 0)
		goto out;
	rc = 0;
out:
	piece_fini(&piece);
	ZSTD_freeCCtx(ctx);
	return rc;
}

static int
get_number(struct sst_cur *c, size_t n, uint64_t *out, struct sst_err *err)
{
	struct sst_span s;

	*out = 0;
	if (sst_cur_get(c, n, &s, err) < 0)
		return -1;
	for (size_t i = n; i > 0; i--)
		*out = *out << 8 | s.p[i - 1];
	return 0;
}

static int
check_descriptor(uint8_t bits, struct sst_err *err)
{
	if ((bits & BIT_RESERVED) != 0)
		return sst_fail(err, SST_E_FORMAT,
		    "byte 4: descriptor %02X has the reserved bit", bits);
	if ((bits & BITS_DICTIONARY) != 0)
		return sst_fail(err, SST_E_FORMAT,
		    "byte 4: descriptor %02X asks for a dictionary", bits);
	if ((bits & BIT_CHECKSUM) == 0)
		return sst_fail(err, SST_E_FORMAT,
		    "byte 4: descriptor %02X has no checksum", bits);
	if (bits >> 6 == 0 && (bits & BIT_SINGLE) == 0)
		return sst_fail(err, SST_E_FORMAT,
		    "byte 4: descriptor %02X has no content size", bits);
	return 0;
}

static int
read_window(struct sst_cur *c, uint64_t *window, struct sst_err *err)
{
	uint64_t base;
	uint8_t b;

	*window = 0;
	if (sst_cur_get_u8(c, &b, err) < 0)
		return -1;
	base = (uint64_t)1 << (10 + (b >> 3));
	*window = base + base / 8 * (b & 7U);
	return 0;
}

static int
read_content(struct sst_cur *c, uint8_t bits, uint64_t *content,
    struct sst_err *err)
{
	size_t n = (size_t)1 << (bits >> 6);

	if (get_number(c, n, content, err) < 0)
		return -1;
	if (n == 2)
		*content += 256;
	return 0;
}

/*
 * Our own reading of the header: libzstd passes over skippable frames, and
 * takes any window when the whole frame is in its hands at once.
 */
static int
read_head(struct sst_span s, struct head *head, struct sst_err *err)
{
	static const uint8_t magic[] = { 0x28, 0xB5, 0x2F, 0xFD };
	struct sst_cur c = sst_cur_of(s);
	struct sst_span start;
	uint8_t bits;

	*head = (struct head){ 0 };
	if (sst_cur_get(&c, sizeof(magic), &start, err) < 0)
		return -1;
	if (!sst_span_is_equal(start, SST_SPAN(magic)))
		return sst_fail(err, SST_E_FORMAT,
		    "byte 0: begins with %02X%02X%02X%02X, want 28B52FFD",
		    start.p[0], start.p[1], start.p[2], start.p[3]);
	if (sst_cur_get_u8(&c, &bits, err) < 0 ||
	    check_descriptor(bits, err) < 0)
		return -1;
	if ((bits & BIT_SINGLE) == 0 && read_window(&c, &head->window, err) < 0)
		return -1;
	if (read_content(&c, bits, &head->content, err) < 0)
		return -1;
	if ((bits & BIT_SINGLE) != 0)
		head->window = head->content;
	if (head->window > WINDOW_MAX)
		return sst_fail(err, SST_E_FORMAT,
		    "the window has %llu bytes, the limit is %llu",
		    (unsigned long long)head->window,
		    (unsigned long long)WINDOW_MAX);
	return 0;
}

/* More input, when none is left: 1 there is, 0 the end. */
static int
refill(struct unpack *u, struct sst_err *err)
{
	size_t n;

	if (u->ready.pos < u->ready.size)
		return 1;
	if (sst_source_fill(u->in, u->piece.p, u->piece.cap, &n, err) < 0)
		return -1;
	u->ready = (ZSTD_inBuffer){ u->piece.p, n, 0 };
	return n > 0 ? 1 : 0;
}

static int
begin(struct unpack *u, struct sst_buf *out, struct sst_err *err)
{
	struct head head;
	uint8_t *place;
	size_t n;

	if (refill(u, err) < 0)
		return -1;
	n = u->ready.size < HEAD_MAX ? u->ready.size : HEAD_MAX;
	if (read_head((struct sst_span){ u->piece.p, n }, &head, err) < 0)
		return sst_within(err, "zstd");
	if (head.content > SIZE_MAX / 2)
		return sst_fail(err, SST_E_FORMAT,
		    "zstd: a content of %llu bytes is beyond every limit",
		    (unsigned long long)head.content);
	if (sst_buf_reserve(out, (size_t)head.content, &place, err) < 0)
		return sst_within(err, "zstd: %llu bytes",
		    (unsigned long long)head.content);
	u->result = (ZSTD_outBuffer){ place, (size_t)head.content, 0 };
	return 0;
}

static int
fail_too_much(const struct unpack *u, struct sst_err *err)
{
	return sst_fail(err, SST_E_FORMAT,
	    "zstd: more than the %zu bytes that the frame promised",
	    u->result.size);
}

/* One step: 1 go on, 0 the frame has ended. */
static int
step(struct unpack *u, struct sst_err *err)
{
	size_t was_in = u->ready.pos;
	size_t was_out = u->result.pos;
	size_t left;

	left = ZSTD_decompressStream(u->ctx, &u->result, &u->ready);
	if (ZSTD_getErrorCode(left) == ZSTD_error_dstSize_tooSmall)
		return fail_too_much(u, err);
	if (ZSTD_isError(left))
		return fail_in_zstd(left, SST_E_FORMAT, err);
	if (left == 0)
		return 0;
	if (u->ready.pos == was_in && u->result.pos == was_out)
		return fail_too_much(u, err);
	return 1;
}

static int
run(struct unpack *u, struct sst_err *err)
{
	int rc;

	do {
		rc = refill(u, err);
		if (rc == 0)
			return sst_fail(err, SST_E_FORMAT,
			    "zstd: the frame is cut after %zu of %zu bytes",
			    u->result.pos, u->result.size);
		if (rc > 0)
			rc = step(u, err);
	} while (rc > 0);
	if (rc < 0)
		return -1;
	/* libzstd 1.5.4 lets a false size pass before an empty last block. */
	if (u->result.pos != u->result.size)
		return sst_fail(err, SST_E_FORMAT,
		    "zstd: %zu bytes, the frame promised %zu", u->result.pos,
		    u->result.size);
	return 0;
}

/* The end of the frame must be the end of in, which is read to it. */
static int
finish(struct unpack *u, struct sst_err *err)
{
	int rc = refill(u, err);

	if (rc > 0)
		return sst_fail(err, SST_E_FORMAT,
		    "zstd: more bytes behind the frame");
	return rc;
}

int
sst_zst_unpack(const struct sst_source *in, struct sst_buf *out,
    struct sst_err *err)
{
	struct unpack u = { .in = in };
	size_t code;
	int rc = -1;

	u.ctx = ZSTD_createDCtx();
	if (u.ctx == NULL) {
		sst_err_set(err, SST_E_FAILED, "zstd: no memory");
		goto out;
	}
	code = ZSTD_DCtx_setParameter(u.ctx, ZSTD_d_windowLogMax,
	    SST_ZST_WINDOW_LOG);
	if (ZSTD_isError(code)) {
		fail_in_zstd(code, SST_E_FAILED, err);
		goto out;
	}
	if (piece_init(&u.piece, ZSTD_DStreamInSize(), err) < 0 ||
	    begin(&u, out, err) < 0 || run(&u, err) < 0 || finish(&u, err) < 0)
		goto out;
	sst_buf_commit(out, u.result.pos);
	rc = 0;
out:
	if (rc < 0 && u.result.pos > 0)
		explicit_bzero(u.result.dst, u.result.pos);
	piece_fini(&u.piece);
	ZSTD_freeDCtx(u.ctx);
	return rc;
}
