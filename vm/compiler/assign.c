/* vm/compiler/assign.c -- targets: plain, starred, augmented, annotated, deleted. */
#include "runtime/intern.h"
#include "runtime/types/none.h"
#include "parser/unparse.h"
#include "vm/compiler/compiler.h"

static int star_position(NodeList targets)
{
    for (uint32_t i = 0; i < targets.count; i++)
        if (targets.items[i]->kind == NODE_Starred) return (int)i;
    return -1;
}

static const Node *without_star(const Node *target)
{
    return target->kind == NODE_Starred ? AS(Starred, target)->value : target;
}

enum { BEFORE_STAR = 256, BEHIND_STAR = 1 << 23 };   // the reference's limits

// The first of the registers, if the targets are variables in registers that follow each other; or -1.
static Reg neighbours(Unit *u, NodeList targets)
{
    Reg first = -1;
    for (uint32_t i = 0; i < targets.count; i++) {
        const Node *target = targets.items[i];
        Reg r = target->kind == NODE_Name ? name_target(u, AS(Name, target)->id) : -1;
        if (i == 0) first = r;
        if (r < 0 || r != first + (Reg)i) return -1;
    }
    return first;
}

static void unpack_into_variables(Unit *u, const Node *target, Reg first, NodeList targets, Reg from)
{
    at(u, target);
    emit(u, OPCODE_UNPACK_INTO, first, from, (int)targets.count);
    for (uint32_t i = 0; i < targets.count; i++) mark_bound(u, first + (Reg)i);
}

static void assign_sequence(Unit *u, const Node *target, NodeList targets, Reg from)
{
    Reg first = targets.count <= UNPACK_INTO_MOST ? neighbours(u, targets) : -1;
    if (first >= 0) {
        unpack_into_variables(u, target, first, targets, from);
        return;
    }
    Reg mark = u->top;
    Reg base = temps(u, (int)targets.count);
    int star = star_position(targets);
    for (uint32_t i = (uint32_t)star + 1; star >= 0 && i < targets.count; i++)
        if (targets.items[i]->kind == NODE_Starred)
            fail(u, target, "multiple starred expressions in assignment");
    if (star >= BEFORE_STAR || (star >= 0 && (int)targets.count - star - 1 >= BEHIND_STAR))
        fail(u, target, "too many expressions in star-unpacking assignment");
    at(u, target);
    if (star < 0) {
        emit(u, OPCODE_UNPACK, base, from, (int)targets.count);
    } else {
        emit(u, OPCODE_UNPACK_STAR, base, from, 0);
        emit_extension(u, star, (int)targets.count - star - 1, 0);
    }
    for (uint32_t i = 0; i < targets.count; i++)
        assign(u, without_star(targets.items[i]), base + (Reg)i);
    u->top = mark;
}

static void assign_attribute(Unit *u, const Node *target, Reg from)
{
    Reg mark = u->top;
    Reg object = expr(u, AS(Attribute, target)->value);
    at(u, target);
    emit(u, OPCODE_STORE_ATTR, object,
         site(u, name_mangle(u->inner->private_name, AS(Attribute, target)->attr)), from);
    u->top = mark;
}

static void assign_item(Unit *u, const Node *target, Reg from)
{
    Reg mark = u->top;
    Reg object = expr(u, AS(Subscript, target)->value);
    Reg key = expr(u, AS(Subscript, target)->slice);
    at(u, target);
    emit(u, OPCODE_SET_ITEM, object, key, from);
    u->top = mark;
}

// A temporary `from` is used up.
void assign(Unit *u, const Node *target, Reg from)
{
    at(u, target);
    switch (target->kind) {
    case NODE_Name:      store_name(u, AS(Name, target)->id, from); break;
    case NODE_Attribute: assign_attribute(u, target, from); break;
    case NODE_Subscript: assign_item(u, target, from); break;
    case NODE_Tuple:     assign_sequence(u, target, AS(Tuple, target)->elts, from); break;
    case NODE_List:      assign_sequence(u, target, AS(List, target)->elts, from); break;
    case NODE_Starred:
        fail(u, target, "starred assignment target must be in a list or tuple");
        break;
    default:             fail(u, target, "cannot assign to this"); break;
    }
}

static bool is_swap(const Node *target, const Node *value)
{
    if (target->kind != NODE_Tuple || value->kind != NODE_Tuple) return false;
    NodeList left = AS(Tuple, target)->elts, right = AS(Tuple, value)->elts;
    if (left.count != right.count || left.count < 2 || left.count > 8) return false;
    return star_position(left) < 0 && star_position(right) < 0;
}

// a, b = x, y: no tuple is made.
static void assign_in_parallel(Unit *u, NodeList targets, NodeList values)
{
    Reg base = u->top;
    uint32_t last = values.count - 1;
    for (uint32_t i = 0; i < last; i++) expr_temp(u, values.items[i]);
    // nothing can happen between the last value and its assignment, if that is to a variable
    const Node *target = targets.items[last];
    Reg direct = target->kind == NODE_Name ? name_target(u, AS(Name, target)->id) : -1;
    for (uint32_t i = 0; i < last && direct >= 0; i++)
        if (targets.items[i]->kind != NODE_Name || AS(Name, targets.items[i])->id == AS(Name, target)->id)
            direct = -1;
    if (direct >= 0) expr_to(u, values.items[last], direct);
    else expr_temp(u, values.items[last]);
    for (uint32_t i = 0; i < last; i++) assign(u, targets.items[i], base + (Reg)i);
    if (direct >= 0) mark_bound(u, direct);
    else assign(u, target, base + (Reg)last);
    u->top = base;
}

void compile_assign(Unit *u, const Node *node)
{
    NodeList targets = AS(Assign, node)->targets;
    const Node *value = AS(Assign, node)->value;
    Reg mark = u->top;
    if (targets.count == 1) {
        const Node *target = targets.items[0];
        Reg direct = target->kind == NODE_Name ? name_target(u, AS(Name, target)->id) : -1;
        if (direct >= 0) {
            expr_to(u, value, direct);
            mark_bound(u, direct);
        } else if (is_swap(target, value)) {
            assign_in_parallel(u, AS(Tuple, target)->elts, AS(Tuple, value)->elts);
        } else {
            assign(u, target, expr(u, value));
        }
        u->top = mark;
        return;
    }
    Reg r = expr(u, value);
    for (uint32_t i = 0; i < targets.count; i++) {
        Reg from = r;
        if (i + 1 < targets.count && is_temporary(u, r)) {
            from = temp(u);
            copy_register(u, from, r);
        }
        assign(u, targets.items[i], from);
    }
    u->top = mark;
}

static Opcode in_place_opcode(Operator op) { return (Opcode)(OPCODE_ADD_IN_PLACE + op); }

static void augmented_name(Unit *u, const Node *node)
{
    const AugAssignNode *assign_node = AS(AugAssign, node);
    Obj name = AS(Name, assign_node->target)->id;
    Reg mark = u->top;
    Reg direct = name_target(u, name);
    Reg left = load_name(u, assign_node->target, name, -1);
    const Node *value = assign_node->value;
    Ref folded = NULL;
    bool small = constant_of(value, &folded) && is_small(folded) && small_value(folded) >= INT16_MIN
        && small_value(folded) <= INT16_MAX;
    bool add = assign_node->op == OP_ADD || assign_node->op == OP_SUBTRACT;
    if (small && add) {                            // `x += 1`, unless x has its own __iadd__
        Reg result = direct >= 0 ? direct : left;
        at(u, node);
        uint32_t i = emit(u, assign_node->op == OP_ADD ? OPCODE_ADD_INT : OPCODE_SUBTRACT_INT, result, left,
                          (int)small_value(folded));
        u->instructions[i].flags |= IN_PLACE;
        if (direct < 0) store_name(u, name, result);
    } else {
        Reg right = expr(u, value);
        Reg result = direct >= 0 ? direct : left;
        at(u, node);
        emit(u, in_place_opcode(assign_node->op), result, left, right);
        if (direct < 0) store_name(u, name, result);
    }
    if (folded) drop(folded);
    u->top = mark;
}

static void augmented_attribute(Unit *u, const Node *node)
{
    const AugAssignNode *assign_node = AS(AugAssign, node);
    const AttributeNode *target = AS(Attribute, assign_node->target);
    Obj name = name_mangle(u->inner->private_name, target->attr);
    Reg mark = u->top;
    Reg object = expr(u, target->value);
    Reg left = temp(u);
    at(u, assign_node->target);
    uint32_t load = emit(u, OPCODE_LOAD_ATTR, left, object, site(u, name));
    u->instructions[load].flags &= (uint8_t)~B_DIES;
    Reg right = expr(u, assign_node->value);
    at(u, node);
    emit(u, in_place_opcode(assign_node->op), left, left, right);
    at(u, assign_node->target);
    emit(u, OPCODE_STORE_ATTR, object, site(u, name), left);
    u->top = mark;
}

static void augmented_item(Unit *u, const Node *node)
{
    const AugAssignNode *assign_node = AS(AugAssign, node);
    const SubscriptNode *target = AS(Subscript, assign_node->target);
    Reg mark = u->top;
    Reg object = expr(u, target->value);
    Reg key = expr(u, target->slice);
    Reg left = temp(u);
    at(u, assign_node->target);
    uint32_t load = emit(u, OPCODE_GET_ITEM, left, object, key);
    u->instructions[load].flags = 0;
    Reg right = expr(u, assign_node->value);
    at(u, node);
    emit(u, in_place_opcode(assign_node->op), left, left, right);
    at(u, assign_node->target);
    emit(u, OPCODE_SET_ITEM, object, key, left);
    u->top = mark;
}

void compile_augmented(Unit *u, const Node *node)
{
    switch (AS(AugAssign, node)->target->kind) {
    case NODE_Name:      augmented_name(u, node); break;
    case NODE_Attribute: augmented_attribute(u, node); break;
    default:             augmented_item(u, node); break;
    }
}

void annotation_text(Unit *u, const Node *annotation, Reg to)
{
    scoped Ref text = unparse_expression(annotation, u->compiler->source);
    if (text) load_constant(u, text, to);
    else u->compiler->failed = true;
}

// x: T = v. In classes and modules the annotation is evaluated and stored.
void compile_annotated(Unit *u, const Node *node)
{
    const AnnAssignNode *annotated = AS(AnnAssign, node);
    const Node *target = annotated->target;
    Reg mark = u->top;
    if (annotated->value) {
        Reg direct = target->kind == NODE_Name ? name_target(u, AS(Name, target)->id) : -1;
        if (direct >= 0) {
            expr_to(u, annotated->value, direct);
            mark_bound(u, direct);
        } else {
            assign(u, target, expr(u, annotated->value));
        }
        u->top = mark;
    } else if (target->kind == NODE_Attribute) {
        emit(u, OPCODE_CLEAR, expr_temp(u, AS(Attribute, target)->value), 0, 0);
    } else if (target->kind == NODE_Subscript) {
        emit(u, OPCODE_CLEAR, expr_temp(u, AS(Subscript, target)->value), 0, 0);
        emit(u, OPCODE_CLEAR, expr_temp(u, AS(Subscript, target)->slice), 0, 0);
    }
    u->top = mark;
    bool in_function = scope_is_function(u->scope);
    if (in_function) return;
    if (u->compiler->annotations_as_text && !annotated->simple) return;
    Reg value;
    if (u->compiler->annotations_as_text) annotation_text(u, annotated->annotation, value = temp(u));
    else value = expr(u, annotated->annotation);
    if (annotated->simple) {
        Reg dict = temp(u), key = temp(u);
        emit(u, OPCODE_LOAD_NAME, dict, site(u, name___annotations__), 0);
        load_constant(u, name_mangle(u->inner->private_name, AS(Name, target)->id), key);
        emit(u, OPCODE_SET_ITEM, dict, key, value);
    } else if (is_temporary(u, value)) {
        emit(u, OPCODE_CLEAR, value, 0, 0);
    }
    u->top = mark;
}

void compile_delete(Unit *u, const Node *target)
{
    Reg mark = u->top;
    NodeList items = { 0, NULL };
    Reg object, key;
    switch (target->kind) {
    case NODE_Name:
        at(u, target);
        delete_name_of(u, AS(Name, target)->id);
        break;
    case NODE_Attribute:
        object = expr(u, AS(Attribute, target)->value);
        at(u, target);
        emit(u, OPCODE_DELETE_ATTR, object,
             site(u, name_mangle(u->inner->private_name, AS(Attribute, target)->attr)), 0);
        break;
    case NODE_Subscript:
        object = expr(u, AS(Subscript, target)->value);
        key = expr(u, AS(Subscript, target)->slice);
        at(u, target);
        emit(u, OPCODE_DELETE_ITEM, object, key, 0);
        break;
    case NODE_Tuple: items = AS(Tuple, target)->elts; break;
    case NODE_List:  items = AS(List, target)->elts; break;
    default: break;
    }
    for (uint32_t i = 0; i < items.count; i++) compile_delete(u, items.items[i]);
    u->top = mark;
}
