# simstow: "make" builds build/simstow, "make help" lists what else there is.
# The user's CC, CPPFLAGS, CFLAGS, LDFLAGS tune; the flags below always hold.

VERSION := $(shell sed -n 's/^.define SST_VERSION "\(.*\)"/\1/p' \
    include/simstow/base/version.h)
PREFIX ?= /usr/local
BINDIR ?= $(PREFIX)/bin
MANDIR ?= $(PREFIX)/share/man
DATADIR ?= $(PREFIX)/share

# ---- variant: release, san (sanitizers), oom (failing allocations), fuzz ----
V ?= release
B := build/$(V)
# Q= shows the commands whole
Q ?= @
PKGS := libarchive libzstd libgcrypt libpcsclite jansson libusb-1.0 libqrencode

ifneq ($(filter-out clean help format dist lint-% help,$(or $(MAKECMDGOALS),all)),)
MISSING := $(foreach p,$(PKGS),$(shell pkg-config --exists $(p) || echo $(p)))
ifneq ($(strip $(MISSING)),)
$(error missing libraries: $(strip $(MISSING)): run scripts/install-deps)
endif
endif

CPP_ALL := -std=c11 -D_POSIX_C_SOURCE=200809L -D_DEFAULT_SOURCE -Iinclude \
    $(shell pkg-config --cflags $(PKGS) 2>/dev/null)
WARN := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion \
    -Wcast-qual -Wpointer-arith -Wwrite-strings -Wstrict-prototypes \
    -Wmissing-prototypes -Wformat=2 -Wundef -Wvla -Wimplicit-fallthrough \
    -Wframe-larger-than=16384
HARD := -O2 -g -fPIE -fstack-protector-strong -fstack-clash-protection \
    -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=3
LINK := -pie -Wl,-z,relro,-z,now,--as-needed
SAME := -ffile-prefix-map=$(CURDIR)=.
SANS := -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all \
    -fno-omit-frame-pointer
TEST_WARN := $(filter-out -Wsign-conversion -Wconversion,$(WARN))

ifeq ($(shell $(CC) -fcf-protection -x c -c /dev/null -o /dev/null 2>/dev/null && echo yes),yes)
HARD += -fcf-protection
endif
ifeq ($(V),release)
MODE := $(HARD)
MODE_LINK := $(LINK)
else ifeq ($(V),san)
MODE := $(SANS)
MODE_LINK := $(SANS)
else ifeq ($(V),oom)
MODE := $(SANS)
WRAP := malloc calloc realloc strdup strndup _cmocka_run_group_tests
MODE_LINK := $(SANS) $(WRAP:%=-Wl,--wrap=%)
else ifeq ($(V),fuzz)
MODE := $(SANS) -fsanitize=fuzzer-no-link \
    -DFUZZING_BUILD_MODE_UNSAFE_FOR_PRODUCTION
MODE_LINK := $(SANS)
CC := clang-14
else
$(error V must be release, san, oom or fuzz)
endif

ALL_CFLAGS = $(CPP_ALL) $(WARN) $(MODE) $(SAME) $(WERROR) $(CPPFLAGS) $(CFLAGS)
TEST_CFLAGS = $(CPP_ALL) $(TEST_WARN) $(MODE) $(SAME) $(WERROR) -Itests \
    $(CPPFLAGS) $(CFLAGS)
LIBS := $(shell pkg-config --libs $(PKGS) 2>/dev/null)

# ---- what there is ----
LIB_SRC := $(sort $(filter-out src/cmd/%,$(wildcard src/*/*.c)))
CMD_SRC := $(sort $(wildcard src/cmd/*.c))
TSV := $(sort $(wildcard formats/*.tsv))
GEN_SRC := build/gen/know_tables.c
UNIT_SRC := $(sort $(wildcard tests/unit/*/test_*.c))
FUZZ_SRC := $(sort $(wildcard tests/fuzz/fuzz_*.c))
TOOL_SRC := $(sort $(wildcard tests/tools/*.c))
HEADERS := $(sort $(wildcard include/simstow/*/*.h))

LIB := $(B)/libsimstow.a
LIB_OBJ := $(LIB_SRC:%.c=$(B)/%.o) $(if $(TSV),$(B)/gen/know_tables.o)
CMD_OBJ := $(CMD_SRC:%.c=$(B)/%.o)
UNIT := $(UNIT_SRC:%.c=$(B)/%)
FUZZ := $(FUZZ_SRC:%.c=$(B)/%)
USB_TOOLS := $(addprefix build/tests/usb_,mock vhci ffs probe reader_probe \
    vsc_bridge)
TOOLS := $(TOOL_SRC:tests/tools/%.c=build/tests/%) build/tests/vcard
VCARD_OBJ := $(patsubst %.c,$(B)/%.o,$(sort $(wildcard tests/vcard/*.c)))

.PHONY: all help clean install dist dist-check format unit replay \
    integration integration-san check check-kernel check-oom check-valgrind fuzz bench lint tools
.SECONDARY:
.DELETE_ON_ERROR:

all: build/simstow build/tests/age-open

help:
	@sed -n 's/^## //p' Makefile

## all              build/simstow (the default)
build/simstow: $(B)/simstow
	@cp -f $< $@
build/tests/%: $(B)/tests/tools/%
	@mkdir -p $(@D)
	@cp -f $< $@
build/tests/usb_%: $(B)/tests/usbmodel/usb_%
	@mkdir -p $(@D)
	@cp -f $< $@
build/tests/vcard: $(B)/tests/vcard/vcard
	@mkdir -p $(@D)
	@cp -f $< $@

$(B)/simstow: $(CMD_OBJ) $(LIB)
	@echo 'LD $@'
	$(Q)$(CC) $(MODE_LINK) -o $@ $(CMD_OBJ) $(LIB) $(LIBS) $(LDFLAGS)

$(LIB): $(LIB_OBJ)
	@rm -f $@
	@echo 'AR $@'
	$(Q)$(AR) Dcr $@ $(LIB_OBJ)

$(B)/src/%.o: src/%.c
	@mkdir -p $(@D)
	@echo 'CC $@'
	$(Q)$(CC) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<
$(B)/gen/%.o: build/gen/%.c
	@mkdir -p $(@D)
	@echo 'CC $@'
	$(Q)$(CC) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<
$(B)/tests/%.o: tests/%.c
	@mkdir -p $(@D)
	@echo 'CC $@'
	$(Q)$(CC) $(TEST_CFLAGS) -MMD -MP -c -o $@ $<

build/gen/know_tables.c: $(TSV) scripts/tsv2c
	@mkdir -p $(@D)
	@echo 'GEN $@'
	$(Q)LC_ALL=C scripts/tsv2c $(TSV) >$@

# ---- tests ----
UNIT_HELP := $(patsubst %.c,$(B)/%.o,$(sort $(wildcard tests/unit/*.c)))
# what is below main can be tested too
UNIT_CMD := $(filter-out %/main.o,$(CMD_OBJ))
$(B)/tests/unit/cmd/%: $(B)/tests/unit/cmd/%.o $(UNIT_HELP) $(UNIT_CMD) $(LIB)
	@echo 'LD $@'
	$(Q)$(CC) $(MODE_LINK) -o $@ $< $(UNIT_HELP) $(UNIT_CMD) $(LIB) -lcmocka \
	    $(LIBS) $(LDFLAGS)
$(B)/tests/unit/%: $(B)/tests/unit/%.o $(UNIT_HELP) $(LIB)
	@echo 'LD $@'
	$(Q)$(CC) $(MODE_LINK) -o $@ $< $(UNIT_HELP) $(LIB) -lcmocka $(LIBS) $(LDFLAGS)
# device models: the bus is usbfs (umockdev), USB/IP or FunctionFS
U := $(B)/tests/usbmodel
USB_MODEL := $(patsubst tests/usbmodel/%.c,$(U)/%.o,$(sort \
    $(wildcard tests/usbmodel/adb_*.c tests/usbmodel/ccid_*.c)) \
    $(addprefix tests/usbmodel/,model.c pipe.c options.c command.c))
USB_MOCK := $(patsubst %.c,$(B)/%.o,$(sort $(wildcard tests/usbmodel/mock*.c)))
$(USB_MOCK): TEST_CFLAGS += $(shell pkg-config --cflags umockdev-1.0)
$(U)/usb_mock: $(USB_MOCK) $(USB_MODEL)
	@echo 'LD $@'
	$(Q)$(CC) $(MODE_LINK) -o $@ $^ $(shell pkg-config --libs umockdev-1.0 \
	    libgcrypt) $(LDFLAGS)
$(U)/usb_vhci $(U)/usb_ffs: $(U)/usb_%: $(U)/%.o $(USB_MODEL)
	@echo 'LD $@'
	$(Q)$(CC) $(MODE_LINK) -pthread -o $@ $^ -lgcrypt $(LDFLAGS)
$(U)/usb_probe $(U)/usb_reader_probe: $(U)/usb_%: $(U)/%.o
	@echo 'LD $@'
	$(Q)$(CC) $(MODE_LINK) -o $@ $< $(shell pkg-config --libs libusb-1.0) \
	    $(LDFLAGS)
$(U)/usb_vsc_bridge: $(U)/vsc_bridge.o
	@echo 'LD $@'
	$(Q)$(CC) $(MODE_LINK) -o $@ $< $(LDFLAGS)

$(B)/tests/vcard/vcard: $(VCARD_OBJ)
	@echo 'LD $@'
	$(Q)$(CC) $(MODE_LINK) -o $@ $(VCARD_OBJ) $(LDFLAGS)
$(B)/tests/tools/%: $(B)/tests/tools/%.o $(LIB)
	@echo 'LD $@'
	$(Q)$(CC) $(MODE_LINK) -o $@ $< $(LIB) $(LIBS) $(LDFLAGS)
ifeq ($(V),fuzz)
$(B)/tests/fuzz/%: $(B)/tests/fuzz/%.o $(B)/tests/unit/lsan.o $(LIB)
	@echo 'LD $@'
	$(Q)$(CC) $(MODE_LINK) -fsanitize=fuzzer -o $@ $< \
	    $(B)/tests/unit/lsan.o $(LIB) $(LIBS) $(LDFLAGS)
else
REPLAY := $(B)/tests/fuzz/replay.o $(B)/tests/unit/lsan.o
$(B)/tests/fuzz/%: $(B)/tests/fuzz/%.o $(REPLAY) $(LIB)
	@echo 'LD $@'
	$(Q)$(CC) $(MODE_LINK) -o $@ $< $(REPLAY) $(LIB) $(LIBS) $(LDFLAGS)
endif

tools: $(TOOLS)

## unit             the unit tests of one variant (V=release, V=san)
unit: $(UNIT)
	@tests/run-unit $(UNIT)
## replay           the committed fuzz corpora through one variant
replay: $(FUZZ)
	@tests/run-replay $(FUZZ)
## integration      real parts: pcscd with a virtual card, age, zstd, tar
integration: all tools $(USB_TOOLS)
	@scripts/build-adbd
	@tests/run-integration
# LeakSanitizer needs the tracing that the program forbids itself; umockdev is
# preloaded before the sanitizer. 12 and 60 run other programs, 55 is 50 often.
integration-san: $(B)/simstow
	@echo 'integration tests, sanitizers'
	@SIMSTOW=$(CURDIR)/build/san/simstow \
	    ASAN_OPTIONS=detect_leaks=0:verify_asan_link_order=0 \
	    tests/run-integration 10 11 13 14 15 16 18 2 3 4 50 51 52 53 7
## check            unit, replay, integration; all of it with sanitizers
check:
	$(MAKE) V=release WERROR=-Werror unit replay integration
	$(MAKE) V=san WERROR=-Werror unit replay integration-san
## check-kernel     phones and readers behind the real USB stack, in a machine
check-kernel: all $(USB_TOOLS)
	@tests/run-kernel
## check-oom        unit tests, the n-th allocation failing, for every n
check-oom:
	$(MAKE) V=oom check-oom-run
check-oom-run: $(UNIT)
	@tests/run-oom $(UNIT)
## check-valgrind   unit tests under valgrind
check-valgrind: $(UNIT)
	@tests/run-valgrind $(UNIT)
## fuzz             libFuzzer, FUZZ_SECONDS=60 for each target
fuzz:
	$(MAKE) V=fuzz fuzz-run
fuzz-run: $(FUZZ)
	@tests/run-fuzz $(FUZZ)
## bench            APDUs, bytes, instructions, memory against their limits
bench: all tools $(USB_TOOLS)
	@tests/bench/run

## lint             style, sizes, layers, headers, analyzers, shell, man pages
lint:
	@scripts/lint
## format           rewrite the C as .clang-format says
format:
	clang-format-14 -i $(LIB_SRC) $(CMD_SRC) $(HEADERS) \
	    $(wildcard src/*/*.h tests/*/*.[ch] tests/*/*/*.[ch])

## install          DESTDIR, PREFIX
install: all
	install -d $(DESTDIR)$(BINDIR) $(DESTDIR)$(MANDIR)/man1 \
	    $(DESTDIR)$(MANDIR)/man5 $(DESTDIR)$(MANDIR)/man7
	install -m 0755 build/simstow $(DESTDIR)$(BINDIR)/simstow
	install -m 0644 man/*.1 $(DESTDIR)$(MANDIR)/man1/
	install -m 0644 man/*.5 $(DESTDIR)$(MANDIR)/man5/
	install -m 0644 man/*.7 $(DESTDIR)$(MANDIR)/man7/
	scripts/install-completions build/simstow $(DESTDIR)$(DATADIR)

## dist             simstow-VERSION.tar.gz from what git has
dist:
	git archive --format=tar --prefix=simstow-$(VERSION)/ HEAD | \
	    gzip -9n >simstow-$(VERSION).tar.gz
## dist-check       two folders build the same bytes
dist-check: dist
	@scripts/dist-check simstow-$(VERSION).tar.gz

# the flags of one compile, for scripts/lint
flags:
	@echo '$(CPP_ALL) $(WARN)'

clean:
	rm -rf build

-include $(wildcard $(B)/src/*/*.d $(B)/gen/*.d $(B)/tests/*/*.d \
    $(B)/tests/*/*/*.d)
