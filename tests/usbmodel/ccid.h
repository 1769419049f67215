/* SPDX-License-Identifier: ISC */
/* ccid.h: what the parts of the smart card reader share. */
#ifndef USBMODEL_CCID_H
#define USBMODEL_CCID_H

#include "model.h"

#define CCID_HEADER 10
#define CCID_SLOTS 4
#define CCID_FAULTS 32
#define CCID_EP_OUT 0x01
#define CCID_EP_IN 0x82
#define CCID_EP_INTERRUPT 0x83
#define CCID_CLOCK_KHZ 4800U
#define CCID_EXTEND_MS 50 /* without --extend-after */
#define CCID_PATCHES 8

/* dwFeatures: what the reader does by itself. */
#define CCID_AUTO_PARAMETERS 0x02U
#define CCID_AUTO_VOLTAGE 0x08U
#define CCID_AUTO_CLOCK 0x10U
#define CCID_AUTO_BAUD 0x20U
#define CCID_AUTO_NEGOTIATION 0x40U
#define CCID_AUTO_PPS 0x80U
#define CCID_AUTO_IFSD 0x400U

/* bError */
#define CCID_NOT_SUPPORTED 0x00
#define CCID_AT_LENGTH 0x01 /* the offset of a field that is wrong */
#define CCID_AT_SLOT 0x05
#define CCID_AT_7 0x07
#define CCID_AT_8 0x08
#define CCID_AT_DATA 0x0A
#define CCID_SLOT_BUSY 0xE0
#define CCID_BAD_PROTOCOL 0xF6
#define CCID_HARDWARE 0xFB
#define CCID_OVERRUN 0xFC
#define CCID_PARITY 0xFD
#define CCID_MUTE 0xFE
#define CCID_ABORTED 0xFF

/* bStatus */
#define CCID_FAILED 0x40
#define CCID_EXTENSION 0x80

enum ccid_level {
	CCID_CHARACTER,
	CCID_TPDU,
	CCID_SHORT,
	CCID_EXTENDED,
};

enum ccid_fault_kind {
	/* n counts the messages of the host */
	CCID_F_SILENT,
	CCID_F_SILENT_ONCE,
	CCID_F_SHORT_FRAME,
	CCID_F_LENGTH_MORE,
	CCID_F_LENGTH_LESS,
	CCID_F_LENGTH_HUGE,
	CCID_F_WRONG_SLOT,
	CCID_F_WRONG_SEQ,
	CCID_F_STALE,
	CCID_F_WRONG_TYPE,
	CCID_F_BAD_STATUS,
	CCID_F_BAD_COMMAND,
	CCID_F_NO_DATA,
	CCID_F_REMOVED,
	CCID_F_ERROR, /* with the value of bError */
	/* IccPowerOn */
	CCID_F_MUTE_POWER_ON,
	CCID_F_BAD_ATR,
	CCID_F_SHORT_ATR,
	CCID_F_LONG_ATR,
	/* XfrBlock */
	CCID_F_MUTE_XFR,
	CCID_F_CHAIN_ENDLESS,
	CCID_F_CHAIN_WRONG,
	/* how many */
	CCID_F_EXTEND,
	CCID_F_EXTEND_ENDLESS,
	/* no number */
	CCID_F_ZERO_PACKET,
	CCID_F_NO_ZERO_PACKET,
	CCID_F_PPS_MUTE,
	/* blocks of the card */
	CCID_F_T1_BAD_LRC,
	CCID_F_T1_DROP,
	CCID_F_T1_WTX,
	CCID_F_T1_DUP,
	CCID_F_T1_WRONG_SEQ,
	CCID_F_T1_LONG,
	CCID_F_T1_ABORT,
	CCID_F_T1_RESYNC,
	CCID_F_T1_IFS,
	CCID_F_T1_ENDLESS_R,
	CCID_F_T1_ENDLESS_CHAIN,
};

struct ccid_fault {
	enum ccid_fault_kind kind;
	uint8_t error;
	unsigned long n;
};

/* What the ATR says about the protocols; ISO/IEC 7816-3. */
struct ccid_atr {
	unsigned offered; /* bit T; 1 when there is no TD1 */
	uint8_t first;
	uint8_t fidi;     /* TA1 */
	bool is_specific; /* TA2: no PPS, the values hold at once */
	uint8_t guard;
	uint8_t wi;
	uint8_t ifsc;
	uint8_t waiting; /* BWI and CWI */
	bool has_crc;
};

#define CCID_BLOCK_MAX (3 + 255 + 2)

struct ccid_block {
	uint8_t p[CCID_BLOCK_MAX];
	size_t n;
};

/* The card's end of T=1. */
struct ccid_t1 {
	uint8_t ns; /* of its next I-block */
	uint8_t nr; /* expected from the host */
	uint8_t ifsc;
	uint8_t ifsd;
	bool is_crc;
	struct usb_bytes in;  /* a command, as far as it is here */
	struct usb_bytes out; /* the answer that is being sent */
	size_t out_at;
	bool is_more; /* the last I-block said so */
	struct ccid_block last;
	struct ccid_block held; /* goes when the host has answered asked */
	uint8_t asked;          /* the PCB of its own S request, or 0 */
	uint8_t asked_value;
	unsigned long sent;
	bool is_resynced;
};

/* A message of the host. */
struct ccid_command {
	uint8_t type;
	uint8_t slot;
	uint8_t seq;
	uint8_t field[3];    /* bytes 7 to 9 */
	const uint8_t *data; /* while its run is on */
	size_t n;
	unsigned long number; /* which message it is */
};

struct ccid;
struct ccid_slot;

/* A reply of the card; p is NULL when the card has gone instead. */
typedef void ccid_then(struct ccid *c, struct ccid_slot *s, const uint8_t *p,
    size_t n);

struct ccid_slot {
	unsigned number;
	/* the card: a program that has connected */
	int listener;
	int fd; /* -1: no card */
	struct usb_bytes from_card;
	struct usb_bytes to_card;
	ccid_then *then;
	unsigned skip; /* replies that nobody wants any more */
	bool is_changed;
	/* its state */
	bool is_powered;
	bool is_fresh; /* nothing but the ATR was exchanged */
	struct ccid_atr atr;
	uint8_t card_protocol;
	uint8_t card_fidi;
	/* what the reader is set to */
	uint8_t protocol;
	uint8_t parameters[7];
	/* the command that waits for its answer */
	bool is_busy;
	struct ccid_command command;
	long long extend_at_ms; /* 0: not */
	bool is_aborting;       /* the control request has come */
	uint8_t abort_seq;
	/* a level's memory */
	struct usb_bytes apdu;
	bool is_chaining; /* apdu is not whole */
	struct usb_bytes answer;
	size_t answer_at;
	unsigned long parts; /* of it that have gone */
	bool is_answering;   /* the host has to fetch more */
	struct ccid_t1 t1;
};

/* A lie in the class descriptor. */
struct ccid_patch {
	uint8_t at;
	uint8_t value;
};

struct ccid {
	struct usb_model base;
	/* options */
	enum ccid_level level;
	unsigned long slots_n;
	unsigned long port;
	uint32_t features;
	unsigned protocols;
	unsigned voltages;      /* bit 0: 5 V, 1: 3 V, 2: 1.8 V */
	unsigned card_voltages; /* what the card works with */
	unsigned long max_message;
	unsigned long ifsd;
	unsigned long extend_after_ms;
	bool is_class_ff;
	bool has_no_interrupt;
	bool has_get_response;
	bool is_crc;
	struct ccid_patch patches[CCID_PATCHES];
	size_t patches_n;
	struct ccid_fault faults[CCID_FAULTS];
	size_t faults_n;
	/* the wire */
	struct usb_bytes from_host;
	struct usb_pipe to_host;
	unsigned long messages;
	unsigned long power_ons;
	unsigned long transfers;
	unsigned long bytes_out;
	unsigned long bytes_in;
	bool is_over;
	struct ccid_slot slots[CCID_SLOTS];
};

/* What goes to the host; the slot's command says type, slot and bSeq. */
struct ccid_answer {
	uint8_t status; /* CCID_FAILED or 0 */
	uint8_t error;
	uint8_t last; /* byte 9 */
	const uint8_t *data;
	size_t n;
};

/* ccid_options.c */
extern const struct usb_option ccid_options[];

/* ccid_describe.c: the descriptors */
void ccid_describe(struct ccid *c);

/* ccid_fault.c */
int ccid_fault_add(struct usb_model *m, const char *name, unsigned long n);
void ccid_fault_list(FILE *f);
/* The fault of this kind for number n; for any number when n is 0. */
const struct ccid_fault *ccid_fault_at(const struct ccid *c,
    enum ccid_fault_kind kind, unsigned long n);
/* Whether one of this kind holds from an earlier number on, or from n. */
bool ccid_fault_since(const struct ccid *c, enum ccid_fault_kind kind,
    unsigned long n);

/* ccid_card.c: the card program's end */
void ccid_card_listen(struct ccid *c, struct ccid_slot *s);
void ccid_card_run(struct ccid *c, struct ccid_slot *s);
void ccid_card_remove(struct ccid *c, struct ccid_slot *s);
void ccid_card_close(struct ccid_slot *s);
enum { CCID_CARD_OFF, CCID_CARD_ON, CCID_CARD_RESET, CCID_CARD_ATR = 4 };
void ccid_card_control(struct ccid *c, struct ccid_slot *s, uint8_t what,
    ccid_then *then);
void ccid_card_apdu(struct ccid *c, struct ccid_slot *s, const uint8_t *p,
    size_t n, ccid_then *then);

/* ccid_atr.c; -1: it is none */
int ccid_atr_parse(const uint8_t *p, size_t n, struct ccid_atr *out);

/* ccid_message.c: what the host says */
void ccid_message_out(struct ccid *c, const uint8_t *p, size_t n);
uint32_t ccid_get32(const uint8_t *p);
void ccid_put32(uint8_t *p, uint32_t v);

/* ccid_answer.c: what it is told */
void ccid_answer(struct ccid *c, struct ccid_slot *s,
    const struct ccid_answer *a);
void ccid_answer_done(struct ccid *c, struct ccid_slot *s);
void ccid_answer_data(struct ccid *c, struct ccid_slot *s, const uint8_t *p,
    size_t n);
void ccid_answer_fail(struct ccid *c, struct ccid_slot *s, uint8_t error);
/* A reply to a message that no slot has taken. */
void ccid_answer_refuse(struct ccid *c, const struct ccid_command *m,
    uint8_t error);
void ccid_answer_extend(struct ccid *c, struct ccid_slot *s);
void ccid_bad(struct ccid *c, const char *fmt, ...) USB_FMT(2, 3);

/* ccid_slot.c: power and state of a slot */
void ccid_slot_power_on(struct ccid *c, struct ccid_slot *s);
void ccid_slot_power_off(struct ccid *c, struct ccid_slot *s);
void ccid_slot_status(struct ccid *c, struct ccid_slot *s);
uint8_t ccid_slot_icc(const struct ccid_slot *s);
void ccid_slot_forget(struct ccid_slot *s);
/* The bulk message, and the control request that goes with it. */
void ccid_slot_abort(struct ccid *c, struct ccid_slot *s);
int ccid_slot_abort_control(struct ccid *c, unsigned slot, uint8_t seq);

/* ccid_parameters.c */
void ccid_parameters_get(struct ccid *c, struct ccid_slot *s);
void ccid_parameters_reset(struct ccid *c, struct ccid_slot *s);
void ccid_parameters_set(struct ccid *c, struct ccid_slot *s);
void ccid_parameters_default(struct ccid *c, struct ccid_slot *s);
/* 1: it was a PPS request and has been answered. */
int ccid_parameters_pps(struct ccid *c, struct ccid_slot *s);
/* -1: the reader's settings are not the card's; it was answered. */
int ccid_parameters_check(struct ccid *c, struct ccid_slot *s);

/* ccid_apdu.c, ccid_tpdu.c: XfrBlock by level */
void ccid_apdu_short(struct ccid *c, struct ccid_slot *s);
void ccid_apdu_extended(struct ccid *c, struct ccid_slot *s);
void ccid_tpdu(struct ccid *c, struct ccid_slot *s);

/* ccid_t1.c, ccid_block.c */
void ccid_t1_reset(struct ccid *c, struct ccid_slot *s);
void ccid_t1_block(struct ccid *c, struct ccid_slot *s);
void ccid_block_make(struct ccid_block *b, bool is_crc, uint8_t pcb,
    const uint8_t *inf, size_t n);
void ccid_block_seal(struct ccid_block *b, bool is_crc);
bool ccid_block_is_sealed(const struct ccid_block *b, bool is_crc);
void ccid_block_log(struct ccid *c, char way, const struct ccid_block *b);

#endif
