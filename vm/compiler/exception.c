/* vm/compiler/exception.c -- try, except, except*, finally, with: covered regions and their handlers. */
#include "runtime/intern.h"
#include "runtime/types/none.h"
#include "vm/compiler/compiler.h"

/* --- leaving blocks early --- */

static void forget_name(Unit *u, Obj name)
{
    Reg r = temp(u);
    load_constant(u, None_object, r);
    store_name(u, name, r);
    delete_name_of(u, name);
    u->top = r;
}

static void leave_handler(Unit *u, const Block *block)
{
    emit(u, OPCODE_LEAVE_HANDLER, block->previous, 0, 0);
    emit(u, OPCODE_CLEAR, block->held, 0, 0);
    if (block->name) forget_name(u, block->name);
}

static void leave_block(Unit *u, const Block *block)
{
    const Node *position = u->position;
    switch (block->kind) {
    case BLOCK_FOR:
    case BLOCK_HELD:
        emit(u, OPCODE_CLEAR, block->held, block->held_end - block->held - 1, 0);
        break;
    case BLOCK_FINALLY:
        statements(u, *block->final);
        break;
    case BLOCK_WITH:
        at(u, block->node);
        emit(u, OPCODE_WITH_EXIT, block->held, 0, 0);
        break;
    case BLOCK_HANDLER:
        leave_handler(u, block);
        break;
    default:
        break;
    }
    u->position = position;
}

void leave_blocks(Unit *u, Block *until)
{
    Block *innermost = u->block;
    for (Block *each = innermost; each != until; each = each->outer) {
        if (each->covers) close_region(u, each);
        u->block = each->outer;
        bool unreachable = u->unreachable;
        leave_block(u, each);
        u->unreachable = unreachable;
    }
    u->block = innermost;
}

// After the jump out: the regions go on.
static void resume_regions(Unit *u, Block *until)
{
    for (Block *each = u->block; each != until; each = each->outer)
        if (each->covers) each->start = u->count;
}

bool leaving_runs_code(const Unit *u)
{
    for (const Block *each = u->block; each; each = each->outer)
        if (each->kind == BLOCK_FINALLY || each->kind == BLOCK_WITH || each->kind == BLOCK_HANDLER)
            return true;
    return false;
}

/* return, break, continue: leaves the blocks, emits the last instruction, goes on covering. */
void leave_to(Unit *u, Block *until, Opcode op, int a, Label *to)
{
    Block *innermost = u->block;
    leave_blocks(u, until);
    if (to) jump(u, op, a, to);
    else emit(u, op, a, 0, 0);
    u->block = innermost;
    resume_regions(u, until);
    now_unreachable(u);
}

/* --- try ... except --- */

static void push(Unit *u, Block *block, BlockKind kind)
{
    block->kind = kind;
    block->outer = u->block;
    u->block = block;
}

static void pop(Unit *u, Block *block)
{
    if (block->covers) close_region(u, block);
    u->block = block->outer;
}

// A handler entered: its exception in `depth`, the one handled before in depth + 1; covered again, so
// that an exception in it restores the state.
static void open_handler(Unit *u, Block *handler, Reg depth)
{
    u->top = depth + 2;
    reserve(u, u->top);
    emit(u, OPCODE_ENTER_HANDLER, depth + 1, depth, 0);
    handler->held = depth;
    handler->held_end = depth + 1;
    handler->previous = depth + 1;
    push(u, handler, BLOCK_HANDLER);
    open_region(u, handler, depth + 2);
}

// What an exception inside the handler does: the old state, and on.
static void finish_handler(Unit *u, Block *handler)
{
    Reg depth = handler->held;
    if (handler->covers) start_handler(u, handler);
    u->top = depth + 3;
    reserve(u, u->top);
    emit(u, OPCODE_LEAVE_HANDLER, depth + 1, 0, 0);
    emit(u, OPCODE_RERAISE, depth + 2, 0, 0);
    now_unreachable(u);
    u->top = depth;
}

static void handler_body_named(Unit *u, Block *handler, const ExceptHandlerNode *clause)
{
    Reg copy = temp(u);
    copy_register(u, copy, handler->held);
    store_name(u, clause->name, copy);
    u->top = copy;
    handler->name = clause->name;
    Block cleanup = { 0 };
    Label over = NEW_LABEL;
    push(u, &cleanup, BLOCK_TRY);
    open_region(u, &cleanup, u->top);
    statements(u, clause->body);
    pop(u, &cleanup);
    handler->name = NULL;
    uint8_t *saved = save_bound(u);
    if (!u->unreachable) {
        forget_name(u, clause->name);
        jump(u, OPCODE_JUMP, 0, &over);
    }
    start_handler(u, &cleanup);
    Reg exception = temp(u);
    forget_name(u, clause->name);
    emit(u, OPCODE_RERAISE, exception, 0, 0);
    u->top = exception;
    place_with(u, &over, saved);
}

static void except_clause(Unit *u, Block *handler, const Node *node, Label *end)
{
    const ExceptHandlerNode *clause = AS(ExceptHandler, node);
    Label next = NEW_LABEL;
    Reg top = u->top;
    uint8_t *saved = save_bound(u);
    if (clause->type) {
        Reg type = expr(u, clause->type);
        u->top = top;
        at(u, clause->type);
        jump_near(u, OPCODE_JUMP_UNLESS_MATCH, 'a', 0, handler->held, type, &next);
    }
    at(u, node);
    if (clause->name) handler_body_named(u, handler, clause);
    else statements(u, clause->body);
    if (!u->unreachable) {
        Block *innermost = u->block;
        leave_blocks(u, handler->outer);
        jump(u, OPCODE_JUMP, 0, end);
        u->block = innermost;
        handler->start = u->count;
    }
    restore_bound(u, saved);
    u->unreachable = false;
    place(u, &next);
    u->top = top;
}

static void try_except(Unit *u, const Node *node)
{
    const TryNode *try = AS(Try, node);
    Label end = NEW_LABEL;
    Reg depth = u->top;
    uint8_t *before = save_bound(u);
    Block region = { 0 }, handler = { 0 };
    push(u, &region, BLOCK_TRY);
    open_region(u, &region, depth);
    statements(u, try->body);
    pop(u, &region);
    statements(u, try->orelse);
    if (!u->unreachable) jump(u, OPCODE_JUMP, 0, &end);
    restore_bound(u, before);
    start_handler(u, &region);
    at(u, try->handlers.items[0]);
    open_handler(u, &handler, depth);
    for (uint32_t i = 0; i < try->handlers.count; i++)
        except_clause(u, &handler, try->handlers.items[i], &end);
    emit(u, OPCODE_RERAISE, depth, 0, 0);
    pop(u, &handler);
    finish_handler(u, &handler);
    u->top = depth;
    place_with(u, &end, before);                   // only what was bound before is sure
}

static void try_finally(Unit *u, const Node *node, NodeList final, void (*inside)(Unit *, const Node *))
{
    Label end = NEW_LABEL;
    Reg depth = u->top;
    uint8_t *before = save_bound(u);
    Block region = { 0 }, handler = { 0 };
    region.final = &final;
    push(u, &region, BLOCK_FINALLY);
    open_region(u, &region, depth);
    inside(u, node);
    pop(u, &region);
    bool falls = !u->unreachable;
    if (falls) {
        statements(u, final);
        falls = !u->unreachable;
        if (falls) jump(u, OPCODE_JUMP, 0, &end);
    }
    uint8_t *after = save_bound(u);
    restore_bound(u, before);
    start_handler(u, &region);
    open_handler(u, &handler, depth);
    statements(u, final);
    pop(u, &handler);
    emit(u, OPCODE_LEAVE_HANDLER, handler.previous, 0, 0);
    emit(u, OPCODE_RERAISE, depth, 0, 0);
    finish_handler(u, &handler);
    u->top = depth;
    place_with(u, &end, after);
    u->unreachable = !falls;
}

static void try_body(Unit *u, const Node *node)
{
    if (AS(Try, node)->handlers.count) {
        try_except(u, node);
        return;
    }
    statements(u, AS(Try, node)->body);
    statements(u, AS(Try, node)->orelse);
}

void compile_try(Unit *u, const Node *node)
{
    if (AS(Try, node)->finalbody.count) try_finally(u, node, AS(Try, node)->finalbody, try_body);
    else try_except(u, node);
}

/* --- except* ---
 * In registers: exception, handled before, [list of what was raised], what is left, match, new rest. */

static void star_clause(Unit *u, const Node *node, Reg raised, Reg rest)
{
    const ExceptHandlerNode *clause = AS(ExceptHandler, node);
    Label next = NEW_LABEL, no_match = NEW_LABEL;
    Reg top = u->top;
    Reg match = temps(u, 2), type = temp(u);
    expr_to(u, clause->type, type);
    at(u, clause->type);
    emit(u, OPCODE_MATCH_STAR, match, rest, type);
    jump_holding(u, OPCODE_JUMP_IF_NONE, match, &no_match);
    emit(u, OPCODE_MOVE, rest, match + 1, 0);
    u->top = match + 1;
    Block inner = { 0 };
    uint8_t *saved = save_bound(u);
    u->top = match + 2;
    emit(u, OPCODE_ENTER_HANDLER, match + 1, match, 0);
    inner.held = match;
    inner.held_end = match + 1;
    inner.previous = match + 1;
    push(u, &inner, BLOCK_HANDLER);
    open_region(u, &inner, match + 2);
    if (clause->name) handler_body_named(u, &inner, clause);
    else statements(u, clause->body);
    bool falls = !u->unreachable;
    pop(u, &inner);
    if (falls) {
        emit(u, OPCODE_LEAVE_HANDLER, match + 1, 0, 0);
        emit(u, OPCODE_CLEAR, match, 0, 0);
        jump(u, OPCODE_JUMP, 0, &next);
    }
    restore_bound(u, saved);
    start_handler(u, &inner);
    u->top = match + 3;
    reserve(u, u->top);
    emit(u, OPCODE_LEAVE_HANDLER, match + 1, 0, 0);
    emit(u, OPCODE_CLEAR, match, 0, 0);
    emit(u, OPCODE_LIST_APPEND, raised, match + 2, 0);
    jump(u, OPCODE_JUMP, 0, &next);
    place(u, &no_match);
    emit(u, OPCODE_CLEAR, match, 1, 0);
    place_with(u, &next, saved);
    u->top = top;
}

static void star_handlers(Unit *u, const Node *node, Block *handler, Label *end)
{
    const TryStarNode *try = AS(TryStar, node);
    Reg depth = handler->held;
    Reg raised = temp(u), rest = temp(u);
    handler->held_end = depth + 1;
    emit(u, OPCODE_BUILD_LIST, raised, raised, 0);
    copy_register(u, rest, depth);
    for (uint32_t i = 0; i < try->handlers.count; i++)
        star_clause(u, try->handlers.items[i], raised, rest);
    Label nothing = NEW_LABEL;
    Reg group = temp(u);
    at(u, node);
    emit(u, OPCODE_LIST_APPEND, raised, rest, 0);
    Reg original = temp(u);
    copy_register(u, original, depth);
    emit(u, OPCODE_BUILD_GROUP, group, raised, original);
    jump_holding(u, OPCODE_JUMP_IF_NONE, group, &nothing);
    emit(u, OPCODE_RERAISE, group, 0, 0);
    place(u, &nothing);
    emit(u, OPCODE_CLEAR, group, 0, 0);
    Block *innermost = u->block;
    leave_blocks(u, handler->outer);
    jump(u, OPCODE_JUMP, 0, end);
    u->block = innermost;
    handler->start = u->count;
}

static void try_star(Unit *u, const Node *node)
{
    const TryStarNode *try = AS(TryStar, node);
    Label end = NEW_LABEL;
    Reg depth = u->top;
    uint8_t *before = save_bound(u);
    Block region = { 0 }, handler = { 0 };
    push(u, &region, BLOCK_TRY);
    open_region(u, &region, depth);
    statements(u, try->body);
    pop(u, &region);
    statements(u, try->orelse);
    if (!u->unreachable) jump(u, OPCODE_JUMP, 0, &end);
    restore_bound(u, before);
    start_handler(u, &region);
    at(u, node);
    open_handler(u, &handler, depth);
    star_handlers(u, node, &handler, &end);
    pop(u, &handler);
    finish_handler(u, &handler);
    place_with(u, &end, before);
    u->top = depth;
}

void compile_try_star(Unit *u, const Node *node)
{
    if (AS(TryStar, node)->finalbody.count) try_finally(u, node, AS(TryStar, node)->finalbody, try_star);
    else try_star(u, node);
}

/* --- with --- */

static void with_item(Unit *u, const Node *node, uint32_t index);

static void with_inside(Unit *u, const Node *node, uint32_t index)
{
    const WithNode *with = AS(With, node);
    if (index + 1 < with->items.count) with_item(u, node, index + 1);
    else statements(u, with->body);
}

static void with_item(Unit *u, const Node *node, uint32_t index)
{
    const withitemNode *item = AS(withitem, AS(With, node)->items.items[index]);
    Label end = NEW_LABEL, suppressed = NEW_LABEL;
    Reg depth = temps(u, 2);                       // __exit__; then what __enter__ gave
    Reg manager = expr(u, item->context_expr);
    at(u, item->context_expr);
    emit(u, OPCODE_WITH_ENTER, depth, manager, 0);
    u->top = depth + 2;
    uint8_t *before = save_bound(u);
    Block region = { .node = item->context_expr, .held = depth, .held_end = depth + 1 }, handler = { 0 };
    push(u, &region, BLOCK_WITH);
    open_region(u, &region, depth + 1);
    if (item->optional_vars) assign(u, item->optional_vars, depth + 1);
    else emit(u, OPCODE_CLEAR, depth + 1, 0, 0);
    u->top = depth + 1;
    with_inside(u, node, index);
    pop(u, &region);
    bool falls = !u->unreachable;
    at(u, item->context_expr);
    if (falls) {
        emit(u, OPCODE_WITH_EXIT, depth, 0, 0);
        jump(u, OPCODE_JUMP, 0, &end);
    }
    restore_bound(u, before);
    start_handler(u, &region);
    open_handler(u, &handler, depth + 1);
    Reg answer = temp(u);
    emit(u, OPCODE_WITH_CATCH, answer, depth, depth + 1);
    jump(u, OPCODE_JUMP_IF_TRUE, answer, &suppressed);
    emit(u, OPCODE_RERAISE, depth + 1, 0, 0);
    pop(u, &handler);
    place(u, &suppressed);
    u->unreachable = false;
    emit(u, OPCODE_LEAVE_HANDLER, handler.previous, 0, 0);
    emit(u, OPCODE_CLEAR, handler.held, 0, 0);
    jump(u, OPCODE_JUMP, 0, &end);
    finish_handler(u, &handler);
    place_with(u, &end, before);
    u->top = depth;
}

void compile_with(Unit *u, const Node *node) { with_item(u, node, 0); }
