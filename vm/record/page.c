/* vm/record/page.c -- eye: --html, a recording as one page that needs nothing else. */
#include "vm/record/page.h"
#include "vm/record/export.h"
#include <string.h>

extern const char page_before[], page_after[];    // build/page_embedded.c

// "</script>" or "<!--" in a text of the program must not end the script element that holds it.
static void add_quoted(Text *out, const Text *json)
{
    const char *at = json->data, *end = at + json->length, *angle;
    while ((angle = memchr(at, '<', (size_t)(end - at)))) {
        text_bytes(out, at, (size_t)(angle - at));
        text_add(out, "\\u003c");
        at = angle + 1;
    }
    text_bytes(out, at, (size_t)(end - at));
}

void page_write(Text *out, const Recording *r, const char *source, size_t length)
{
    scoped_text Text json = { 0 };
    Sink sink = { .text = &json };
    export_recording(&sink, r, source, length);
    text_add(out, page_before);
    add_quoted(out, &json);
    text_add(out, page_after);
}
