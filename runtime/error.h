/* runtime/error.h -- the pending exception: how C code raises, asks and clears.
 * Types and layouts: types/exception.h.   Read after: object.h.   SPDX-License-Identifier: MIT
 *
 * A function that fails returns NULL or false and leaves one exception pending. raise_* return
 * NULL, which C also takes for false: `return raise_type_error("...");` serves both shapes.
 * Formats: %s C string  %c %d %u %x %ld %lu %zd %zu as printf  %% percent, and for objects
 *   %S str(x)   %R repr(x)   %T name of x's type   %N name of the Type x itself   %.200s precision
 *   %A name of x's type, but None for None: what builtins say of a wrong argument
 */
#pragma once
#include "runtime/type.h"

// gcc is told in every caller that what comes back is NULL, so it knows what is left unset after it.
#ifdef __clang__
#define RAISES(name, params, ...) void *name params
#else
#define RAISES(name, params, ...) \
    void *called_##name params __asm__(#name); \
    extern inline __attribute__((gnu_inline, always_inline, artificial)) void *name params \
    { \
        called_##name(__VA_ARGS__); \
        return NULL; \
    } \
    void *name params
#endif

#define EXCEPTION(Name, c_name, base, layout) extern Type c_name##_type; \
    RAISES(raise_##c_name, (const char *format, ...), format, __builtin_va_arg_pack());
#include "runtime/exceptions.def"
#undef EXCEPTION

// type(format % ...)
RAISES(raise_format, (Type *type, const char *format, ...), type, format, __builtin_va_arg_pack());
RAISES(raise_with, (Type *type, Obj value), type, value);   // type(value): KeyError(key)
RAISES(raise_from_errno, (Obj filename), filename);         // OSError subclass by errno; may be NULL
RAISES(raise_no_memory, (void));
void *raise_object(Ref exception);                         // an instance; consumes
void *raise_again(Ref exception);                          // as raise_object, but leaves its context alone
void *raise_from_errno2(Obj filename, Obj filename2);
void *raise_stop_iteration_with(Obj value);                // value may be NULL
void *raise_no_attribute(Obj object, Obj name);            // "'x' object has no attribute 'y'", with obj, name
void *raise_name_error_for(Obj name);                      // "name 'x' is not defined", with name
void *raise_unbound_local(Obj name);
void *raise_unbound_free(Obj name);
void *raise_recursion(const char *where);                  // "maximum recursion depth exceeded" + where
void *raise_syntax_error_in(Type *kind, Obj message, Obj filename, long line, long column,
                            Obj text_line, long end_line, long end_column);   // from 1; LONG_MIN: None

/* What a thread has of this; exchanged whole when another thread runs. */
typedef struct ErrorState {
    Ref pending;              // NULL: none
    Ref handled;              // what sys.exception() gives; NULL: none
    int depth;                // nested C calls entered by recursion_enter
    const char *stack_limit;  // the C stack may not grow below this; NULL: not known yet
} ErrorState;
extern ErrorState error_state;

static inline bool error_pending(void)        { return error_state.pending != NULL; }
bool error_matches(const Type *type);         // pending, and an instance of type
bool error_is(Obj exception, const Type *type);
/* The pending instance, borrowed; NULL. */
static inline Obj error_peek(void)            { return error_state.pending; }
MAY_RAISE Ref error_take(void);               // takes it out; NULL if none
void error_clear(void);
bool error_clear_if(const Type *type);        // true: it was of the type and is gone
/* What an object's destructor can't raise: printed as CPython's "Exception ignored in: ...". */
void error_report_unraisable(Obj where);
/* Who prints it, if set (sys.unraisablehook); where may be NULL. Must leave nothing pending. */
extern void (*error_unraisable_hook)(Ref exception, Obj where, const char *what);
/* As error_report_unraisable, with CPython's "Exception ignored <what>" text; where may be NULL. */
void error_report_ignored(const char *what, Obj where);

/* The exception being handled (sys.exception()), linked as __context__ of new ones. */
static inline Obj error_handled(void)         { return error_state.handled; }   // borrowed; NULL
/* Replaces the handled exception and gives back the one before. Consumes, may be NULL. */
Ref  error_set_handled(Ref exception);

/* C recursion (repr, compare, hash, destroy of nested objects, calls through slots). */
#define RECURSION_C_LIMIT 20000
bool recursion_refuse(const char *where);            // raises, or learns the bounds of the stack
MAY_RAISE static inline bool recursion_enter(const char *where)   // " while getting the repr ..."
{
    if (unlikely((const char *)__builtin_frame_address(0) < error_state.stack_limit
                 || !error_state.stack_limit || error_state.depth >= RECURSION_C_LIMIT)
        && !recursion_refuse(where)) return false;
    error_state.depth++;
    return true;
}
static inline void recursion_leave(void)             { error_state.depth--; }
extern int recursion_limit;                          // sys.setrecursionlimit: frames, checked by vm/

/* Warnings go to the module `warnings` if it can be imported; may raise (filter "error"). */
MAY_RAISE bool warn(Type *category, int stack_level, const char *format, ...);
MAY_RAISE bool warn_at(Type *category, Obj message, Obj file, uint32_t line);
