/* vm/record/export.h -- eye: --json, a recording as data; its form is recording.schema.json.
 *   SPDX-License-Identifier: MIT */
#pragma once
#include "vm/record/recording.h"
#include "vm/record/sink.h"

/* The whole recording with the source it is of: text, tokens, tree, code linked with them.
 * The source is UTF-8 that was parsed before; NULL: without source, tokens and tree. */
void export_recording(Sink *s, const Recording *r, const char *source, size_t length);
