/* SPDX-License-Identifier: ISC */
/*
 * uicc_walk.c: reads every wanted file of the first card, and prints what it
 * found. uicc_walk [--pin FILE] [--file PATH]...: with files, those instead.
 */
#include <stdio.h>
#include <string.h>

#include <simstow/link/pcsc.h>
#include <simstow/uicc/files.h>

#define WAIT_MS 10000

struct walk {
	struct sst_card_link link;
	struct sst_card card;
	struct sst_arena mem;
	struct sst_uicc u;
	unsigned selects; /* commands sent */
};

static void
count_selects(void *ctx, const char *line)
{
	struct walk *w = ctx;

	if (strncmp(line + 2, " A4", 3) == 0)
		w->selects++;
}

static void
print_hex(const struct sst_buf *b)
{
	for (size_t i = 0; i < b->n; i++)
		printf("%02X", b->p[i]);
	printf("\n");
}

static void
print_records(struct walk *w, const struct sst_fcp *f, struct sst_buf *b)
{
	struct sst_err err;

	for (unsigned r = 1; r <= f->record_count; r++) {
		printf("  %u ", r);
		if (sst_uicc_read_record(&w->u, f, r, b, &err) < 0) {
			printf("%s\n", err.msg);
			return;
		}
		print_hex(b);
	}
}

static void
print_content(struct walk *w, const struct sst_fcp *f)
{
	struct sst_buf b = { 0 };
	struct sst_err err;

	if (f->type == SST_FCP_LINEAR || f->type == SST_FCP_CYCLIC) {
		print_records(w, f, &b);
	} else if (f->type == SST_FCP_TRANSPARENT) {
		if (sst_uicc_read(&w->u, f, &b, &err) < 0) {
			printf("  %s\n", err.msg);
		} else {
			printf("  ");
			print_hex(&b);
		}
	}
	sst_buf_fini(&b);
}

static int
print_file(struct walk *w, const char *place, const char *name)
{
	struct sst_uicc_path path;
	struct sst_err err;
	struct sst_fcp f;

	if (sst_uicc_path_parse(place, &path, &err) < 0 ||
	    sst_uicc_select(&w->u, &path, &f, &err) < 0) {
		printf("%s\n", err.msg);
		return err.code == SST_E_REFUSED || err.code == SST_E_FORMAT ||
		               err.code == SST_E_FAILED
		           ? 0
		           : -1;
	}
	printf("%s %s %s, %s, %s", place, name, sst_fcp_type_name(f.type),
	    sst_fcp_access_name(f.read), sst_fcp_access_name(f.update));
	if (f.record_size > 0)
		printf(", %u of %u", f.record_count, f.record_size);
	printf("%s\n", f.is_deactivated ? ", deactivated" : "");
	print_content(w, &f);
	return 0;
}

static int
print_wanted(struct walk *w)
{
	size_t n;
	const struct sst_files_file *f = sst_files_wanted(&n);

	for (size_t i = 0; i < n; i++) {
		if (w->u.is_2g ? f[i].is_3g_only : f[i].is_2g_only)
			continue;
		if (print_file(w, f[i].place, f[i].name) < 0)
			return -1;
	}
	return 0;
}

static int
give_pin(struct walk *w, const char *file, struct sst_err *err)
{
	struct sst_uicc_pin_state s;
	struct sst_secret pin = { 0 };
	char digits[16] = "";
	FILE *f = fopen(file, "r");
	bool locked;
	int rc = -1;

	if (f == NULL || fgets(digits, sizeof(digits), f) == NULL)
		perror(file);
	if (f != NULL)
		(void)fclose(f);
	digits[strcspn(digits, "\n")] = '\0';
	if (sst_secret_start(&locked, err) == 0 &&
	    sst_secret_copy(&pin, sst_span_of_text(digits), err) == 0 &&
	    sst_uicc_pin_look(&w->u, SST_UICC_PIN1, &s, err) == 0) {
		printf("PIN1 %s, %s, %u tries\n",
		    s.is_enabled ? "enabled" : "disabled",
		    s.is_verified ? "given" : "not given", s.tries);
		rc =
		    sst_uicc_pin_verify(&w->u, SST_UICC_PIN1, &pin, false, err);
	}
	sst_secret_fini(&pin);
	if (rc == 0)
		return 0;
	/* What a PIN keeps shut is shown too. */
	printf("%s\n", err->msg);
	return err->code == SST_E_DEVICE ? -1 : 0;
}

static int
open_first(struct walk *w, struct sst_err *err)
{
	struct sst_pcsc_readers readers;

	if (sst_pcsc_list(&w->mem, &readers, err) < 0)
		return -1;
	for (size_t i = 0; i < readers.n; i++) {
		if (readers.v[i].state == SST_PCSC_EMPTY)
			continue;
		if (sst_pcsc_open(readers.v[i].name, WAIT_MS, &w->link, err) <
		    0)
			return -1;
		w->link.trace = count_selects;
		w->link.trace_ctx = w;
		if (sst_card_open(&w->card, &w->link, err) < 0)
			return -1;
		return sst_uicc_open(&w->card, &w->mem, &w->u, err);
	}
	return sst_fail(err, SST_E_DEVICE, "no card");
}

static int
walk(struct walk *w, int argc, char **argv, struct sst_err *err)
{
	bool has_files = false;

	if (open_first(w, err) < 0)
		return -1;
	printf("%s, %zu application%s\n",
	    w->u.has_usim ? "USIM"
	    : w->u.is_2g  ? "2G SIM"
	                  : "UICC without a USIM",
	    w->u.app_n, w->u.app_n == 1 ? "" : "s");
	for (int i = 1; i + 1 < argc; i += 2) {
		if (strcmp(argv[i], "--pin") == 0) {
			if (give_pin(w, argv[i + 1], err) < 0)
				return -1;
			continue;
		}
		has_files = true;
		if (print_file(w, argv[i + 1], "") < 0)
			return -1;
	}
	if (!has_files && print_wanted(w) < 0)
		return -1;
	printf("%u SELECTs, %llu commands\n", w->selects,
	    (unsigned long long)w->link.count.apdus);
	return 0;
}

int
main(int argc, char **argv)
{
	static struct walk w;
	struct sst_err err = { 0 };
	int rc = walk(&w, argc, argv, &err);

	if (rc < 0)
		fprintf(stderr, "uicc_walk: %s\n", err.msg);
	sst_card_close(&w.card);
	sst_card_link_close(&w.link);
	sst_arena_fini(&w.mem);
	return rc < 0 ? 1 : 0;
}
