/* tests/unit/vm/command_line_test.c -- the command line: what runs, what is said, how it ends.
 * Commands go through the shell, with $T for the interpreter; errors are mixed into the output. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

static int run(const char *command, char *out, size_t room)
{
    char text[4096], *binary;
    const char *given = getenv("TUPLET");
    binary = realpath(given ? given : "build/tuplet", NULL);
    cr_assert_not_null(binary);
    snprintf(text, sizeof text, "T=%s; { %s\n} 2>&1", binary, command);
    FILE *pipe = popen(text, "r");
    size_t length = fread(out, 1, room - 1, pipe);
    out[length] = 0;
    for (char *at; (at = strstr(out, binary));)
        memmove(memcpy(at, "T", 1) + 1, at + strlen(binary), strlen(at + strlen(binary)) + 1);
    free(binary);
    int status = pclose(pipe);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

static void expect(const char *command, int status, const char *wanted)
{
    static char out[1 << 16];
    int got = run(command, out, sizeof out);
    cr_expect(got == status, "%s: status %d, wanted %d; it said: %s", command, got, status, out);
    cr_expect_str_eq(out, wanted, "%s: said\n%s", command, out);
}

Test(command_line, programs_come_from_text_files_and_standard_input)
{
    expect("$T -c 'import sys; print(sys.argv, repr(sys.path[0]))' a -b", 0,
           "['-c', 'a', '-b'] ''\n");
    expect("echo 'import sys; print(sys.argv, __name__)' | $T - x", 0, "['-', 'x'] __main__\n");
    expect("cd tests/errors && $T -m support.nothing_there", 1,
           "T: No module named support.nothing_there\n");
    expect("$T /no_such_file.py", 2, "T: can't open file '/no_such_file.py': [Errno 2] "
           "No such file or directory\n");
    expect("$T -z", 2, "Unknown option: -z\n"
           "usage: T [option] ... [-c cmd | -m mod | file | -] [arg] ...\n"
           "Try `T -h' for more information.\n");
}

Test(command_line, the_exit_status_is_what_the_program_asks_for)
{
    expect("$T -c 'raise SystemExit'", 0, "");
    expect("$T -c 'raise SystemExit(7)'", 7, "");
    expect("$T -c 'raise SystemExit(-1)'", 255, "");
    expect("$T -c 'raise SystemExit(\"stop\")'", 1, "stop\n");
    expect("$T -c 'import sys; sys.excepthook = lambda *a: sys.exit(5); 1/0'", 5, "");
    expect("$T -c 'import sys; sys.excepthook = lambda *a: print(a[1]); 1/0'", 1,
           "division by zero\n");
    expect("$T -c 'raise KeyboardInterrupt' 2>/dev/null; echo $?", 0, "130\n");
    expect("echo '4 + 4' | $T -iqc 'raise SystemExit(3)' 2>/dev/null", 0, "8\n");
}

Test(command_line, errors_show_the_text_given)
{
    expect("$T -c 'x = 1\nx.y'", 1, "Traceback (most recent call last):\n"
           "  File \"<string>\", line 2, in <module>\n    x.y\n"
           "AttributeError: 'int' object has no attribute 'y'\n");
    expect("$T -c 'x ='", 1, "  File \"<string>\", line 1\n    x =\n       ^\n"
           "SyntaxError: invalid syntax\n");
}

Test(command_line, a_reader_that_leaves_is_no_crash)
{
    expect("$T -c 'import sys, time; print(1, flush=True); time.sleep(0.3); print(2)' | head -n 1; "
           "echo done", 0, "1\nException ignored on flushing sys.stdout:\n"
           "BrokenPipeError: [Errno 32] Broken pipe\ndone\n");
    expect("$T -c 'print(1)' >/dev/full; echo $?", 0, "Exception ignored on flushing sys.stdout:\n"
           "OSError: [Errno 28] No space left on device\n120\n");
}

Test(command_line, what_is_left_at_the_end_still_runs)
{
    expect("$T -c 'import atexit\natexit.register(print, \"end\")\nclass A:\n"
           "    def __init__(self, n): self.n = n\n"
           "    def __del__(self): print(\"gone\", self.n, G)\n"
           "G = 5\na = A(1)\nb = [A(2)]\nb.append(b)\nprint(\"main\")'", 0,
           "main\nend\ngone 1 5\ngone 2 5\n");
}
