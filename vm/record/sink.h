/* vm/record/sink.h -- structured data written once, as JSON text or as Python objects.
 *   SPDX-License-Identifier: MIT */
#pragma once
#include "runtime/object.h"
#include "vm/record/text.h"

enum { SINK_DEPTH = 12 };

typedef struct Sink {
    Text *text;               // JSON goes here; NULL: objects are made
    bool comma;               // JSON: something stands before
    Ref made[SINK_DEPTH];     // objects: lists and dicts under way, the outermost first
    Ref keys[SINK_DEPTH];     // the key for the next item of a dict
    int depth;
    Ref result;               // objects: the whole, owned by the caller
} Sink;

void sink_open(Sink *s, char bracket);             // '[' or '{'
void sink_close(Sink *s);
void sink_key(Sink *s, const char *key);
void sink_text(Sink *s, const char *text);         // UTF-8; NULL: null
void sink_int(Sink *s, int64_t number);
void sink_bool(Sink *s, bool value);
void sink_null(Sink *s);
static inline void sink_put_int(Sink *s, const char *key, int64_t number) { sink_key(s, key); sink_int(s, number); }
static inline void sink_put_text(Sink *s, const char *key, const char *text) { sink_key(s, key); sink_text(s, text); }
