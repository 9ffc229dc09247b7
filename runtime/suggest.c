/* runtime/suggest.c -- "Did you mean": the known name nearest to a mistyped one.
 * The distance is Levenshtein's, in half edits where only the case of a letter differs.
 * SPDX-License-Identifier: MIT */
#include "runtime/suggest.h"
#include "runtime/types/str.h"
#include <ctype.h>

enum { EDIT = 2, CASE_EDIT = 1, LONGEST = 40, MOST_NAMES = 750 };

static size_t substitution(unsigned char a, unsigned char b)
{
    if (a == b) return 0;
    return tolower(a) == tolower(b) ? CASE_EDIT : EDIT;
}

static size_t min(size_t a, size_t b) { return a < b ? a : b; }

// The distance, or anything above `most` once it must be more.
static size_t distance(const char *a, size_t a_length, const char *b, size_t b_length, size_t most)
{
    while (a_length && b_length && *a == *b) a++, b++, a_length--, b_length--;
    while (a_length && b_length && a[a_length - 1] == b[b_length - 1]) a_length--, b_length--;
    if (!a_length || !b_length) return (a_length + b_length) * EDIT;
    if (a_length > LONGEST || b_length > LONGEST) return most + 1;
    size_t row[LONGEST];
    for (size_t i = 0; i < a_length; i++) row[i] = (i + 1) * EDIT;
    size_t result = 0;
    for (size_t k = 0; k < b_length; k++) {
        size_t diagonal = k * EDIT, least = SIZE_MAX;
        result = diagonal;                         // grows into the cell left of row[0]
        result += EDIT;
        for (size_t i = 0; i < a_length; i++) {
            size_t substitute = diagonal + substitution((unsigned char)b[k], (unsigned char)a[i]);
            diagonal = row[i];
            result = min(substitute, min(result, diagonal) + EDIT);
            row[i] = result;
            least = min(least, result);
        }
        if (least > most) return most + 1;
    }
    return result;
}

Obj suggest_name(const Obj *names, size_t count, Obj wrong)
{
    if (count > MOST_NAMES) return NULL;
    size_t length, best_distance = SIZE_MAX;
    const char *text = str_utf8_lossy(wrong, &length);
    Obj best = NULL;
    for (size_t i = 0; i < count; i++) {
        if (!names[i] || !is_str(names[i]) || str_equal(names[i], wrong)) continue;
        size_t other_length;
        const char *other = str_utf8_lossy(names[i], &other_length);
        size_t most = min((length + other_length + 3) * EDIT / 6, best_distance - 1);
        size_t found = distance(text, length, other, other_length, most);
        if (found > most || found >= best_distance) continue;
        best = names[i];
        best_distance = found;
    }
    return best;
}
