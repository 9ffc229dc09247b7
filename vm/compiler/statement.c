/* vm/compiler/statement.c -- statements, one by one. */
#include "runtime/intern.h"
#include "runtime/protocol.h"
#include "runtime/types/int.h"
#include "runtime/types/none.h"
#include "runtime/types/str.h"
#include "runtime/types/tuple.h"
#include "vm/compiler/compiler.h"

static void drop_value(Unit *u, Reg r)
{
    if (is_temporary(u, r)) emit(u, OPCODE_CLEAR, r, 0, 0);
}

static void expression_statement(Unit *u, const Node *node)
{
    const Node *value = AS(Expr, node)->value;
    Reg mark = u->top;
    if (u->compiler->interactive && u->scope->kind == SCOPE_MODULE) {
        Reg r = expr(u, value);
        at(u, node);
        emit(u, OPCODE_PRINT_EXPR, r, 0, 0);
    } else if (value->kind != NODE_Constant) {
        drop_value(u, expr(u, value));
    }
    u->top = mark;
}

static void return_statement(Unit *u, const Node *node)
{
    const Node *value = AS(Return, node)->value;
    if (!scope_is_function(u->scope)) {
        fail(u, node, "'return' outside function");
        return;
    }
    Reg mark = u->top;
    if (!value) {
        leave_to(u, NULL, OPCODE_RETURN_NONE, 0, NULL);
        return;
    }
    Reg r = expr(u, value);
    if (!is_temporary(u, r) && leaving_runs_code(u)) {
        Reg copy = temp(u);
        emit(u, OPCODE_MOVE, copy, r, 0);
        r = copy;
    }
    at(u, node);
    leave_to(u, NULL, OPCODE_RETURN, r, NULL);
    u->top = mark;
}

static Block *innermost_loop(const Unit *u)
{
    Block *block = u->block;
    while (block && block->kind != BLOCK_WHILE && block->kind != BLOCK_FOR) block = block->outer;
    return block;
}

static void break_statement(Unit *u, const Node *node)
{
    Block *loop = innermost_loop(u);
    if (!loop) fail(u, node, "'break' outside loop");
    else leave_to(u, loop->outer, OPCODE_JUMP, 0, loop->end);
}

static void continue_statement(Unit *u, const Node *node)
{
    Block *loop = innermost_loop(u);
    if (!loop) fail(u, node, "'continue' not properly in loop");
    else leave_to(u, loop, OPCODE_JUMP, 0, loop->next);
}

static void if_statement(Unit *u, const Node *node)
{
    Label end = NEW_LABEL;
    Label otherwise = NEW_LABEL;
    const IfNode *choice = AS(If, node);
    jump_if(u, choice->test, false, &otherwise);
    uint8_t *tested = save_bound(u);
    const Node *position = u->position;
    statements(u, choice->body);
    if (u->unreachable) u->position = position;
    uint8_t *after = save_bound(u);
    if (choice->orelse.count && !u->unreachable) jump(u, OPCODE_JUMP, 0, &end);
    place_with(u, &otherwise, tested);
    statements(u, choice->orelse);
    merge_bound(u, after);
    bool unreachable = u->unreachable;
    place(u, &end);
    u->unreachable = unreachable;
}

static bool is_true_constant(const Node *test)
{
    bool truth = false;
    if (test->kind == NODE_Constant && !object_truth(AS(Constant, test)->value, &truth)) error_clear();
    return truth;
}

// The test stands twice, before the loop and at its end, so that a round is one jump.
static void while_statement(Unit *u, const Node *node)
{
    const WhileNode *loop = AS(While, node);
    Label next = NEW_LABEL, body = NEW_LABEL, otherwise = NEW_LABEL, end = NEW_LABEL;
    Block block = { .kind = BLOCK_WHILE, .outer = u->block, .next = &next, .end = &end };
    at(u, loop->test);
    jump_if(u, loop->test, false, &otherwise);
    uint8_t *tested = save_bound(u);
    place(u, &body);
    u->block = &block;
    statements(u, loop->body);
    u->block = block.outer;
    place_with(u, &next, tested);
    u->unreachable = false;
    at(u, loop->test);
    jump_if(u, loop->test, true, &body);
    place_with(u, &otherwise, tested);
    u->unreachable = is_true_constant(loop->test);
    statements(u, loop->orelse);
    bool falls = !u->unreachable || end.first_use >= 0;
    place(u, &end);
    restore_bound(u, tested);
    u->unreachable = !falls;
}

static void for_statement(Unit *u, const Node *node)
{
    const ForNode *loop = AS(For, node);
    Label next = NEW_LABEL, body = NEW_LABEL, otherwise = NEW_LABEL, end = NEW_LABEL;
    Reg mark = u->top;
    Reg iterator = temp(u);
    Reg top = u->top;
    Reg iterable = expr(u, loop->iter);
    u->top = top;
    at(u, loop->iter);
    emit(u, OPCODE_GET_ITER, iterator, iterable, 0);
    Block block = { .kind = BLOCK_FOR, .outer = u->block, .next = &next, .end = &end,
                    .held = iterator, .held_end = iterator + 1 };
    uint8_t *before = save_bound(u);
    Reg direct = loop->target->kind == NODE_Name ? name_target(u, AS(Name, loop->target)->id) : -1;
    Reg item = direct >= 0 ? direct : temp(u);
    jump_near(u, OPCODE_FOR_ITER, 'c', item, iterator, 0, &otherwise);
    place(u, &body);
    u->block = &block;
    if (direct >= 0) mark_bound(u, direct);
    else assign(u, loop->target, item);
    u->top = top;
    statements(u, loop->body);
    u->block = block.outer;
    place(u, &next);
    at(u, loop->iter);
    jump_near(u, OPCODE_FOR_NEXT, 'c', item, iterator, 0, &body);
    place_with(u, &otherwise, before);
    u->unreachable = false;
    u->top = mark;
    statements(u, loop->orelse);
    bool falls = !u->unreachable || end.first_use >= 0;
    place(u, &end);
    restore_bound(u, before);
    u->unreachable = !falls;
}

static void raise_statement(Unit *u, const Node *node)
{
    const RaiseNode *raise = AS(Raise, node);
    Reg mark = u->top;
    int count = 0;
    Reg exception = 0, cause = 0;
    if (raise->exc) {
        exception = expr(u, raise->exc);
        count++;
    }
    if (raise->cause) {
        cause = expr(u, raise->cause);
        count++;
    }
    u->top = mark;
    at(u, node);
    uint32_t i = emit(u, OPCODE_RAISE, exception, cause, count);
    if (count < 2) u->instructions[i].flags &= (uint8_t)~B_DIES;
    if (count < 1) u->instructions[i].flags = 0;
    now_unreachable(u);
}

static void assert_statement(Unit *u, const Node *node)
{
    const AssertNode *claim = AS(Assert, node);
    Label holds = NEW_LABEL;
    Reg mark = u->top;
    at(u, node);
    jump_if(u, claim->test, true, &holds);
    uint8_t *saved = save_bound(u);
    Reg base = temp(u);
    at(u, claim->test);
    emit(u, OPCODE_LOAD_ASSERTION, base, 0, 0);
    if (claim->msg) {
        expr_temp(u, claim->msg);
        at(u, claim->test);
        emit(u, OPCODE_CALL, base, base, 1);
    }
    uint32_t i = emit(u, OPCODE_RAISE, base, 0, 1);
    u->instructions[i].flags = A_DIES;
    u->top = mark;
    place_with(u, &holds, saved);
}

/* --- imports --- */

static Reg import_module(Unit *u, Obj name, int level, Obj from_list)
{
    Reg base = temps(u, 2);
    load_constant(u, small_int(level), base);
    load_constant(u, from_list, base + 1);
    u->top = base;
    Reg module = temp(u);
    emit(u, OPCODE_IMPORT_NAME, module, base, site(u, name));
    return module;
}

static void store_import(Unit *u, Obj name, Reg module) { store_name(u, name, module); }

// import a.b as c: the innermost one; import a.b: a.
static void import_statement(Unit *u, const Node *node)
{
    NodeList names = AS(Import, node)->names;
    for (uint32_t i = 0; i < names.count; i++) {
        const aliasNode *alias = AS(alias, names.items[i]);
        Reg mark = u->top;
        at(u, node);
        Reg module = import_module(u, alias->name, 0, None_object);
        Obj dot = intern(".");
        intptr_t at_dot = str_find(alias->name, dot, 0, str_length(alias->name), false);
        if (!alias->asname) {
            scoped Ref first = str_slice(alias->name, 0, at_dot < 0 ? str_length(alias->name) : (size_t)at_dot);
            store_import(u, intern_str(first), module);
        } else {
            while (at_dot >= 0) {
                size_t start = (size_t)at_dot + 1, length = str_length(alias->name);
                at_dot = str_find(alias->name, dot, start, length, false);
                scoped Ref part = str_slice(alias->name, start, at_dot < 0 ? length : (size_t)at_dot);
                Reg inner = temp(u);
                emit(u, OPCODE_IMPORT_FROM, inner, module, site(u, intern_str(part)));
                emit(u, OPCODE_MOVE, module, inner, 0);
                u->top = inner;
            }
            store_import(u, alias->asname, module);
        }
        u->top = mark;
    }
}

static void import_from_statement(Unit *u, const Node *node)
{
    const ImportFromNode *import = AS(ImportFrom, node);
    Reg mark = u->top;
    scoped Ref wanted = tuple_new(import->names.count);
    for (uint32_t i = 0; i < import->names.count; i++)
        tuple_items(wanted)[i] = keep(AS(alias, import->names.items[i])->name);
    at(u, node);
    Reg module = import_module(u, import->module ? import->module : intern(""), import->level, wanted);
    if (str_equal_text(AS(alias, import->names.items[0])->name, "*")) {
        emit(u, OPCODE_IMPORT_STAR, module, 0, 0);
        u->top = mark;
        return;
    }
    for (uint32_t i = 0; i < import->names.count; i++) {
        const aliasNode *alias = AS(alias, import->names.items[i]);
        Reg value = temp(u);
        at(u, node);
        emit(u, OPCODE_IMPORT_FROM, value, module, site(u, alias->name));
        store_name(u, alias->asname ? alias->asname : alias->name, value);
        u->top = module + 1;
    }
    emit(u, OPCODE_CLEAR, module, 0, 0);
    u->top = mark;
}

/* --- all of them --- */

static void by_kind(Unit *u, const Node *node)
{
    switch (node->kind) {
    case NODE_Expr:        expression_statement(u, node); break;
    case NODE_Assign:      compile_assign(u, node); break;
    case NODE_AugAssign:   compile_augmented(u, node); break;
    case NODE_AnnAssign:   compile_annotated(u, node); break;
    case NODE_Return:      return_statement(u, node); break;
    case NODE_If:          if_statement(u, node); break;
    case NODE_For:         for_statement(u, node); break;
    case NODE_While:       while_statement(u, node); break;
    case NODE_Break:       break_statement(u, node); break;
    case NODE_Continue:    continue_statement(u, node); break;
    case NODE_FunctionDef: case NODE_AsyncFunctionDef: compile_function(u, node); break;
    case NODE_ClassDef:    compile_class(u, node); break;
    case NODE_Match:       compile_match(u, node); break;
    case NODE_Try:         compile_try(u, node); break;
    case NODE_TryStar:     compile_try_star(u, node); break;
    case NODE_With:        compile_with(u, node); break;
    case NODE_Raise:       raise_statement(u, node); break;
    case NODE_Assert:      assert_statement(u, node); break;
    case NODE_Import:      import_statement(u, node); break;
    case NODE_ImportFrom:  import_from_statement(u, node); break;
    case NODE_TypeAlias:   compile_type_alias(u, node); break;
    case NODE_Delete:
        for (uint32_t i = 0; i < AS(Delete, node)->targets.count; i++)
            compile_delete(u, AS(Delete, node)->targets.items[i]);
        break;
    case NODE_Pass:
        at(u, node);
        emit(u, OPCODE_NOP, 0, 0, 0);
        break;
    case NODE_Global: case NODE_Nonlocal: break;
    default: fail(u, node, "this statement is not supported"); break;
    }
}

void statement(Unit *u, const Node *node)
{
    if (u->compiler->failed) return;
    if (!recursion_enter(" during compilation")) {
        u->compiler->failed = true;
        return;
    }
    at(u, node);
    by_kind(u, node);
    recursion_leave();
}

void statements(Unit *u, NodeList body)
{
    for (uint32_t i = 0; i < body.count; i++) statement(u, body.items[i]);
}
