/* runtime/modules/struct.h -- formats of packed octets, shared by the files of the module struct.
 * SPDX-License-Identifier: MIT */
#pragma once
#include "runtime/buffer.h"
#include "runtime/buffer_holders.h"
#include "runtime/error.h"

/* Those from ITEM_U16 on come in the other byte order, too: + ITEM_SWAPPED. */
typedef enum ItemKind {
    ITEM_PAD, ITEM_OCTETS, ITEM_PASCAL, ITEM_CHAR, ITEM_BOOL, ITEM_U8, ITEM_I8,
    ITEM_U16, ITEM_I16, ITEM_U32, ITEM_I32, ITEM_U64, ITEM_I64, ITEM_HALF, ITEM_SINGLE, ITEM_DOUBLE,
    ITEM_SWAPPED = 16,
} ItemKind;
typedef struct Field {
    char code;
    uint8_t kind;
    uint8_t size;             // octets of one item; for s and p: of all
    // `count` items one behind the other; s and p: 1 item, this is its length
    size_t offset, count;
} Field;
typedef struct Layout {
    const Field *fields;      // the collector's: they live as long as somebody looks at them
    size_t field_count;
    size_t items, size;       // values to pack; octets in all
    size_t filled;            // octets that are not padding
    bool big, native;
} Layout;
typedef struct StructObject {
    Object head;
    Layout layout;
    Ref format;               // str; NULL: not initialised
} StructObject;
typedef struct UnpackIterator {
    Object head;
    Ref structure;            // NULL: exhausted
    Buffer view;
    size_t offset;
    BufferHolder holder;
} UnpackIterator;

extern Type struct_type, unpack_iterator_type;
extern Ref struct_error;      // the class struct.error
RAISES(raise_struct_error, (const char *format, ...), format, __builtin_va_arg_pack());

MAY_RAISE bool struct_read_layout(const char *format, Layout *out);
/* items has as many as the layout wants; to has layout->size octets. */
MAY_RAISE bool struct_pack_items(const Layout *layout, const Obj *items, char *to);
MAY_RAISE Ref struct_unpack_items(const Layout *layout, const char *from);   // tuple
MAY_RAISE Ref struct_for(Obj format);       // a StructObject, often one made before
extern const Method struct_functions[];
