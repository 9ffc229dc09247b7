/* tests/unit/golden_test.c -- scripts whose whole output is known: each one is a test case.
 * A script runs in tests/ (so that paths in its output are stable) and is compared byte for byte:
 *   lang/TOPIC/X.py lib/X.py          X.out
 *   inside/X.py                       X.out, of Tuplet's own
 *   errors/X.py errors/syntax/X.py    X.err, X.out if there is one, and exit status 1
 *   ../examples/X.py                  examples/X.out
 *   ../examples/scheme/X.scm          examples/scheme/X.out, run by examples/lispy.py
 *   dumps/X.py                        X.tokens X.ast X.scopes X.code X.dot, with the flag
 *                                     of that name;
 *                                     X.trace, on standard error
 *   ../examples/X.py, some lang/      the same X.out with --trace, too
 *   teach/X.py                        X.teach, on standard error, with --teach
 * The interpreter is $TUPLET, or build/tuplet. */
#include <criterion/criterion.h>
#include <criterion/parameterized.h>
#include <fcntl.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { SECONDS = 120 };       // for one script, also under the sanitizers

typedef struct Golden {
    char script[256], golden[256], error[256], flag[16];
} Golden;

/* --- running --- */

static char tests_folder[4096];

static void find_folder(void)
{
    char *folder = realpath("tests", NULL);
    cr_assert_not_null(folder, "run the tests from the top of the project");
    snprintf(tests_folder, sizeof tests_folder, "%s", folder);
    free(folder);
}

static char *read_file(const char *path)
{
    FILE *file = fopen(path, "rb");
    if (!file) return NULL;
    size_t length = 0, room = 1 << 16;
    char *text = malloc(room);
    for (size_t got; (got = fread(text + length, 1, room - length - 1, file)) > 0;) {
        length += got;
        if (length + 1 == room) text = realloc(text, room *= 2);
    }
    fclose(file);
    text[length] = 0;
    return text;
}

// Takes the folder's own name out, so that a traceback says errors/x.py wherever the project lies.
static void strip_folder(char *text)
{
    char name[4200];
    int length = snprintf(name, sizeof name, "%s/", tests_folder);
    for (char *at = text; (at = strstr(at, name));) memmove(at, at + length, strlen(at + length) + 1);
}

static int run(const Golden *golden, const char *out, const char *err)
{
    const char *given = getenv("TUPLET");
    char *binary = realpath(given ? given : "build/tuplet", NULL);
    cr_assert_not_null(binary, "no interpreter at %s", given ? given : "build/tuplet");
    pid_t child = fork();
    if (child == 0) {
        if (chdir("tests")) _exit(126);
        dup2(open("/dev/null", O_RDONLY), 0);
        dup2(open(out, O_WRONLY | O_CREAT | O_TRUNC, 0600), 1);
        dup2(open(err, O_WRONLY | O_CREAT | O_TRUNC, 0600), 2);
        alarm(SECONDS);
        if (strstr(golden->script, ".scm"))
            execl(binary, binary, "../examples/lispy.py", golden->script, NULL);
        else if (*golden->flag)
            execl(binary, binary, golden->flag, golden->script, NULL);
        else
            execl(binary, binary, golden->script, NULL);
        _exit(127);
    }
    int status;
    waitpid(child, &status, 0);
    free(binary);
    return status;
}

static const char *first_difference(const char *wanted, const char *got)
{
    static char text[600];
    int line = 1;
    const char *start = wanted, *got_start = got;
    while (*wanted && *wanted == *got) {
        if (*wanted == '\n') line++, start = wanted + 1, got_start = got + 1;
        wanted++, got++;
    }
    snprintf(text, sizeof text, "line %d:\n  wanted: %.*s\n  got:    %.*s", line,
             (int)(strcspn(start, "\n") < 200 ? strcspn(start, "\n") : 200), start,
             (int)(strcspn(got_start, "\n") < 200 ? strcspn(got_start, "\n") : 200), got_start);
    return text;
}

static void compare_file(const char *path, const char *got_path, const char *script)
{
    char *wanted = *path ? read_file(path) : strdup(""), *got = read_file(got_path);
    if (!wanted) wanted = strdup("");
    cr_assert_not_null(got);
    strip_folder(got);
    cr_expect(strcmp(wanted, got) == 0, "%s: output differs from %s in %s", script, path,
              first_difference(wanted, got));
    free(wanted);
    free(got);
}

static void check(const Golden *golden)
{
    find_folder();
    char out[64], err[64];
    snprintf(out, sizeof out, "/tmp/golden-%d.out", (int)getpid());
    snprintf(err, sizeof err, "/tmp/golden-%d.err", (int)getpid());
    int status = run(golden, out, err);
    int wanted = *golden->error && !*golden->flag ? 1 : 0;
    cr_expect(WIFEXITED(status) && WEXITSTATUS(status) == wanted,
              "%s: %s %d, wanted exit status %d; it said: %s", golden->script,
              WIFEXITED(status) ? "exit status" : "signal",
              WIFEXITED(status) ? WEXITSTATUS(status) : WTERMSIG(status), wanted, read_file(err));
    if (*golden->golden || !*golden->flag) compare_file(golden->golden, out, golden->script);
    bool shown = !strcmp(golden->flag, "--dot") || (!strcmp(golden->flag, "--trace") && *golden->golden);
    if (!shown) compare_file(golden->error, err, golden->script);
    unlink(out);
    unlink(err);
}

/* --- finding --- */

static Golden *cases;
static size_t case_count;

static bool exists(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0;
}

static void add(const char *script, const char *golden, const char *error, const char *flag)
{
    Golden *grown = cr_malloc((case_count + 1) * sizeof *grown);
    if (case_count) memcpy(grown, cases, case_count * sizeof *grown);
    if (cases) cr_free(cases);
    cases = grown;
    Golden *each = &cases[case_count++];
    memset(each, 0, sizeof *each);
    snprintf(each->script, sizeof each->script, "%s", script);
    snprintf(each->golden, sizeof each->golden, "%s", golden);
    snprintf(each->error, sizeof each->error, "%s", error);
    snprintf(each->flag, sizeof each->flag, "%s", flag);
}

// "tests/lang/x.py" with another ending.
static void beside(char *out, size_t room, const char *script, const char *ending)
{
    snprintf(out, room, "%.*s%s", (int)(strrchr(script, '.') - script), script, ending);
}

static void find(const char *pattern, const char *folder, bool errors)
{
    glob_t found;
    if (glob(pattern, 0, NULL, &found) != 0) return;
    for (size_t i = 0; i < found.gl_pathc; i++) {
        const char *path = found.gl_pathv[i];
        char out[256], err[256] = "", script[256];
        bool inside = strncmp(path, "tests/", 6) == 0;
        snprintf(script, sizeof script, "%s%s", inside ? "" : "../", inside ? path + 6 : path);
        if (folder) snprintf(out, sizeof out, "%s/%.*s.out", folder,
                             (int)(strrchr(path, '.') - strrchr(path, '/') - 1), strrchr(path, '/') + 1);
        else beside(out, sizeof out, path, ".out");
        if (errors) beside(err, sizeof err, path, ".err");
        if (errors ? !exists(err) : !exists(out)) continue;
        add(script, exists(out) ? out : "", err, "");
    }
    globfree(&found);
}

static void find_dumps(void)
{
    static const char *const eyes[] = { "tokens", "ast", "scopes", "code", "dot" };
    glob_t found;
    if (glob("tests/dumps/*.py", 0, NULL, &found) != 0) return;
    for (size_t i = 0; i < found.gl_pathc; i++)
        for (size_t e = 0; e < sizeof eyes / sizeof *eyes; e++) {
            char golden[256], flag[16], ending[16];
            snprintf(ending, sizeof ending, ".%s", eyes[e]);
            snprintf(flag, sizeof flag, "--%s", eyes[e]);
            beside(golden, sizeof golden, found.gl_pathv[i], ending);
            if (exists(golden)) add(found.gl_pathv[i] + 6, golden, "", flag);
        }
    for (size_t i = 0; i < found.gl_pathc; i++) {
        char trace[256];
        beside(trace, sizeof trace, found.gl_pathv[i], ".trace");
        if (exists(trace)) add(found.gl_pathv[i] + 6, "", trace, "--trace");
    }
    globfree(&found);
}

// A recorded run writes what the run alone does.
static void find_recorded(void)
{
    static const char *const patterns[] = { "examples/[01]*.py", "tests/lang/match/*.py",
                                            "tests/lang/generators/*.py", "tests/lang/unpacking/*.py" };
    for (size_t p = 0; p < sizeof patterns / sizeof *patterns; p++) {
        size_t before = case_count;
        find(patterns[p], p == 0 ? "tests/examples" : NULL, false);
        for (size_t i = before; i < case_count; i++)
            snprintf(cases[i].flag, sizeof cases[i].flag, "--trace");
    }
}

static void find_notes(void)
{
    glob_t found;
    if (glob("tests/teach/*.py", 0, NULL, &found) != 0) return;
    for (size_t i = 0; i < found.gl_pathc; i++) {
        char notes[256];
        beside(notes, sizeof notes, found.gl_pathv[i], ".teach");
        add(found.gl_pathv[i] + 6, "", notes, "--teach");
    }
    globfree(&found);
}

static struct criterion_test_params parameters(void)
{
    return cr_make_param_array(Golden, cases, case_count, NULL);
}

ParameterizedTestParameters(golden, language)
{
    find("tests/lang/*/*.py", NULL, false);
    find("tests/lib/*.py", NULL, false);
    find("tests/inside/*.py", NULL, false);
    return parameters();
}
ParameterizedTest(Golden *golden, golden, language, .timeout = SECONDS + 5) { check(golden); }

ParameterizedTestParameters(golden, errors)
{
    cases = NULL, case_count = 0;
    find("tests/errors/*.py", NULL, true);
    find("tests/errors/syntax/*.py", NULL, true);
    return parameters();
}
ParameterizedTest(Golden *golden, golden, errors, .timeout = SECONDS + 5) { check(golden); }

ParameterizedTestParameters(golden, examples)
{
    cases = NULL, case_count = 0;
    find("examples/*.py", "tests/examples", false);
    find("examples/scheme/*.scm", "tests/examples/scheme", false);
    return parameters();
}
ParameterizedTest(Golden *golden, golden, examples, .timeout = SECONDS + 5) { check(golden); }

ParameterizedTestParameters(golden, dumps)
{
    cases = NULL, case_count = 0;
    find_dumps();
    find_notes();
    find_recorded();
    if (!case_count) add("dumps/none.py", "", "", "");
    return parameters();
}
ParameterizedTest(Golden *golden, golden, dumps, .timeout = SECONDS + 5) { check(golden); }
