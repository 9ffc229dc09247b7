/* vm/record/summary.c -- a value in a few words, from its data alone. */
#include "vm/record/summary.h"
#include "runtime/modules/array.h"
#include "runtime/modules/deque.h"
#include "runtime/intern.h"
#include "runtime/types/bool.h"
#include "runtime/types/builtin.h"
#include "runtime/types/bytearray.h"
#include "runtime/types/bytes.h"
#include "runtime/types/complex.h"
#include "runtime/types/dict.h"
#include "runtime/types/exception.h"
#include "runtime/types/float.h"
#include "runtime/types/int.h"
#include "runtime/types/iterators.h"
#include "runtime/types/list.h"
#include "runtime/types/memoryview.h"
#include "runtime/types/method.h"
#include "runtime/types/module.h"
#include "runtime/types/none.h"
#include "runtime/types/range.h"
#include "runtime/types/set.h"
#include "runtime/types/slice.h"
#include "runtime/types/str.h"
#include "runtime/types/tuple.h"
#include "runtime/types/unicode.h"
#include "vm/generator.h"
#include <stdlib.h>
#include <string.h>

enum { LONGEST_INT_BITS = 4096, DEEPEST = 5 };

typedef struct Summary {
    Text *out;
    size_t end;               // no more items from this length on
    Obj above[DEEPEST + 1];   // containers being shown
    int depth;
} Summary;

static void put(Summary *s, Obj x);

static bool is_full(const Summary *s)              { return s->out->length >= s->end; }

/* --- numbers and texts --- */

static void put_int(Text *out, Obj x)
{
    if (is_small(x)) {
        text_format(out, "%ld", (long)small_value(x));
        return;
    }
    if (int_bit_length(x) > LONGEST_INT_BITS) {
        text_format(out, "int of %zu bits", int_bit_length(x));
        return;
    }
    IntView room;
    char *digits = mpz_get_str(NULL, 10, int_view(x, &room));
    size_t length = strlen(digits);
    if (length <= 40) text_add(out, digits);
    else text_format(out, "%.12s...%s (%zu digits)", digits, digits + length - 8,
                     length - (*digits == '-'));
    free(digits);
}

static void put_float(Text *out, double value)
{
    char buffer[48];
    text_bytes(out, buffer, float_text(value, buffer));
}

static void put_escaped(Text *out, uint32_t c, char quote)
{
    if (c == '\n') text_add(out, "\\n");
    else if (c == '\t') text_add(out, "\\t");
    else if (c == '\r') text_add(out, "\\r");
    else if (c == (uint32_t)quote || c == '\\') text_format(out, "\\%c", (int)c);
    else if (c < 0x20 || c == 0x7f) text_format(out, "\\x%02x", c);
    else if (c < 0x80 || unicode_is_printable(c)) text_point(out, c);
    else if (c < 0x100) text_format(out, "\\x%02x", c);
    else text_format(out, c < 0x10000 ? "\\u%04x" : "\\U%08x", c);
}

static void put_more(Text *out, size_t more)
{
    if (more) text_format(out, "... %zu more", more);
}

static void put_points(Summary *s, Points p)
{
    bool apostrophe = points_find_one(p, '\'', false) >= 0, quotes = points_find_one(p, '"', false) >= 0;
    char quote = apostrophe && !quotes ? '"' : '\'';
    text_format(s->out, "%c", quote);
    size_t i = 0;
    for (; i < p.length && (!is_full(s) || p.length - i < 8); i++)
        put_escaped(s->out, point_at(p, i), quote);
    text_format(s->out, "%c", quote);
    put_more(s->out, p.length - i);
}

static void put_octets(Summary *s, const char *data, size_t length)
{
    size_t i = 0;
    text_add(s->out, "b'");
    for (; i < length && !is_full(s); i++) {
        unsigned char c = (unsigned char)data[i];
        if (c < 0x80) put_escaped(s->out, c, '\'');
        else text_format(s->out, "\\x%02x", c);
    }
    text_add(s->out, "'");
    put_more(s->out, length - i);
}

/* --- containers --- */

static bool enter(Summary *s, Obj x)
{
    for (int i = 0; i < s->depth; i++)
        if (s->above[i] == x) return false;
    if (s->depth == DEEPEST) return false;
    s->above[s->depth++] = x;
    return true;
}

static void put_items(Summary *s, const Ref *items, size_t count)
{
    size_t i = 0;
    for (; i < count && !is_full(s); i++) {
        if (i) text_add(s->out, ", ");
        put(s, items[i]);
    }
    if (i < count && i) text_add(s->out, ", ");
    put_more(s->out, count - i);
}

static void put_list(Summary *s, Obj x)
{
    text_add(s->out, "[");
    put_items(s, ((const List *)x)->items, list_length(x));
    text_add(s->out, "]");
}

static void put_tuple(Summary *s, Obj x)
{
    if (type_of(x) != &tuple_type) text_add(s->out, type_name(x));
    text_add(s->out, "(");
    put_items(s, tuple_items(x), tuple_length(x));
    text_add(s->out, tuple_length(x) == 1 && type_of(x) == &tuple_type ? ",)" : ")");
}

static void put_dict(Summary *s, Obj x)
{
    if (type_of(x) != &dict_type) text_format(s->out, "%s(", type_name(x));
    text_add(s->out, "{");
    size_t position = 0, shown = 0;
    Obj key, value;
    while (!is_full(s) && dict_next(x, &position, &key, &value)) {
        if (shown++) text_add(s->out, ", ");
        put(s, key);
        text_add(s->out, ": ");
        put(s, value);
    }
    if (shown && shown < dict_length(x)) text_add(s->out, ", ");
    put_more(s->out, dict_length(x) - shown);
    text_add(s->out, type_of(x) != &dict_type ? "})" : "}");
}

static void put_set(Summary *s, Obj x)
{
    bool plain = has_type(x, &set_type) && set_length(x);
    if (!plain) text_format(s->out, "%s(", type_name(x));
    if (set_length(x)) text_add(s->out, "{");
    size_t position = 0, shown = 0;
    Obj key;
    while (!is_full(s) && set_next(x, &position, &key)) {
        if (shown++) text_add(s->out, ", ");
        put(s, key);
    }
    if (shown && shown < set_length(x)) text_add(s->out, ", ");
    put_more(s->out, set_length(x) - shown);
    if (set_length(x)) text_add(s->out, "}");
    if (!plain) text_add(s->out, ")");
}

static void put_deque(Summary *s, const Deque *d)
{
    text_add(s->out, "deque([");
    size_t i = 0;
    for (; i < d->length && !is_full(s); i++) {
        if (i) text_add(s->out, ", ");
        put(s, *deque_place(d, i));
    }
    put_more(s->out, d->length - i);
    text_add(s->out, "])");
}

static double number_at(const Array *a, size_t i, bool *real)
{
    const char *at = array_at(a, i);
    *real = a->code == 'f' || a->code == 'd';
#define AS(type) (double)*(const type *)at
    switch (a->code) {
    case 'b': return AS(int8_t);
    case 'B': return AS(uint8_t);
    case 'h': return AS(int16_t);
    case 'H': return AS(uint16_t);
    case 'i': return AS(int32_t);
    case 'I': return AS(uint32_t);
    case 'f': return AS(float);
    default: return AS(double);
    }
#undef AS
}

static void put_array_item(Text *out, const Array *a, size_t i)
{
    const char *at = array_at(a, i);
    if (a->code == 'l' || a->code == 'q') text_format(out, "%ld", *(const long *)at);
    else if (a->code == 'L' || a->code == 'Q') text_format(out, "%lu", *(const unsigned long *)at);
    else if (is_text(a)) put_escaped(out, *(const uint32_t *)at, '\'');
    else {
        bool real;
        double value = number_at(a, i, &real);
        if (real) put_float(out, value);
        else text_format(out, "%.0f", value);
    }
}

static void put_array(Summary *s, const Array *a)
{
    text_format(s->out, "array('%c'%s", a->code, is_text(a) ? ", '" : a->length ? ", [" : "");
    size_t i = 0;
    for (; i < a->length && !is_full(s); i++) {
        if (i && !is_text(a)) text_add(s->out, ", ");
        put_array_item(s->out, a, i);
    }
    if (i < a->length && !is_text(a)) text_add(s->out, ", ");
    if (!is_text(a)) put_more(s->out, a->length - i);
    text_add(s->out, is_text(a) ? "')" : a->length ? "])" : ")");
}

static void put_view(Text *out, const MemoryView *view)
{
    if (!view->managed) {
        text_add(out, "released memoryview");
        return;
    }
    text_format(out, "memoryview of '%s'", view->view.format);
    for (int i = 0; i < view->view.dimensions; i++)
        text_format(out, "%s%ld", i ? "x" : " ", (long)view->view.shape[i]);
}

/* --- instances --- */

static void put_attributes(Summary *s, Obj x)
{
    const Attributes *attributes = instance_attributes(x);
    if (!attributes || !attributes->shape) return;
    for (size_t i = 0; i < attributes->shape->count; i++) {
        if (is_full(s)) {
            text_format(s->out, ", ... %zu more", attributes->shape->count - i);
            return;
        }
        text_add(s->out, i ? ", " : " ");
        text_add(s->out, str_utf8_lossy(attributes->shape->names[i], NULL));
        text_add(s->out, "=");
        put(s, attributes->values[i]);
    }
}

static void put_instance(Summary *s, Obj x)
{
    text_format(s->out, "<%s", type_name(x));
    put_attributes(s, x);
    text_add(s->out, ">");
}

static void put_exception(Summary *s, Obj x)
{
    const Exception *exception = (const Exception *)x;
    text_format(s->out, "%s(", type_name(x));
    if (exception->args && is_tuple(exception->args))
        put_items(s, tuple_items(exception->args), tuple_length(exception->args));
    text_add(s->out, ")");
}

/* --- what has a name --- */

static void put_named(Text *out, const char *what, Obj name)
{
    text_format(out, "%s ", what);
    if (name && is_str(name)) text_add(out, str_utf8_lossy(name, NULL));
}

// Where it is, when that can be read off.
static bool put_iterator(Text *out, Obj x)
{
    const Type *type = type_of(x);
    if (type == &range_iterator_type) {
        const RangeIterator *it = (const RangeIterator *)x;
        text_format(out, "range iterator, %zu left", it->left);
        if (it->left) text_format(out, ", next %ld", (long)it->next);
    } else if (type == &list_iterator_type || type == &tuple_iterator_type
               || type == &str_iterator_type || type == &str_ascii_iterator_type) {
        const SequenceIterator *it = (const SequenceIterator *)x;
        const char *of = it->sequence ? type_name(it->sequence) : "nothing";
        if (it->sequence) text_format(out, "%s iterator, next [%zu]", of, it->index);
        else text_add(out, "iterator at its end");
    } else return false;
    return true;
}

static bool put_other(Summary *s, Obj x)
{
    Text *out = s->out;
    if (is_type(x)) text_format(out, "class %s", ((const Type *)x)->name);
    else if (has_type(x, &function_type)) put_named(out, "function", ((const FunctionObject *)x)->qualname);
    else if (has_type(x, &code_type)) put_named(out, "code", ((const Code *)x)->qualname);
    else if (has_type(x, &generator_type)) put_named(out, "generator", ((const Generator *)x)->qualname);
    else if (has_type(x, &method_type)) {
        Obj function = ((const BoundMethod *)x)->function;
        put_named(out, "method", has_type(function, &function_type)
                                     ? ((const FunctionObject *)function)->qualname : NULL);
    } else if (is_module(x)) {
        put_named(out, "module", module_dict(x) && is_exact_dict(module_dict(x))
                                     ? dict_peek_str(module_dict(x), name___name__) : NULL);
    } else if (has_type(x, &builtin_type) || has_type(x, &method_descriptor_type)) {
        const char *signature = ((const Builtin *)x)->method->signature;
        text_format(out, "builtin %.*s", (int)strcspn(signature, "("), signature);
    } else if (has_type(x, &memoryview_type)) put_view(out, (const MemoryView *)x);
    else if (put_iterator(out, x)) return true;
    else if (has_type(x, &cell_type)) {
        text_add(out, "cell of ");
        if (((const Cell *)x)->content) put(s, ((const Cell *)x)->content);
        else text_add(out, "nothing");
    } else return false;
    return true;
}

static bool put_plain(Summary *s, Obj x)
{
    if (is_none(x)) text_add(s->out, "None");
    else if (is_bool(x)) text_add(s->out, x == True_object ? "True" : "False");
    else if (x == Ellipsis_object) text_add(s->out, "Ellipsis");
    else if (is_int(x)) put_int(s->out, x);
    else if (is_float(x)) put_float(s->out, float_value(x));
    else if (has_type(x, &complex_type)) {
        char buffer[96];
        const Complex *c = (const Complex *)x;
        size_t length = complex_text(c->real, c->imaginary, buffer);
        text_format(s->out, "%.*s", (int)length, buffer);
    } else if (is_str(x)) put_points(s, str_points(x));
    else if (is_bytes(x)) put_octets(s, bytes_data(x), bytes_length(x));
    else return false;
    return true;
}

static bool put_container(Summary *s, Obj x)
{
    if (is_tuple(x)) put_tuple(s, x);
    else if (is_list(x)) put_list(s, x);
    else if (is_dict(x)) put_dict(s, x);
    else if (is_any_set(x)) put_set(s, x);
    else if (is_exception(x)) put_exception(s, x);
    else if (has_type(x, &deque_type)) put_deque(s, (const Deque *)x);
    else if (has_type(x, &array_type)) put_array(s, (const Array *)x);
    else if (has_type(x, &bytearray_type)) {
        text_add(s->out, "bytearray(");
        put_octets(s, ((const ByteArray *)x)->start, ((const ByteArray *)x)->length);
        text_add(s->out, ")");
    } else if (has_type(x, &range_type) || has_type(x, &slice_type)) {
        text_format(s->out, "%s(", type_name(x));
        put_items(s, &((const Slice *)x)->start, 3);   // a Range begins in the same way
        text_add(s->out, ")");
    } else if (!put_other(s, x)) put_instance(s, x);
    return true;
}

static void put(Summary *s, Obj x)
{
    if (!x) text_add(s->out, "nothing");
    else if (!put_plain(s, x)) {
        if (!enter(s, x)) text_add(s->out, "...");
        else {
            put_container(s, x);
            s->depth--;
        }
    }
}

void summary_put(Text *t, Obj x, size_t room)
{
    Summary s = { .out = t, .end = t->length + room };
    put(&s, x);
}

bool summary_is_leaf(Obj x)
{
    if (is_small(x)) return true;
    const Type *type = x->type;
    if (type->flags & TYPE_HEAP) return false;
    if (is_type(x)) return !(((const Type *)x)->flags & TYPE_HEAP);
    return (type->flags & (TYPE_INT | TYPE_FLOAT | TYPE_STR | TYPE_BYTES)) || is_none(x)
        || x == Ellipsis_object || x == NotImplemented_object || type == &complex_type
        || type == &bytearray_type || type == &array_type || is_module(x)
        || type == &method_descriptor_type || (type == &builtin_type && !((const Builtin *)x)->bound);
}
