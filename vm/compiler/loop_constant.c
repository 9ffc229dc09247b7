/* vm/compiler/loop_constant.c -- constants that a loop reads, loaded once, before it: in registers behind
 * the variables, where they stay for the whole call. */
#include "runtime/operate.h"
#include "runtime/protocol.h"
#include "runtime/types/bool.h"
#include "runtime/types/bytes.h"
#include "runtime/types/float.h"
#include "runtime/types/int.h"
#include "runtime/types/list.h"
#include "runtime/types/str.h"
#include "vm/compiler/compiler.h"

static bool is_worth_keeping(Obj value)
{
    return (is_int(value) && !is_bool(value)) || has_type(value, &float_type) || has_type(value, &str_type)
        || has_type(value, &bytes_type);
}

static bool same_constant(Obj x, Obj y)
{
    bool same = x == y;
    if (same || type_of(x) != type_of(y)) return same;
    if (is_float(x) && !__builtin_signbit(float_value(x)) != !__builtin_signbit(float_value(y))) return false;
    if (!compare_truth(x, y, EQUAL, &same)) error_clear();
    return same;
}

Reg loop_constant(const Unit *u, Obj value)
{
    for (uint32_t i = 0; i < u->loop_constant_count; i++) {
        if (same_constant(u->loop_constants[i], value))
            return u->first_temp - (Reg)u->loop_constant_count + (Reg)i;
    }
    return -1;
}

/* --- the search: only where an operand is read, not where a constant is loaded into a place --- */

typedef struct Search { Unit *u; bool in_loop; } Search;

static bool walk(Node *node, void *context);

static void consider(const Search *search, const Node *node)
{
    Unit *u = search->u;
    scoped Ref value = NULL;
    if (!search->in_loop || u->loop_constant_count == LOOP_CONSTANTS) return;
    if ((node->kind != NODE_Constant && node->kind != NODE_UnaryOp) || !constant_of(node, &value)) return;
    if (!is_worth_keeping(value)) return;
    if (loop_constant(u, value) >= 0) return;
    u->loop_constants[u->loop_constant_count++] = list_peek(u->constants, (size_t)constant(u, value));
}

static void consider_operand(const Search *search, Operator op, const Node *right)
{
    intptr_t small;
    if ((op == OP_ADD || op == OP_SUBTRACT) && small_constant(right, &small)) return;    // ADD_INT
    consider(search, right);
}

static void walk_list(Search *search, NodeList items, bool in_loop)
{
    Search inner = { search->u, in_loop };
    for (uint32_t i = 0; i < items.count; i++) walk(items.items[i], &inner);
}

static bool walk_comprehension(Node *node, const Search *search)
{
    Search inner = { search->u, true };
    return ast_each_child(node, walk, &inner);
}

static void consider_operands(const Search *search, const Node *node)
{
    intptr_t small;
    switch (node->kind) {
    case NODE_BinOp:
        consider(search, AS(BinOp, node)->left);
        consider_operand(search, AS(BinOp, node)->op, AS(BinOp, node)->right);
        return;
    case NODE_AugAssign:
        consider_operand(search, AS(AugAssign, node)->op, AS(AugAssign, node)->value);
        return;
    case NODE_Compare:
        consider(search, AS(Compare, node)->left);
        for (uint32_t i = 0; i < AS(Compare, node)->comparators.count; i++)
            consider(search, AS(Compare, node)->comparators.items[i]);
        return;
    case NODE_Subscript:
        if (AS(Subscript, node)->ctx != LOAD || !small_constant(AS(Subscript, node)->slice, &small))
            consider(search, AS(Subscript, node)->slice);
        return;
    case NODE_MatchValue:
        consider(search, AS(MatchValue, node)->value);
        return;
    default:
        return;
    }
}

static bool walk_inside(Node *node, Search *search)
{
    switch (node->kind) {
    case NODE_FunctionDef: case NODE_AsyncFunctionDef: case NODE_ClassDef: case NODE_Lambda:
    case NODE_GeneratorExp: case NODE_TypeAlias:
        return true;                               // units of their own
    case NODE_For:
        walk(AS(For, node)->iter, search);
        walk_list(search, AS(For, node)->body, true);
        walk_list(search, AS(For, node)->orelse, search->in_loop);
        return true;
    case NODE_While: {
        Search inner = { search->u, true };
        walk(AS(While, node)->test, &inner);
        walk_list(search, AS(While, node)->body, true);
        walk_list(search, AS(While, node)->orelse, search->in_loop);
        return true;
    }
    case NODE_ListComp: case NODE_SetComp: case NODE_DictComp:
        return walk_comprehension(node, search);
    default:
        consider_operands(search, node);
        return ast_each_child(node, walk, search);
    }
}

static bool walk(Node *node, void *context)
{
    if (!recursion_enter(" during compilation")) {
        error_clear();                             // the compiler itself will say so
        return false;
    }
    bool go_on = walk_inside(node, context);
    recursion_leave();
    return go_on;
}

void find_loop_constants(Unit *u, const Node *node)
{
    Search search = { u, false };
    switch (node->kind) {
    case NODE_Module:       walk_list(&search, AS(Module, node)->body, false); break;
    case NODE_FunctionDef:
    case NODE_AsyncFunctionDef: walk_list(&search, AS(FunctionDef, node)->body, false); break;
    case NODE_Lambda:       walk(AS(Lambda, node)->body, &search); break;
    case NODE_GeneratorExp: walk_comprehension((Node *)node, &search); break;
    default: return;
    }
    Reg count = (Reg)u->loop_constant_count;
    reserve(u, u->first_temp + count);
    u->top = u->first_temp += count;
}

void load_loop_constants(Unit *u)
{
    for (uint32_t i = 0; i < u->loop_constant_count; i++)
        load_constant(u, u->loop_constants[i], u->first_temp - (Reg)(u->loop_constant_count - i));
}
