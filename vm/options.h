/* vm/options.h -- the command line, taken apart.   SPDX-License-Identifier: MIT */
#pragma once
#include <stdbool.h>
#include <stddef.h>

typedef enum OptionWork {
    WORK_STDIN,               // a script from standard input, or the prompt
    WORK_FILE, WORK_COMMAND, WORK_MODULE,
    WORK_TOKENS, WORK_AST, WORK_SCOPES, WORK_CODE,       // show what a file becomes
} OptionWork;

typedef enum OptionView { VIEW_NONE, VIEW_TRACE, VIEW_JSON, VIEW_HTML, VIEW_DOT, VIEW_TEACH } OptionView;

enum { OPTION_LIST_ROOM = 32 };
typedef struct OptionList { const char *items[OPTION_LIST_ROOM]; int count; } OptionList;

typedef struct Options {
    OptionWork work;
    const char *target;       // file, command or module; WORK_STDIN: "-" or NULL
    const char *program;      // argv[0]
    int argc;                 // the whole command line
    char **argv;
    int first_argument;       // index in argv of what becomes sys.argv[1]
    bool inspect;             // -i
    bool isolated, ignore_environment, safe_path, no_user_site, no_site;
    bool quiet, unbuffered, dont_write_bytecode, debug;
    int verbose, bytes_warning, optimize;
    OptionList warnings, x_options;
    bool dev_mode;            // -X dev: all warnings, and names of encodings are always looked up
    size_t max_memory;        // bytes; 0: no limit given
    OptionView view;          // how the run is shown
    const char *view_file;    // where to; NULL: standard output
    size_t limit;             // steps that a recording keeps
    size_t at_line;           // --dot: the state after this line was last executed; 0: at the end
} Options;
extern Options options;       // all zero until read

/* Fills `options`. False: the program is to end with *status (help was shown, or an error). */
bool options_read(int argc, char **argv, int *status);
/* A variable of the environment, unless -E or -I says not to look; NULL: not set or empty. */
const char *options_environment(const char *name);

#define TUPLET_VERSION "0.1"
