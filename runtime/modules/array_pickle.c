/* runtime/modules/array_pickle.c -- array.array for pickle: items in the layout of any machine.
 * SPDX-License-Identifier: MIT */
#include "runtime/attribute.h"
#include "runtime/error.h"
#include "runtime/intern.h"
#include "runtime/machine.h"
#include "runtime/modules/array.h"
#include "runtime/protocol.h"
#include "runtime/types/bytes.h"
#include "runtime/types/int.h"
#include "runtime/types/list.h"
#include "runtime/types/none.h"
#include "runtime/types/str.h"
#include "runtime/types/tuple.h"
#include <string.h>

/* A layout: number in pickles, kind (i u signed or not, f float, t text), octets of an item.
 * Even numbers have the least significant octet first; each is followed by its opposite. */
typedef struct MachineLayout { char kind; uint8_t size; bool big; const char *encoding; } MachineLayout;

static const MachineLayout layouts[] = {
    { 'u', 1, false, NULL }, { 'i', 1, false, NULL },
    { 'u', 2, false, NULL }, { 'u', 2, true, NULL }, { 'i', 2, false, NULL }, { 'i', 2, true, NULL },
    { 'u', 4, false, NULL }, { 'u', 4, true, NULL }, { 'i', 4, false, NULL }, { 'i', 4, true, NULL },
    { 'u', 8, false, NULL }, { 'u', 8, true, NULL }, { 'i', 8, false, NULL }, { 'i', 8, true, NULL },
    { 'f', 4, false, NULL }, { 'f', 4, true, NULL }, { 'f', 8, false, NULL }, { 'f', 8, true, NULL },
    { 't', 2, false, "utf-16-le" }, { 't', 2, true, "utf-16-be" },
    { 't', 4, false, "utf-32-le" }, { 't', 4, true, "utf-32-be" },
};
enum { LAYOUT_COUNT = sizeof layouts / sizeof *layouts };

static int layout_of(char code)
{
    static const char codes[] = "BbHhIiLlfd", numbers[] = { 0, 1, 2, 4, 6, 8, 10, 12, 14, 16 };
    if (code == 'u' || code == 'w') return 20;
    if (code == 'Q' || code == 'q') return code == 'Q' ? 10 : 12;
    return numbers[strchr(codes, code) - codes];
}

Ref array_reconstructor;

/* --- reducing --- */

static Ref reduce_to_items(Obj self, Obj code, Obj state)
{
    scoped Ref items = list_from(self);
    if (!items) return NULL;
    scoped Ref arguments = tuple_pack(2, code, items);
    return tuple_pack(3, (Obj)type_of(self), arguments, state);
}

Ref array_reduce_ex(const Obj arg[])
{
    enum { self, protocol };
    const Array *a = (const Array *)arg[self];
    long number;
    if (!is_int(arg[protocol]))
        return raise_type_error("__reduce_ex__ argument should be an integer");
    if (!object_to_long(arg[protocol], &number)) return NULL;
    scoped Ref state = NULL;
    if (!attribute_find(arg[self], name___dict__, &state)) return NULL;
    if (!state) state = none_new();
    scoped Ref code = str_from_char((uint32_t)a->code);
    if (number < 3) return reduce_to_items(arg[self], code, state);
    scoped Ref octets = bytes_from(a->data ? a->data : "", a->length * a->item_size);
    scoped Ref arguments = tuple_pack(4, (Obj)type_of(arg[self]), code,
                                      small_int(layout_of(a->code)), octets);
    return tuple_pack(3, array_reconstructor, arguments, state);
}

/* --- making it again --- */

static Ref read_item(const MachineLayout *layout, const uint8_t *at)
{
    if (layout->kind != 'f') return int_from_bytes(at, layout->size, !layout->big,
                                                   layout->kind == 'i');
    char room[8];
    for (int i = 0; i < layout->size; i++)
        room[i] = (char)at[layout->big ? layout->size - 1 - i : i];
    return machine_read(layout->size == 4 ? 'f' : 'd', room);
}

/* The letter whose items the layout fits; the one asked for where there is none. */
static char fitting_code(const MachineLayout *layout, char code)
{
    if (layout->kind != 'i' && layout->kind != 'u') return code;
    char letter = layout->size == 1 ? 'b' : layout->size == 2 ? 'h' : layout->size == 4 ? 'i' : 'q';
    return layout->kind == 'i' ? letter : (char)(letter - 'a' + 'A');
}

static Ref decode(Type *type, char code, const MachineLayout *layout, Obj octets)
{
    size_t length = bytes_length(octets);
    const uint8_t *data = (const uint8_t *)bytes_data(octets);
    if (length % (layout->kind == 't' ? 4 : layout->size))
        return raise_value_error("string length not a multiple of item size");
    if (layout->kind == 't') {
        scoped Ref text = str_decode((const char *)data, length, layout->encoding, NULL);
        return text ? array_make(type, code, text) : NULL;
    }
    scoped Ref items = list_new(length / layout->size);
    for (size_t i = 0; i < length; i += layout->size) list_give(items, read_item(layout, data + i));
    return array_make(type, fitting_code(layout, code), items);
}

static Ref reconstruct(const Obj arg[])
{
    enum { type, typecode, layout, items };
    if (!is_str(arg[typecode]) || str_length(arg[typecode]) != 1)
        return raise_type_error("_array_reconstructor() argument 2 must be a unicode character, "
                                "not %A", arg[typecode]);
    long number;
    if (!object_to_long(arg[layout], &number)) return NULL;
    if (!is_type(arg[type]))
        return raise_type_error("first argument must be a type object, not %T", arg[type]);
    if (!type_is_subtype((Type *)arg[type], &array_type))
        return raise_type_error("%N is not a subtype of %N", (Type *)arg[type], &array_type);
    uint32_t letter = str_at(arg[typecode], 0);
    if (!array_knows(letter)) return raise_value_error("second argument must be a valid type code");
    if (number < 0 || number >= LAYOUT_COUNT)
        return raise_value_error("third argument must be a valid machine format code.");
    if (!is_bytes(arg[items]))
        return raise_type_error("fourth argument should be bytes, not %T", arg[items]);
    if (number == layout_of((char)letter))
        return array_make((Type *)arg[type], (char)letter, arg[items]);
    return decode((Type *)arg[type], (char)letter, &layouts[number], arg[items]);
}

const Method array_functions[] = {
    { "_array_reconstructor(arraytype, typecode, mformat_code, items, /)", reconstruct,
      "An array from what a pickle says of it." },
    { 0 }
};
