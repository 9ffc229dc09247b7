/* runtime/types/dict_methods.h -- shared by the files of dict.   SPDX-License-Identifier: MIT */
#pragma once
#include "runtime/types/dict.h"

typedef struct DictView { Object head; Ref dict; } DictView;
typedef struct DictIterator {
    Object head;
    Ref dict;                 // NULL: exhausted
    size_t position;          // of the entry to look at next; backwards: behind it
    size_t length;            // of the dict when the iteration began
    size_t left;
    bool backwards;
} DictIterator;

extern const Method dict_methods[];
Ref dict_view_new(Type *type, Obj dict);
Ref dict_iterator_new(Type *type, Obj dict, bool backwards);
extern Type dict_reverse_key_iterator_type, dict_reverse_value_iterator_type,
            dict_reverse_item_iterator_type;
MAY_RAISE bool dict_update_with(Ref dict, const char *name, Obj args, Obj kwargs);
