/* runtime/types/memoryview.h -- memoryview: a window on another object's bytes.
 * SPDX-License-Identifier: MIT */
#pragma once
#include "runtime/buffer.h"

// one per exporter's buffer, shared by the views made from each other
typedef struct ManagedBuffer {
    Object head;
    Buffer buffer;
    size_t views;
} ManagedBuffer;
typedef struct MemoryView {
    Object head;
    Ref managed;              // ManagedBuffer; NULL once released
    Buffer view;              // shape and strides point into `layout`; view.object borrowed
    intptr_t *layout;         // owned: shape, strides (dimensions each)
    size_t exports;           // buffers got from this view
    intptr_t hash;            // -1: not computed yet
} MemoryView;
extern Type memoryview_type;
MAY_RAISE Ref memoryview_new(Obj exporter);
