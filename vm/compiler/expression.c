/* vm/compiler/expression.c -- expressions into registers, and tests into jumps. */
#include "runtime/intern.h"
#include "runtime/protocol.h"
#include "runtime/types/bool.h"
#include "runtime/types/dict.h"
#include "runtime/types/float.h"
#include "runtime/types/int.h"
#include "runtime/types/list.h"
#include "runtime/types/none.h"
#include "runtime/types/set.h"
#include "runtime/types/str.h"
#include "runtime/types/tuple.h"
#include "vm/compiler/compiler.h"

Reg expr(Unit *u, const Node *node) { return expression(u, node, -1); }

void expr_to(Unit *u, const Node *node, Reg to)
{
    Reg got = expression(u, node, to);
    if (got != to) emit(u, OPCODE_MOVE, to, got, 0);
}

Reg expr_temp(Unit *u, const Node *node)
{
    Reg r = temp(u);
    Reg top = u->top;
    expr_to(u, node, r);
    u->top = top;
    return r;
}

/* --- constants --- */

void load_constant(Unit *u, Obj value, Reg to)
{
    if (is_small(value) && small_value(value) >= INT16_MIN && small_value(value) <= INT16_MAX)
        emit(u, OPCODE_LOAD_INT, to, (int)small_value(value), 0);
    else
        emit_long(u, OPCODE_LOAD_CONST, to, constant(u, value));
}

// Results worth computing now: numbers of moderate size, short strings.
static bool fold_is_modest(Operator op, Obj left, Obj right)
{
    if (!is_small(left) && !is_float(left)) return false;
    if (!is_small(right) && !is_float(right)) return false;
    if (op == OP_POWER || op == OP_LEFT_SHIFT)
        return is_small(left) && is_small(right) && small_value(right) >= 0 && small_value(right) <= 64
            && small_value(left) >= -65536 && small_value(left) <= 65536;
    return op != OP_MATMUL;
}

static bool fold_binary(const Node *node, Ref *value)
{
    scoped Ref left = NULL, right = NULL;
    if (AS(BinOp, node)->right->kind == NODE_BinOp && AS(BinOp, node)->left->kind == NODE_BinOp)
        return false;                               // keeps folding linear in the depth of the tree
    if (!constant_of(AS(BinOp, node)->right, &right) || !constant_of(AS(BinOp, node)->left, &left))
        return false;
    if (!fold_is_modest(AS(BinOp, node)->op, left, right)) return false;
    *value = operate(AS(BinOp, node)->op, left, right);
    if (!*value) error_clear();
    return *value;
}

static bool fold_tuple(NodeList items, Ref *value)
{
    scoped Ref tuple = tuple_new(items.count);
    for (uint32_t i = 0; i < items.count; i++)
        if (!constant_of(items.items[i], &tuple_items(tuple)[i])) return false;
    *value = take(&tuple);
    return true;
}

static bool fold_unary(const Node *node, Ref *value)
{
    scoped Ref operand = NULL;
    UnaryOp op = AS(UnaryOp, node)->op;
    if (op == UNARY_NOT || AS(UnaryOp, node)->operand->kind != NODE_Constant) return false;
    if (!constant_of(AS(UnaryOp, node)->operand, &operand)) return false;
    if (!is_int(operand) && !is_float(operand) && op != UNARY_NEGATIVE) return false;
    if (is_bool(operand) || is_str(operand) || is_none(operand)) return false;
    *value = op == UNARY_NEGATIVE ? operate_negative(operand)
           : op == UNARY_POSITIVE ? operate_positive(operand) : operate_invert(operand);
    if (!*value) error_clear();
    return *value;
}

bool constant_of(const Node *node, Ref *value)
{
    switch (node->kind) {
    case NODE_Constant:
        *value = keep(AS(Constant, node)->value);
        return true;
    case NODE_UnaryOp: return fold_unary(node, value);
    case NODE_BinOp:   return fold_binary(node, value);
    case NODE_Tuple:   return AS(Tuple, node)->ctx == LOAD && fold_tuple(AS(Tuple, node)->elts, value);
    default:           return false;
    }
}

bool small_constant(const Node *node, intptr_t *value)
{
    Ref folded = NULL;
    if ((node->kind != NODE_Constant && node->kind != NODE_UnaryOp) || !constant_of(node, &folded))
        return false;
    bool fits = is_small(folded) && small_value(folded) >= INT16_MIN && small_value(folded) <= INT16_MAX;
    if (fits) *value = small_value(folded);
    drop(folded);
    return fits;
}

/* --- operators --- */

static Reg binary(Unit *u, const Node *node, Reg want)
{
    const BinOpNode *op = AS(BinOp, node);
    Reg mark = u->top;
    intptr_t small;
    Reg left = expr(u, op->left);
    if ((op->op == OP_ADD || op->op == OP_SUBTRACT) && small_constant(op->right, &small)) {
        u->top = mark;
        want = destination(u, want);
        at(u, node);
        emit(u, op->op == OP_ADD ? OPCODE_ADD_INT : OPCODE_SUBTRACT_INT, want, left, (int)small);
        return want;
    }
    Reg right = expr(u, op->right);
    u->top = mark;
    want = destination(u, want);
    at(u, node);
    emit(u, (Opcode)(OPCODE_ADD + op->op), want, left, right);
    return want;
}

static Reg unary(Unit *u, const Node *node, Reg want)
{
    static const Opcode opcodes[] = {
        [UNARY_INVERT] = OPCODE_INVERT, [UNARY_NOT] = OPCODE_NOT,
        [UNARY_POSITIVE] = OPCODE_POSITIVE, [UNARY_NEGATIVE] = OPCODE_NEGATIVE };
    Reg mark = u->top;
    Reg operand = expr(u, AS(UnaryOp, node)->operand);
    u->top = mark;
    want = destination(u, want);
    at(u, node);
    emit(u, opcodes[AS(UnaryOp, node)->op], want, operand, 0);
    return want;
}

static Opcode compare_opcode(int op)
{
    static const Opcode others[] = { OPCODE_IS, OPCODE_IS_NOT, OPCODE_IN, OPCODE_NOT_IN };
    return op <= GREATER_EQUAL ? (Opcode)(OPCODE_LESS + op) : others[op - COMPARE_IS];
}

// The right side of `in`: a display of constants is a constant tuple or frozenset.
Reg comparand(Unit *u, int op, const Node *node)
{
    Ref folded = NULL;
    bool is_in = op == COMPARE_IN || op == COMPARE_NOT_IN;
    if (is_in && node->kind == NODE_List) {
        if (!fold_tuple(AS(List, node)->elts, &folded)) return expr(u, node);
    } else if (is_in && node->kind == NODE_Set) {
        scoped Ref items = NULL;
        if (!fold_tuple(AS(Set, node)->elts, &items)) return expr(u, node);
        folded = frozenset_from(items);
        if (!folded) {
            error_clear();
            return expr(u, node);
        }
    } else {
        return expr(u, node);
    }
    Reg r = temp(u);
    load_constant(u, folded, r);
    drop(folded);
    return r;
}

// a < b < c: each operand once, stops at the first false.
static Reg compare_chain(Unit *u, const Node *node, Reg want)
{
    const CompareNode *compare = AS(Compare, node);
    Reg mark = u->top;
    Reg result = temp(u);                          // `want` may be a variable that the operands read
    Reg left = temp(u), right = temp(u);
    Label end = NEW_LABEL;
    expr_to(u, compare->left, left);
    for (uint32_t i = 0; i < compare->comparators.count; i++) {
        bool last = i + 1 == compare->comparators.count;
        expr_to(u, compare->comparators.items[i], right);
        Reg next = temp(u);
        at(u, node);
        if (!last) copy_register(u, next, right);  // the right side is needed twice
        emit(u, compare_opcode(compare->ops[i]), result, left, right);
        if (!last) {
            emit(u, OPCODE_MOVE, left, next, 0);
            Label go_on = NEW_LABEL;
            jump_holding(u, OPCODE_JUMP_IF_TRUE, result, &go_on);
            emit(u, OPCODE_CLEAR, left, 0, 0);
            jump(u, OPCODE_JUMP, 0, &end);
            place(u, &go_on);
            emit(u, OPCODE_CLEAR, result, 0, 0);
        }
        u->top = next;
    }
    place(u, &end);
    u->top = mark;
    want = destination(u, want);
    if (want != result) emit(u, OPCODE_MOVE, want, result, 0);
    return want;
}

static Reg compare_one(Unit *u, const Node *node, Reg want)
{
    const CompareNode *compare = AS(Compare, node);
    if (compare->comparators.count > 1) return compare_chain(u, node, want);
    Reg mark = u->top;
    Reg left = expr(u, compare->left);
    Reg right = comparand(u, compare->ops[0], compare->comparators.items[0]);
    u->top = mark;
    want = destination(u, want);
    at(u, node);
    emit(u, compare_opcode(compare->ops[0]), want, left, right);
    return want;
}

static Reg bool_op(Unit *u, const Node *node, Reg want)
{
    const BoolOpNode *op = AS(BoolOp, node);
    Reg mark = u->top;
    Reg result = temp(u);
    Label end = NEW_LABEL;
    uint8_t *saved = NULL;
    for (uint32_t i = 0; i < op->values.count; i++) {
        Reg top = u->top;
        expr_to(u, op->values.items[i], result);
        u->top = top;
        if (i == 0) saved = save_bound(u);
        if (i + 1 == op->values.count) break;
        at(u, op->values.items[i]);
        jump_holding(u, op->op == BOOL_AND ? OPCODE_JUMP_IF_FALSE : OPCODE_JUMP_IF_TRUE, result, &end);
        emit(u, OPCODE_CLEAR, result, 0, 0);
    }
    place(u, &end);
    if (saved) restore_bound(u, saved);
    u->unreachable = false;
    u->top = mark;
    if (want < 0) return temp(u);                  // which is `result`
    if (want != result) emit(u, OPCODE_MOVE, want, result, 0);
    return want;
}

static Reg if_expression(Unit *u, const Node *node, Reg want)
{
    const IfExpNode *choice = AS(IfExp, node);
    Reg mark = u->top;
    Reg result = temp(u);
    Label otherwise = NEW_LABEL, end = NEW_LABEL;
    jump_if(u, choice->test, false, &otherwise);
    uint8_t *saved = save_bound(u);
    Reg top = u->top;
    expr_to(u, choice->body, result);
    u->top = top;
    jump(u, OPCODE_JUMP, 0, &end);
    place_with(u, &otherwise, saved);
    expr_to(u, choice->orelse, result);
    restore_bound(u, saved);
    place(u, &end);
    u->unreachable = false;
    u->top = mark;
    if (want < 0) return temp(u);
    if (want != result) emit(u, OPCODE_MOVE, want, result, 0);
    return want;
}

/* --- displays --- */

static bool has_star(NodeList items)
{
    for (uint32_t i = 0; i < items.count; i++)
        if (items.items[i]->kind == NODE_Starred) return true;
    return false;
}

enum { DISPLAY_CHUNK = 64 };  // items in registers at a time

// A long or starred display: built first, then filled.
static Reg display_by_steps(Unit *u, const Node *node, NodeList items, Reg want)
{
    bool set = node->kind == NODE_Set;
    Reg mark = u->top;
    Reg made = temp(u);
    at(u, node);
    emit(u, set ? OPCODE_BUILD_SET : OPCODE_BUILD_LIST, made, made, 0);
    for (uint32_t i = 0; i < items.count; i++) {
        const Node *item = items.items[i];
        bool star = item->kind == NODE_Starred;
        Reg top = u->top;
        Reg r = expr(u, star ? AS(Starred, item)->value : item);
        u->top = top;
        at(u, star ? node : item);
        emit(u, set ? (star ? OPCODE_SET_UPDATE : OPCODE_SET_ADD)
                    : (star ? OPCODE_LIST_EXTEND : OPCODE_LIST_APPEND), made, r, 0);
    }
    at(u, node);
    u->top = mark;
    want = destination(u, want);
    if (node->kind == NODE_Tuple) emit(u, OPCODE_LIST_TO_TUPLE, want, made, 0);
    else if (want != made) emit(u, OPCODE_MOVE, want, made, 0);
    return want;
}

static Reg display(Unit *u, const Node *node, NodeList items, Reg want)
{
    Ref folded = NULL;
    if (node->kind == NODE_Tuple && constant_of(node, &folded)) {
        want = destination(u, want);
        load_constant(u, folded, want);
        drop(folded);
        return want;
    }
    if (has_star(items) || items.count > DISPLAY_CHUNK) return display_by_steps(u, node, items, want);
    Reg base = u->top;
    for (uint32_t i = 0; i < items.count; i++) expr_temp(u, items.items[i]);
    u->top = base;
    want = destination(u, want);
    at(u, node);
    emit(u, node->kind == NODE_Tuple ? OPCODE_BUILD_TUPLE
            : node->kind == NODE_List ? OPCODE_BUILD_LIST : OPCODE_BUILD_SET,
         want, base, (int)items.count);
    return want;
}

static bool is_plain_dict(const DictNode *dict)
{
    if (dict->keys.count > DISPLAY_CHUNK / 2) return false;
    for (uint32_t i = 0; i < dict->keys.count; i++)
        if (!dict->keys.items[i]) return false;
    return true;
}

static Reg dict_display(Unit *u, const Node *node, Reg want)
{
    const DictNode *dict = AS(Dict, node);
    Reg base = u->top;
    if (is_plain_dict(dict)) {
        for (uint32_t i = 0; i < dict->keys.count; i++) {
            expr_temp(u, dict->keys.items[i]);
            expr_temp(u, dict->values.items[i]);
        }
        u->top = base;
        want = destination(u, want);
        at(u, node);
        emit(u, OPCODE_BUILD_DICT, want, base, (int)dict->keys.count);
        return want;
    }
    Reg made = temp(u);
    at(u, node);
    emit(u, OPCODE_BUILD_DICT, made, made, 0);
    for (uint32_t i = 0; i < dict->keys.count; i++) {
        Reg top = u->top;
        Reg key = dict->keys.items[i] ? expr(u, dict->keys.items[i]) : -1;
        Reg value = expr(u, dict->values.items[i]);
        u->top = top;
        at(u, node);
        if (key < 0) emit(u, OPCODE_DICT_UPDATE, made, value, 0);
        else emit(u, OPCODE_DICT_PUT, made, key, value);
    }
    u->top = base;
    want = destination(u, want);
    if (want != made) emit(u, OPCODE_MOVE, want, made, 0);
    return want;
}

/* --- f-strings --- */

static int conversion_of(int letter)
{
    return letter == 's' ? 1 : letter == 'r' ? 2 : letter == 'a' ? 3 : 0;
}

static Reg formatted_value(Unit *u, const Node *node, Reg want)
{
    const FormattedValueNode *part = AS(FormattedValue, node);
    Reg mark = u->top;
    int conversion = conversion_of(part->conversion);
    if (part->format_spec) {
        Reg value = expr_temp(u, part->value);
        expr_temp(u, part->format_spec);
        u->top = mark;
        want = destination(u, want);
        at(u, node);
        emit(u, OPCODE_FORMAT_SPEC, want, value, conversion);
        return want;
    }
    Reg value = expr(u, part->value);
    u->top = mark;
    want = destination(u, want);
    at(u, node);
    emit(u, OPCODE_FORMAT, want, value, conversion);
    return want;
}

static Reg constant_expression(Unit *u, const Node *node, Obj value, Reg want)
{
    Reg kept = want < 0 ? loop_constant(u, value) : -1;
    if (kept >= 0) return kept;
    want = destination(u, want);
    at(u, node);
    load_constant(u, value, want);
    return want;
}

static Reg joined_string(Unit *u, const Node *node, Reg want)
{
    NodeList parts = AS(JoinedStr, node)->values;
    if (!parts.count) return constant_expression(u, node, str_empty_object, want);
    if (parts.count == 1 && parts.items[0]->kind == NODE_Constant
        && is_str(AS(Constant, parts.items[0])->value))
        return constant_expression(u, node, AS(Constant, parts.items[0])->value, want);
    enum { PIECES = 64 };                      // at a time: registers are few
    if (parts.count == 0 || (parts.count == 1 && parts.items[0]->kind == NODE_Constant)) {
        want = destination(u, want);
        at(u, node);
        load_constant(u, parts.count ? AS(Constant, parts.items[0])->value : str_empty_object, want);
        return want;
    }
    Reg base = u->top;
    for (uint32_t i = 0; i < parts.count; i++) {
        if (u->top - base == PIECES) {
            u->top = base;
            at(u, node);
            emit(u, OPCODE_BUILD_STRING, temp(u), base, PIECES);
        }
        expr_temp(u, parts.items[i]);
    }
    int count = u->top - base;
    u->top = base;
    want = destination(u, want);
    at(u, node);
    emit(u, OPCODE_BUILD_STRING, want, base, count);
    return want;
}

/* --- attributes and items --- */

static Reg attribute(Unit *u, const Node *node, Reg want)
{
    Reg mark = u->top;
    Reg object = expr(u, AS(Attribute, node)->value);
    u->top = mark;
    want = destination(u, want);
    at(u, node);
    emit(u, OPCODE_LOAD_ATTR, want, object, site(u, name_mangle(u->inner->private_name, AS(Attribute, node)->attr)));
    return want;
}

static void slice_part(Unit *u, const Node *node)
{
    if (node) expr_temp(u, node);
    else load_constant(u, None_object, temp(u));
}

static Reg slice(Unit *u, const Node *node, Reg want)
{
    const SliceNode *parts = AS(Slice, node);
    Reg base = u->top;
    slice_part(u, parts->lower);
    slice_part(u, parts->upper);
    slice_part(u, parts->step);
    u->top = base;
    want = destination(u, want);
    at(u, node);
    emit(u, OPCODE_BUILD_SLICE, want, base, 0);
    return want;
}

static Reg subscript(Unit *u, const Node *node, Reg want)
{
    const SubscriptNode *item = AS(Subscript, node);
    Reg mark = u->top;
    intptr_t small;
    Reg object = expr(u, item->value);
    if (small_constant(item->slice, &small)) {
        u->top = mark;
        want = destination(u, want);
        at(u, node);
        emit(u, OPCODE_GET_ITEM_INT, want, object, (int)small);
        return want;
    }
    if (item->slice->kind == NODE_Slice && !AS(Slice, item->slice)->step) {
        Reg bounds = u->top;
        slice_part(u, AS(Slice, item->slice)->lower);
        slice_part(u, AS(Slice, item->slice)->upper);
        u->top = mark;
        want = destination(u, want);
        at(u, node);
        emit(u, OPCODE_GET_SLICE, want, object, bounds);
        return want;
    }
    Reg key = expr(u, item->slice);
    u->top = mark;
    want = destination(u, want);
    at(u, node);
    emit(u, OPCODE_GET_ITEM, want, object, key);
    return want;
}

/* --- the rest --- */

static Reg walrus(Unit *u, const Node *node, Reg want)
{
    const NamedExprNode *named = AS(NamedExpr, node);
    Obj name = AS(Name, named->target)->id;
    Reg mark = u->top;
    Reg value = temp(u);
    expr_to(u, named->value, value);
    at(u, node);
    Reg copy = temp(u);
    copy_register(u, copy, value);
    store_name(u, name, copy);
    u->top = mark;
    if (want < 0) return temp(u);
    if (want != value) emit(u, OPCODE_MOVE, want, value, 0);
    return want;
}

static Reg yield(Unit *u, const Node *node, Reg want)
{
    const Node *value = AS(Yield, node)->value;
    Reg mark = u->top;
    Reg r;
    if (value) r = expr(u, value);
    else load_constant(u, None_object, r = temp(u));
    u->top = mark;
    want = destination(u, want);
    at(u, node);
    emit(u, OPCODE_YIELD, want, r, 0);
    return want;
}

static Reg yield_from(Unit *u, const Node *node, Reg want)
{
    Reg mark = u->top;
    Reg iterator = temp(u), sent = temp(u);
    Reg top = u->top;
    Reg iterable = expr(u, AS(YieldFrom, node)->value);
    u->top = top;
    at(u, node);
    emit(u, OPCODE_GET_YIELD_ITER, iterator, iterable, 0);
    load_constant(u, None_object, sent);
    emit(u, OPCODE_YIELD_FROM, sent, iterator, 0);
    u->top = mark;
    want = destination(u, want);
    emit(u, OPCODE_MOVE, want, sent, 0);
    return want;
}

static Reg by_kind(Unit *u, const Node *node, Reg want)
{
    Ref folded = NULL;
    switch (node->kind) {
    case NODE_Constant:    return constant_expression(u, node, AS(Constant, node)->value, want);
    case NODE_Name:        return load_name(u, node, AS(Name, node)->id, want);
    case NODE_BinOp:
    case NODE_UnaryOp:
        if (constant_of(node, &folded)) {
            want = constant_expression(u, node, folded, want);
            drop(folded);
            return want;
        }
        return node->kind == NODE_BinOp ? binary(u, node, want) : unary(u, node, want);
    case NODE_Compare:     return compare_one(u, node, want);
    case NODE_BoolOp:      return bool_op(u, node, want);
    case NODE_IfExp:       return if_expression(u, node, want);
    case NODE_Call:        return compile_call(u, node, want);
    case NODE_Attribute:   return attribute(u, node, want);
    case NODE_Subscript:   return subscript(u, node, want);
    case NODE_Slice:       return slice(u, node, want);
    case NODE_Tuple:       return display(u, node, AS(Tuple, node)->elts, want);
    case NODE_List:        return display(u, node, AS(List, node)->elts, want);
    case NODE_Set:         return display(u, node, AS(Set, node)->elts, want);
    case NODE_Dict:        return dict_display(u, node, want);
    case NODE_Lambda:      return compile_lambda(u, node, want);
    case NODE_ListComp: case NODE_SetComp: case NODE_DictComp: case NODE_GeneratorExp:
        return compile_comprehension(u, node, want);
    case NODE_JoinedStr:   return joined_string(u, node, want);
    case NODE_FormattedValue: return formatted_value(u, node, want);
    case NODE_NamedExpr:   return walrus(u, node, want);
    case NODE_Yield:       return yield(u, node, want);
    case NODE_YieldFrom:   return yield_from(u, node, want);
    case NODE_Starred:
        fail(u, node, "can't use starred expression here");
        return destination(u, want);
    default:
        fail(u, node, "this expression is not supported");
        return destination(u, want);
    }
}

Reg expression(Unit *u, const Node *node, Reg want)
{
    if (u->compiler->failed) return destination(u, want);
    if (!recursion_enter(" during compilation")) {
        u->compiler->failed = true;
        return destination(u, want);
    }
    Reg r = by_kind(u, node, want);
    recursion_leave();
    return r;
}
