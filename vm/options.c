/* vm/options.c -- the command line, taken apart. */
#include "vm/options.h"
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

Options options;

static const char usage_text[] =
    "usage: %s [option] ... [-c cmd | -m mod | file | -] [arg] ...\n";
static const char help_text[] =
    "Options:\n"
    "-b             : no effect\n"
    "-B             : don't keep compiled code of imported files\n"
    "-c cmd         : run the program text cmd (ends the options)\n"
    "-E             : ignore the variables TUPLET...\n"
    "-h, --help     : show this text\n"
    "-i             : after the program, go on at the prompt; a prompt without a terminal too\n"
    "-I             : isolated: -E -P -s\n"
    "-m mod         : run a module as a program (ends the options)\n"
    "-O             : no effect\n"
    "-P             : leave the script's folder out of sys.path\n"
    "-q             : no greeting at the prompt\n"
    "-s, -S         : no effect\n"
    "-u             : standard output and error are not buffered\n"
    "-v             : no effect\n"
    "-V, --version  : show the version\n"
    "-W arg         : warning filter, action:message:category:module:lineno\n"
    "-X opt         : kept in sys._xoptions\n"
    "--max-memory=SIZE : limit of the heap, in bytes or with K, M or G behind;\n"
    "                 beyond it, MemoryError\n"
    "--tokens FILE, --ast FILE, --scopes FILE, --code FILE :\n"
    "                 show what the text becomes: tokens, tree, scopes, bytecode\n"
    "--trace        : show each executed instruction on standard error\n"
    "--json[=OUT]   : the recorded run as data, in the file OUT or on standard output (then\n"
    "                 the program's own output goes to standard error)\n"
    "--dot[=OUT]    : the objects in sight and who holds them, for Graphviz; at the end, or\n"
    "                 with --at=LINE, after that line was executed for the last time\n"
    "--html OUT     : the recorded run as a page, in that file; it needs nothing else\n"
    "--teach        : after the run, notes on the classic traps that it fell into\n"
    "--limit=STEPS  : steps that a recording keeps, the latest ones (100000)\n"
    "file           : program in a file, or in __main__.py of a folder\n"
    "-              : program from standard input (the default; the prompt on a terminal)\n"
    "arg ...        : become sys.argv[1:]\n"
    "Variables of the environment:\n"
    "TUPLETPATH     : folders for sys.path, with : between\n"
    "TUPLETSTDLIB   : folder of the pure-Python standard library\n"
    "TUPLETDONTWRITEBYTECODE : if not empty, as -B\n";

const char *options_environment(const char *name)
{
    if (options.ignore_environment) return NULL;
    const char *value = getenv(name);
    return value && *value ? value : NULL;
}

static bool show_help(int *status)
{
    printf(usage_text, options.program);
    fputs(help_text, stdout);
    *status = 0;
    return false;
}

static bool refuse(int *status)
{
    fprintf(stderr, usage_text, options.program);
    fprintf(stderr, "Try `%s -h' for more information.\n", options.program);
    *status = 2;
    return false;
}

static bool show_version(int *status)
{
    puts("Tuplet " TUPLET_VERSION " (Python 3.13.0)");
    *status = 0;
    return false;
}

static bool read_size(const char *text, size_t *size)
{
    char *end;
    errno = 0;
    unsigned long long number = strtoull(text, &end, 10);
    if (errno || end == text || *text == '-') return false;
    static const char units[] = "KMG";
    const char *unit = *end ? strchr(units, *end & ~0x20) : NULL;
    int shift = 0;
    if (unit && *unit) {
        shift = 10 * (int)(unit - units + 1);
        end++;
    }
    if (*end || number == 0 || number > (SIZE_MAX >> shift)) return false;
    *size = (size_t)number << shift;
    return true;
}

static bool add_to(OptionList *list, const char *item)
{
    if (list->count == OPTION_LIST_ROOM) return false;
    list->items[list->count++] = item;
    return true;
}

// --json or --json=OUT; --html=OUT or --html OUT.
static bool read_view(int argc, char **argv, int *at)
{
    const char *word = argv[*at];
    static const struct { const char *name; OptionView view; } views[] = {
        { "--trace", VIEW_TRACE }, { "--json", VIEW_JSON }, { "--html", VIEW_HTML },
        { "--dot", VIEW_DOT }, { "--teach", VIEW_TEACH },
    };
    size_t length = strcspn(word, "=");
    for (size_t i = 0; i < sizeof views / sizeof *views; i++) {
        if (strlen(views[i].name) != length || strncmp(word, views[i].name, length)) continue;
        options.view = views[i].view;
        options.view_file = word[length] && word[length + 1] ? word + length + 1 : NULL;
        if (options.view == VIEW_HTML && !word[length] && *at + 1 < argc) options.view_file = argv[++*at];
        return true;
    }
    return false;
}

// --name, --name=value and --name value; *at is the index of the argument.
static bool read_long(int argc, char **argv, int *at, int *status)
{
    static const struct { const char *name; OptionWork work; } eyes[] = {
        { "--tokens", WORK_TOKENS }, { "--ast", WORK_AST },
        { "--scopes", WORK_SCOPES }, { "--code", WORK_CODE },
    };
    const char *word = argv[*at];
    if (!strcmp(word, "--help")) return show_help(status);
    if (!strcmp(word, "--version")) return show_version(status);
    if (!strncmp(word, "--max-memory=", 13)) {
        if (read_size(word + 13, &options.max_memory)) return true;
        fprintf(stderr, "%s: not a size: %s\n", options.program, word + 13);
        return refuse(status);
    }
    if (read_view(argc, argv, at)) return true;
    if (!strncmp(word, "--limit=", 8)) {
        if (read_size(word + 8, &options.limit)) return true;
        fprintf(stderr, "%s: not a number of steps: %s\n", options.program, word + 8);
        return refuse(status);
    }
    if (!strncmp(word, "--at=", 5)) {
        if (read_size(word + 5, &options.at_line)) return true;
        fprintf(stderr, "%s: not a line: %s\n", options.program, word + 5);
        return refuse(status);
    }
    for (size_t i = 0; i < sizeof eyes / sizeof *eyes; i++) {
        if (strcmp(word, eyes[i].name)) continue;
        if (*at + 1 < argc) {
            options.work = eyes[i].work;
            options.target = argv[++*at];
            return true;
        }
        fprintf(stderr, "Argument expected for the %s option\n", word);
        return refuse(status);
    }
    fprintf(stderr, "unknown option %s\n", word);
    return refuse(status);
}

static bool read_flag(char letter)
{
    switch (letter) {
    case 'b': options.bytes_warning++; return true;
    case 'B': options.dont_write_bytecode = true; return true;
    case 'd': options.debug = true; return true;
    case 'E': options.ignore_environment = true; return true;
    case 'i': options.inspect = true; return true;
    case 'I': options.isolated = options.ignore_environment = options.safe_path
              = options.no_user_site = true; return true;
    case 'O': options.optimize++; return true;
    case 'P': options.safe_path = true; return true;
    case 'q': options.quiet = true; return true;
    case 'R': return true;
    case 's': options.no_user_site = true; return true;
    case 'S': options.no_site = true; return true;
    case 'u': options.unbuffered = true; return true;
    case 'v': options.verbose++; return true;
    default: return false;
    }
}

// An option with an argument, in the same word or the next; *done: the options end here.
static bool use_argument(char letter, const char *argument, bool *done)
{
    switch (letter) {
    case 'c': options.work = WORK_COMMAND; break;
    case 'm': options.work = WORK_MODULE; break;
    case 'W': return add_to(&options.warnings, argument);
    default:
        if (!strcmp(argument, "dev")) options.dev_mode = true;
        return add_to(&options.x_options, argument);
    }
    options.target = argument;
    return *done = true;
}

// -iEc text: letters until one takes the rest, or the next word, as its argument.
static bool read_letters(int argc, char **argv, int *at, bool *done, int *status)
{
    for (const char *letter = argv[*at] + 1; *letter; letter++) {
        if (*letter == 'h' || *letter == '?') return show_help(status);
        if (*letter == 'V') return show_version(status);
        if (read_flag(*letter)) continue;
        if (!strchr("cmWX", *letter)) {
            fprintf(stderr, "Unknown option: -%c\n", *letter);
            return refuse(status);
        }
        const char *argument = letter[1] ? letter + 1 : *at + 1 < argc ? argv[++*at] : NULL;
        if (!argument) {
            fprintf(stderr, "Argument expected for the -%c option\n", *letter);
            return refuse(status);
        }
        return use_argument(*letter, argument, done) || refuse(status);
    }
    return true;
}

bool options_read(int argc, char **argv, int *status)
{
    options = (Options){ .limit = 100000, .argc = argc, .argv = argv, .program = argc ? argv[0] : "tuplet" };
    bool done = false;
    int at = 1;
    for (; at < argc && !done && argv[at][0] == '-' && argv[at][1]; at++) {
        if (!strcmp(argv[at], "--")) {
            at++;
            break;
        }
        bool good = argv[at][1] == '-' ? read_long(argc, argv, &at, status)
                                       : read_letters(argc, argv, &at, &done, status);
        if (!good) return false;
    }
    if (!options.target && at < argc) {
        options.work = strcmp(argv[at], "-") ? WORK_FILE : WORK_STDIN;
        options.target = argv[at++];
    }
    options.first_argument = at < argc ? at : argc;
    if (options_environment("TUPLETDONTWRITEBYTECODE")) options.dont_write_bytecode = true;
    return true;
}
