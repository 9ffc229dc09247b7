# Makefile -- builds everything into build/; see "make help"
# SPDX-License-Identifier: MIT

.DELETE_ON_ERROR:
.SUFFIXES:
.DEFAULT_GOAL := build/tuplet

ifeq ($(origin CC),default)
CC := $(if $(shell command -v ccache),ccache gcc,gcc)
endif
RE2C  ?= re2c
BISON ?= bison

# Rows of method tables leave out their last fields on purpose.
CFLAGS   ?= -O2 -g
# At a fixed address the loop compares types with immediate operands: 4 % fewer instructions.
override CFLAGS += -fno-pie -no-pie
# gcc: loops over items are short; as calls of memset and memcpy they would take longer.
ifeq ($(findstring clang,$(CC)),)
override CFLAGS += -fno-tree-loop-distribute-patterns
endif
FLAGS    := -std=gnu11 -Wall -Wextra -Wno-missing-field-initializers -I. -Ibuild -MMD -MP
LIBS     := -lgc -lgmp -lutf8proc -lpcre2-8 -lpcre2-16 -lpcre2-32 -lreadline -lpthread -lm
DEBUG    := -O1 -g -DTUPLET_DEBUG
SANITIZE := -O1 -g -fsanitize=address,undefined -fno-omit-frame-pointer -DTUPLET_DEBUG

sources   := $(foreach folder,runtime lexer parser vm,$(wildcard \
                 $(folder)/*.c $(folder)/*/*.c $(folder)/*/*/*.c))
scanner   := $(patsubst %.re,build/%.c,$(wildcard lexer/scanner.re))
grammar   := $(patsubst %.y,build/%.c,$(wildcard parser/grammar.y))
generated := $(scanner) $(grammar) build/lib_embedded.c build/page_embedded.c
headers   := build/code_version.h
lib       := $(sort $(wildcard lib/*.py lib/*/*.py lib/*/*/*.py))
unit      := $(wildcard tests/unit/*.c tests/unit/*/*.c tests/unit/*/*/*.c)
main      := vm/main

objects = $(patsubst %.c,$(1)/%.o,$(sources) $(generated))

.PHONY: all run test install lint ownership bless conformance differential bench map debug sanitize unit unit-sanitize clean help
all: build/tuplet
# make run [SCRIPT=file.py]: installs what is missing, builds, shows; on a terminal the REPL follows.
run:
	@sh .ci/packages build
	@$(MAKE) --no-print-directory -j2 build/tuplet
	@if [ -n "$(SCRIPT)" ]; then build/tuplet $(SCRIPT); \
	else build/tuplet examples/guided.py && if [ -t 0 ]; then build/tuplet; fi; fi
test:
	@sh .ci/packages test
	@$(MAKE) --no-print-directory -j2 build/tuplet build/unit_tests build/sanitize/unit_tests build/sanitize/tuplet
	@sh tests/run.sh
PREFIX ?= /usr/local
install: build/tuplet
	install -D -m 755 build/tuplet $(DESTDIR)$(PREFIX)/bin/tuplet
lint: ownership
	@sh tests/lint.sh
# clang agrees that there is nothing to warn about, and nothing borrowed is given away as owned.
ownership: $(generated) $(headers)
	@clang $(filter-out -MMD -MP,$(FLAGS)) -Wno-gnu-folding-constant -Werror -fsyntax-only -DOWNERSHIP_CHECK $(sources)
# CPYTHON=prefix of an installed CPython 3.13
bless:
	sh tests/bless.sh $(CPYTHON)/bin/python3.13
conformance: build/tuplet
	build/tuplet tests/conformance/run.py $(CPYTHON) $(FILES)
# BENCH=folder of programs with a run.py that measures them, CPYTHON=python to compare with
bench: build/tuplet
	python3 $(BENCH)/run.py --bin cpython=$(CPYTHON) --bin tuplet=build/tuplet
# random programs on both interpreters: what differs is shrunk
ROUNDS ?= 2000
differential: build/tuplet
	PYTHONDONTWRITEBYTECODE=1 $(CPYTHON)/bin/python3.13 -W ignore tests/differential/fuzz.py build/tuplet $(ROUNDS) $(FIRST)
map:
	@for file in $$(ls -d lexer/*.[chyr]* parser/*.[chyd]* vm/*.[chd]* vm/*/*.[ch] runtime/*.[chd]* runtime/*/*.[ch]); do \
	  sed -n '1s|^/\* \(.*\)|\1|p' $$file; done
debug: build/debug/tuplet
sanitize: build/sanitize/tuplet
unit: build/unit_tests
	$< $(TESTFLAGS)
unit-sanitize: build/sanitize/unit_tests
	ASAN_OPTIONS=$(ASAN) $< $(TESTFLAGS)
clean:
	rm -rf build
help:
	@echo 'make            build/tuplet'
	@echo 'make run        install what is missing, build, run the guided example (or SCRIPT=file.py)'
	@echo 'make test       the same for all tests'
	@echo 'make install    PREFIX=/usr/local'
	@echo 'make conformance CPYTHON=prefix   the test files of an installed CPython 3.13 (FILES="test_list")'
	@echo 'make lint       the house rules; make ownership: clang, with owned and borrowed as two types'
	@echo 'make bench      BENCH=folder CPYTHON=python   the programs that its run.py measures'
	@echo 'make differential CPYTHON=prefix ROUNDS=n [FIRST=seed]   random programs on both'
	@echo 'make debug      build/debug/tuplet, which counts live objects'
	@echo 'make sanitize   build/sanitize/tuplet, under ASan and UBSan'
	@echo 'make unit       run the C unit tests (TESTFLAGS="--filter ..." to choose)'

# Boehm GC finds roots by reading all of the stack and all static data.
ASAN := detect_leaks=0:detect_stack_use_after_return=0

# $(1): folder of the objects, $(2): folder of the programs, $(3): flags
define variant
$(2)/tuplet: $(call objects,$(1)) $(1)/lib_code.o
	$(CC) $(3) $(LDFLAGS) -o $$@ $$^ $(LIBS)
$(2)/pack: $(filter-out $(1)/$(main).o,$(call objects,$(1))) $(1)/lib/pack.o
	$(CC) $(3) $(LDFLAGS) -o $$@ $$^ $(LIBS)
$(1)/lib_code.c: $(2)/pack
	ASAN_OPTIONS=$(ASAN) $(2)/pack > $$@
$(1)/lib_code.o: $(1)/lib_code.c
	$(CC) $(FLAGS) $(3) -c -o $$@ $$<
$(2)/unit_tests: $(filter-out $(1)/$(main).o,$(call objects,$(1))) $(1)/lib_code.o $(unit:%.c=$(1)/%.o)
	$(CC) $(3) $(LDFLAGS) -o $$@ $$^ -lcriterion $(LIBS)
$(1)/%.o: %.c Makefile | $(generated) $(headers)
	@mkdir -p $$(@D)
	$(CC) $(FLAGS) $(3) -c -o $$@ $$<
-include $(patsubst %.o,%.d,$(call objects,$(1)) $(1)/lib/pack.o $(unit:%.c=$(1)/%.o))
endef
# The loop: merging its tails or its sub-expressions across cases costs more than it saves.
build/objects/vm/execute.o: FLAGS += -fno-gcse -fno-crossjumping
$(eval $(call variant,build/objects,build,$(CFLAGS)))
$(eval $(call variant,build/debug/objects,build/debug,$(DEBUG)))
$(eval $(call variant,build/sanitize/objects,build/sanitize,$(SANITIZE)))

build/lexer/%.c: lexer/%.re
	@mkdir -p $(@D)
	$(RE2C) -W -i --no-generation-date -o $@ $<
build/parser/%.c: parser/%.y
	@mkdir -p $(@D)
	$(BISON) -Wall -o $@ --header=build/parser/$*.h $<
# Wants the header only: bison writes both at once.
build/parser/%.h: build/parser/%.c ;

build/embed: lib/embed.c
	@mkdir -p $(@D)
	$(CC) -std=gnu11 -Wall -Wextra -O1 -o $@ $<
build/lib_embedded.c: build/embed $(lib)
	build/embed $(lib) > $@
page := vm/record/page
page_before := $(page)/top.html $(page)/page.css $(page)/body.html
page_after  := $(page)/between.html $(addprefix $(page)/,model.js link.js heap.js panels.js main.js) $(page)/bottom.html
build/page_embedded.c: build/embed $(page_before) $(page_after)
	build/embed --text page_before $(page_before) --text page_after $(page_after) > $@
# What decides on the code that a source becomes: compiled code is kept for as long as it is the same.
version_files := $(sort $(wildcard lexer/*.[chr]* parser/*.[chy]* parser/*.def vm/compiler/*.[ch] \
                     vm/code*.[ch] vm/opcodes.def))
build/code_version.h: $(version_files)
	@mkdir -p $(@D)
	@cat $^ | cksum | sed 's|^\([0-9]*\) \([0-9]*\).*|#define CODE_VERSION (\1ul << 32 \| \2)|' > $@
