/* runtime/packed.c -- short cuts to the items of bytes, bytearray, array and memoryview.
 * SPDX-License-Identifier: MIT */
#include "runtime/packed.h"
#include "runtime/machine.h"
#include "runtime/modules/array.h"
#include "runtime/types/bytearray.h"
#include "runtime/types/bytes.h"
#include "runtime/types/float.h"
#include "runtime/types/int.h"
#include "runtime/types/memoryview.h"
#include <string.h>

/* Items of one kind, one behind the other. */
typedef struct Row {
    char *data;
    size_t count;
    intptr_t stride;
    char code;                // machine.h's
} Row;

static inline bool row_of(Obj x, Row *row)
{
    const Type *type = x->type;
    if (type == &array_type) {
        const Array *a = (const Array *)x;
        *row = (Row){ a->data, a->length, a->item_size, a->code };
        return !is_text(a);
    }
    if (type == &memoryview_type) {
        const MemoryView *m = (const MemoryView *)x;
        if (!m->managed || m->view.dimensions != 1 || !m->code || m->code == 'w') return false;
        *row = (Row){ m->view.data, (size_t)m->view.shape[0], m->view.strides[0], m->code };
        return true;
    }
    if (type == &bytearray_type) {
        const ByteArray *a = (const ByteArray *)x;
        *row = (Row){ a->start, a->length, 1, 'B' };
        return true;
    }
    if (type == &bytes_type) {
        *row = (Row){ (char *)bytes_data(x), bytes_length(x), 1, 'B' };
        return true;
    }
    return false;
}

#define READ(type) ({ type item; memcpy(&item, at, sizeof item); item; })

static inline Ref read_item(char code, const char *at)
{
    switch (code) {
    case 'B': return small_int(READ(uint8_t));
    case 'H': return small_int(READ(uint16_t));
    case 'I': return small_int(READ(uint32_t));
    case 'h': return small_int(READ(int16_t));
    case 'i': return small_int(READ(int32_t));
    case 'd': return float_new(READ(double));
    case 'l': case 'q': {
        intptr_t value = READ(int64_t);
        return likely(fits_small(value)) ? small_int(value) : int_new(value);
    }
    default: return machine_read(code, at);
    }
}

Ref packed_get(Obj x, intptr_t index)
{
    Row row;
    if (is_small(x) || !row_of(x, &row)) return NULL;
    if (unlikely(index < 0)) index += (intptr_t)row.count;
    if (unlikely((size_t)index >= row.count)) return NULL;
    return read_item(row.code, row.data + index * row.stride);
}

Ref packed_get2(Obj x, intptr_t row, intptr_t column)
{
    const MemoryView *m = (const MemoryView *)x;
    if (!has_type(x, &memoryview_type) || !m->managed || m->view.dimensions != 2 || !m->code)
        return NULL;
    const Buffer *view = &m->view;
    if (row < 0) row += view->shape[0];
    if (column < 0) column += view->shape[1];
    if ((uintptr_t)row >= (uintptr_t)view->shape[0]
        || (uintptr_t)column >= (uintptr_t)view->shape[1] || m->code == 'w') return NULL;
    return read_item(m->code, view->data + row * view->strides[0] + column * view->strides[1]);
}

/* --- storing --- */

#define WRITE(type, least, most) \
    if (value < (least) || value > (most)) return false; \
    memcpy(at, &(type){ (type)value }, sizeof(type)); \
    return true

static inline bool write_int(char code, char *at, intptr_t value)
{
    switch (code) {
    case 'B': WRITE(uint8_t, 0, UINT8_MAX);
    case 'b': WRITE(int8_t, INT8_MIN, INT8_MAX);
    case 'H': WRITE(uint16_t, 0, UINT16_MAX);
    case 'h': WRITE(int16_t, INT16_MIN, INT16_MAX);
    case 'I': WRITE(uint32_t, 0, UINT32_MAX);
    case 'i': WRITE(int32_t, INT32_MIN, INT32_MAX);
    case 'l': case 'q': WRITE(int64_t, INT64_MIN, INT64_MAX);
    case 'L': case 'Q': WRITE(uint64_t, 0, INT64_MAX);
    default: return false;
    }
}

bool packed_set(Obj x, intptr_t index, Obj value)
{
    Row row;
    if (is_small(x) || x->type == &bytes_type || !row_of(x, &row)) return false;
    if (x->type == &memoryview_type && ((const MemoryView *)x)->view.readonly) return false;
    if (unlikely(index < 0)) index += (intptr_t)row.count;
    if (unlikely((size_t)index >= row.count)) return false;
    char *at = row.data + index * row.stride;
    if (is_small(value)) return write_int(row.code, at, small_value(value));
    if (row.code != 'd' || value->type != &float_type) return false;
    memcpy(at, &(double){ float_value(value) }, sizeof(double));
    return true;
}

/* --- all of them --- */

bool packed_octets(Obj x, const char **data, size_t *length)
{
    Row row;
    if (is_small(x) || !row_of(x, &row)) return false;
    size_t size = x->type == &memoryview_type ? ((const MemoryView *)x)->view.item_size
                : x->type == &array_type ? ((const Array *)x)->item_size : 1;
    if (row.stride != (intptr_t)size) return false;
    *data = row.data;
    *length = row.count * size;
    return true;
}


#define SUM(type) \
    for (size_t i = 0; i < row.count; i++, at += row.stride) \
        if (__builtin_add_overflow(sum, READ(type), &sum)) return false; \
    break

bool packed_sum(Obj x, intptr_t *total)
{
    Row row;
    intptr_t sum = *total;
    if (is_small(x) || !row_of(x, &row)) return false;
    const char *at = row.data;
    switch (row.code) {
    case 'B': SUM(uint8_t);
    case 'b': SUM(int8_t);
    case 'H': SUM(uint16_t);
    case 'h': SUM(int16_t);
    case 'I': SUM(uint32_t);
    case 'i': SUM(int32_t);
    case 'l': case 'q': SUM(int64_t);
    case 'L': case 'Q': SUM(uint64_t);
    default: return false;
    }
    *total = sum;
    return true;
}
