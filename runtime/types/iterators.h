/* runtime/types/iterators.h -- iterators of the builtin containers.
 * SPDX-License-Identifier: MIT */
#pragma once
#include "runtime/type.h"

/* Over a list or tuple, looked into by the VM's loop. sequence NULL: exhausted. */
typedef struct SequenceIterator { Object head; Ref sequence; size_t index; } SequenceIterator;
extern Type list_iterator_type, tuple_iterator_type, list_reverse_iterator_type;
extern Type str_iterator_type, str_ascii_iterator_type;
extern Type bytes_iterator_type, bytearray_iterator_type;
extern Type sequence_iterator_type;         // __getitem__ until IndexError ("iterator")
extern Type callable_iterator_type;         // iter(f, sentinel)
extern Type reversed_type, enumerate_type, zip_type, map_type, filter_type;
extern Type dict_key_iterator_type, dict_value_iterator_type, dict_item_iterator_type;
extern Type set_iterator_type;
// list, tuple, str, bytes, bytearray: index from 0
Ref sequence_iterator_new(Type *type, Obj sequence);
Ref getitem_iterator_new(Obj object);
Ref callable_iterator_new(Obj callable, Obj sentinel);
