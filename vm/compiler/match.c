/* vm/compiler/match.c -- match/case: tests on the subject; names are bound when the whole pattern fits. */
#include "runtime/heap.h"
#include "runtime/intern.h"
#include "runtime/types/none.h"
#include "runtime/types/set.h"
#include "runtime/types/tuple.h"
#include "vm/compiler/compiler.h"
#include "vm/pattern.h"

typedef struct Binding { Obj name; Reg from; } Binding;
typedef struct Case {
    Label clean, dirty;       // where a failing test goes: no temporaries taken yet, or some
    Reg mark, highest;        // temporaries of the pattern
    Binding *bindings;
    uint32_t count, capacity;
} Case;

static void pattern(Unit *u, Case *c, const Node *node, Reg subject);

static Label *failure(Unit *u, Case *c)
{
    if (u->top > c->highest) c->highest = u->top;
    return u->top == c->mark ? &c->clean : &c->dirty;
}

static Reg case_temp(Unit *u, Case *c)
{
    Reg r = temp(u);
    if (u->top > c->highest) c->highest = u->top;
    return r;
}

static void bind(Unit *u, Case *c, const Node *node, Obj name, Reg from)
{
    for (uint32_t i = 0; i < c->count; i++)
        if (c->bindings[i].name == name) {
            fail(u, node, "multiple assignments to name '%S' in pattern", name);
            return;
        }
    if (c->count == c->capacity) {
        c->capacity = c->capacity ? c->capacity * 2 : 8;
        Binding *fresh = unit_scratch(u, c->capacity * sizeof *fresh);
        for (uint32_t i = 0; i < c->count; i++) fresh[i] = c->bindings[i];
        c->bindings = fresh;
    }
    c->bindings[c->count++] = (Binding){ name, from };
}

static bool is_wildcard(const Node *node)
{
    return (node->kind == NODE_MatchAs && !AS(MatchAs, node)->pattern && !AS(MatchAs, node)->name)
        || (node->kind == NODE_MatchStar && !AS(MatchStar, node)->name);
}

// A sub-pattern that binds the value as it is needs no test.
static void sub_pattern(Unit *u, Case *c, const Node *node, Reg subject)
{
    if (!is_wildcard(node)) pattern(u, c, node, subject);
}

/* --- values --- */

static void value_pattern(Unit *u, Case *c, const Node *node, Reg subject)
{
    Label *no = failure(u, c);
    Reg mark = u->top;
    Reg value = expr(u, AS(MatchValue, node)->value);
    u->top = mark;
    at(u, node);
    jump_near(u, OPCODE_MATCH_EQUAL, 'a', 0, subject, value, no);
}

static void singleton_pattern(Unit *u, Case *c, const Node *node, Reg subject)
{
    Label *no = failure(u, c);
    Reg mark = u->top;
    Reg value = temp(u);
    at(u, node);
    load_constant(u, AS(MatchSingleton, node)->value, value);
    u->top = mark;
    uint32_t i = jump_near(u, OPCODE_JUMP_IS_NOT, 'a', 0, subject, value, no);
    u->instructions[i].flags &= (uint8_t)~B_DIES;
}

/* --- sequences --- */

static void sequence_pattern(Unit *u, Case *c, const Node *node, Reg subject)
{
    NodeList patterns = AS(MatchSequence, node)->patterns;
    int star = -1, count = (int)patterns.count;
    bool only_wildcards = true;
    for (int i = 0; i < count; i++) {
        const Node *item = patterns.items[i];
        only_wildcards &= is_wildcard(item);
        if (item->kind != NODE_MatchStar) continue;
        if (star >= 0) fail(u, node, "multiple starred names in sequence pattern");
        star = i;
    }
    Label *no = failure(u, c);
    Reg items = case_temp(u, c);
    at(u, node);
    emit(u, OPCODE_MATCH_SEQUENCE, items, subject, 0);
    bool unread = only_wildcards || (star >= 0 && is_wildcard(patterns.items[star]));
    int how = star >= 0 ? unread ? MATCH_OR_MORE_UNREAD : MATCH_OR_MORE
                        : unread ? MATCH_EXACTLY_UNREAD : MATCH_EXACTLY;
    extension_near(u, how, star >= 0 ? count - 1 : count, no);
    for (int i = 0; i < count && !only_wildcards; i++) {
        const Node *item = patterns.items[i];
        if (is_wildcard(item)) continue;
        Reg r = case_temp(u, c);
        at(u, item);
        if (i == star) {
            emit(u, OPCODE_MATCH_REST, r, items, 0);
            emit_extension(u, star, count - star - 1, 0);
            bind(u, c, item, AS(MatchStar, item)->name, r);
            continue;
        }
        emit(u, OPCODE_MATCH_ITEM, r, items, star >= 0 && i > star ? i - count : i);
        pattern(u, c, item, r);
    }
}

/* --- mappings --- */

static bool check_literal_keys(Unit *u, const Node *node)
{
    NodeList keys = AS(MatchMapping, node)->keys;
    scoped Ref seen = set_new();
    for (uint32_t i = 0; i < keys.count; i++) {
        scoped Ref key = NULL;
        bool found;
        if (!constant_of(keys.items[i], &key)) continue;
        if (!set_contains(seen, key, &found)) { error_clear(); continue; }
        if (found) return fail(u, node, "mapping pattern checks duplicate key (%R)", key);
        if (!set_add(seen, key)) error_clear();
    }
    return true;
}

// True if they are not all literals, which have been compared.
static bool mapping_keys(Unit *u, NodeList keys, Reg to)
{
    scoped Ref constants = tuple_new(keys.count);
    bool constant_keys = true;
    for (uint32_t i = 0; i < keys.count && constant_keys; i++)
        constant_keys = constant_of(keys.items[i], &tuple_items(constants)[i]);
    if (constant_keys) {
        load_constant(u, constants, to);
        return false;
    }
    Reg base = u->top;
    for (uint32_t i = 0; i < keys.count; i++) expr_temp(u, keys.items[i]);
    u->top = base;
    emit(u, OPCODE_BUILD_TUPLE, to, base, (int)keys.count);
    return true;
}

static void mapping_pattern(Unit *u, Case *c, const Node *node, Reg subject)
{
    const MatchMappingNode *mapping = AS(MatchMapping, node);
    if (!check_literal_keys(u, node)) return;
    int count = (int)mapping->keys.count;
    at(u, node);
    jump_near(u, OPCODE_MATCH_MAPPING, 'a', 0, subject, count, failure(u, c));
    if (!count && !mapping->rest) return;
    Reg keys = case_temp(u, c);
    bool may_repeat = mapping_keys(u, mapping->keys, keys);
    Reg values = temps(u, count);
    at(u, node);
    if (count) {
        emit(u, OPCODE_MATCH_KEYS, values, subject, 0);
        extension_near(u, keys, may_repeat, failure(u, c));
    }
    for (int i = 0; i < count; i++) sub_pattern(u, c, mapping->patterns.items[i], values + i);
    at(u, node);
    if (mapping->rest) {
        Reg rest = case_temp(u, c);
        emit(u, OPCODE_MATCH_DICT_REST, rest, subject, keys);
        bind(u, c, node, mapping->rest, rest);
    }
}

/* --- classes --- */

static void class_pattern(Unit *u, Case *c, const Node *node, Reg subject)
{
    const MatchClassNode *class = AS(MatchClass, node);
    int positional = (int)class->patterns.count, keywords = (int)class->kwd_attrs.count;
    scoped Ref names = tuple_new((size_t)keywords);
    for (int i = 0; i < keywords; i++) {
        tuple_items(names)[i] = keep(class->kwd_attrs.items[i]);
        for (int j = 0; j < i; j++)
            if (class->kwd_attrs.items[i] == class->kwd_attrs.items[j])
                fail(u, class->kwd_patterns.items[i], "attribute name repeated in class pattern: %S",
                     class->kwd_attrs.items[i]);
    }
    Label *no = failure(u, c);
    Reg base = temps(u, positional + keywords);
    Reg top = u->top;
    Reg type = expr_temp(u, class->cls);
    at(u, node);
    emit(u, OPCODE_MATCH_CLASS, base, subject, 0);
    emit_extension(u, constant(u, names), site(u, name___match_args__), 0);
    extension_near(u, type, positional, no);
    u->top = top;
    failure(u, c);
    for (int i = 0; i < positional; i++) sub_pattern(u, c, class->patterns.items[i], base + i);
    for (int i = 0; i < keywords; i++) sub_pattern(u, c, class->kwd_patterns.items[i], base + positional + i);
}

/* --- alternatives --- */

static bool is_irrefutable(const Node *node)
{
    if (node->kind == NODE_MatchAs)
        return !AS(MatchAs, node)->pattern || is_irrefutable(AS(MatchAs, node)->pattern);
    if (node->kind != NODE_MatchOr) return false;
    NodeList patterns = AS(MatchOr, node)->patterns;
    return is_irrefutable(patterns.items[patterns.count - 1]);
}

static void check_reachable(Unit *u, const Node *node)
{
    const Node *inner = node;
    while (inner->kind == NODE_MatchOr || AS(MatchAs, inner)->pattern) {
        if (inner->kind == NODE_MatchOr) {
            NodeList patterns = AS(MatchOr, inner)->patterns;
            inner = patterns.items[patterns.count - 1];
        } else {
            inner = AS(MatchAs, inner)->pattern;
        }
    }
    if (AS(MatchAs, inner)->name)
        fail(u, inner, "name capture '%S' makes remaining patterns unreachable", AS(MatchAs, inner)->name);
    else
        fail(u, inner, "wildcard makes remaining patterns unreachable");
}

static int binding_index(const Case *c, Obj name)
{
    for (uint32_t i = 0; i < c->count; i++)
        if (c->bindings[i].name == name) return (int)i;
    return -1;
}

// Every alternative leaves its names in the registers that the first one's names were given.
static void or_pattern(Unit *u, Case *c, const Node *node, Reg subject)
{
    NodeList patterns = AS(MatchOr, node)->patterns;
    Label done = NEW_LABEL;
    Label *no = failure(u, c);
    Reg results = u->top;
    Case first = { .mark = results };
    for (uint32_t i = 0; i < patterns.count; i++) {
        bool last = i + 1 == patterns.count;
        const Node *each = patterns.items[i];
        if (!last && is_irrefutable(each)) check_reachable(u, each);
        Case alternative = { NEW_LABEL, NEW_LABEL, 0, 0, NULL, 0, 0 };
        if (i > 0) u->top = results + (Reg)first.count;
        else temps(u, 16);                         // room for the names' registers, made exact below
        alternative.mark = alternative.highest = u->top;
        pattern(u, &alternative, each, subject);
        if (i == 0) first = alternative, first.mark = results;
        if (alternative.count != first.count || (i == 0 && first.count > 16)) {
            fail(u, node, i == 0 ? "too many names in one alternative" : "alternative patterns bind different names");
            return;
        }
        at(u, each);
        for (uint32_t j = 0; j < first.count; j++) {
            int index = binding_index(&alternative, first.bindings[j].name);
            if (index < 0) {
                fail(u, node, "alternative patterns bind different names");
                return;
            }
            copy_register(u, results + (Reg)j, alternative.bindings[index].from);
        }
        Reg used = alternative.highest - alternative.mark;
        if (used) emit(u, OPCODE_CLEAR, alternative.mark, used - 1, 0);
        jump(u, OPCODE_JUMP, 0, &done);
        place(u, &alternative.dirty);
        if (used) emit(u, OPCODE_CLEAR, alternative.mark, used - 1, 0);
        place(u, &alternative.clean);
        if (alternative.highest > c->highest) c->highest = alternative.highest;
    }
    jump(u, OPCODE_JUMP, 0, no);
    place(u, &done);
    u->unreachable = false;
    u->top = results + (Reg)first.count;
    for (uint32_t j = 0; j < first.count; j++) bind(u, c, node, first.bindings[j].name, results + (Reg)j);
}

static void as_pattern(Unit *u, Case *c, const Node *node, Reg subject)
{
    const MatchAsNode *as = AS(MatchAs, node);
    if (as->pattern) pattern(u, c, as->pattern, subject);
    if (as->name) bind(u, c, node, as->name, subject);
}

static void pattern(Unit *u, Case *c, const Node *node, Reg subject)
{
    if (u->compiler->failed) return;
    if (!recursion_enter(" during compilation")) {
        u->compiler->failed = true;
        return;
    }
    switch (node->kind) {
    case NODE_MatchValue:     value_pattern(u, c, node, subject); break;
    case NODE_MatchSingleton: singleton_pattern(u, c, node, subject); break;
    case NODE_MatchSequence:  sequence_pattern(u, c, node, subject); break;
    case NODE_MatchMapping:   mapping_pattern(u, c, node, subject); break;
    case NODE_MatchClass:     class_pattern(u, c, node, subject); break;
    case NODE_MatchAs:        as_pattern(u, c, node, subject); break;
    case NODE_MatchOr:        or_pattern(u, c, node, subject); break;
    default:                  fail(u, node, "can't use starred pattern here"); break;
    }
    recursion_leave();
}

/* --- the statement --- */

static void bind_names(Unit *u, Case *c, Reg subject)
{
    for (uint32_t i = 0; i < c->count; i++) {
        Reg from = c->bindings[i].from;
        bool again = from == subject;              // needed for the next case, if the guard fails
        for (uint32_t j = i + 1; j < c->count; j++) again |= c->bindings[j].from == from;
        if (again) {
            Reg copy = temp(u);
            copy_register(u, copy, from);
            store_name(u, c->bindings[i].name, copy);
            u->top = copy;
        } else {
            store_name(u, c->bindings[i].name, from);
        }
    }
}

static void match_case(Unit *u, const Node *node, Reg subject, bool last, Label *end)
{
    const match_caseNode *each = AS(match_case, node);
    Case c = { NEW_LABEL, NEW_LABEL, u->top, u->top, NULL, 0, 0 };
    if (!last && !each->guard && is_irrefutable(each->pattern)) check_reachable(u, each->pattern);
    pattern(u, &c, each->pattern, subject);
    at(u, each->pattern);
    bind_names(u, &c, subject);
    Reg used = c.highest - c.mark;
    if (used) emit(u, OPCODE_CLEAR, c.mark, used - 1, 0);
    u->top = c.mark;
    if (each->guard) jump_if(u, each->guard, false, &c.clean);
    emit(u, OPCODE_CLEAR, subject, 0, 0);
    statements(u, each->body);
    if (!u->unreachable) jump(u, OPCODE_JUMP, 0, end);
    at(u, each->pattern);
    if (c.dirty.first_use >= 0) {
        place(u, &c.dirty);
        if (used) emit(u, OPCODE_CLEAR, c.mark, used - 1, 0);
    }
    place(u, &c.clean);
}

void compile_match(Unit *u, const Node *node)
{
    const MatchNode *match = AS(Match, node);
    Reg mark = u->top;
    Label end = NEW_LABEL;
    Reg subject = expr_temp(u, match->subject);
    uint8_t *before = save_bound(u);
    Block held = { .kind = BLOCK_HELD, .outer = u->block, .held = subject, .held_end = subject + 1 };
    u->block = &held;
    for (uint32_t i = 0; i < match->cases.count; i++) {
        restore_bound(u, before);
        match_case(u, match->cases.items[i], subject, i + 1 == match->cases.count, &end);
    }
    u->block = held.outer;
    restore_bound(u, before);
    emit(u, OPCODE_CLEAR, subject, 0, 0);
    place(u, &end);
    u->unreachable = false;
    u->top = mark;
}
