/* vm/modules/sys_info.c -- sys: the version, the flags, and the numbers of the machine. */
#include "runtime/error.h"
#include "runtime/intern.h"
#include "runtime/types/bool.h"
#include "runtime/types/dict.h"
#include "runtime/types/float.h"
#include "runtime/types/int.h"
#include "runtime/types/list.h"
#include "runtime/types/namespace.h"
#include "runtime/types/none.h"
#include "runtime/types/record.h"
#include "runtime/types/str.h"
#include "runtime/writer.h"
#include "vm/modules/sys.h"
#include "vm/options.h"
#include <float.h>
#include <string.h>
#include <sys/utsname.h>
#include <unistd.h>

enum { HEX_VERSION = 0x030d00f0, API_VERSION = 1013 };

#define RECORD(c_name, text, ...)                                                          \
    static const char *const c_name##_fields[] = { __VA_ARGS__ };                          \
    static const RecordShape c_name##_shape = {                                            \
        c_name##_fields, sizeof c_name##_fields / sizeof *c_name##_fields,                 \
        sizeof c_name##_fields / sizeof *c_name##_fields };                                \
    static Type c_name##_type = { TYPE_HEADER, .name = #c_name, .module = "sys", .doc = text, \
                                  .flags = TYPE_NO_CREATE };

RECORD(version_info, "The version as a tuple.", "major", "minor", "micro", "releaselevel", "serial")
RECORD(flags, "What the command line said.", "debug", "inspect", "interactive", "optimize",
       "dont_write_bytecode", "no_user_site", "no_site", "ignore_environment", "verbose",
       "bytes_warning", "quiet", "hash_randomization", "isolated", "dev_mode", "utf8_mode",
       "warn_default_encoding", "safe_path", "int_max_str_digits")
RECORD(float_info, "What a float can hold.", "max", "max_exp", "max_10_exp", "min", "min_exp",
       "min_10_exp", "dig", "mant_dig", "epsilon", "radix", "rounds")
RECORD(int_info, "How an int is kept and turned into text.", "bits_per_digit", "sizeof_digit",
       "default_max_str_digits", "str_digits_check_threshold")
RECORD(hash_info, "How numbers and texts are hashed.", "width", "modulus", "inf", "nan", "imag",
       "algorithm", "hash_bits", "seed_bits", "cutoff")
RECORD(thread_info, "The threads underneath.", "name", "lock", "version")

static Ref make_version(void)
{
    return record_give(&version_info_type, (Ref[]){ small_int(3), small_int(13), small_int(0),
                                                    str_from_text("final"), small_int(0) });
}

static Ref make_flags(void)
{
    const Options *o = &options;
    return record_give(&flags_type, (Ref[]){
        small_int(o->debug), small_int(o->inspect), small_int(o->inspect), small_int(0),
        small_int(o->dont_write_bytecode), small_int(o->no_user_site), small_int(o->no_site),
        small_int(o->ignore_environment), small_int(o->verbose), small_int(o->bytes_warning),
        small_int(o->quiet), small_int(1), small_int(o->isolated), bool_new(o->dev_mode), small_int(1),
        small_int(0), bool_new(o->safe_path), small_int(int_max_str_digits) });
}

static Ref make_float_info(void)
{
    return record_give(&float_info_type, (Ref[]){
        float_new(DBL_MAX), small_int(DBL_MAX_EXP), small_int(DBL_MAX_10_EXP), float_new(DBL_MIN),
        small_int(DBL_MIN_EXP), small_int(DBL_MIN_10_EXP), small_int(DBL_DIG),
        small_int(DBL_MANT_DIG), float_new(DBL_EPSILON), small_int(FLT_RADIX),
        small_int(FLT_ROUNDS) });
}

static Ref make_hash_info(void)
{
    return record_give(&hash_info_type, (Ref[]){
        small_int(64), int_new(((intptr_t)1 << 61) - 1), small_int(314159), small_int(0),
        small_int(1000003), str_from_text("siphash13"), small_int(64), small_int(128),
        small_int(0) });
}

static Ref make_thread_info(void)
{
    char library[64] = "";
    confstr(_CS_GNU_LIBPTHREAD_VERSION, library, sizeof library);
    return record_give(&thread_info_type, (Ref[]){ str_from_text("pthread"),
                                                   str_from_text("mutex+cond"),
                                                   str_from_text(library) });
}

static void add_version(Ref module)
{
    Ref version = make_version(), implementation = simple_namespace_new();
    struct utsname machine = { 0 };
    uname(&machine);
    scoped Ref platform = str_format("%s-linux-gnu", machine.machine);    // for sysconfig
    scoped Ref name = str_from_text("tuplet"), tag = str_from_text("tuplet-1");
    scoped Ref hex = int_new(HEX_VERSION);
    if (!instance_set(implementation, intern("name"), name)
        || !instance_set(implementation, intern("cache_tag"), tag)
        || !instance_set(implementation, intern("version"), version)
        || !instance_set(implementation, intern("hexversion"), hex)
        || !instance_set(implementation, intern("_multiarch"), platform)) error_clear();
    module_add(module, "implementation", implementation);
    module_add(module, "version_info", version);
    module_add(module, "hexversion", int_new(HEX_VERSION));
    module_add(module, "api_version", small_int(API_VERSION));
    module_add(module, "version",
               str_from_text("3.13.0 (Tuplet " TUPLET_VERSION ", main) [GCC " __VERSION__ "]"));
    module_add(module, "copyright", str_from_text("Copyright (c) the authors of Tuplet."));
}

static void add_options(Ref module)
{
    Ref warnings = list_new(0), x_options = dict_new();
    if (options.dev_mode) list_give(warnings, str_from_text("default"));
    for (int i = 0; i < options.warnings.count; i++)
        list_give(warnings, str_decode_filename(options.warnings.items[i]));
    for (int i = 0; i < options.x_options.count; i++) {
        const char *text = options.x_options.items[i], *equals = strchr(text, '=');
        Ref name = str_decode(text, equals ? (size_t)(equals - text) : strlen(text), "utf-8",
                              "surrogateescape");
        if (!name || !dict_give(x_options, name, equals ? str_decode_filename(equals + 1)
                                                        : bool_new(true))) error_clear();
    }
    module_add(module, "warnoptions", warnings);
    module_add(module, "_xoptions", x_options);
    module_add(module, "dont_write_bytecode", bool_new(options.dont_write_bytecode));
}

void sys_info_add(Ref module)
{
    record_ready(&version_info_type, &version_info_shape);
    record_ready(&flags_type, &flags_shape);
    record_ready(&float_info_type, &float_info_shape);
    record_ready(&int_info_type, &int_info_shape);
    record_ready(&hash_info_type, &hash_info_shape);
    record_ready(&thread_info_type, &thread_info_shape);
    add_version(module);
    add_options(module);
    module_add(module, "flags", make_flags());
    module_add(module, "float_info", make_float_info());
    module_add(module, "int_info", record_give(&int_info_type, (Ref[]){
        small_int(30), small_int(4), small_int(4300), small_int(640) }));
    module_add(module, "hash_info", make_hash_info());
    module_add(module, "thread_info", make_thread_info());
    module_add(module, "float_repr_style", str_from_text("short"));
    module_add(module, "maxsize", int_new(INTPTR_MAX));
    module_add(module, "maxunicode", small_int(0x10ffff));
    module_add(module, "byteorder",
               str_from_text(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ ? "little" : "big"));
    module_add(module, "platform", str_from_text("linux"));
    module_add(module, "platlibdir", str_from_text("lib"));
    module_add(module, "abiflags", str_empty());
}
