/* runtime/place.h -- where in the program something was made: cheap to note, told when asked for.
 * SPDX-License-Identifier: MIT */
#pragma once
#include "runtime/object.h"

typedef struct Place {
    Ref code;                 // owned; NULL: not known
    uint32_t instruction;
} Place;

/* What the VM knows; set by it. note fills in a place with the running code. */
typedef struct PlaceTeller {
    void (*note)(Place *place);
    void (*tell)(const Place *place, Obj *file, uint32_t *line);    // file borrowed
} PlaceTeller;
extern PlaceTeller place_teller;

static inline void place_note(Place *place)
{
    if (likely(place_teller.note != NULL)) place_teller.note(place);
}
static inline void place_drop(Place *place)     { drop_or_null(take(&place->code)); }
