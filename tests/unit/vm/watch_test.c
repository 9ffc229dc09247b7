/* tests/unit/vm/watch_test.c -- watched code does what it did before, and afterwards is as it was. */
#include "vm/watch.h"
#include "runtime/error.h"
#include "runtime/intern.h"
#include "runtime/startup.h"
#include "runtime/types/dict.h"
#include "runtime/types/str.h"
#include "vm/code_dump.h"
#include "vm/execute.h"
#include "vm/pipeline.h"
#include <criterion/criterion.h>
#include <string.h>

static void start(void) { pipeline_start(1, (char *[]){ "tuplet", NULL }); }

static const char program[] =
    "def squares(n):\n"
    "    for i in range(n): yield i * i\n"
    "def walk():\n"
    "    first, *rest = [*squares(4)]\n"
    "    try: rest[7]\n"
    "    except IndexError: rest.append(first)\n"
    "    for x in squares(3): rest.append(x)\n"
    "    match rest:\n"
    "        case [1, *_, last]: return last, len(rest), (yield from squares(2))\n"
    "out = []\n"
    "walker = walk()\n"
    "while True:\n"
    "    try: out.append(next(walker))\n"
    "    except StopIteration as stop:\n"
    "        out.append(stop.value)\n"
    "        break\n"
    "out = str(out)\n";

static size_t steps, raises, landings;

static bool count_step(Frame *frame, size_t at)
{
    cr_expect(at < frame->code->instruction_count);
    cr_expect(code_instruction(frame->code, at).op < OPCODE_WATCH);
    steps++;
    return true;
}

static void count_raise(Frame *frame, const Handler *handler)
{
    (void)frame;
    raises++;
    if (handler) landings++;
}

static const Watcher counter = { .step = count_step, .raised = count_raise };

static Ref run(Obj code)
{
    scoped Ref globals = dict_new();
    dict_set_str(globals, name___builtins__, builtins_module);
    scoped Ref done = execute_code(code, globals, NULL);
    cr_assert_not_null(done);
    Obj out = dict_peek_str(globals, intern("out"));
    return keep(out);
}

Test(watch, watched_code_does_the_same_and_comes_back_as_it_was, .init = start)
{
    scoped Ref name = str_from_text("w.py");
    scoped Ref code = pipeline_compile_bytes(name, program, sizeof program - 1, PARSE_FILE);
    cr_assert_not_null(code);
    const CodeView all = { .depth = -1, .current = -1 };
    scoped Ref before = code_text((Code *)code, &all), plain = run(code);
    cr_assert(watch_start(&counter));
    scoped Ref during = code_text((Code *)code, &all), watched = run(code);
    size_t counted = steps;
    watch_stop(&counter);
    scoped Ref after = code_text((Code *)code, &all), again = run(code);
    cr_expect(str_equal(before, during));
    cr_expect(str_equal(before, after));
    cr_expect(str_equal(plain, watched));
    cr_expect(str_equal(plain, again));
    cr_expect_gt(counted, 100);
    cr_expect_eq(counted, steps);
    cr_expect_eq(landings, 2);
    cr_expect_eq(raises, landings);
    cr_expect_null(((Code *)code)->watched);
}

static bool refuse(Frame *frame, size_t at)
{
    (void)frame;
    return at != 3 || raise_value_error("not here");
}

Test(watch, a_watcher_may_raise, .init = start)
{
    static const Watcher refuser = { .step = refuse };
    scoped Ref name = str_from_text("w.py");
    cr_assert(watch_start(&refuser));
    scoped Ref code = pipeline_compile_bytes(name, program, sizeof program - 1, PARSE_FILE);
    scoped Ref globals = dict_new();
    scoped Ref done = execute_code(code, globals, NULL);
    cr_expect_null(done);
    cr_expect(error_clear_if(&value_error_type));
}
