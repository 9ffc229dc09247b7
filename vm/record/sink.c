/* vm/record/sink.c -- structured data written once, as JSON text or as Python objects. */
#include "vm/record/sink.h"
#include "runtime/intern.h"
#include "runtime/types/bool.h"
#include "runtime/types/dict.h"
#include "runtime/types/int.h"
#include "runtime/types/list.h"
#include "runtime/types/none.h"
#include "runtime/types/str.h"
#include <string.h>

static void separate(Sink *s)
{
    if (s->comma) text_add(s->text, ",");
    s->comma = true;
}

static void give(Sink *s, Ref value)
{
    if (!s->depth) {
        s->result = value;
        return;
    }
    Ref into = s->made[s->depth - 1], key = s->keys[s->depth - 1];
    if (is_list(into)) list_give(into, value);
    else {
        dict_set_str(into, key, value);
        drop(value);
    }
}

void sink_open(Sink *s, char bracket)
{
    if (s->text) {
        separate(s);
        text_bytes(s->text, &bracket, 1);
        s->comma = false;
        s->keys[s->depth++] = (Ref)(uintptr_t)(bracket == '[');
        return;
    }
    s->keys[s->depth] = NULL;
    s->made[s->depth++] = bracket == '[' ? list_new(0) : dict_new();
}

void sink_close(Sink *s)
{
    s->depth--;
    if (s->text) {
        text_add(s->text, s->keys[s->depth] ? "]" : "}");
        s->comma = true;
        return;
    }
    give(s, s->made[s->depth]);
}

void sink_key(Sink *s, const char *key)
{
    if (!s->text) {
        s->keys[s->depth - 1] = (Ref)intern(key);
        return;
    }
    separate(s);
    text_json(s->text, key);
    text_add(s->text, ":");
    s->comma = false;
}

void sink_text(Sink *s, const char *text)
{
    if (!text) sink_null(s);
    else if (s->text) {
        separate(s);
        text_json(s->text, text);
    } else give(s, str_from_utf8(text, strlen(text)));
}

void sink_int(Sink *s, int64_t number)
{
    if (s->text) {
        separate(s);
        text_format(s->text, "%ld", (long)number);
    } else give(s, int_new(number));
}

void sink_bool(Sink *s, bool value)
{
    if (s->text) {
        separate(s);
        text_add(s->text, value ? "true" : "false");
    } else give(s, bool_new(value));
}

void sink_null(Sink *s)
{
    if (s->text) {
        separate(s);
        text_add(s->text, "null");
    } else give(s, none_new());
}
