/* runtime/type.h -- Type: what all objects of one kind share, as a record of slots.
 * Owned by: itself (static types are immortal), its instances and subclasses.
 * Read after: object.h.   SPDX-License-Identifier: MIT
 *
 * Builtin types are static records that name only the slots they have; startup inherits the rest
 * from the base and publishes the slots as dunder methods (dunder.h). A class statement makes a
 * Type at run time, whose slots call the dunders that the class defines.
 * Each type file keeps this order: struct, constructors, slots, methods, tables, Type.
 */
#pragma once
#include "runtime/object.h"
#include "runtime/operate.h"

struct Params;
struct Buffer;
typedef struct Type Type;

/* A builtin function gets its arguments bound by the signature: arg[i] is the i-th parameter,
 * borrowed; NULL when an optional one was left out; *args is a tuple, **kwargs a dict. */
typedef Ref (*Function)(const Obj arg[]);
/* The raw call protocol: count positional arguments, then the values of the keywords `names`. */
typedef Ref (*RawFunction)(Obj callable, const Obj *args, size_t count, Obj names);
typedef void (*Visit)(Obj held, void *context);

enum MethodKind { METHOD_INSTANCE, METHOD_CLASS, METHOD_STATIC };

/* A row of a method table: "index(self, value, start=, stop=, /)", the name before "(". */
typedef struct Method {
    const char *signature;
    Function function;
    const char *doc;
    enum MethodKind kind;     // class methods get the class as arg[0], named cls; static: no self
    Ref (*plain)(const Obj *args, size_t count);   // for calls without keywords; may be NULL
} Method;
/* A computed attribute. */
typedef struct Getter {
    const char *name;
    Ref (*get)(Obj self);
    bool (*set)(Ref self, Obj value);      // NULL: read-only; value NULL: delete
    const char *doc;
} Getter;
/* A stored attribute, at an offset in the object. */
typedef enum MemberKind {
    MEMBER_OBJECT,            // NULL reads as None
    MEMBER_SLOT,              // NULL reads as AttributeError (__slots__)
    MEMBER_SIZE, MEMBER_INT32, MEMBER_BOOL,
} MemberKind;
typedef struct Member {
    const char *name;
    MemberKind kind;
    size_t offset;
    bool writable;
    const char *doc;
} Member;

enum {
    TYPE_FINAL       = 1 << 0,   // "type 'bool' is not an acceptable base type"
    TYPE_HEAP        = 1 << 1,   // made at run time: counted by its instances
    TYPE_LEAF        = 1 << 2,   // instances hold no references: allocated unscanned
    TYPE_SEQUENCE    = 1 << 3,   // matches sequence patterns (inherited)
    TYPE_MAPPING     = 1 << 4,   // matches mapping patterns (inherited)
    TYPE_MATCH_SELF  = 1 << 5,   // case int(x): x is the subject itself (inherited)
    TYPE_INT         = 1 << 6,   // int and its subclasses; likewise below (all inherited)
    TYPE_STR         = 1 << 7,
    TYPE_TUPLE       = 1 << 8,
    TYPE_LIST        = 1 << 9,
    TYPE_DICT        = 1 << 10,
    TYPE_BYTES       = 1 << 11,
    TYPE_EXCEPTION   = 1 << 12,  // BaseException and below
    TYPE_TYPE        = 1 << 13,  // type and below: instances are types
    TYPE_NO_CREATE   = 1 << 14,  // "cannot create 'x' instances"
    TYPE_HAS_DEL     = 1 << 15,  // instances must run __del__
    TYPE_ABSTRACT    = 1 << 16,  // __abstractmethods__ is not empty
    TYPE_READY       = 1 << 17,
    TYPE_METHOD_DESCRIPTOR = 1 << 18,  // found on a class, a call may bind self without an object
    TYPE_IMMUTABLE   = 1 << 19,  // attributes of the type cannot be set (static types)
    TYPE_DATA_SET    = 1 << 20,  // set or frozenset and below
    // get_attribute is the generic one: inline caches may be used
    TYPE_PLAIN_ATTRIBUTES = 1 << 21,
    TYPE_FLOAT       = 1 << 22,
    TYPE_BYTEARRAY   = 1 << 23,
    TYPE_WEAKREFS    = 1 << 24,  // instances of the class may be weakly referenced (inherited)
    TYPE_METHODS_SET = 1 << 25,  // internal: slots are filled
    TYPE_PLAIN_END   = 1 << 26,  // nothing but `destroy` is due when an instance goes
    TYPE_UNTRACKED   = 1 << 28,  // containers that the module gc does not speak of (not inherited)
};

struct Type {
    Object head;              // a type is an object; head.type is type_type or a metaclass
    uint32_t flags;           // TYPE_*
    uint32_t version;         // changes whenever an attribute of the type or of a base changes
    const char *name;         // UTF-8; what error messages print (static: "collections.deque")
    const char *module;       // NULL: builtins
    const char *doc;
    size_t size;              // bytes of an instance without items
    size_t item_size;         // 0: all instances have `size` bytes
    size_t attributes_offset; // where struct Attributes (instance.h) lies; 0: none;
                              // ATTRIBUTES_AT_END: of the memory block (types with items)
    size_t slots_size;        // bytes that __slots__ added

    Type *base;               // counted if a class
    const Method *methods;    // static tables, ended by a row of zeros
    const Getter *getters;
    const Member *members;
    Ref bases, mro;           // tuples
    Ref dict;                 // the class's own attributes
    Ref subclasses;           // list of weak references, or NULL
    Ref qualname;             // str; NULL: name
    struct Shape *shape;      // where its instances' attribute layouts begin; NULL until needed
    Ref match_args;           // cache, see match
    Ref init_function;        // the Python function found as __init__, borrowed; NULL: none/unknown
    void *extra;              // metaclass-specific

    /* making instances */
    const char *signature;    // of create: "tuple(iterable=, /)"; NULL: inherited
    const char *init_signature;
    Ref (*create)(Type *type, const Obj arg[]);      // __new__: arguments bound by signature
    bool (*init)(Ref self, const Obj arg[]);         // __init__: bound by init_signature
    const struct Params *create_params, *init_params;
    void (*destroy)(Ref self);                       // drops what self holds; not its memory
    bool (*finalize)(Ref self);                      // __del__; true: done (errors reported inside)
    void (*visit)(Obj self, Visit visit, void *context);  // every reference that self holds
    // collected in a cycle: gives up what is outside the heap (files, exports). World stopped:
    void (*bury)(Ref self);                          // no drop, no heap_*, no call into Python
    size_t (*bytes)(Obj self);                       // own size with items and blocks: __sizeof__

    /* protocols; NULL: not supported */
    Ref (*repr)(Obj self);
    Ref (*str)(Obj self);
    Ref (*format)(Obj self, Obj spec);
    bool (*hash)(Obj self, intptr_t *hash);          // hash_unhashable for mutable ones
    Ref (*compare)(Obj self, Obj other, CompareOp op);   // may return NotImplemented_object
    bool (*truth)(Obj self, bool *result);
    Ref (*call)(Obj self, const Obj *args, size_t count, Obj names);
    Ref (*iterate)(Obj self);
    Ref (*next)(Obj self);                           // NULL without a pending exception: exhausted
    bool (*length)(Obj self, size_t *length);
    // sequence item; index already adjusted for < 0
    Ref (*item)(Obj self, intptr_t index);
    Ref (*get_item)(Obj self, Obj key);              // self[key]
    bool (*set_item)(Ref self, Obj key, Obj value);
    bool (*delete_item)(Ref self, Obj key);
    bool (*contains)(Obj self, Obj item, bool *found);
    Ref (*get_attribute)(Obj self, Obj name);
    bool (*set_attribute)(Ref self, Obj name, Obj value);
    bool (*delete_attribute)(Ref self, Obj name);
    Ref (*descriptor_get)(Obj self, Obj instance, Obj owner);   // instance NULL: through the class
    bool (*descriptor_set)(Ref self, Obj instance, Obj value);
    bool (*descriptor_delete)(Ref self, Obj instance);
    bool (*buffer)(Obj self, struct Buffer *view, int flags);
    void (*buffer_release)(Obj self, struct Buffer *view);

    /* numbers: left or right may be of this type; NotImplemented_object when they don't fit */
    Ref (*binary[OPERATOR_COUNT])(Obj left, Obj right);
    Ref (*in_place[OPERATOR_COUNT])(Obj self, Obj other);
    Ref (*power)(Obj base, Obj exponent, Obj modulus);          // modulus may be None
    Ref (*negative)(Obj self);
    Ref (*positive)(Obj self);
    Ref (*absolute)(Obj self);
    Ref (*invert)(Obj self);
    Ref (*to_int)(Obj self);
    Ref (*to_float)(Obj self);
    Ref (*to_index)(Obj self);
    /* sequences: tried after the numbers; they raise by themselves */
    Ref (*concat)(Obj self, Obj other);
    Ref (*repeat)(Obj self, intptr_t times);
    Ref (*concat_in_place)(Obj self, Obj other);
    Ref (*repeat_in_place)(Obj self, intptr_t times);
};

#define ATTRIBUTES_AT_END ((size_t)-1)
#define TYPE_HEADER .head = { .count = IMMORTAL_COUNT, .flags = FLAG_IMMORTAL, .type = &type_type }

extern Type type_type, object_type;

/* Fills a static type: inheritance, dict, dunders. Bases first; safe to call twice. */
void type_ready(Type *type);

static inline bool type_is_subtype_flag(Obj x, uint32_t flag) { return type_of(x)->flags & flag; }
bool type_is_subtype(const Type *type, const Type *base);      // by MRO
static inline bool is_instance(Obj x, const Type *type)         // real class only; never raises
{
    return type_of(x) == type || type_is_subtype(type_of(x), type);
}
static inline bool is_type(Obj x)   { return !is_small(x) && (x->type->flags & TYPE_TYPE); }
static inline const char *type_name(Obj x) { return type_of(x)->name; }

/* Looks a name up along the MRO through the method cache. Borrowed; NULL: not there (no exception).
 * `name` must be an interned str. */
Obj type_lookup(Type *type, Obj name);
/* As type_lookup, skipping the bases up to and including `after` (super()). */
Obj type_lookup_after(Type *type, Type *after, Obj name);
/* Sets (value NULL: deletes) an attribute of a class and updates slots, version and caches. */
MAY_RAISE bool type_set_attribute(Type *type, Obj name, Obj value);
void type_modified(Type *type);           // new version for it and all its subclasses
/* class statement: type(name, bases, namespace, **keywords); metaclass already chosen. */
MAY_RAISE Ref type_new(Type *metaclass, Obj name, Obj bases, Obj namespace, Obj keywords);
/* The most derived metaclass of bases, starting from `metaclass`; NULL: conflict raised. */
MAY_RAISE Type *type_winner(Type *metaclass, Obj bases);
/* type(args...): create, then init. */
MAY_RAISE Ref type_call(Obj type, const Obj *args, size_t count, Obj names);
/* An instance of `type` with room for `items`, cleared behind the header (also if a leaf).
 * Fills in FLAG_FINALIZE and empty attributes. */
Ref type_allocate(Type *type, size_t items);
Ref type_get_qualname(const Type *type);    // str
Ref type_get_module(const Type *type);      // str
/* The order of lookup from those of the bases, a tuple; by the metaclass's mro() if it has one. */
MAY_RAISE Ref mro_c3(Type *type);
MAY_RAISE Ref mro_compute(Type *type);
/* The class named by a module in the caller's frame, for type(name, bases, dict); set by the VM. */
extern Obj (*type_calling_module)(void);
/* Copies of what the bases have for slots that are still empty. */
void type_inherit(Type *type, const Type *base);
/* owner's __init__ with raw arguments, and its __new__ with a tuple and a dict (NULL: none). */
MAY_RAISE bool type_init_raw(Type *owner, Ref self, const Obj *args, size_t count, Obj names);
MAY_RAISE Ref type_create_with(Type *owner, Type *type, Obj args, Obj kwargs);
/* Slots create and init of `object`: plain classes have these. */
Ref object_create(Type *type, const Obj arg[]);
bool object_init(Ref self, const Obj arg[]);
/* Static types record themselves with their bases; classes by type_new. */
void type_add_subclass(Type *base, Type *type);
Ref type_get_subclasses(const Type *type);        // list of the living ones
/* __bases__ = ...: new base, order and slots for the type and its subclasses. */
MAY_RAISE bool type_set_bases(Type *type, Obj bases);
/* Do instances of both look alike in memory? (x.__class__ = ...) */
bool type_same_layout(const Type *a, const Type *b);
/* The base whose memory layout instances follow; NULL: conflict raised. */
MAY_RAISE Type *type_best_base(Obj bases);
bool hash_unhashable(Obj self, intptr_t *hash);   // slot: raises "unhashable type: 'x'"
