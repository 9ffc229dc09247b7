/* tests/unit/vm/repl_test.c -- the prompt on a terminal: tests/repl/X.repl is what a user sees.
 * What stands behind a prompt there is typed; ^C at the end of it is Ctrl-C instead of Enter. The
 * session ends with Ctrl-D. The interpreter is $TUPLET, or build/tuplet. */
#include <criterion/criterion.h>
#include <criterion/parameterized.h>
#include <glob.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { PATIENCE = 20000, ROOM = 1 << 16 };       // milliseconds to wait for output; bytes

typedef struct Session { int terminal; pid_t child; size_t length; char seen[ROOM]; } Session;

static bool ends_with(const Session *s, const char *end)
{
    size_t length = strlen(end);
    return s->length >= length && !memcmp(s->seen + s->length - length, end, length);
}

// Reads something that has one of two texts at its end; false: the session has ended.
static bool read_to(Session *s, const char *end, const char *other_end)
{
    size_t before = s->length;
    while (s->length == before || (!ends_with(s, end) && !ends_with(s, other_end))) {
        struct pollfd input = { .fd = s->terminal, .events = POLLIN };
        cr_assert_gt(poll(&input, 1, PATIENCE), 0, "no prompt came: %s", s->seen);
        char part[4096];
        ssize_t got = read(s->terminal, part, sizeof part);
        if (got <= 0) return false;
        for (ssize_t i = 0; i < got && s->length + 1 < ROOM; i++)
            if (part[i] != '\r') s->seen[s->length++] = part[i];
        s->seen[s->length] = 0;
    }
    return true;
}

static void start(Session *s)
{
    const char *given = getenv("TUPLET");
    char *binary = realpath(given ? given : "build/tuplet", NULL);
    cr_assert_not_null(binary);
    s->child = forkpty(&s->terminal, NULL, NULL, NULL);
    if (s->child == 0) {
        signal(SIGINT, SIG_DFL);          // whoever runs the tests may ignore it
        setenv("TERM", "dumb", 1);
        setenv("HOME", "/nonexistent", 1);
        setenv("INPUTRC", "/dev/null", 1);
        execl(binary, binary, "-q", NULL);
        _exit(127);
    }
    free(binary);
}

static void type(Session *s, const char *line, size_t length)
{
    bool interrupt = length >= 2 && !memcmp(line + length - 2, "^C", 2);
    char text[1024];
    snprintf(text, sizeof text, "%.*s", (int)(interrupt ? length - 2 : length), line);
    cr_assert_eq(write(s->terminal, text, strlen(text)), (ssize_t)strlen(text));
    // Ctrl-C would drop what the other side has not read yet.
    if (*text) cr_assert(read_to(s, text, text));
    if (interrupt) usleep(300000);        // the echo may be the terminal's own: let the editor take over
    cr_assert_eq(write(s->terminal, interrupt ? "\3" : "\n", 1), 1);
}

// The terminal shows no ^C, as the line editor takes it.
static char *without_marks(const char *path)
{
    FILE *file = fopen(path, "r");
    char *text = calloc(1, ROOM), *at;
    size_t length = fread(text, 1, ROOM - 8, file);
    fclose(file);
    strcpy(text + length, ">>> \n");
    while ((at = strstr(text, "^C\n"))) memmove(at, at + 2, strlen(at + 2) + 1);
    return text;
}

static void play(Session *s, const char *path)
{
    char line[1024];
    FILE *file = fopen(path, "r");
    cr_assert(read_to(s, ">>> ", "... "));
    while (fgets(line, sizeof line, file)) {
        if (strncmp(line, ">>> ", 4) && strncmp(line, "... ", 4)) continue;
        type(s, line + 4, strcspn(line + 4, "\n"));
        cr_assert(read_to(s, ">>> ", "... "), "the session ended after: %s", line);
    }
    fclose(file);
    cr_assert_eq(write(s->terminal, "\4", 1), 1);
    while (read_to(s, ">>> ", "... ")) {}
}

ParameterizedTestParameters(repl, transcripts)
{
    static glob_t found;
    static char paths[64][128];
    glob("tests/repl/*.repl", 0, NULL, &found);
    size_t count = found.gl_pathc < 64 ? found.gl_pathc : 64;
    for (size_t i = 0; i < count; i++) snprintf(paths[i], sizeof paths[i], "%s", found.gl_pathv[i]);
    return cr_make_param_array(char[128], paths, count);
}

ParameterizedTest(char path[128], repl, transcripts)
{
    static Session session;
    start(&session);
    play(&session, path);
    int status;
    waitpid(session.child, &status, 0);
    cr_expect(WIFEXITED(status) && WEXITSTATUS(status) == 0, "%s: status %x", path, status);
    char *wanted = without_marks(path);
    cr_expect_str_eq(session.seen, wanted, "%s: the terminal showed\n%s", path, session.seen);
    free(wanted);
}
