/* vm/record/edges.h -- what an object holds, by name: item 3, key 'k', attribute x, cell, class ...
 *   SPDX-License-Identifier: MIT
 *
 * The edges of an object are exactly the references that object_visit reports, each with a name:
 * together with the registers they account for every count.
 */
#pragma once
#include "runtime/type.h"
#include "vm/record/text.h"

typedef enum EdgeKind {
    EDGE_ITEM,                // [index]
    EDGE_KEY,                 // key of the pair `index`
    EDGE_VALUE,               // [key]
    EDGE_MEMBER,              // of a set
    EDGE_ATTRIBUTE,           // .key, key a str
    EDGE_FIELD,               // a part that the type has: name
    EDGE_VARIABLE,            // register of a sleeping generator or an ended frame: key a str, or t<index>
    EDGE_CONSTANT,            // constant `index` of a code object
    EDGE_CLASS,               // the object's class
} EdgeKind;

typedef struct Edge {
    EdgeKind kind;
    size_t index;
    const char *name;         // EDGE_FIELD
    Obj key;                  // borrowed
    Obj value;                // borrowed; may be a small int
} Edge;
typedef void (*EdgeVisit)(const Edge *edge, void *context);

void edges_visit(Obj x, EdgeVisit visit, void *context);
/* At most the first `most` items, pairs or members of a plain container, and does not walk over the
 * rest; how many it left out. Of all else, all. */
size_t edges_visit_first(Obj x, size_t most, EdgeVisit visit, void *context);
/* "[3]", "['k']", ".x", "content", "key 2". */
void edge_put_name(Text *t, const Edge *edge);
/* What of x these edges leave out that decides on its text: position of an iterator and the like. */
uint64_t edges_extra(Obj x);
