/* runtime/types/exception.h -- exception objects; the hierarchy is exceptions.def.   SPDX-License-Identifier: MIT */
#pragma once
#include "runtime/error.h"
#include "runtime/instance.h"

typedef struct Exception {
    Object head;
    Attributes attributes;
    Ref args;                 // tuple
    Ref traceback, context, cause;   // NULL: None
    bool suppress_context;
} Exception;
typedef struct StopIteration { Exception base; Ref value; } StopIteration;
typedef struct SystemExit { Exception base; Ref code; } SystemExit;
typedef struct NameError { Exception base; Ref name; } NameError;
typedef struct AttributeError { Exception base; Ref name, obj; } AttributeError;
typedef struct ImportError { Exception base; Ref msg, name, path, name_from; } ImportError;
typedef struct OSError { Exception base; Ref number, strerror, filename, filename2, written; } OSError;
typedef struct SyntaxError {
    Exception base;
    Ref msg, filename, lineno, offset, text, end_lineno, end_offset, print_file_and_line;
} SyntaxError;
typedef struct UnicodeError { Exception base; Ref encoding, object, start, end, reason; } UnicodeError;
typedef struct ExceptionGroup { Exception base; Ref message, exceptions; } ExceptionGroup;

extern Type exception_group_type;           // ExceptionGroup(BaseExceptionGroup, Exception)
static inline bool is_exception(Obj x)      { return type_of(x)->flags & TYPE_EXCEPTION; }
static inline bool is_exception_type(Obj x) { return is_type(x) && (((const Type *)x)->flags & TYPE_EXCEPTION); }
/* `raise x`: an instance, or a class to be called. */
MAY_RAISE Ref exception_from(Obj raised);
MAY_RAISE bool exception_match(Obj exception, Obj type_or_tuple, bool *match);   // except clause
/* except*: splits; *matched and *rest owned, NULL if empty. */
MAY_RAISE bool exception_group_split(Obj exception, Obj type_or_tuple, Ref *matched, Ref *rest);
MAY_RAISE Ref exception_group_new(Obj message, Obj exceptions);
void exception_set_cause(Ref exception, Ref cause);          // consumes cause, may be NULL
void exception_set_context(Ref exception, Ref context);      // consumes; breaks cycles
/* type(args...) for a builtin exception type without keywords, past the call protocol. */
MAY_RAISE Ref exception_make(Type *type, const Obj *args, size_t count);
/* What a try statement with except* goes on with: `raised` is the list of what its clauses raised
 * and of the unmatched rest; NULL without exception: nothing is left. */
MAY_RAISE Ref exception_group_reraise(Obj original, Obj raised);
void exceptions_prepare(void);               // before their type_ready
