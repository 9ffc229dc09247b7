/* runtime/modules/pickle.h -- pickling: what the files of the module _pickle share.
 * SPDX-License-Identifier: MIT
 *
 *   pickler.c    class Pickler      pickler_output.c  octets, frames, memo
 *                pickler_save.c     builtin types     pickler_reduce.c  globals, all other objects
 *   unpickler.c  class Unpickler    unpickler_input.c reading          unpickler_stack.c
 *                unpickler_load.c   plain instructions  unpickler_build.c  those that make objects
 *   picklebuffer.c  class PickleBuffer                 pickle.c        the module, names of globals
 */
#pragma once
#include "runtime/buffer_holders.h"
#include "runtime/types/octets.h"

#define OPCODE(name, octet, loader) PICKLE_##name = octet,
enum PickleOpcode {
#include "runtime/modules/pickle.def"
};
#undef OPCODE
enum {
    PICKLE_PROTOCOL = 4,          // unless another one is asked for
    PICKLE_PROTOCOL_MAX = 5,
    PICKLE_BATCH = 1000,          // items between a mark and its instruction
    FRAME_MIN = 4,                // less is not worth a frame
    FRAME_TARGET = 64 * 1024,     // a frame ends at the next boundary; larger data has none
    FRAME_HEADER = 9,             // the instruction FRAME and its size
};

/* --- Pickler --- */

typedef struct MemoEntry { Ref key; size_t index; } MemoEntry;   // key NULL: free
/* Objects seen, by identity, in an open-addressing table. */
typedef struct Memo {
    MemoEntry *entries;           // owned; NULL: empty
    size_t length, slots;         // slots: a power of two
} Memo;

typedef struct Pickler {
    Object head;
    Ref write;                    // file.write; NULL: into memory alone
    Ref file;                     // not NULL once __init__ ran
    Ref own_persistent_id;        // set on the instance
    Ref persistent_id;            // in use by a dump; NULL: none
    Ref reducer_override;         // likewise
    Ref dispatch_table;           // NULL: copyreg's
    Ref buffer_callback;          // NULL: none
    Memo memo;
    OctetWriter out;
    int protocol;
    bool binary;                  // protocol >= 1
    bool fix_imports;             // names as Python 2 has them
    bool framing, busy;
    intptr_t frame_start;         // where in out its header is; -1: no frame is open
    int32_t fast, shown_binary;   // attributes `fast` and `bin`
    int fast_depth;
    Ref fast_seen;                // dict: ids of containers being saved without a memo
} Pickler;
extern Type pickler_type, pickler_memo_type;

MAY_RAISE bool pickler_setup(Pickler *p, Obj protocol, Obj fix_imports, Obj buffer_callback);
MAY_RAISE bool pickler_set_file(Pickler *p, Obj file);
MAY_RAISE bool pickler_dump(Pickler *p, Obj x);

/* pickler_output.c */
void pickler_put(Pickler *p, const void *data, size_t length);
void pickler_put_opcode(Pickler *p, enum PickleOpcode opcode);
/* An instruction with a little-endian number of `width` octets. */
void pickler_put_number(Pickler *p, enum PickleOpcode opcode, uint64_t number, int width);
/* A header and data, which goes straight to the file if it is large. payload: bytes or NULL. */
MAY_RAISE bool pickler_put_block(Pickler *p, const void *header, size_t header_length,
                                 const char *data, size_t length, Obj payload);
MAY_RAISE bool pickler_boundary(Pickler *p);          // between instructions: may end the frame
void pickler_end_frame(Pickler *p);
MAY_RAISE bool pickler_flush(Pickler *p);
bool memo_find(const Memo *memo, Obj key, size_t *index);
void memo_set(Memo *memo, Obj key, size_t index);
void memo_clear(Memo *memo);
void pickler_remember(Pickler *p, Obj x);             // in the memo; nothing in fast mode
void pickler_recall(Pickler *p, size_t index);

/* pickler_save.c, pickler_reduce.c */
MAY_RAISE bool pickler_save(Pickler *p, Obj x);
MAY_RAISE bool pickler_save_plain(Pickler *p, Obj x); // without asking persistent_id
MAY_RAISE bool pickler_save_items(Pickler *p, Obj iterator);
MAY_RAISE bool pickler_save_pairs(Pickler *p, Obj iterator);
/* The tuple (callable, arguments, ...); x NULL: not remembered. */
MAY_RAISE bool pickler_save_reduced(Pickler *p, Obj reduced, Obj x);
MAY_RAISE bool pickler_save_global(Pickler *p, Obj x, Obj name);      // name NULL: its own
MAY_RAISE bool pickler_save_other(Pickler *p, Obj x);

/* --- Unpickler --- */

typedef struct Unpickler {
    Object head;
    Ref read, readline, peek;     // of the file; NULL: from memory, or no peek
    Ref own_persistent_load;      // set on the instance
    Ref buffers;                  // iterator; NULL: none
    Ref encoding, errors;         // str, for texts of Python 2
    Ref input;                    // bytes in use; NULL if view is
    Buffer view;                  // what loads() was given
    const char *data;
    size_t length, at;
    size_t peeked;                // where in data what the file does not count as read begins
    bool is_peeked, busy, ready;
    Ref *stack;                   // owned
    size_t height, room;
    size_t *marks;                // owned: heights of the stack
    size_t mark_count, mark_room;
    Ref *memo;                    // owned
    size_t memo_room, memo_count;
    Ref far_memo;                 // dict: indices much larger than the memo is long
    int protocol;
    bool fix_imports, stopped;
} Unpickler;
extern Type unpickler_type, unpickler_memo_type;
typedef bool (*PickleLoader)(Unpickler *);
#define OPCODE(name, octet, loader) bool loader(Unpickler *u);
#include "runtime/modules/pickle.def"
#undef OPCODE

MAY_RAISE bool unpickler_setup(Unpickler *u, Obj encoding, Obj errors, Obj fix_imports,
                               Obj buffers);
MAY_RAISE bool unpickler_set_file(Unpickler *u, Obj file);
MAY_RAISE Ref  unpickler_load(Unpickler *u);
/* By the method find_class, or directly if it is not overridden. */
MAY_RAISE Ref  unpickler_find(Unpickler *u, Obj module, Obj name);
MAY_RAISE Ref  unpickler_find_global(const Unpickler *u, Obj module, Obj name);
MAY_RAISE Ref  unpickler_persistent(Unpickler *u, Obj id);

/* unpickler_input.c: the octets stay valid until the next read or call of Python code. */
MAY_RAISE bool unpickler_read(Unpickler *u, size_t count, const char **data);
MAY_RAISE bool unpickler_read_line(Unpickler *u, const char **data, size_t *length);
MAY_RAISE bool unpickler_read_number(Unpickler *u, int width, uint64_t *number);
MAY_RAISE bool unpickler_give_back(Unpickler *u);     // tells the file what was really read
void unpickler_forget_input(Unpickler *u);

/* unpickler_stack.c */
void *unpickler_underflow(const Unpickler *u);        // raises
void unpickler_push(Unpickler *u, Ref x);             // consumes
MAY_RAISE Ref unpickler_pop(Unpickler *u);            // "unpickling stack underflow"
MAY_RAISE Obj unpickler_top(Unpickler *u);
MAY_RAISE bool unpickler_pop_mark(Unpickler *u, size_t *height);
MAY_RAISE Ref unpickler_pop_list(Unpickler *u, size_t from);     // all down to a height
void unpickler_clear(Unpickler *u);
void unpickler_memo_set(Unpickler *u, size_t index, Obj x);
Obj  unpickler_memo_get(const Unpickler *u, size_t index);       // NULL: not there
void unpickler_memo_clear(Unpickler *u);

/* --- both: pickle.c --- */

extern Ref pickling_error, unpickling_error;
void *raise_pickling(const char *format, ...);
void *raise_unpickling(const char *format, ...);
/* module.name for a module that is imported if it has to be. */
MAY_RAISE Ref pickle_import(Obj module_name);
MAY_RAISE Ref pickle_get(const char *module, const char *name);  // cached
/* x.a.b for "a.b"; true with NULL: not there. */
MAY_RAISE bool pickle_walk(Obj x, Obj dotted, Ref *found);
/* AttributeError if there is "<locals>" in it. */
MAY_RAISE bool pickle_check_dotted(Obj dotted, Obj in);
MAY_RAISE Ref pickle_module_of(Obj x, Obj name);      // a str

typedef struct PickleBufferObject {
    Object head;
    Buffer view;              // view.object NULL: released
    BufferHolder holder;
    bool flat;                // shows itself as octets, whatever the exporter has
} PickleBufferObject;
extern Type pickle_buffer_type;
