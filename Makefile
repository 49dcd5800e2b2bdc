# SPDX-License-Identifier: Apache-2.0
# make               the library and the program
# make check         every test, and the source checks
# make check-omegat  a CAT tool takes our export and we take its memory
# make check-libreoffice  an office program checks a text with our server, and counts words
# make check-mcp     client packages for assistants, from npm, take our answers
# make check-source  what a machine can see of the house style: layers, circles, sizes,
#                    headers, layout, links of the documentation, unit tests, words
# make SAN=1 ...     the same with AddressSanitizer and UBSan
# make bench         every figure of the documentation, compared with the recorded ones
# make coverage      which lines of src/ the tests run
# make check-slurm   the job array of scripts/slurm, where Slurm is installed
# make check-service random months of a service, compared with a model (SEEDS, DAYS)
# make check-pdf     paragraphs that come back from PDF, measured (RELEASES='FOLDER...')
# make check-oom     each command and request with one allocation that fails (SWEEP)
# make check-corrupt commands over damaged memories, with AddressSanitizer (RUNS, SEED)
# make check-kill    each command that writes is killed at each call, and at random
# make check-race    importers, batches, readers and a server at once (ROUNDS)
# make check-io      calls that change files fail, disks are full, power is lost
# make check-limits  texts and memories as large as can be counted, with small numbers
# make bench-scale   look-ups in up to ten million units (an hour)
# make check-static  cppcheck and clang-tidy
# make check-memcheck unit tests and examples with valgrind (half an hour)
# make check-threads ThreadSanitizer over the tests that use threads
# make fuzz          each fuzz target (or FUZZ='fuzz_rows ...') for FUZZ_SECONDS
# make install       program, shared and static library, headers, man pages,
#                    completion, entente.pc under PREFIX
# make deb           Debian packages in build-deb, checked by lintian
# make check-deb     the package in a fresh root: installed, demo run (as root)
# make check-messages each message has a translation (src/po/)

VERSION := $(shell awk '/define ENT_VERSION_(MAJOR|MINOR|PATCH) / { v = v sep $$3; sep = "." } END { print v }' \
	include/entente/version.h)
PREFIX  ?= /usr/local
CFLAGS  ?= -O2 -g
BUILD   ?= build$(if $(SAN),-san)

PACKAGES := sqlite3 icu-uc icu-i18n libxml-2.0
PACKAGES += gumbo md4c # HTML, Markdown
CLI_PACKAGES := popt jansson
# Loaded when they are needed: by src/server/mhd.c, src/format/libarchive.c,
# src/report/zip_write.c.
LOADED_PACKAGES := libmicrohttpd libarchive
WARN := -std=c11 -Wall -Wextra -Wpedantic -Wshadow -Wswitch-enum -Wvla \
	-Wstrict-prototypes -Wmissing-prototypes -Wwrite-strings -Wformat=2 \
	-Wconversion -Wno-sign-conversion -Werror
SAN_1 := -fsanitize=address,undefined -fno-sanitize-recover=all -DENT_ARENA_MALLOC
SAN_FLAGS := $(if $(SAN),$(SAN_1))
INCLUDES := -Iinclude -Isrc $(shell pkg-config --cflags $(PACKAGES) $(CLI_PACKAGES) $(LOADED_PACKAGES))
# One set of objects serves the static and the shared library.
PIC := -fPIC -fno-semantic-interposition
ALL_CFLAGS = $(WARN) $(CFLAGS) $(SAN_FLAGS) $(PIC) -D_GNU_SOURCE \
	$(INCLUDES) -include src/base/banned.h -MMD -MP $(BOTH_NAMES)
# Objects are compiled again when the compiler or its flags change.
FLAGS := $(CC) $(WARN) $(CFLAGS) $(SAN_FLAGS) $(PIC) $(INCLUDES)
$(shell mkdir -p $(BUILD); echo '$(FLAGS)' | cmp -s - $(BUILD)/flags || echo '$(FLAGS)' > $(BUILD)/flags)
# Scripts name the folder of the build by its whole path: what an object depends on
# holds for both names of it.
BOTH_NAMES = -MT $(abspath $@) -MT $(patsubst $(CURDIR)/%,%,$(abspath $@))
# At the start of the program each symbol is looked for in the libraries in this order: libc
# comes first, which most of them need, then libraries that look up many of their own.
# ICU's libstdc++ alone has a quarter of all (together 10 % of the start's instructions).
LIBSTDCXX := $(filter /%,$(shell $(CC) -print-file-name=libstdc++.so.6))
LDLIBS := -lc -Wl,--push-state,--no-as-needed $(LIBSTDCXX) -Wl,--pop-state \
	$(shell pkg-config --libs $(PACKAGES)) -lstemmer -lm -lpthread
CLI_LIBS := $(shell pkg-config --libs $(CLI_PACKAGES))

DATA    := $(sort $(wildcard corpora/segmentation/*.txt corpora/segmentation/*.srx \
	     corpora/segmentation/abbreviations/*.txt \
	     corpora/rules/*.xml corpora/lexicon/*.lex))
# The page that the server shows; src/server/page.c.
WEB     := $(sort $(wildcard src/server/web/*))
LIB_SRC := $(filter-out src/cli/% src/server/% src/json/%,$(wildcard src/*/*.c src/*/*/*.c))
CLI_SRC := $(wildcard src/cli/*.c)
# What answers for a memory over a wire; sees public headers only.
SERVER_SRC := $(wildcard src/json/*.c src/server/*.c)
UNIT    := $(patsubst tests/unit/%.c,$(BUILD)/tests/%.t,$(wildcard tests/unit/t_*.c))
FUZZ    := $(patsubst tests/fuzz/%.c,%,$(wildcard tests/fuzz/fuzz_*.c))
HEADERS := $(wildcard include/entente/*.h)
objs     = $(patsubst %.c,$(BUILD)/%.o,$(1))
link     = $(CC) $(SAN_FLAGS) $(LDFLAGS) -o $@ $(filter %.o %.a,$^)

# Messages in other languages: src/po/LANG.po
LANGS   := $(patsubst src/po/%.po,%,$(wildcard src/po/*.po))
MO      := $(patsubst %,$(BUILD)/locale/%/LC_MESSAGES/entente.mo,$(LANGS))

all: $(BUILD)/entente $(MO)
$(BUILD)/locale/%/LC_MESSAGES/entente.mo: src/po/%.po
	@mkdir -p $(@D)
	msgfmt -o $@ $<
$(BUILD)/libentente.a: $(call objs,$(LIB_SRC)) $(BUILD)/embedded.o
	@rm -f $@
	$(AR) rcs $@ $^
# The number in the soname changes when a program that was linked before would break.
SONAME := libentente.so.0
SHARED := libentente.so.$(VERSION)
$(BUILD)/libentente.map: scripts/exports $(HEADERS)
	@mkdir -p $(@D)
	scripts/exports $(HEADERS) > $@
$(BUILD)/$(SHARED): $(call objs,$(LIB_SRC)) $(BUILD)/embedded.o $(BUILD)/libentente.map
	$(CC) -shared -Wl,-soname,$(SONAME) -Wl,--version-script=$(BUILD)/libentente.map \
	  -Wl,-z,defs $(LDFLAGS) -o $@ $(filter %.o,$^) $(LDLIBS)
$(BUILD)/libserver.a: $(call objs,$(SERVER_SRC)) $(BUILD)/web.o
	@rm -f $@
	$(AR) rcs $@ $^
# The commands without main(), for fuzz targets.
$(BUILD)/libcli.a: $(call objs,$(filter-out %/main.c,$(CLI_SRC)))
	@rm -f $@
	$(AR) rcs $@ $^
$(BUILD)/entente: $(call objs,$(CLI_SRC)) $(BUILD)/libserver.a $(BUILD)/libentente.a
	$(link) $(LDLIBS) $(CLI_LIBS)
$(BUILD)/embedded.S: scripts/embed $(DATA)
	@mkdir -p $(@D)
	scripts/embed ent_embedded_files corpora $(DATA) > $@.tmp && mv $@.tmp $@
$(BUILD)/web.S: scripts/embed $(WEB)
	@mkdir -p $(@D)
	scripts/embed web_files src/server/web $(WEB) > $@.tmp && mv $@.tmp $@
$(BUILD)/web.o: $(BUILD)/web.S
	$(CC) -c -o $@ $<
$(BUILD)/embedded.o: $(BUILD)/embedded.S
	$(CC) -c -o $@ $<
$(BUILD)/%.o: %.c $(BUILD)/flags
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) $(CPPFLAGS) -c -o $@ $<
$(BUILD)/tests/%.t: $(BUILD)/tests/unit/%.o $(BUILD)/tests/unit/filter.o $(BUILD)/libentente.a
	@mkdir -p $(@D)
	$(link) -lcmocka $(LDLIBS)
$(BUILD)/tests/t_office.t: LDLIBS += -larchive # packs the documents that it reads
$(BUILD)/bench/%: $(BUILD)/tests/bench/%.o $(BUILD)/libentente.a
	@mkdir -p $(@D)
	$(link) $(LDLIBS)
$(BUILD)/tests/unit/%.o: CPPFLAGS += -Itests
.SECONDARY:

check: check-source check-run check-fuzz
# The tests alone, without the checks of the source.  One more at a time than there are
# processors, for some wait; the longest begins first.
LONGEST = tests/server/t_page.sh
check-run: all $(UNIT)
	CMOCKA_MESSAGE_OUTPUT=TAP BUILD=$(CURDIR)/$(BUILD) \
	  prove -j$$(($$(getconf _NPROCESSORS_ONLN) + 1)) $(LONGEST) $(UNIT) \
	  $(filter-out $(LONGEST),$(wildcard tests/cli/t_*.sh tests/format/t_*.sh tests/server/t_*.sh))

# Debian's OmegaT translates from our export; skipped where it is not installed.
check-omegat: all
	BUILD=$(CURDIR)/$(BUILD) prove tests/omegat/t_omegat.sh

# Debian's LibreOffice sends a text to our checker; skipped where it is not installed.
check-libreoffice: all
	BUILD=$(CURDIR)/$(BUILD) prove tests/libreoffice/t_libreoffice.sh tests/libreoffice/t_words.sh

# Assistants' own client packages, fetched from npm; skipped where that fails.
check-mcp: all
	BUILD=$(CURDIR)/$(BUILD) prove tests/mcp/t_mcp_clients.sh

# Each fuzz target runs over its corpus in the ordinary tests.
FUZZ_SECONDS ?= 60
FUZZ_MAIN = $(BUILD)/tests/fuzz/replay.o
FUZZ_LIBS = $(addprefix $(BUILD)/,libcli.a libserver.a libentente.a)
$(BUILD)/fuzz/%: $(BUILD)/tests/fuzz/%.o $(FUZZ_MAIN) $(FUZZ_LIBS)
	@mkdir -p $(@D)
	$(link) $(LDLIBS) $(CLI_LIBS)
$(BUILD)/fuzz/fuzz_package: LDLIBS += -larchive
check-fuzz: $(addprefix $(BUILD)/fuzz/,$(FUZZ))
	@for f in $(FUZZ); do $(BUILD)/fuzz/$$f tests/fuzz/corpus/$${f#fuzz_} || exit 1; done
	@if [ -d ../shared/data/interchange ]; then $(BUILD)/fuzz/fuzz_tokens ../shared/data/interchange/*/; \
	else echo '# skipped: no ../shared'; fi
fuzz:
	scripts/fuzz $(FUZZ_SECONDS) $(FUZZ)

check-slurm: all
	scripts/check-slurm

SEEDS ?= 1-50
DAYS  ?= 30
check-service: all
	BUILD=$(CURDIR)/$(BUILD) perl tests/service/model.pl --seeds $(SEEDS) --days $(DAYS)

# How well paragraphs come back from PDF, printed by Chromium and LibreOffice.
check-pdf: all
	BUILD=$(CURDIR)/$(BUILD) scripts/check-pdf $(RELEASES)

# Counting with 16 bits, so that small files are as large as can be (src/base/sizes.h).
.PHONY: check-limits
check-limits: all
	$(MAKE) -s BUILD=build-small CFLAGS='-O1 -w -DENT_SMALL_SIZES' build-small/entente
	SMALL=$(CURDIR)/build-small BUILD=$(CURDIR)/$(BUILD) sh tests/sweep/sizes.sh

.PHONY: check-oom check-io check-corrupt check-race sweep-shims
# Libraries that are preloaded: an allocation that fails, a date that stays.
SHIMS := $(patsubst %,$(BUILD)/sweep/%.so,fail_alloc fail_io fixed_clock)
$(BUILD)/sweep/%.so: tests/sweep/%.c
	@mkdir -p $(@D)
	$(CC) -std=c11 -D_GNU_SOURCE -O2 -g -Wall -Wextra -Werror -shared -fPIC -o $@ $<
sweep-shims: $(SHIMS)

check-kill: all $(SHIMS) $(BUILD)/sweep/ask
	KILLS=100 BUILD=$(CURDIR)/$(BUILD) sh tests/cli/t_batch_kill.sh
	BUILD=$(CURDIR)/$(BUILD) perl tests/sweep/kill.pl $(SWEEP)

# SWEEP='import* lookup' chooses commands; EVERY=100000 tries each allocation of all.
check-oom: all $(SHIMS) $(BUILD)/sweep/ask
	BUILD=$(CURDIR)/$(BUILD) perl tests/sweep/oom.pl $(if $(EVERY),--every $(EVERY)) $(SWEEP)
	BUILD=$(CURDIR)/$(BUILD) perl tests/sweep/oom_server.pl

check-io: all $(SHIMS) $(BUILD)/sweep/ask
	BUILD=$(CURDIR)/$(BUILD) perl tests/sweep/io.pl $(SWEEP)

# Importers, batches, readers and a server at once, with ThreadSanitizer.
ROUNDS ?= 8
check-race:
	$(MAKE) -s BUILD=build-tsan LDFLAGS=-fsanitize=thread \
	  CFLAGS='-O1 -g -fsanitize=thread -Wno-tsan -Wno-maybe-uninitialized' all
	BUILD=$(CURDIR)/build-tsan perl tests/sweep/race.pl $(ROUNDS)

# The program's own main() in a process that is forked; AddressSanitizer needs SAN=1.
RUNS ?= 10000
SEED ?= 1
$(BUILD)/sweep/main.o: $(BUILD)/src/cli/main.o
	@mkdir -p $(@D)
	objcopy --redefine-sym main=entente_main $< $@
$(BUILD)/sweep/%.o: tests/sweep/%.c $(BUILD)/flags
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -c -o $@ $<
$(BUILD)/sweep/corrupt: $(BUILD)/sweep/corrupt.o $(BUILD)/sweep/mutate.o $(BUILD)/sweep/ask.o $(BUILD)/sweep/main.o \
  $(filter-out %/main.o,$(call objs,$(CLI_SRC))) $(BUILD)/libserver.a $(BUILD)/libentente.a
	$(link) $(LDLIBS) $(CLI_LIBS)
$(BUILD)/sweep/ask: $(BUILD)/sweep/ask.o $(BUILD)/sweep/ask_main.o $(BUILD)/libserver.a $(BUILD)/libentente.a
	$(link) $(CLI_LIBS) $(LDLIBS)
check-corrupt: all
	$(MAKE) -s SAN=1 all build-san/sweep/corrupt
	BUILD=$(CURDIR)/$(BUILD) perl tests/sweep/corrupt.pl $(CURDIR)/build-san/sweep/corrupt $(RUNS) $(SEED)

coverage:
	scripts/coverage

deb:
	scripts/build-deb

check-deb:
	scripts/check-deb

check-messages:
	scripts/messages --check

check-static:
	FLAGS="$(shell pkg-config --cflags $(PACKAGES) $(CLI_PACKAGES) $(LOADED_PACKAGES))" BUILD=$(BUILD) scripts/check-static
check-memcheck: all
	BUILD=$(CURDIR)/$(BUILD) scripts/check-memcheck
check-threads:
	scripts/check-threads

bench: all
	BUILD=$(CURDIR)/$(BUILD) scripts/bench

bench-scale: all
	BUILD=$(BUILD) scripts/bench-scale

STYLED := $(HEADERS) $(wildcard src/*/*.[ch] src/*/*/*.[ch] tests/*.h tests/unit/*.c tests/fuzz/*.c tests/bench/*.c)
# Each file is looked at once after it changed: its marks are build/checked/FILE.alone (a header
# compiles alone, a public one in C++ too) and FILE.styled.
CHECKED_HEADERS := $(patsubst %,$(BUILD)/checked/%.alone,$(HEADERS) $(wildcard src/*/*.h src/*/*/*.h))
CHECKED_LAYOUT  := $(patsubst %,$(BUILD)/checked/%.styled,$(STYLED))
$(BUILD)/checked/%.alone: %
	@mkdir -p $(@D)
	@$(CC) $(WARN) -Wno-pedantic -D_GNU_SOURCE $(INCLUDES) -MMD -MP -MT $@ -MF $@.d \
	  -fsyntax-only -x c $< && touch $@
	@case $< in include/*) ! command -v $(CXX) > /dev/null || \
	  $(CXX) -Wall -Werror -Iinclude -fsyntax-only -x c++ $< ;; esac || { rm -f $@; exit 1; }
$(BUILD)/checked/%.styled: % .clang-format
	@mkdir -p $(@D)
	@clang-format --dry-run -Werror $< && touch $@
CHECKED_OBJECTS := $(call objs,$(LIB_SRC) $(SERVER_SRC) $(CLI_SRC))
check-source: $(BUILD)/libentente.a $(CHECKED_OBJECTS) $(CHECKED_HEADERS) $(CHECKED_LAYOUT)
	scripts/check-layers
	@scripts/check-circles $(CHECKED_OBJECTS)
	scripts/check-sizes
	scripts/check-widths
	scripts/check-unshared
	scripts/check-headers
	scripts/check-docs
	scripts/bench-table --pages
	scripts/check-tests
	scripts/check-english
	@! nm -g --defined-only $< | awk 'NF==3 && $$3 !~ /^(__odr_asan\.)?ent_/' | grep . || \
	  { echo 'exported symbol without the ent_ prefix'; exit 1; }
	@! objdump -t $< | awk '$$3 == "O" && $$4 ~ /^\.(data|bss)$$/' | \
	  grep -v '__asan\|__odr_asan\|__ubsan' | grep . || \
	  { echo 'writable static data in the library'; exit 1; }

check-english: # a part of check-source
	scripts/check-english

SHARE = $(PREFIX)/share
MAN   = $(SHARE)/man/man1
LIBDIR ?= $(PREFIX)/lib
ZSHDIR ?= $(SHARE)/zsh/site-functions
install: all $(BUILD)/$(SHARED)
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(LIBDIR)/pkgconfig \
		$(DESTDIR)$(PREFIX)/include/entente
	install -m 755 $(BUILD)/entente $(DESTDIR)$(PREFIX)/bin/
	install -m 644 $(BUILD)/libentente.a $(BUILD)/$(SHARED) $(DESTDIR)$(LIBDIR)/
	ln -sf $(SHARED) $(DESTDIR)$(LIBDIR)/$(SONAME)
	ln -sf $(SONAME) $(DESTDIR)$(LIBDIR)/libentente.so
	install -m 644 $(HEADERS) $(DESTDIR)$(PREFIX)/include/entente/
	printf '%s\n' 'prefix=$(PREFIX)' 'libdir=$(LIBDIR)' 'Name: entente' \
	  'Description: align documents, keep and search translation memories' \
	  'Version: $(VERSION)' 'Requires.private: $(PACKAGES)' \
	  'Cflags: -I$${prefix}/include' 'Libs: -L$${libdir} -lentente' \
	  'Libs.private: -lstemmer -lm -lpthread' \
	  > $(DESTDIR)$(LIBDIR)/pkgconfig/entente.pc
	install -d $(DESTDIR)$(MAN) $(DESTDIR)$(SHARE)/bash-completion/completions \
		$(DESTDIR)$(ZSHDIR) $(DESTDIR)$(SHARE)/fish/vendor_completions.d
	LC_ALL=C $(BUILD)/entente help --man > $(DESTDIR)$(MAN)/entente.1
	install -D -m 644 doc/entente.5 $(DESTDIR)$(SHARE)/man/man5/entente.5
	for c in `$(BUILD)/entente help --names`; do \
	  LC_ALL=C $(BUILD)/entente help --man $$c > $(DESTDIR)$(MAN)/entente-$$c.1 || exit 1; done
	$(BUILD)/entente help --completion bash > $(DESTDIR)$(SHARE)/bash-completion/completions/entente
	$(BUILD)/entente help --completion zsh > $(DESTDIR)$(ZSHDIR)/_entente
	$(BUILD)/entente help --completion fish > $(DESTDIR)$(SHARE)/fish/vendor_completions.d/entente.fish
	for l in $(LANGS); do \
	  install -D -m 644 $(BUILD)/locale/$$l/LC_MESSAGES/entente.mo \
	    $(DESTDIR)$(SHARE)/locale/$$l/LC_MESSAGES/entente.mo || exit 1; \
	  man=$(DESTDIR)$(SHARE)/man/$$l/man1 && install -d $$man && \
	  LC_ALL=C.UTF-8 LANGUAGE=$$l $(BUILD)/entente help --man > $$man/entente.1 || exit 1; \
	  for c in `$(BUILD)/entente help --names`; do \
	    LC_ALL=C.UTF-8 LANGUAGE=$$l $(BUILD)/entente help --man $$c \
	      > $$man/entente-$$c.1 || exit 1; done; done

clean:
	rm -rf build build-*
.PHONY: all check check-english check-slurm check-kill check-pdf check-service check-omegat check-libreoffice check-mcp check-source check-fuzz fuzz bench bench-scale install clean coverage check-run deb check-deb check-messages check-static check-memcheck check-threads
-include $(shell find $(BUILD) -name '*.d' -type f 2>/dev/null)
