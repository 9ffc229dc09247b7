/* vm/compiler/condition.c -- tests into jumps: not, and, or, comparisons and their chains. */
#include "runtime/protocol.h"
#include "runtime/types/none.h"
#include "vm/compiler/compiler.h"

static Opcode jump_opcode(int op, bool truth)
{
    if (op <= GREATER_EQUAL)
        return (Opcode)((truth ? OPCODE_JUMP_LESS : OPCODE_JUMP_UNLESS_LESS) + op);
    if (op == COMPARE_IS || op == COMPARE_IS_NOT)
        return (op == COMPARE_IS) == truth ? OPCODE_JUMP_IS : OPCODE_JUMP_IS_NOT;
    return (op == COMPARE_IN) == truth ? OPCODE_JUMP_IN : OPCODE_JUMP_NOT_IN;
}

static void jump_if_compare(Unit *u, const Node *node, bool truth, Label *to)
{
    const CompareNode *compare = AS(Compare, node);
    int op = compare->ops[0];
    const Node *right_node = compare->comparators.items[0];
    Reg mark = u->top;
    Reg left = expr(u, compare->left);
    if ((op == COMPARE_IS || op == COMPARE_IS_NOT) && right_node->kind == NODE_Constant
        && is_none(AS(Constant, right_node)->value)) {
        u->top = mark;
        at(u, node);
        jump(u, (op == COMPARE_IS) == truth ? OPCODE_JUMP_IF_NONE : OPCODE_JUMP_IF_NOT_NONE, left, to);
        return;
    }
    Reg right = comparand(u, op, right_node);
    u->top = mark;
    at(u, node);
    jump_near(u, jump_opcode(op, truth), 'a', 0, left, right, to);
}

// a < b < c as a test: jumps out at the first comparison that fails. A middle operand in a
// temporary is held for the next comparison, so failing before that must clear it.
static void jump_if_chain(Unit *u, const Node *node, bool truth, Label *to)
{
    const CompareNode *compare = AS(Compare, node);
    Label past = NEW_LABEL, holding = NEW_LABEL, *no = truth ? &past : to;
    uint32_t count = compare->comparators.count;
    Reg mark = u->top;
    Reg left = expr(u, compare->left);
    uint8_t *saved = NULL;
    for (uint32_t i = 0; i + 1 < count; i++) {
        Reg right = comparand(u, compare->ops[i], compare->comparators.items[i]);
        if (i == 0) saved = save_bound(u);
        bool held = is_temporary(u, right);
        at(u, node);
        uint32_t jump = jump_near(u, jump_opcode(compare->ops[i], false), 'a', 0, left, right,
                                  held ? &holding : no);
        if (held) u->instructions[jump].flags &= (uint8_t)~C_DIES;
        left = right;
    }
    Reg right = comparand(u, compare->ops[count - 1], compare->comparators.items[count - 1]);
    Reg used = u->top;
    u->top = mark;
    at(u, node);
    jump_near(u, jump_opcode(compare->ops[count - 1], truth), 'a', 0, left, right, to);
    if (holding.first_use >= 0) {
        Label over = NEW_LABEL;
        jump(u, OPCODE_JUMP, 0, &over);
        place(u, &holding);
        emit(u, OPCODE_CLEAR, mark, used - mark - 1, 0);
        jump(u, OPCODE_JUMP, 0, no);
        place(u, &over);
    }
    place(u, &past);
    restore_bound(u, saved);
    u->unreachable = false;
}

static void jump_if_bool(Unit *u, const Node *node, bool truth, Label *to)
{
    const BoolOpNode *op = AS(BoolOp, node);
    bool stops = op->op == BOOL_OR;                // the truth of one value that decides
    uint8_t *saved = NULL;
    if (stops == truth) {
        for (uint32_t i = 0; i < op->values.count; i++) {
            jump_if(u, op->values.items[i], truth, to);
            if (i == 0) saved = save_bound(u);
        }
    } else {
        Label past = NEW_LABEL;
        for (uint32_t i = 0; i + 1 < op->values.count; i++) {
            jump_if(u, op->values.items[i], stops, &past);
            if (i == 0) saved = save_bound(u);
        }
        jump_if(u, op->values.items[op->values.count - 1], truth, to);
        place(u, &past);
    }
    if (saved) restore_bound(u, saved);
    u->unreachable = false;
}

void jump_if(Unit *u, const Node *test, bool truth, Label *to)
{
    if (test->kind == NODE_UnaryOp && AS(UnaryOp, test)->op == UNARY_NOT) {
        jump_if(u, AS(UnaryOp, test)->operand, !truth, to);
        return;
    }
    if (test->kind == NODE_BoolOp) {
        jump_if_bool(u, test, truth, to);
        return;
    }
    if (test->kind == NODE_Compare) {
        bool chain = AS(Compare, test)->comparators.count > 1;
        (chain ? jump_if_chain : jump_if_compare)(u, test, truth, to);
        return;
    }
    if (test->kind == NODE_Constant) {
        bool value = false;
        if (!object_truth(AS(Constant, test)->value, &value)) error_clear();
        if (value == truth) jump(u, OPCODE_JUMP, 0, to);
        return;
    }
    Reg mark = u->top;
    Reg r = expr(u, test);
    u->top = mark;
    at(u, test);
    jump(u, truth ? OPCODE_JUMP_IF_TRUE : OPCODE_JUMP_IF_FALSE, r, to);
}
