/* SPDX-License-Identifier: ISC */
/* card_wait.c: waits until pcscd is there, with so many readers and cards. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <winscard.h>

#define NAMES 4096
#define NAP_MS 5

struct want {
	unsigned long readers, cards, ms;
};

struct seen {
	char names[NAMES]; /* one after the other, an empty one at the end */
	unsigned long readers, cards;
};

static long
now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (long)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static void
nap(void)
{
	struct timespec t = { 0, NAP_MS * 1000000L };

	nanosleep(&t, NULL);
}

static int
has_card(SCARDCONTEXT ctx, const char *name)
{
	SCARD_READERSTATE state = { .szReader = name };

	return SCardGetStatusChange(ctx, 0, &state, 1) == SCARD_S_SUCCESS &&
	       (state.dwEventState & SCARD_STATE_PRESENT) != 0 &&
	       (state.dwEventState & SCARD_STATE_MUTE) == 0;
}

static void
look(SCARDCONTEXT ctx, struct seen *s, int is_shown)
{
	DWORD n = sizeof(s->names);
	const char *name;

	*s = (struct seen){ 0 };
	if (SCardListReaders(ctx, NULL, s->names, &n) != SCARD_S_SUCCESS)
		return;
	for (name = s->names; *name != '\0'; name += strlen(name) + 1) {
		s->readers++;
		if (!has_card(ctx, name))
			continue;
		s->cards++;
		if (is_shown)
			printf("%s\n", name);
	}
}

/* A context found the daemon; it can still die, so begin anew each time. */
static int
is_ready(const struct want *w)
{
	static struct seen s;
	SCARDCONTEXT ctx;
	int done;

	if (SCardEstablishContext(SCARD_SCOPE_SYSTEM, NULL, NULL, &ctx) !=
	    SCARD_S_SUCCESS)
		return 0;
	look(ctx, &s, 0);
	done = s.readers >= w->readers && s.cards >= w->cards;
	if (done)
		look(ctx, &s, 1);
	SCardReleaseContext(ctx);
	return done;
}

static int
parse(int argc, char **argv, struct want *w)
{
	char *end;
	int i;

	for (i = 1; i + 1 < argc; i += 2) {
		unsigned long n = strtoul(argv[i + 1], &end, 10);

		if (*end != '\0')
			return -1;
		if (strcmp(argv[i], "--readers") == 0)
			w->readers = n;
		else if (strcmp(argv[i], "--cards") == 0)
			w->cards = n;
		else if (strcmp(argv[i], "--seconds") == 0)
			w->ms = n * 1000;
		else
			return -1;
	}
	return i == argc ? 0 : -1;
}

int
main(int argc, char **argv)
{
	struct want w = { 0, 1, 10000 };
	long end;

	if (parse(argc, argv, &w) < 0) {
		fprintf(stderr, "usage: card_wait [--readers N] [--cards N] "
		                "[--seconds N]\n");
		return 2;
	}
	end = now_ms() + (long)w.ms;
	while (!is_ready(&w)) {
		if (now_ms() > end) {
			fprintf(stderr,
			    "card_wait: not %lu readers and %lu cards\n",
			    w.readers, w.cards);
			return 1;
		}
		nap();
	}
	return 0;
}
