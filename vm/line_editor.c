/* vm/line_editor.c -- a line from the user: edited with Readline on a terminal. */
#include "vm/line_editor.h"
#include "runtime/blocking.h"
#include "runtime/error.h"
#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
// Readline's old name for a kind of function is also a name of ours.
#define _FUNCTION_DEF
#include <readline/history.h>
#include <readline/readline.h>

enum { HISTORY_LINES = 2000 };

/* --- on a terminal --- */

static char *finished_line;
static bool line_is_finished;

static void line_done(char *line)
{
    finished_line = line;
    line_is_finished = true;
    rl_callback_handler_remove();
}

// Ctrl-C and other signals come back from the wait. LINE_READ: keep waiting.
static LineResult look_at_signals(void)
{
    if (blocking_interrupted()) return LINE_READ;
    return error_clear_if(&keyboard_interrupt_type) ? LINE_INTERRUPTED : LINE_FAILED;
}

static void give_up_line(void)
{
    rl_free_line_state();
    rl_callback_sigcleanup();
    rl_cleanup_after_signal();
    rl_callback_handler_remove();
}

static LineResult edit(const char *prompt, char **line)
{
    rl_catch_signals = 0;
    rl_readline_name = "tuplet";
    line_is_finished = false;
    rl_callback_handler_install(prompt, line_done);
    while (!line_is_finished) {
        struct pollfd input = { .fd = 0, .events = POLLIN };
        blocking_begin();
        int ready = poll(&input, 1, -1);
        blocking_end();
        if (ready > 0) {
            rl_callback_read_char();
        } else if (ready < 0 && errno == EINTR) {
            LineResult result = look_at_signals();
            if (result == LINE_READ) continue;
            give_up_line();
            return result;
        }
    }
    *line = finished_line;
    return finished_line ? LINE_READ : LINE_END;
}

/* --- anything else --- */

static LineResult read_plain(const char *prompt, char **line)
{
    fputs(prompt, stderr);
    fflush(stderr);
    size_t room = 0;
    *line = NULL;
    for (;;) {
        blocking_begin();
        errno = 0;
        ssize_t length = getline(line, &room, stdin);
        int error = errno;
        blocking_end();
        if (length >= 0) return LINE_READ;
        clearerr(stdin);
        LineResult result = error == EINTR ? look_at_signals() : LINE_END;
        if (result == LINE_READ) continue;
        free(*line);
        return result;
    }
}

LineResult line_editor_read(const char *prompt, char **line)
{
    return isatty(0) && isatty(1) ? edit(prompt, line) : read_plain(prompt, line);
}

char *line_editor_input(const char *prompt)
{
    char *line = NULL;
    switch (line_editor_read(prompt, &line)) {
    case LINE_READ: return line;
    case LINE_INTERRUPTED: return raise_with(&keyboard_interrupt_type, NULL);
    default: return NULL;
    }
}

/* --- the history --- */

static const char *history_path(void)
{
    static char path[PATH_MAX];
    const char *home = getenv("HOME");
    if (!home || !*home) return NULL;
    int length = snprintf(path, sizeof path, "%s/.tuplet_history", home);
    return length < (int)sizeof path ? path : NULL;
}

void line_editor_remember(const char *line)
{
    if (!*line || !isatty(0)) return;
    HIST_ENTRY *last = history_length ? history_get(history_base + history_length - 1) : NULL;
    if (!last || strcmp(last->line, line)) add_history(line);
}

void line_editor_load(void)
{
    const char *path = history_path();
    using_history();
    stifle_history(HISTORY_LINES);
    if (path && isatty(0)) read_history(path);
}

void line_editor_save(void)
{
    const char *path = history_path();
    if (path && isatty(0)) write_history(path);
}
