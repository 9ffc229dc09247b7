/* vm/record/page.h -- eye: --html, a recording as one page that needs nothing else.
 * The page is vm/record/page/: markup, style and scripts, with the recording as JSON in the middle.
 *   SPDX-License-Identifier: MIT */
#pragma once
#include "vm/record/recording.h"
#include "vm/record/text.h"

/* As export_recording, with the page around it. */
void page_write(Text *out, const Recording *r, const char *source, size_t length);
