# Build, tests, installation. Nothing is written outside build/ (BUILD=).
#
#   make                      the commands, in build/
#   make check                the tests, on what is built; `sh tests/run.sh` installs what they need first
#   make SANITIZE=1 check     the same with the address and undefined-behaviour sanitizers, in build/san/
#   make lint                 longest files, longest functions
#   make fuzz SECONDS=60      each tests/fuzz/fuzz_*.c for that long (clang); seeds in tests/fuzz/corpus/NAME/
#   make bench                tests/bench, by hand: it takes minutes
#   make navigateur           the pages in a browser (PAGES=1: pictures of them, in build/navigateur/pages/), by hand too
#   make install              DESTDIR= PREFIX=/usr/local
#
# CC=clang, CFLAGS, LDFLAGS, WERROR=1 (a warning is an error) and V=1 (show the command lines) work with any of them.

VERSION = 0.1.0
PREFIX  = /usr/local
ifeq ($(origin CC),default)
CC      = gcc
endif
CFLAGS ?= -O2 -g
SECONDS = 60
FUZZ_FLAGS = -max_total_time=$(SECONDS)

BUILD := build
HARDEN = -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2 -fstack-protector-strong
ifdef SANITIZE
BUILD := build/san
SAN    = address,undefined
endif
ifdef FUZZ
BUILD := build/fuzz
SAN    = fuzzer-no-link,address,undefined
CC     = clang
endif
ifdef SAN
HARDEN = -fsanitize=$(SAN) -fno-sanitize-recover=all -fno-omit-frame-pointer
endif

# -iquote: lib/sys/file.h must not hide the system's <sys/file.h>.
WARN = -Wall -Wextra -Wconversion -Wshadow -Wformat=2 -Wstrict-prototypes -Wmissing-prototypes -Wpointer-arith -Wvla
DEPS = jansson libutf8proc libxslt libxml-2.0
DEPS_CFLAGS := $(or $(shell pkg-config --cflags $(DEPS) 2>/dev/null),-I/usr/include/libxml2)
DEPS_LIBS := $(or $(shell pkg-config --libs libxslt libxml-2.0 2>/dev/null),-lxslt -lxml2)
CHECK_LIBS = $(or $(shell pkg-config --libs check 2>/dev/null),-lcheck -lsubunit -lrt -lm)
FLAGS = -std=gnu11 -D_GNU_SOURCE -DBILAN_VERSION=\"$(VERSION)\" -iquote lib $(WARN) -fPIE -pthread \
	$(HARDEN) $(DEPS_CFLAGS) $(CFLAGS)
BANNED = -include lib/base/banned.h
LINK = $(CC) -pie -pthread -Wl,-z,relro,-z,now $(HARDEN) $(LDFLAGS)
# The three small libraries are linked in where their archives are, as on Debian: loading them is a fifth of the start of a light
# command. The others are loaded by the commands that use them: --as-needed sees to it.
SMALL := $(foreach l,csv jansson utf8proc,$(if $(filter /%,$(shell $(CC) -print-file-name=lib$(l).a)),-l:lib$(l).a,-l$(l)))
LIBS = -Wl,--as-needed $(SMALL) $(DEPS_LIBS)

U      := $(BUILD)/unit
LIB_C  := $(sort $(wildcard lib/*/*.c))
LIB_O  := $(LIB_C:%.c=$(BUILD)/%.o)
CMDS   := $(patsubst cmd/%.c,$(BUILD)/%,$(sort $(wildcard cmd/bilan-*.c)))
TEST_C := $(sort $(wildcard tests/unit/*.c))
ORACLES := $(patsubst tests/unit/%.c,$U/%,$(filter %_oracle.c,$(TEST_C)))
SUITES := $(filter-out main %_oracle,$(TEST_C:tests/unit/%.c=%))
UNIT_O := $(LIB_C:%.c=$U/%.o)
TEST_O := $(TEST_C:%.c=$U/%.o)
FUZZERS := $(patsubst tests/fuzz/%.c,%,$(sort $(wildcard tests/fuzz/fuzz_*.c)))

Q = $(if $(V),,@)
# What was built without -Werror is built again with it; the other way round it is good as it stands.
flags = $(BUILD)/flags $(if $(WERROR),$(BUILD)/werror)
compile = mkdir -p $(@D) && $(if $(WERROR),,rm -f $(BUILD)/werror &&) $(CC) $(FLAGS) $(if $(WERROR),-Werror) -MMD -MP -c -o $@ $<
say = $(if $(V),,@printf '  %-4s %s\n' $(1) $@)

.PHONY: all units check lint fuzz fuzzers bench navigateur install clean FORCE
.DELETE_ON_ERROR:
.SECONDARY:

all: $(CMDS) $(BUILD)/libbilan.a

# Change what was written only if it is different: what depends on it is then made again, else it is not.
keep = cmp -s $@.new $@ && rm -f $@.new || mv -f $@.new $@
export STAMP_FLAGS = $(CC) $(FLAGS) $(LINK)
$(BUILD)/flags: FORCE
	@mkdir -p $(@D); printf '%s\n' "$$STAMP_FLAGS" >$@.new; $(keep)
$(BUILD)/werror:
	@mkdir -p $(@D); touch $@
$(BUILD)/sources: FORCE
	@mkdir -p $(@D); printf '%s\n' $(LIB_C) >$@.new; $(keep)
$U/suites.h: FORCE
	@mkdir -p $(@D); for s in $(SUITES); do echo "SUITE($$s)"; done >$@.new; $(keep)

$(BUILD)/lib/%.o: lib/%.c $(flags)
	$(call say,CC)
	$(Q)$(compile) $(BANNED)
$(BUILD)/cmd/%.o: cmd/%.c $(flags)
	$(call say,CC)
	$(Q)$(compile) $(BANNED)
$(BUILD)/libbilan.a: $(LIB_O) $(BUILD)/sources
	$(call say,AR)
	$(Q)rm -f $@ && ar rcsD $@ $(LIB_O)
$(CMDS): $(BUILD)/%: $(BUILD)/cmd/%.o $(BUILD)/libbilan.a
	$(call say,LD)
	$(Q)$(LINK) -o $@ $^ $(LIBS)

# The unit tests have a library of their own, in blocks of 64 bytes: small data crosses every boundary.
units: $U/suites $(ORACLES)
$U/lib/%.o: lib/%.c $(flags)
	$(call say,CC)
	$(Q)$(compile) $(BANNED) -DARENA_BLOCK=64 -DEMIT_FLUSH_AT=64
$U/tests/unit/%.o: tests/unit/%.c $(flags) | $U/suites.h
	$(call say,CC)
	$(Q)$(compile) -I$U -DARENA_BLOCK=64
$U/libbilan.a: $(UNIT_O) $(BUILD)/sources
	$(call say,AR)
	$(Q)rm -f $@ && ar rcsD $@ $(UNIT_O)
$U/suites: $U/tests/unit/main.o $(SUITES:%=$U/tests/unit/%.o) $U/libbilan.a
	$(call say,LD)
	$(Q)$(LINK) -o $@ $^ $(LIBS) $(CHECK_LIBS)
$(ORACLES): $U/%: $U/tests/unit/%.o $U/libbilan.a
	$(call say,LD)
	$(Q)$(LINK) -o $@ $^ $(LIBS)

check: all units
	@sh tests/run.sh $(BUILD)

lint:
	@sh tests/cmd/check-floors --tailles

fuzzers: $(FUZZERS:%=$(BUILD)/%)
$(BUILD)/tests/fuzz/%.o: tests/fuzz/%.c $(flags)
	$(call say,CC)
	$(Q)$(compile)
$(BUILD)/fuzz_%: $(BUILD)/tests/fuzz/fuzz_%.o $(BUILD)/libbilan.a
	$(call say,LD)
	$(Q)$(LINK) -fsanitize=fuzzer -o $@ $^ $(LIBS)
fuzz:
	@$(MAKE) --no-print-directory FUZZ=1 fuzzers
	@for f in $(FUZZERS); do \
		seeds=tests/fuzz/corpus/$$f; [ -d $$seeds ] || seeds=; mkdir -p build/fuzz/corpus/$$f; \
		echo "$$f"; build/fuzz/$$f $(FUZZ_FLAGS) -timeout=10 -verbosity=0 -print_final_stats=1 \
			-artifact_prefix=build/fuzz/$$f- build/fuzz/corpus/$$f $$seeds || exit; done

bench: all
	sh tests/bench/banc.sh $(N)
	sh tests/bench/synthese.sh

navigateur: all
	@BILAN_BUILD=$(abspath $(BUILD)) sh tests/navigateur/navigateur.sh $(if $(PAGES),--pages)

# share/ without what serves this folder only. The man pages are French, as all that the commands say: no language folder.
share = $(DESTDIR)$(PREFIX)/share
completion = for c in $(notdir $(CMDS)); do \
	mkdir -p "$(share)/$(2)" && $(BUILD)/$$c --help=$(1) >"$(share)/$(2)/$(3)" || exit; done
install: all
	install -d "$(DESTDIR)$(PREFIX)/bin"
	$(if $(CMDS),install -m 755 $(CMDS) "$(DESTDIR)$(PREFIX)/bin/")
	find share -type f ! -name demo.sh ! -name preparer.sh ! -name '*~' ! -name '.*' | while read -r f; do \
		install -D -m 644 "$$f" "$(share)/bilan/$${f#share/}" || exit; done
	for n in 1 5 7; do for p in man/*.$$n; do \
		[ ! -f "$$p" ] || install -D -m 644 "$$p" "$(share)/man/man$$n/$${p##*/}" || exit; done; done
	$(call completion,bash,bash-completion/completions,$$c)
	$(call completion,zsh,zsh/site-functions,_$$c)
	$(call completion,fish,fish/vendor_completions.d,$$c.fish)

clean:
	rm -rf build

-include $(LIB_O:.o=.d) $(CMDS:$(BUILD)/%=$(BUILD)/cmd/%.d) $(UNIT_O:.o=.d) $(TEST_O:.o=.d)
-include $(FUZZERS:%=$(BUILD)/tests/fuzz/%.d)
