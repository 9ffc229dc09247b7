/* vm/record/recording.h -- a recorded run: code, objects, frames, and what each step changed.
 * Made by: recorder.c. Shown by: trace.c, export.c.   SPDX-License-Identifier: MIT
 *
 * A step is one executed instruction. Its changes say what was before and after, so a state can
 * be taken forward and backward. All is in memory of its own, none of it in the heap looked at.
 *
 * Values are words: 0 nothing; odd: the small int itself, as in object.h; else 2 * number of an
 * object. Objects and frames are numbered from 1, in order of first sight.
 */
#pragma once
#include "vm/frame.h"
#include "vm/record/text.h"

typedef uint64_t Value;
static inline bool value_is_object(Value v)        { return v && !(v & 1); }
static inline uint32_t value_object(Value v)       { return (uint32_t)(v >> 1); }
static inline int64_t value_int(Value v)           { return (int64_t)v >> 1; }

/* What was to be seen of an object from one step to another: shared by the changes that name it. */
typedef struct ContentEdge {
    uint8_t kind;             // EdgeKind
    bool hidden;              // of a class, a function ...: seldom worth drawing
    const char *name;         // ".x", "['k']"; items and members: NULL
    Value key;                // EDGE_VALUE: the key
    Value value;
} ContentEdge;
typedef struct Content {
    uint32_t shares;          // changes and states that hold it
    uint32_t number;          // for the export; 0: not yet written
    char *text;               // owned: in a few words
    char *details;            // owned: JSON text of what else there is, octets or a view's shape; NULL
    uint64_t length;          // items, pairs, characters
    uint32_t edge_count;
    uint32_t more;            // edges left out
    ContentEdge edges[];
} Content;

typedef enum ChangeKind {
    CHANGE_ENTER,             // frame begins; index 1: goes on after a yield
    CHANGE_LEAVE,             // frame ends: index is a Leaving, after the value it gives
    CHANGE_REGISTER,          // frame's register `index`: before, after
    CHANGE_COUNT,             // object's count: before, after (COUNT_IMMORTAL)
    CHANGE_CONTENT,           // object: first seen (no content before), changed, gone (none after;
                              // index 1: freed, 0: out of sight)
    CHANGE_OUTPUT,            // text written to stream `index`: 1 output, 2 error
    CHANGE_RAISE,             // exception `after` in frame, to the handler at `index`; NO_HANDLER
} ChangeKind;
typedef enum Leaving { LEFT_BY_RETURN, LEFT_BY_YIELD, LEFT_BY_EXCEPTION, LEFT_AS_GENERATOR } Leaving;
enum { NO_HANDLER = -1 };
#define COUNT_IMMORTAL UINT32_MAX

typedef struct Change {
    uint8_t kind;
    uint32_t subject;         // number of the frame or object
    int32_t index;
    union { Value before; Content *old; char *text; };
    union { Value after; Content *new; };
} Change;

typedef struct Step {
    uint64_t number;          // from 0
    uint32_t frame;
    uint32_t at;              // instruction
    uint32_t change_count;
    Change *changes;          // owned
} Step;

typedef struct RecordedObject {
    uint32_t number;
    bool alive, visible;
    const void *address;      // only to tell objects apart; NULL once freed
    char *type;               // owned
    uint32_t count;           // as last seen
    Content *content;         // as last seen; NULL: not visible
    uint64_t print;           // fingerprint of what can change
    uint32_t epoch;           // walk in which it was met
    uint32_t place;           // among the visible ones
    uint32_t link;            // of a generator: its frame; of a code object: its code
    uint32_t first_count;     // state before the first step that is kept
    Content *first_content;
} RecordedObject;

typedef struct RecordedFrame {
    uint32_t number;
    uint32_t code;            // number of the code
    uint32_t caller;          // frame, 0: none
    Value globals, locals, function, generator;
    bool on_stack, first_on_stack;     // now; before the first step that is kept
    uint32_t register_count;
    Value *registers, *first_registers;    // owned
} RecordedFrame;

/* A code object as it was when first met; it may be gone by now. */
typedef struct RecordedInstruction {
    uint8_t op, words;
    uint16_t numbers[3];      // operands a, b, c as they are
    Position position;
    char *operands, *meaning; // owned
    int32_t target;           // of a jump; -1
} RecordedInstruction;
typedef struct RecordedCode {
    uint32_t number;
    char *name, *qualname;
    uint32_t first_line, flags;
    uint32_t register_count, variable_count;
    char **variables;         // owned
    size_t instruction_count;
    RecordedInstruction *instructions;
    Handler *handlers;
    size_t handler_count;
} RecordedCode;

typedef struct Recording {
    char *name;               // of the source
    Step *steps;              // a ring
    size_t room, first, count, limit;
    uint64_t dropped;         // steps no longer there: the oldest ones
    RecordedObject **objects; // by number - 1; NULL: gone before the first step
    size_t object_count, object_room;
    RecordedFrame **frames;
    size_t frame_count, frame_room;
    RecordedCode **codes;
    size_t code_count, code_room;
    struct NameTable *names;  // names of edges
    bool ended;
    int status;               // exit status
} Recording;

Recording *recording_new(const char *name, size_t limit);
void recording_free(Recording *r);
static inline Step *recording_step(const Recording *r, size_t i)   // 0: the oldest that is kept
{
    return &r->steps[(r->first + i) % r->room];
}
/* Appends a step, dropping the oldest if there are `limit` of them. */
Step *recording_add_step(Recording *r, uint32_t frame, uint32_t at);
/* The changes that lead to the state before the first step. */
void recording_begin(Recording *r, const Step *before);
void step_add(Step *step, Change change);
void step_clear(Step *step);
RecordedObject *recording_add_object(Recording *r);
RecordedFrame *recording_add_frame(Recording *r, size_t registers);
static inline RecordedObject *recording_object(const Recording *r, uint32_t number)
{
    return number && number <= r->object_count ? r->objects[number - 1] : NULL;
}
static inline RecordedFrame *recording_frame(const Recording *r, uint32_t number)
{
    return number && number <= r->frame_count ? r->frames[number - 1] : NULL;
}
uint32_t recording_code(Recording *r, const Code *code);     // its number; taken down when new
/* The one copy of a name. With a key (an immortal str) it is found again without its text. */
const char *recording_name(Recording *r, const char *text, Obj key, int kind);
const char *recording_known_name(const Recording *r, Obj key, int kind);     // NULL
void content_drop(Content *content);
static inline Content *content_keep(Content *content)
{
    if (content) content->shares++;
    return content;
}
