/* vm/record/header.c -- the bytes of an object, and which field each belongs to. */
#include "vm/record/header.h"
#include "runtime/instance.h"
#include "runtime/modules/array.h"
#include "runtime/types/bytearray.h"
#include "runtime/types/bytes.h"
#include "runtime/types/dict.h"
#include "runtime/types/exception.h"
#include "runtime/types/float.h"
#include "runtime/types/int.h"
#include "runtime/types/list.h"
#include "runtime/types/memoryview.h"
#include "runtime/types/method.h"
#include "runtime/types/range.h"
#include "runtime/types/set.h"
#include "runtime/types/slice.h"
#include "runtime/types/str.h"
#include "runtime/types/tuple.h"
#include "vm/function.h"
#include <string.h>

typedef struct Row { const Type *type; const char *name; size_t offset, size; bool reference; } Row;

#define FIELD(type, Struct, field) { &type, #field, offsetof(Struct, field), sizeof(((Struct *)0)->field), false }
#define REF(type, Struct, field)   { &type, #field, offsetof(Struct, field), sizeof(Ref), true }
static const Row rows[] = {
    FIELD(int_type, Int, size), FIELD(float_type, Float, value),
    FIELD(str_type, Str, hash), FIELD(str_type, Str, length), FIELD(str_type, Str, width),
    FIELD(str_type, Str, ascii), FIELD(str_type, Str, interned),
    FIELD(bytes_type, Bytes, length), FIELD(bytes_type, Bytes, hash),
    FIELD(list_type, List, length), FIELD(list_type, List, capacity), FIELD(list_type, List, items),
    FIELD(tuple_type, Tuple, length),
    FIELD(dict_type, Dict, length), FIELD(dict_type, Dict, filled), FIELD(dict_type, Dict, capacity),
    FIELD(dict_type, Dict, entries), FIELD(dict_type, Dict, index), FIELD(dict_type, Dict, index_bits),
    FIELD(dict_type, Dict, index_width), FIELD(dict_type, Dict, only_str),
    FIELD(dict_type, Dict, version), FIELD(dict_type, Dict, marked),
    FIELD(set_type, Set, length), FIELD(set_type, Set, filled), FIELD(set_type, Set, mask),
    FIELD(set_type, Set, table), FIELD(set_type, Set, hash), FIELD(set_type, Set, finger),
    FIELD(frozenset_type, Set, length), FIELD(frozenset_type, Set, filled), FIELD(frozenset_type, Set, mask),
    FIELD(frozenset_type, Set, table), FIELD(frozenset_type, Set, hash), FIELD(frozenset_type, Set, finger),
    FIELD(bytearray_type, ByteArray, length), FIELD(bytearray_type, ByteArray, capacity),
    FIELD(bytearray_type, ByteArray, start), FIELD(bytearray_type, ByteArray, block),
    FIELD(bytearray_type, ByteArray, exports),
    FIELD(array_type, Array, length), FIELD(array_type, Array, capacity), FIELD(array_type, Array, data),
    FIELD(array_type, Array, exports), FIELD(array_type, Array, code), FIELD(array_type, Array, item_size),
    REF(memoryview_type, MemoryView, managed), FIELD(memoryview_type, MemoryView, layout),
    FIELD(memoryview_type, MemoryView, exports), FIELD(memoryview_type, MemoryView, hash),
    REF(range_type, Range, start), REF(range_type, Range, stop), REF(range_type, Range, step),
    REF(range_type, Range, length),
    REF(slice_type, Slice, start), REF(slice_type, Slice, stop), REF(slice_type, Slice, step),
    REF(cell_type, Cell, content), REF(method_type, BoundMethod, function), REF(method_type, BoundMethod, self),
    REF(function_type, FunctionObject, code), REF(function_type, FunctionObject, globals),
    REF(function_type, FunctionObject, builtins), REF(function_type, FunctionObject, defaults),
    REF(function_type, FunctionObject, keyword_defaults), REF(function_type, FunctionObject, closure),
    REF(function_type, FunctionObject, name), REF(function_type, FunctionObject, qualname),
    REF(function_type, FunctionObject, module), REF(function_type, FunctionObject, doc),
    REF(function_type, FunctionObject, annotations), REF(function_type, FunctionObject, type_params),
};
static const Row exception_rows[] = {
    REF(object_type, Exception, args), REF(object_type, Exception, traceback),
    REF(object_type, Exception, context), REF(object_type, Exception, cause),
};

static size_t attributes_at(Obj x)
{
    const Attributes *attributes = instance_attributes(x);
    return attributes ? (size_t)((const char *)attributes - (const char *)x) : 0;
}

static void put(HeaderField fields[], size_t *count, HeaderField field)
{
    if (*count == MOST_FIELDS) return;
    size_t at = (*count)++;
    for (; at && fields[at - 1].offset > field.offset; at--) fields[at] = fields[at - 1];
    fields[at] = field;
}

size_t header_fields(Obj x, HeaderField fields[MOST_FIELDS])
{
    const Type *layout = x->type;
    while (layout->flags & TYPE_HEAP) layout = layout->base;
    size_t count = 0, attributes = attributes_at(x);
    put(fields, &count, (HeaderField){ "count", offsetof(Object, count), 4, false });
    put(fields, &count, (HeaderField){ "flags", offsetof(Object, flags), 4, false });
    put(fields, &count, (HeaderField){ "type", offsetof(Object, type), 8, true });
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (rows[i].type == layout)
            put(fields, &count, (HeaderField){ rows[i].name, rows[i].offset, rows[i].size, rows[i].reference });
    if (layout->flags & TYPE_EXCEPTION)
        for (size_t i = 0; i < 4; i++)
            put(fields, &count, (HeaderField){ exception_rows[i].name, exception_rows[i].offset, 8, true });
    if (attributes) {
        bool shaped = instance_attributes(x)->shape != NULL;
        put(fields, &count, (HeaderField){ "shape", attributes, 8, false });
        put(fields, &count, (HeaderField){ shaped ? "values" : "__dict__", attributes + 8, 8, !shaped });
    }
    return count;
}

size_t header_bytes(Obj x)
{
    HeaderField fields[MOST_FIELDS];
    size_t count = header_fields(x, fields), end = 0;
    for (size_t i = 0; i < count; i++)
        if (fields[i].offset + fields[i].size > end) end = fields[i].offset + fields[i].size;
    return (end + 7) & ~(size_t)7;
}
