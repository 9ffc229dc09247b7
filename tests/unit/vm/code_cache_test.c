/* tests/unit/vm/code_cache_test.c -- compiled code that is kept: when it counts, and that bytes
 * which are no code do no harm. */
#include "runtime/error.h"
#include "runtime/types/str.h"
#include "vm/code_pack.h"
#include "vm/pipeline.h"
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

/* --- bytes --- */

static void start(void) { pipeline_start(1, (char *[]){ "tuplet", NULL }); }

static const char program[] =
    "'doc'\n"
    "import os.path as p\n"
    "class C[T]:\n"
    "    def f(self, a, /, b=1, *c, d: int, **e):\n"
    "        try:\n"
    "            return [x + b for x in a if x not in {1, 2.5, 3j, b'x', '\\u20ac', ...}]\n"
    "        except (ValueError, KeyError) as error:\n"
    "            yield lambda: (self, error, 10 ** 30, -5, None, True)\n"
    "match p:\n"
    "    case [1, *r] | {'k': r}: print(f'{r!r:>{4}}')\n"
    "    case C(a=3): pass\n"
    "for i in range(3): i += 1\n";

static Ref compile_program(Obj name)
{
    return pipeline_compile_bytes(name, program, sizeof program - 1, PARSE_FILE);
}

Test(code_cache, packed_code_comes_back_the_same, .init = start)
{
    scoped_packing Packing first = { 0 }, second = { 0 };
    scoped Ref name = str_from_text("name.py"), code = compile_program(name);
    cr_assert(code && code_pack(code, &first));
    scoped Ref back = code_unpack(first.data, first.length, name);
    cr_assert_not_null(back);
    cr_assert(code_pack(back, &second));
    cr_expect_eq(first.length, second.length);
    cr_expect_eq(memcmp(first.data, second.data, first.length), 0);
}

Test(code_cache, damaged_bytes_are_refused_or_stay_within_bounds, .init = start)
{
    scoped_packing Packing packed = { 0 };
    scoped Ref name = str_from_text("name.py"), code = compile_program(name);
    cr_assert(code && code_pack(code, &packed));
    for (size_t length = 0; length < packed.length; length++) {
        char *part = malloc(length + 1);           // of its own: a sanitizer sees reads behind it
        memcpy(part, packed.data, length);
        cr_expect_null(code_unpack(part, length, name));
        free(part);
    }
    static const unsigned char changes[] = { 1, 0x80, 0xff };
    for (size_t i = 0; i < packed.length * 3; i++) {
        packed.data[i / 3] ^= changes[i % 3];
        Ref got = code_unpack(packed.data, packed.length, name);
        drop_or_null(got);
        packed.data[i / 3] ^= changes[i % 3];
        cr_expect(!error_pending());
    }
}

/* --- files --- */

// Runs shell commands in a new folder with m.py, older than a moment; $T is the interpreter.
static void expect(const char *commands, const char *wanted)
{
    static const char before[] =
        "D=$(mktemp -d); cd $D; export HOME=$D/home; unset XDG_CACHE_HOME; mkdir home; "
        "source() { echo \"$1\" >m.py; touch -d \"2001-02-03 04:05:${2:-06}\" m.py; }; "
        "run() { $T -c 'import m'; }; kept() { ls __pycache__ 2>&1; }; source 'print(1)'; ";
    static char text[4096], out[4096];
    const char *given = getenv("TUPLET");
    char *binary = realpath(given ? given : "build/tuplet", NULL);
    cr_assert_not_null(binary);
    snprintf(text, sizeof text, "T=%s; { %s %s\n} 2>&1; rm -rf $D", binary, before, commands);
    FILE *pipe = popen(text, "r");
    out[fread(out, 1, sizeof out - 1, pipe)] = 0;
    pclose(pipe);
    free(binary);
    cr_expect_str_eq(out, wanted, "%s: said\n%s", commands, out);
}

Test(code_cache, code_is_kept_beside_the_source)
{
    expect("run; run; kept; ls -A home", "1\n1\nm.tuplet-1.code\n");
    // what is kept is what runs: here is other code in a file that looks right
    expect("run; cp -p __pycache__/m.tuplet-1.code old; source 'print(2)' 07; run; source 'print(3)';"
           "cp -p old __pycache__/m.tuplet-1.code; run", "1\n2\n1\n");
}

Test(code_cache, changed_source_is_noticed)
{
    expect("run; source 'print(2)' 07; run; run", "1\n2\n2\n");
    expect("run; source 'print(10)'; run; run", "1\n10\n10\n");
    expect("run; touch m.py; run; echo 'print(2)' >m.py; run; echo 'print(3)' >m.py; run", "1\n1\n2\n3\n");
    expect("run; source 'print(2' 07; run 2>&1 | tail -n 1", "1\nSyntaxError: '(' was never closed\n");
    // the same file under another name says so in its tracebacks
    expect("source 'print(__file__, (lambda: 0).__code__.co_filename)'; run; cd ..;"
           "TUPLETPATH=$D $T -c 'import m' | sed \"s|$D|D|g\"", "m.py m.py\nD/m.py D/m.py\n");
}

Test(code_cache, damaged_files_are_ignored)
{
    expect("run; for n in 0 7 40 80 200; do head -c $n __pycache__/m.tuplet-1.code >x;"
           "cp x __pycache__/m.tuplet-1.code; run; done", "1\n1\n1\n1\n1\n1\n");
    expect("run; for n in 0 9 20 70 100 150; do "
           "printf '\\377' | dd of=__pycache__/m.tuplet-1.code bs=1 seek=$n conv=notrunc 2>/dev/null; run; done",
           "1\n1\n1\n1\n1\n1\n1\n");
    expect("run; echo more >>__pycache__/m.tuplet-1.code; run; head -c 500 /dev/urandom >__pycache__/m.tuplet-1.code;"
           "run; rm __pycache__/*; mkdir __pycache__/m.tuplet-1.code; run; kept", "1\n1\n1\n1\nm.tuplet-1.code\n");
    expect("run; rm __pycache__/*; mkfifo __pycache__/m.tuplet-1.code; run", "1\n1\n");
    expect("run; chmod o+w __pycache__/m.tuplet-1.code; run; stat -c %A __pycache__/m.tuplet-1.code",
           "1\n1\n-rw-r--r--\n");
}

// A file in the way stops everybody, the administrator too.
Test(code_cache, the_home_folder_serves_where_nothing_can_be_written)
{
    expect("echo >__pycache__; run; run; ls home/.cache/tuplet | sed 's/-.*/-HASH/'", "1\n1\nm-HASH\n");
    expect("echo >__pycache__; XDG_CACHE_HOME=$D/c $T -c 'import m'; ls -A home; ls c/tuplet | wc -l", "1\n1\n");
    expect("echo >__pycache__; echo >home/.cache; run; run", "1\n1\n");
    expect("echo >__pycache__; unset HOME; run; run", "1\n1\n");
}

Test(code_cache, writing_can_be_switched_off)
{
    expect("$T -B -c 'import m'; ls", "1\nhome\nm.py\n");
    expect("TUPLETDONTWRITEBYTECODE=1 $T -c 'import m'; ls", "1\nhome\nm.py\n");
    expect("$T -c 'import sys; sys.dont_write_bytecode = True; import m'; ls", "1\nhome\nm.py\n");
    expect("TUPLETDONTWRITEBYTECODE=1 $T -E -c 'import m'; kept", "1\nm.tuplet-1.code\n");
    expect("$T -c 'import sys; sys.pycache_prefix = \"p\"; import m'; ls; cd p/$D; ls",
           "1\nhome\nm.py\np\nm.tuplet-1.code\n");
}
