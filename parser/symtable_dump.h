/* parser/symtable_dump.h -- eye: --scopes.   SPDX-License-Identifier: MIT */
#pragma once
#include "parser/symtable.h"
#include <stdio.h>

/* Every scope with its names, inner scopes indented. */
void symtable_dump(const Symtable *table, FILE *file);
