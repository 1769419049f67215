/* SPDX-License-Identifier: ISC */
/* vcard.h: the virtual card: its model, its running state, its parts. */
#ifndef SIMSTOW_TESTS_VCARD_H
#define SIMSTOW_TESTS_VCARD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#define VC_AIDS 4     /* names of one ISD-R */
#define VC_EUICCS 4   /* ISD-Rs on one card */
#define VC_APPLETS 4  /* other applications that can be selected */
#define VC_CHANNELS 4 /* the basic one and three more */
#define VC_FAULTS 32  /* --fault options */
#define VC_APDU 65535 /* what one message of the reader can hold */

/* ---- der.c: bytes, and objects of tag, length, value ---- */

struct vc_bytes {
	const uint8_t *p;
	size_t n;
};

struct vc_buf {
	uint8_t *p;
	size_t n, cap;
};

struct vc_tlv {
	uint32_t tag;
	struct vc_bytes v;     /* the value */
	struct vc_bytes whole; /* from the first byte of the tag on */
};

/* A constructed object as its members, in the order they are sent. */
struct vc_member {
	uint32_t tag;
	struct vc_buf v;
};

struct vc_object {
	struct vc_member *v;
	size_t n;
};

_Noreturn void vc_die(const char *fmt, ...)
    __attribute__((format(printf, 1, 2)));
void *vc_more(void *p, size_t n, size_t size);
void vc_put(struct vc_buf *b, const void *p, size_t n);
void vc_put_byte(struct vc_buf *b, unsigned value);
void vc_put_tlv(struct vc_buf *b, uint32_t tag, const void *p, size_t n);
void vc_put_int(struct vc_buf *b, uint32_t tag, uint64_t value);
void vc_put_noise(struct vc_buf *b, size_t n, uint32_t seed);
/* The bytes from start on become the value of an object. */
void vc_wrap(struct vc_buf *b, size_t start, uint32_t tag);
void vc_clear(struct vc_buf *b);
void vc_free(struct vc_buf *b);
size_t vc_tag_size(uint32_t tag);
/* 1 an object was taken from *b, 0 nothing left, -1 damaged. */
int vc_next(struct vc_bytes *b, struct vc_tlv *out);
int vc_next_tag(struct vc_bytes *b, uint32_t *tag);

struct vc_member *vc_member_find(const struct vc_object *o, uint32_t tag);
struct vc_buf *vc_member_add(struct vc_object *o, uint32_t tag);
/* The member's value, emptied; added when it is not there. */
struct vc_buf *vc_member_set(struct vc_object *o, uint32_t tag);
void vc_member_drop(struct vc_object *o, uint32_t tag);
void vc_put_object(struct vc_buf *b, const struct vc_object *o);
void vc_object_free(struct vc_object *o);

/* ---- the model: what the text file says ---- */

struct vc_profile {
	struct vc_object e3;
	struct vc_buf raw; /* the whole E3, when the file gives it */
};

struct vc_note {
	struct vc_object meta;  /* BF2F */
	struct vc_buf raw_meta; /* the whole BF2F, when the file gives it */
	struct vc_buf raw_signed;
	size_t signed_size; /* 0: the natural size */
};

struct vc_euicc {
	struct vc_buf aid[VC_AIDS];
	size_t aid_n;
	struct vc_buf eid;
	struct vc_object info2;
	struct vc_object addresses;
	struct vc_object answers; /* by function: the whole answer, fixed */
	struct vc_buf rat;        /* the rules, one 30 after the other */
	struct vc_profile *profile;
	size_t profile_n;
	struct vc_note *note;
	size_t note_n;
};

struct vc_card {
	struct vc_buf atr;
	struct vc_buf applet[VC_APPLETS];
	size_t applet_n;
	struct vc_euicc euicc[VC_EUICCS];
	size_t euicc_n;
	struct vc_fs *fs; /* the SIM or USIM, or NULL: fs.h */
};

/* ---- text.c, keys.c, value.c: the text file ---- */

struct vc_line;

struct vc_key {
	const char *name;
	uint32_t tag; /* of the member it sets, or 0 */
	int (*set)(struct vc_line *l);
};

/* One line at work: what it sets, and in which copy of its section. */
struct vc_line {
	const char *file;
	unsigned number;
	unsigned copy; /* from 0: [profile] with repeat = N */
	const char *value;
	const struct vc_key *key;
	struct vc_card *card;
	struct vc_euicc *euicc;
	struct vc_profile *profile;
	struct vc_note *note;
	struct vc_file *at;       /* the DF or EF of this section */
	struct vc_object *object; /* where key->tag goes */
};

struct vc_section {
	const char *name;
	const struct vc_key *keys;
	int (*begin)(struct vc_line *l);
};

extern const struct vc_section vc_sections[];

int vc_text_read(const char *file, struct vc_card *card);
void vc_text_free(struct vc_card *card);
/* Sets one key; the value "none" drops the member. */
int vc_text_apply(struct vc_line *l, const struct vc_key *keys,
    const char *name, const char *value);
int vc_text_bad(const struct vc_line *l, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

int vc_value_hex(const char *s, struct vc_buf *out);
int vc_value_number(const char *s, uint64_t *out);
/* UTF-8 with escapes: \xHH, \n, \t, \\, and \# for the copy's number. */
int vc_value_text(const char *s, unsigned copy, struct vc_buf *out);
int vc_value_version(const char *s, struct vc_buf *out);
/* "install,delete" by names, or "hex:0490", as a BIT STRING's value. */
int vc_value_bits(const char *s, const char *const *names, struct vc_buf *out);
int vc_value_plmn(const char *s, struct vc_buf *out);
/* Digits counted up by copy (new check digit), or "hex:..." as it is. */
int vc_value_iccid(const char *s, unsigned copy, struct vc_buf *out);
/* The next word of *s, cut off there; NULL at the end. */
char *vc_value_word(char **s);

/* ---- fault.c ---- */

enum vc_fault_kind {
	VC_SW,
	VC_SW_ONCE,
	VC_OK_SW,
	VC_SW_AT,
	VC_GONE,
	VC_GONE_AFTER,
	VC_REPLY1,
	VC_CUT,
	VC_DOUBLE,
	VC_RETAG,
	VC_OVERSIZE,
	VC_WRONGTAG,
	VC_INDEFINITE,
	VC_TRAILING,
	VC_ENDLESS61,
	VC_EMPTY61,
	VC_REFUSE_TAGLIST,
	VC_REFUSE_TAGLIST_SW,
	VC_REFUSE_TAG,
	VC_NO_CHANNELS,
	VC_LEAKED,
	VC_BASIC_ONLY,
	VC_SELECT_SW,
	VC_SLOW,
	VC_BLOCKS_MAX,
	VC_MIDDLE_DATA,
	VC_FILE_SW,
	VC_FILE_SELECT_SW,
	VC_FILE_SHORT,
	VC_FCP_CUT,
	VC_FCP_SIZE,
	VC_FCP_RECORD,
	VC_FCP_NOISE,
	VC_UPDATE_SW,
	VC_UPDATE_LOST,
	VC_UPDATE_GONE,
	VC_UPDATE_GONE_AFTER
};

struct vc_fault {
	enum vc_fault_kind kind;
	uint32_t tag;
	unsigned long n; /* a number, or a size */
	unsigned sw;
	unsigned used;
};

struct vc_run;

int vc_fault_add(struct vc_run *r, const char *spec);
void vc_fault_list(FILE *f);
/* The first fault of a kind; with a tag, the first for that function. */
struct vc_fault *vc_fault_get(struct vc_run *r, enum vc_fault_kind kind);
struct vc_fault *vc_fault_for(struct vc_run *r, enum vc_fault_kind kind,
    uint32_t tag);
/* The first fault of a kind for this APDU number. */
struct vc_fault *vc_fault_at(struct vc_run *r, enum vc_fault_kind kind,
    unsigned long n);
/* Spoils the answer of a function; the status word that goes with it. */
unsigned vc_fault_spoil(struct vc_run *r, uint32_t tag, struct vc_buf *answer);

/* ---- the running card: card.c, isdr.c, signed.c ---- */

struct vc_apdu {
	unsigned cla, ins, p1, p2;
	struct vc_bytes data;
	int le; /* -1 absent, else 1 to 256 */
	unsigned channel;
	bool is_gp;
};

/* Where a channel stands in the file system. */
struct vc_at {
	struct vc_file *df;
	struct vc_file *ef;  /* or NULL */
	struct vc_file *adf; /* the application at work, or NULL */
	size_t record;       /* from 1; 0: none yet */
};

struct vc_channel {
	bool is_open;
	struct vc_at at;
	struct vc_euicc *isdr; /* selected, or NULL */
	struct vc_buf store;   /* STORE DATA blocks so far */
	unsigned block;        /* number of the next one */
};

struct vc_run {
	struct vc_card *card;
	bool is_t1;
	bool is_gone; /* pulled in the middle of this command */
	FILE *log;
	const char *save;    /* where the files go at the end, or NULL */
	unsigned long count; /* APDUs since the program started */
	struct vc_channel channel[VC_CHANNELS];
	struct vc_buf answer; /* what waits for GET RESPONSE */
	size_t taken;
	unsigned sw;          /* when all of it is taken */
	unsigned owner;       /* the channel it belongs to */
	uint32_t function;    /* the ES10 function that is being answered */
	unsigned long rounds; /* GET RESPONSE of it so far */
	struct vc_fault fault[VC_FAULTS];
	size_t fault_n;
};

void vc_log(struct vc_run *r, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
void vc_card_reset(struct vc_run *r, bool is_cold);
/* 0 the reply is in out, -1 the card is pulled instead. */
int vc_card_apdu(struct vc_run *r, struct vc_bytes cmd, struct vc_buf *out);
void vc_card_free(struct vc_run *r);
/* One ES10 command, whole; the status word. */
unsigned vc_isdr_call(struct vc_run *r, struct vc_euicc *e, struct vc_bytes cmd,
    struct vc_buf *out);
/* What RetrieveNotificationsList gives for a notification. */
void vc_signed_put(struct vc_buf *b, const struct vc_note *note);

/* ---- socket.c ---- */

#define VC_NEVER (-1L)

struct vc_place {
	const char *host;
	unsigned port;
	long return_ms; /* a card that was pulled comes back, or VC_NEVER */
	bool is_out;    /* starts pulled */
};

/* Until SIGTERM; 0, or -1 when nobody listens for 10 s. */
int vc_socket_serve(struct vc_run *r, const struct vc_place *place);

#endif
