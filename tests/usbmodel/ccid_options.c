/* SPDX-License-Identifier: ISC */
/* ccid_options.c: what kind of reader it is. */
#include <string.h>

#include "ccid.h"

static struct ccid *
reader_of(struct usb_model *m)
{
	return (struct ccid *)m;
}

static int
set_number(const char *s, unsigned long least, unsigned long most,
    unsigned long *out)
{
	unsigned long n;

	if (usb_options_number(s, most, &n) < 0 || n < least)
		return -1;
	*out = n;
	return 0;
}

static int
set_level(struct usb_model *m, const char *s)
{
	static const char *const words[] = { "character", "tpdu", "short",
		"extended" };
	size_t i;

	for (i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		if (strcmp(words[i], s) != 0)
			continue;
		reader_of(m)->level = (enum ccid_level)i;
		return 0;
	}
	return -1;
}

static int
set_slots(struct usb_model *m, const char *s)
{
	return set_number(s, 1, CCID_SLOTS, &reader_of(m)->slots_n);
}

static int
set_port(struct usb_model *m, const char *s)
{
	return set_number(s, 1, 65535 - CCID_SLOTS, &reader_of(m)->port);
}

static int
set_no_interrupt(struct usb_model *m, const char *s)
{
	(void)s;
	reader_of(m)->has_no_interrupt = true;
	return 0;
}

static int
set_class_ff(struct usb_model *m, const char *s)
{
	(void)s;
	reader_of(m)->is_class_ff = true;
	return 0;
}

/* Names with commas between, each a bit. */
static int
set_bits(const char *s, const char *const names[], unsigned *out)
{
	unsigned bits = 0;
	size_t n;
	size_t i;

	for (;; s += n + 1) {
		n = strcspn(s, ",");
		for (i = 0; names[i] != NULL; i++)
			if (strlen(names[i]) == n &&
			    strncmp(names[i], s, n) == 0)
				break;
		if (names[i] == NULL)
			return -1;
		bits |= 1U << i;
		if (s[n] == '\0')
			break;
	}
	*out = bits;
	return 0;
}

static const char *const volts[] = { "5", "3", "1.8", NULL };

static int
set_voltages(struct usb_model *m, const char *s)
{
	return set_bits(s, volts, &reader_of(m)->voltages);
}

static int
set_card_voltages(struct usb_model *m, const char *s)
{
	return set_bits(s, volts, &reader_of(m)->card_voltages);
}

static int
set_protocols(struct usb_model *m, const char *s)
{
	static const char *const names[] = { "0", "1", NULL };

	return set_bits(s, names, &reader_of(m)->protocols);
}

static int
set_feature(struct usb_model *m, const char *s, uint32_t bit)
{
	struct ccid *c = reader_of(m);

	if (strcmp(s, "on") == 0)
		c->features |= bit;
	else if (strcmp(s, "off") == 0)
		c->features &= ~bit;
	else
		return -1;
	return 0;
}

static int
set_auto_parameters(struct usb_model *m, const char *s)
{
	return set_feature(m, s, CCID_AUTO_PARAMETERS);
}

static int
set_auto_pps(struct usb_model *m, const char *s)
{
	return set_feature(m, s, CCID_AUTO_PPS);
}

static int
set_auto_negotiation(struct usb_model *m, const char *s)
{
	if (strcmp(s, "on") == 0)
		(void)set_feature(m, "off", CCID_AUTO_PPS);
	return set_feature(m, s, CCID_AUTO_NEGOTIATION);
}

static int
set_no_auto_voltage(struct usb_model *m, const char *s)
{
	(void)s;
	return set_feature(m, "off", CCID_AUTO_VOLTAGE);
}

static int
set_auto_ifsd(struct usb_model *m, const char *s)
{
	(void)s;
	return set_feature(m, "on", CCID_AUTO_IFSD);
}

static int
set_get_response(struct usb_model *m, const char *s)
{
	(void)s;
	reader_of(m)->has_get_response = true;
	return 0;
}

static int
set_max_message(struct usb_model *m, const char *s)
{
	return set_number(s, 64, 1000000, &reader_of(m)->max_message);
}

static int
set_ifsd(struct usb_model *m, const char *s)
{
	return set_number(s, 1, 254, &reader_of(m)->ifsd);
}

static int
set_edc(struct usb_model *m, const char *s)
{
	reader_of(m)->is_crc = strcmp(s, "crc") == 0;
	return strcmp(s, "crc") == 0 || strcmp(s, "lrc") == 0 ? 0 : -1;
}

static int
set_extend_after(struct usb_model *m, const char *s)
{
	return set_number(s, 1, 60000, &reader_of(m)->extend_after_ms);
}

/* AT:HEX, decimal and one byte. bLength stays what it is. */
static int
add_patch(struct usb_model *m, const char *s)
{
	struct ccid *c = reader_of(m);
	unsigned at;
	unsigned value;
	int used = 0;

	if (c->patches_n == CCID_PATCHES ||
	    sscanf(s, "%2u:%2x%n", &at, &value, &used) != 2 ||
	    s[used] != '\0' || at < 1 || at > 53)
		return -1;
	c->patches[c->patches_n].at = (uint8_t)at;
	c->patches[c->patches_n].value = (uint8_t)value;
	c->patches_n++;
	return 0;
}

const struct usb_option ccid_options[] = {
	{ "--level", "LEVEL", set_level,
	    "short (default), extended, tpdu, character" },
	{ "--slots", "N", set_slots, "1 to 4 (1)" },
	{ "--port", "N", set_port, "where slot 0's card connects (40000)" },
	{ "--no-interrupt", NULL, set_no_interrupt, "no such endpoint" },
	{ "--class-ff", NULL, set_class_ff, "the interface is of a maker" },
	{ "--voltages", "LIST", set_voltages, "of 5,3,1.8 (all)" },
	{ "--card-voltages", "LIST", set_card_voltages,
	    "what the cards work with (all)" },
	{ "--no-auto-voltage", NULL, set_no_auto_voltage,
	    "the host has to choose" },
	{ "--protocols", "LIST", set_protocols, "of 0,1 (both)" },
	{ "--auto-parameters", "on|off", set_auto_parameters,
	    "taken from the ATR (on)" },
	{ "--auto-pps", "on|off", set_auto_pps, "the reader does it (on)" },
	{ "--auto-negotiation", "on|off", set_auto_negotiation,
	    "both, in the reader's own way (off)" },
	{ "--max-message", "N", set_max_message,
	    "dwMaxCCIDMessageLength (271; extended: 65556)" },
	{ "--ifsd", "N", set_ifsd, "dwMaxIFSD (254)" },
	{ "--auto-ifsd", NULL, set_auto_ifsd, "the card knows it already" },
	{ "--edc", "lrc|crc", set_edc, "of the card's T=1 blocks (the ATR's)" },
	{ "--auto-get-response", NULL, set_get_response,
	    "61xx and 6Cxx are the reader's affair" },
	{ "--extend-after", "MS", set_extend_after,
	    "time extension that often while the card works" },
	{ "--describe", "AT:HEX", add_patch,
	    "a byte of the class descriptor, whatever the reader is" },
	{ NULL, NULL, NULL, NULL },
};
