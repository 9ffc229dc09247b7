/* vm/execute.c -- the loop: one case for each instruction. Anything longer than a few lines is a
 * named helper elsewhere (site, invoke, unpack, pattern, unwind). Only CASE, NEXT and the labels
 * `raised`, `enter` and `returned` move control. */
#include "vm/execute.h"
#include "runtime/attribute.h"
#include "runtime/error.h"
#include "runtime/heap.h"
#include "runtime/intern.h"
#include "runtime/iterate.h"
#include "runtime/protocol.h"
#include "runtime/types/bool.h"
#include "runtime/types/builtin.h"
#include "runtime/types/dict.h"
#include "runtime/types/exception.h"
#include "runtime/types/float.h"
#include "runtime/types/int.h"
#include "runtime/types/iterators.h"
#include "runtime/types/list.h"
#include "runtime/types/none.h"
#include "runtime/types/range.h"
#include "runtime/types/set.h"
#include "runtime/types/slice.h"
#include "runtime/types/str.h"
#include "runtime/types/tuple.h"
#include "vm/display.h"
#include "vm/fast.h"
#include "vm/fast_call.h"
#include "vm/generator.h"
#include "vm/import.h"
#include "vm/invoke.h"
#include "vm/loop.h"
#include "vm/names.h"
#include "vm/pattern.h"
#include "vm/registers.h"
#include "vm/site.h"
#include "vm/unwind.h"
#include "vm/watch.h"

volatile bool execute_wanted;
SpareFloats spare_floats;

bool execute_safe_point(void)
{
    if (heap_wants_collection && !heap_safe_point()) return false;
    return !execute_wanted || execute_pending_signals();
}

Ref execute(bool thrown)
{
    static const void *const labels[OPCODE_COUNT] = {
#define OP(name, a, b, c, meaning) &&do_##name,
#include "vm/opcodes.def"
#undef OP
    };
    Frame *frame = thread.frame;
    Code *code = frame->code;
    const Instruction *pc = frame->pc;
    Ref *r = frame->registers;
    Ref value;                          // what a frame returns, on its way to the caller
    double real;                        // a float result, on its way to its register

    if (thrown) goto raised;
    NEXT();

    // --- values ---
    CASE(NOP):
    CASE(EXTENDED):
        NEXT();
    CASE(MOVE): {
        Ref x;
        GIVE_B(x);
        SET(x);
    }
    CASE(LOAD_CONST): SET(keep(code->constants[instruction_jump(pc[-1])]));
    CASE(LOAD_INT):   SET(small_int(SIGNED_B));
    CASE(CLEAR):
        SAVE();
        for (Ref *slot = &r[A], *last = slot + B; slot <= last; slot++) {
            Ref old = take(slot);
            if (old) drop(old);
        }
        NEXT();
    CASE(CHECK_BOUND):
        if (unlikely(!r[A])) { raise_unbound(code, pc, A); goto raised; }
        NEXT();
    CASE(DELETE_LOCAL):
        if (!r[A]) { raise_unbound(code, pc, A); goto raised; }
        SAVE();
        die(&r[A]);
        NEXT();
    CASE(MAKE_CELL): {
        Ref cell = cell_new(r[A]);
        SET(cell);
    }
    CASE(LOAD_CELL): {
        Ref x = ((Cell *)r[B])->content;
        if (unlikely(!x)) { raise_unbound(code, pc, B); goto raised; }
        SET(keep(x));
    }
    CASE(STORE_CELL): {
        Ref x;
        GIVE_B(x);
        SAVE();
        replace(&((Cell *)r[A])->content, x);
        NEXT();
    }
    CASE(DELETE_CELL): {
        Cell *cell = (Cell *)r[A];
        if (!cell->content) { raise_unbound(code, pc, A); goto raised; }
        SAVE();
        die(&cell->content);
        NEXT();
    }
    CASE(LOAD_FREE): {
        Ref x = ((Cell *)frame->closure[B])->content;
        if (unlikely(!x)) { raise_unbound_free(tuple_peek(code->free_names, B)); goto raised; }
        SET(keep(x));
    }
    CASE(STORE_FREE): {
        Ref x;
        GIVE_B(x);
        SAVE();
        replace(&((Cell *)frame->closure[A])->content, x);
        NEXT();
    }
    CASE(DELETE_FREE): {
        Cell *cell = (Cell *)frame->closure[A];
        if (!cell->content) { raise_unbound_free(tuple_peek(code->free_names, A)); goto raised; }
        SAVE();
        die(&cell->content);
        NEXT();
    }
    CASE(LOAD_CLOSURE): SET(keep(frame->closure[B]));
    CASE(LOAD_CLASS_FREE): MAKE(load_class_free(frame, B, code->constants[C]))
    CASE(LOAD_GLOBAL):
    load_global: {
        Site *site = SITE(B);
        const Dict *globals = (const Dict *)frame->globals;
        if (likely(globals->version == site->version)) {
            if (site->kind == SITE_GLOBAL) {
                SET(keep(globals->entries[site->index].value));
            }
            const Dict *builtins = (const Dict *)frame->builtins;
            if (site->kind == SITE_BUILTIN && builtins->version == site->version2) {
                SET(keep(builtins->entries[site->index].value));
            }
        }
        TRY(site_load_global(site, frame->globals, frame->builtins));
        SET(value);
    }
    CASE(STORE_GLOBAL):
    store_global: {
        Site *site = SITE(A);
        Dict *globals = (Dict *)frame->globals;
        Ref x;
        GIVE_B(x);
        SAVE();
        if (likely(site->kind == SITE_GLOBAL && globals->version == site->version)) {
            replace(&globals->entries[site->index].value, x);
            NEXT();
        }
        store_global(site, frame->globals, x);
        NEXT();
    }
    CASE(DELETE_GLOBAL): DO_ONLY(delete_name(frame->globals, SITE(A)->name))
    CASE(LOAD_NAME):
        if (!frame->locals) goto load_global;
        TRY(site_load_name(SITE(B), frame->locals, frame->globals, frame->builtins));
        SET(value);
    CASE(STORE_NAME):
        if (!frame->locals) goto store_global;
        DO(object_set_item(frame->locals, SITE(A)->name, r[B]));
        DIE_B();
        NEXT();
    CASE(DELETE_NAME): DO_ONLY(delete_name(frame->locals ? frame->locals : frame->globals, SITE(A)->name))
    CASE(LOAD_LOCALS):
        SET(keep(frame->locals ? frame->locals : frame->globals));
    CASE(LOAD_BUILD_CLASS): MAKE(load_builtin(frame, name___build_class__))
    CASE(LOAD_ASSERTION): SET((Ref)&assertion_error_type);

    // --- attributes and items ---
    CASE(LOAD_ATTR):
        value = site_hit_value(SITE(C), r[B]);
        if (unlikely(!value) && !(value = site_hit(SITE(C), r[B])))
            TRY(site_load_attribute(SITE(C), r[B]));
        DIE_B();
        SET(value);
    CASE(STORE_ATTR):
        SAVE();
        if (unlikely(!site_hit_store(SITE(B), r[A], r[C])))
            CHECK(site_store_attribute(SITE(B), r[A], r[C]));
        DIE_A();
        DIE_C();
        NEXT();
    CASE(DELETE_ATTR):
        DO(attribute_delete(r[A], SITE(B)->name));
        DIE_A();
        NEXT();
    CASE(LOAD_METHOD): {
        Obj x = r[B];
        Site *site = SITE(C);
        const Type *type = type_of(x);
        Ref *base = &r[A];
        if (likely(site->version == type->version && site_hit_method(site, x, type))) {
            Ref self = (FLAGS & B_DIES) ? take(&r[B]) : keep(x);
            base[0] = keep(site->value);
            base[1] = self;
            NEXT();
        }
        SAVE();
        Ref function, self;
        CHECK(site_load_method(site, x, &function, &self));
        DIE_B();
        base[0] = function;
        base[1] = self;
        NEXT();
    }
    CASE(LOAD_SUPER_ATTR):
        TRY(load_super_attribute(&r[B], SITE(C)->name, NULL));
        die(&r[B]);
        die(&r[B + 1]);
        SET(value);
    CASE(LOAD_SUPER_METHOD): {
        SAVE();
        bool bound;
        value = load_super_attribute(&r[B], SITE(C)->name, &bound);
        CHECK(value);
        Ref self = bound ? NULL : keep(r[B + 1]);
        die(&r[B]);
        die(&r[B + 1]);
        r[A] = value;
        r[A + 1] = self;
        NEXT();
    }
    CASE(GET_ITEM):
        value = get_item_fast(r[B], r[C]);
        if (unlikely(!value)) TRY(get_item(r[B], r[C]));
        DIE_BC();
        SET(value);
    CASE(GET_ITEM_INT):
        value = get_item_fast(r[B], small_int(SIGNED_C));
        if (unlikely(!value)) TRY(get_item(r[B], small_int(SIGNED_C)));
        DIE_B();
        SET(value);
    CASE(SET_ITEM):
        SAVE();
        if (unlikely(!set_item_fast(r[A], r[B], r[C]))) CHECK(set_item(r[A], r[B], r[C]));
        DIE_A();
        DIE_BC();
        NEXT();
    CASE(DELETE_ITEM):
        DO(object_delete_item(r[A], r[B]));
        DIE_A();
        DIE_B();
        NEXT();
    CASE(BUILD_SLICE): {
        Ref *base = &r[B];
        value = slice_new(base[0], base[1], base[2]);
        for (int n = 0; n < 3; n++) die(&base[n]);
        SET(value);
    }
    CASE(GET_SLICE):
        TRY(object_get_slice(r[B], r[C], r[C + 1]));
        DIE_B();
        die(&r[C]);
        die(&r[C + 1]);
        SET(value);

    // --- operators ---
#define FINISH_BINARY(call) { \
        TRY(call); \
        DIE_BC(); \
        SET(value); \
    }
#define SMALL_OR_FLOAT(overflows, symbol, slow) { \
        Obj x = r[B], y = r[C]; \
        intptr_t result; \
        double a, b; \
        if (likely(both_small(x, y))) { \
            if (likely(!overflows)) { SET((Ref)(result | 1)); } \
        } else if (two_doubles(x, y, &a, &b)) { \
            real = a symbol b; \
            goto float_made; \
        } \
        FINISH_BINARY(slow) \
    }
    CASE(ADD):
        SMALL_OR_FLOAT(__builtin_add_overflow((intptr_t)x - 1, (intptr_t)y - 1, &result), +,
                       operate(OP_ADD, x, y))
    CASE(SUBTRACT):
        SMALL_OR_FLOAT(__builtin_sub_overflow((intptr_t)x, (intptr_t)y, &result), -,
                       operate(OP_SUBTRACT, x, y))
    CASE(MULTIPLY):
        SMALL_OR_FLOAT(__builtin_mul_overflow((intptr_t)x - 1, (intptr_t)y >> 1, &result), *,
                       operate(OP_MULTIPLY, x, y))
    CASE(ADD_IN_PLACE):
        if (!is_small(r[B]) && r[B]->type == &str_type && is_exact_str(r[C]) && A == B) {
            DO(str_append_in_place(&r[A], r[C]));
            DIE_C();
            NEXT();
        }
        SMALL_OR_FLOAT(__builtin_add_overflow((intptr_t)x - 1, (intptr_t)y - 1, &result), +,
                       operate_in_place(OP_ADD, x, y))
    CASE(SUBTRACT_IN_PLACE):
        SMALL_OR_FLOAT(__builtin_sub_overflow((intptr_t)x, (intptr_t)y, &result), -,
                       operate_in_place(OP_SUBTRACT, x, y))
    CASE(MULTIPLY_IN_PLACE):
        SMALL_OR_FLOAT(__builtin_mul_overflow((intptr_t)x - 1, (intptr_t)y >> 1, &result), *,
                       operate_in_place(OP_MULTIPLY, x, y))
#define DIVIDE(slow) { \
        Obj x = r[B], y = r[C]; \
        double a, b; \
        if (two_doubles(x, y, &a, &b) && b != 0) { real = a / b; goto float_made; } \
        FINISH_BINARY(slow) \
    }
    CASE(TRUE_DIVIDE):          DIVIDE(operate(OP_TRUE_DIVIDE, x, y))
    CASE(TRUE_DIVIDE_IN_PLACE): DIVIDE(operate_in_place(OP_TRUE_DIVIDE, x, y))
#define SMALL_BINARY(condition, expression, slow) { \
        Obj x = r[B], y = r[C]; \
        if (both_small(x, y)) { \
            intptr_t a = small_value(x), b = small_value(y); \
            if (likely(condition)) { SET((Ref)(expression)); } \
        } \
        FINISH_BINARY(slow) \
    }
    CASE(FLOOR_DIVIDE):
        SMALL_BINARY(b > 0, small_int(floor_divide(a, b)), operate(OP_FLOOR_DIVIDE, x, y))
    CASE(FLOOR_DIVIDE_IN_PLACE):
        SMALL_BINARY(b > 0, small_int(floor_divide(a, b)), operate_in_place(OP_FLOOR_DIVIDE, x, y))
    CASE(MODULO):
        SMALL_BINARY(b > 0, small_int(floor_modulo(a, b)), operate(OP_MODULO, x, y))
    CASE(MODULO_IN_PLACE):
        SMALL_BINARY(b > 0, small_int(floor_modulo(a, b)), operate_in_place(OP_MODULO, x, y))
    CASE(AND):          SMALL_BINARY(true, small_int(a & b), operate(OP_AND, x, y))
    CASE(AND_IN_PLACE): SMALL_BINARY(true, small_int(a & b), operate_in_place(OP_AND, x, y))
    CASE(OR):           SMALL_BINARY(true, small_int(a | b), operate(OP_OR, x, y))
    CASE(OR_IN_PLACE):  SMALL_BINARY(true, small_int(a | b), operate_in_place(OP_OR, x, y))
    CASE(XOR):          SMALL_BINARY(true, small_int(a ^ b), operate(OP_XOR, x, y))
    CASE(XOR_IN_PLACE): SMALL_BINARY(true, small_int(a ^ b), operate_in_place(OP_XOR, x, y))
#define SHIFTS_LEFT (b >= 0 && b < 32 && a >= -(1L << 29) && a <= (1L << 29))
    CASE(LEFT_SHIFT):
        SMALL_BINARY(SHIFTS_LEFT, small_int(a * (1L << b)), operate(OP_LEFT_SHIFT, x, y))
    CASE(LEFT_SHIFT_IN_PLACE):
        SMALL_BINARY(SHIFTS_LEFT, small_int(a * (1L << b)), operate_in_place(OP_LEFT_SHIFT, x, y))
    CASE(RIGHT_SHIFT):
        SMALL_BINARY(b >= 0, small_int(a >> (b > 63 ? 63 : b)), operate(OP_RIGHT_SHIFT, x, y))
    CASE(RIGHT_SHIFT_IN_PLACE):
        SMALL_BINARY(b >= 0, small_int(a >> (b > 63 ? 63 : b)), operate_in_place(OP_RIGHT_SHIFT, x, y))
    CASE(POWER):           FINISH_BINARY(operate(OP_POWER, r[B], r[C]))
    CASE(POWER_IN_PLACE):  FINISH_BINARY(operate_in_place(OP_POWER, r[B], r[C]))
    CASE(MATMUL):          FINISH_BINARY(operate(OP_MATMUL, r[B], r[C]))
    CASE(MATMUL_IN_PLACE): FINISH_BINARY(operate_in_place(OP_MATMUL, r[B], r[C]))
#define WITH_INT(overflows, op) { \
        Obj x = r[B]; \
        intptr_t result; \
        if (likely(is_small(x) && !overflows((intptr_t)x, (intptr_t)SIGNED_C * 2, &result))) \
            SET((Ref)result); \
        UNARY((FLAGS & IN_PLACE ? operate_in_place : operate)(op, x, small_int(SIGNED_C))) \
    }
    CASE(ADD_INT):      WITH_INT(__builtin_add_overflow, OP_ADD)
    CASE(SUBTRACT_INT): WITH_INT(__builtin_sub_overflow, OP_SUBTRACT)
    CASE(NEGATIVE): UNARY(operate_negative(r[B]))
    CASE(POSITIVE): UNARY(operate_positive(r[B]))
    CASE(INVERT):   UNARY(operate_invert(r[B]))
    CASE(NOT): {
        Obj x = r[B];
        bool truth = x == True_object;
        SAVE();
        if (!is_bool(x)) CHECK(truth_of(x, &truth));
        DIE_B();
        SET(bool_new(!truth));
    }
    // The answer of a comparison that needs no call; else falls through.
#define COMPARE_FAST(symbol) \
        Obj x = r[B], y = r[C]; \
        double a, b; \
        bool holds; \
        if (likely(both_small(x, y))) holds = (intptr_t)x symbol (intptr_t)y; \
        else if (two_doubles(x, y, &a, &b) && !both_huge(a, b)) { \
            holds = a symbol b; \
            if (FLAGS & B_DIES) drop_float(take(&r[B])); \
            if (FLAGS & C_DIES) drop_float(take(&r[C])); \
        }
#define COMPARE(symbol, op) { \
        COMPARE_FAST(symbol) \
        else FINISH_BINARY(compare(x, y, op)) \
        SET(bool_new(holds)); \
    }
    CASE(LESS):          COMPARE(<, LESS)
    CASE(LESS_EQUAL):    COMPARE(<=, LESS_EQUAL)
    CASE(EQUAL):         COMPARE(==, EQUAL)
    CASE(NOT_EQUAL):     COMPARE(!=, NOT_EQUAL)
    CASE(GREATER):       COMPARE(>, GREATER)
    CASE(GREATER_EQUAL): COMPARE(>=, GREATER_EQUAL)
#define SAME(wanted, then) { \
        bool same = r[B] == r[C]; \
        DIE_BC(); \
        then(same == wanted) \
        NEXT(); \
    }
#define STORE_BOOL(holds) SET(bool_new(holds));
#define JUMP_A_IF(holds) if (holds) { SAFE_POINT(); JUMP_A(); }
    CASE(IS):     SAME(true, STORE_BOOL)
    CASE(IS_NOT): SAME(false, STORE_BOOL)
#define FOUND(wanted, then) { \
        bool found; \
        DO(contains(r[C], r[B], &found)); \
        DIE_BC(); \
        then(found == wanted) \
        NEXT(); \
    }
    CASE(IN):     FOUND(true, STORE_BOOL)
    CASE(NOT_IN): FOUND(false, STORE_BOOL)

    // --- jumps ---
    CASE(JUMP):
        JUMP_BC();
        NEXT();
    CASE(JUMP_BACK):
        SAFE_POINT();
        JUMP_BC();
        NEXT();
#define JUMP_IF(condition) { \
        Obj x = r[A]; \
        bool truth = x == True_object; \
        if (unlikely(!is_bool(x))) { \
            bool answer;                /* not `truth`: that shall stay in a register */ \
            DO(truth_of(x, &answer)); \
            truth = answer; \
        } \
        DIE_A(); \
        if (condition) { SAFE_POINT(); JUMP_BC(); } \
        NEXT(); \
    }
#define JUMP_IF_NONE_IS(wanted) { \
        bool none = r[A] == None_object; \
        DIE_A(); \
        if (none == wanted) { SAFE_POINT(); JUMP_BC(); } \
        NEXT(); \
    }
    CASE(JUMP_IF_TRUE):     JUMP_IF(truth)
    CASE(JUMP_IF_FALSE):    JUMP_IF(!truth)
    CASE(JUMP_IF_NONE):     JUMP_IF_NONE_IS(true)
    CASE(JUMP_IF_NOT_NONE): JUMP_IF_NONE_IS(false)
    CASE(JUMP_IF_UNBOUND):
        if (!r[A]) JUMP_BC();
        NEXT();
#define COMPARE_JUMP(symbol, op, wanted) { \
        COMPARE_FAST(symbol) \
        else { \
            bool answer; \
            DO(compare_truth_fast(x, y, op, &answer)); \
            DIE_BC(); \
            holds = answer; \
        } \
        if (holds == wanted) { SAFE_POINT(); JUMP_A(); } \
        NEXT(); \
    }
    CASE(JUMP_LESS):                 COMPARE_JUMP(<, LESS, true)
    CASE(JUMP_LESS_EQUAL):           COMPARE_JUMP(<=, LESS_EQUAL, true)
    CASE(JUMP_EQUAL):                COMPARE_JUMP(==, EQUAL, true)
    CASE(JUMP_NOT_EQUAL):            COMPARE_JUMP(!=, NOT_EQUAL, true)
    CASE(JUMP_GREATER):              COMPARE_JUMP(>, GREATER, true)
    CASE(JUMP_GREATER_EQUAL):        COMPARE_JUMP(>=, GREATER_EQUAL, true)
    CASE(JUMP_UNLESS_LESS):          COMPARE_JUMP(<, LESS, false)
    CASE(JUMP_UNLESS_LESS_EQUAL):    COMPARE_JUMP(<=, LESS_EQUAL, false)
    CASE(JUMP_UNLESS_EQUAL):         COMPARE_JUMP(==, EQUAL, false)
    CASE(JUMP_UNLESS_NOT_EQUAL):     COMPARE_JUMP(!=, NOT_EQUAL, false)
    CASE(JUMP_UNLESS_GREATER):       COMPARE_JUMP(>, GREATER, false)
    CASE(JUMP_UNLESS_GREATER_EQUAL): COMPARE_JUMP(>=, GREATER_EQUAL, false)
    CASE(JUMP_IS):     SAME(true, JUMP_A_IF)
    CASE(JUMP_IS_NOT): SAME(false, JUMP_A_IF)
    CASE(JUMP_IN):     FOUND(true, JUMP_A_IF)
    CASE(JUMP_NOT_IN): FOUND(false, JUMP_A_IF)

    // --- iteration and unpacking ---
    CASE(GET_ITER): UNARY(iter_of(r[B]))
    CASE(FOR_ITER):
        value = next_fast(r[B]);
        if (likely(value)) SET(value);
        if (is_ready_generator(r[B])) goto resume;
        SAVE();
        CHECK(next_slow(r[B], &value));
        if (likely(value)) SET(value);
        die(&r[B]);
        pc += SIGNED_C;
        NEXT();
    CASE(FOR_NEXT):
        value = next_fast(r[B]);
        if (likely(value)) goto next_item;
        if (is_ready_generator(r[B])) goto resume;
        SAVE();
        CHECK(next_slow(r[B], &value));
        if (likely(value)) goto next_item;
        die(&r[B]);
        NEXT();
    next_item:
        set_register(&r[A], value);
        SAFE_POINT();
        pc += SIGNED_C;
        NEXT();
    resume:
        DO(generator_resume((Generator *)r[B], frame_top(frame)));
        thread.frame->flags = FRAME_FOR_ITER;
        thread.frame->result = A;
        goto enter;
    CASE(UNPACK): {
        Ref x = r[B];
        if (!unpack_fast(x, &r[A], C)) DO(unpack_exact(x, &r[A], C));
        if (A <= B && B < A + C) { if (FLAGS & B_DIES) drop(x); }
        else DIE_B();
        NEXT();
    }
    CASE(UNPACK_INTO): {
        Ref fresh[UNPACK_INTO_MOST];
        size_t count = C;
        if (!unpack_fast(r[B], fresh, count)) DO(unpack_exact(r[B], fresh, count));
        SAVE();
        DIE_B();
        for (size_t n = 0; n < count; n++) set_register(&r[A + n], fresh[n]);
        NEXT();
    }
    CASE(UNPACK_STAR): {
        Obj x = r[B];
        DO(unpack_star(x, &r[A], EXTENSION.a, EXTENSION.b));
        DIE_B();
        pc++;
        NEXT();
    }

    // --- displays ---
    CASE(BUILD_TUPLE): SET(tuple_take_items(&r[B], C));
    CASE(BUILD_LIST):  SET(list_take_items(&r[B], C));
    CASE(BUILD_SET): MAKE(display_set(&r[B], C))
    CASE(BUILD_DICT): MAKE(display_dict(&r[B], C))
    CASE(BUILD_STRING):
        value = str_give_parts(&r[B], C);
        SET(value);
    CASE(LIST_APPEND):
        if (FLAGS & B_DIES) list_give(r[A], take(&r[B]));
        else list_append(r[A], r[B]);
        NEXT();
    CASE(SET_ADD): DO_B(set_add(r[A], r[B]))
    CASE(DICT_PUT):
        DO(dict_set(r[A], r[B], r[C]));
        DIE_BC();
        NEXT();
    CASE(LIST_EXTEND): DO_B(display_extend(r[A], r[B]))
    CASE(SET_UPDATE): DO_B(set_update(r[A], r[B]))
    CASE(DICT_UPDATE): DO_B(display_update(r[A], r[B]))
    CASE(DICT_MERGE): DO_B(keywords_merge(r[A], r[B], r[C]))
    CASE(LIST_TO_TUPLE):
        SAVE();
        value = list_to_tuple(r[B]);
        DIE_B();
        SET(value);
    CASE(FORMAT): UNARY(format_value(r[B], C, NULL))
    CASE(FORMAT_SPEC):
        TRY(format_value(r[B], C, r[B + 1]));
        die(&r[B]);
        die(&r[B + 1]);
        SET(value);

    // --- functions ---
    CASE(MAKE_FUNCTION):
        value = make_function(frame, code->constants[B], &r[C], FLAGS);
        SET(value);
    {
        Ref *base;                  // callable, then (a method's self and) the arguments
        Ref *args;
        size_t count;
        Obj names;
    CASE(CALL):
        base = &r[B];
        args = base + 1;
        count = C;
        names = NULL;
        goto call;
    CASE(CALL_METHOD):
        base = &r[B];
        args = base[1] ? base + 1 : base + 2;
        count = base[1] ? C + 1u : C;
        names = NULL;
        goto call;
    CASE(CALL_KEYWORDS):
        base = &r[B];
        args = base + 1;
        count = C;
        names = args[count];
        goto call;
    CASE(CALL_METHOD_KEYWORDS):
        base = &r[B];
        args = base[1] ? base + 1 : base + 2;
        count = base[1] ? C + 1u : C;
        names = args[count];
    call:
        frame->pc = pc;
        const Type *type = type_of(base[0]);
        if (likely(type == &function_type)) {
            if (names) drop(take(&args[count]));    // a constant: the code keeps it
            args = frame_window(frame, args, count);
            CHECK(frame_push((FunctionObject *)base[0], args, count, names));
            thread.frame->result = A;
            thread.frame->window = B;
            goto enter;
        }
        if (type == &method_descriptor_type || type == &builtin_type) {
            if (likely(!names && builtin_takes((Builtin *)base[0], args, count, args == base + 1))) {
                value = ((Builtin *)base[0])->function((Obj const *)args);
                goto called;
            }
        } else if (type == &type_type && !names && args == base + 1
                   && type_takes((Type *)base[0], args, count)) {
            value = ((Type *)base[0])->create((Type *)base[0], (Obj const *)args);
            goto called;
        } else if (type->call == type_type.call && is_type(base[0]) && args == base + 1
                   && ((Type *)base[0])->init_function
                   && has_type(((Type *)base[0])->init_function, &function_type)) {
            base = frame_window(frame, base, count + 1 + (names != NULL));
            CHECK(frame_push_init((Type *)base[0], base, count, names));
            thread.frame->result = A;
            thread.frame->window = B;
            goto enter;
        }
        value = call_raw(base[0], (Obj const *)args, names ? count - tuple_length(names) : count, names);
    called:
        if (names) count++;
        for (size_t n = 0; n < count; n++) {
            Ref x = take(&args[n]);
            if (x) drop(x);
        }
        die(&base[0]);
        CHECK(value);
        set_register(&r[A], value);
        SAFE_POINT();
        NEXT();
    }
    CASE(CALL_SPREAD): {
        Ref *base = &r[B];
        SAVE();
        if (has_type(base[0], &function_type)) {
            CHECK(frame_push_spread(base, frame->generator ? frame->top : base + 1));
            thread.frame->result = A;
            thread.frame->window = B;
            goto enter;
        }
        CHECK(is_exact_tuple(base[1]) || spread_to_tuple(base));
        value = call_spread(base[0], base[1], base[2]);
        CHECK(value);
        for (int n = 0; n < 3; n++) {
            Ref x = take(&base[n]);
            if (x) drop(x);
        }
        SET(value);
    }
    CASE(RETURN):
        value = r[A];
        if (FLAGS & A_DIES) r[A] = NULL;
        else keep(value);
        goto returned;
    CASE(RETURN_NONE):
        value = none_new();
        goto returned;
    CASE(START_GENERATOR): {
        SAVE();
        bool entry = frame->flags & FRAME_ENTRY;
        uint16_t result = frame->result, window = frame->window;
        value = generator_new(frame);
        thread.frame--;
        if (entry) return value;
        RELOAD();
        if (r[window]) die(&r[window]);
        set_register(&r[result], value);
        NEXT();
    }
    CASE(YIELD): {
        GIVE_B(value);
        frame->pc = pc;
        goto yielded;
    }
    CASE(YIELD_FROM): {
        SAVE();
        Ref sent = take(&r[A]), result = NULL;
        value = yield_from_send(r[B], sent, &result);
        if (sent) drop(sent);
        if (value) {
            frame->pc = pc - 1;             // comes back here with what is sent in a
            goto yielded;
        }
        CHECK(result);
        die(&r[B]);
        SET(result);
    }
    CASE(GET_YIELD_ITER): UNARY(has_type(r[B], &generator_type) ? keep(r[B]) : iter_of(r[B]))

    // --- exceptions ---
    CASE(RAISE):
        SAVE();
        if (raise_statement(C > 0 ? r[A] : NULL, C > 1 ? r[B] : NULL)) goto raised;
        goto raised_again;
    CASE(RERAISE):
        frame->pc = pc;
        raise_again(take(&r[A]));
        goto raised_again;
    CASE(ENTER_HANDLER):
        r[A] = enter_handler(frame, r[B]);
        NEXT();
    CASE(LEAVE_HANDLER):
        SAVE();
        leave_handler(frame, take(&r[A]));
        NEXT();
    CASE(JUMP_UNLESS_MATCH): {
        bool match;
        DO(exception_match(r[B], r[C], &match));
        DIE_C();
        if (!match) JUMP_A();
        NEXT();
    }
    CASE(MATCH_STAR):
        DO(match_star(r[B], r[C], &r[A], &r[A + 1]));
        DIE_C();
        NEXT();
    CASE(BUILD_GROUP):
        TRY(rebuild_group(r[B], r[C]));
        DIE_BC();
        SET(value);
    CASE(WITH_ENTER): {
        Ref leave, entered;
        DO(with_enter(r[B], &leave, &entered));
        DIE_B();
        r[A] = leave;
        r[A + 1] = entered;
        NEXT();
    }
    CASE(WITH_EXIT): {
        Ref leave = take(&r[A]);
        SAVE();
        value = call3(leave, None_object, None_object, None_object);
        drop(leave);
        CHECK(value);
        drop(value);
        NEXT();
    }
    CASE(WITH_CATCH):
        SAVE();
        value = with_catch(r[B], r[C]);
        die(&r[B]);
        CHECK(value);
        SET(value);

    // --- match ---
    CASE(MATCH_SEQUENCE): {
        bool match;
        if (!match_sequence_fast(r[B], EXTENSION.b, EXTENSION.a, &match))
            DO(match_sequence(r[B], EXTENSION.b, EXTENSION.a, &r[A], &match));
        else if (match) set_register(&r[A], keep(r[B]));
        pc += match ? 1 : 1 + (int16_t)EXTENSION.c;
        NEXT();
    }
    CASE(MATCH_ITEM):
        value = get_item_fast(r[B], small_int(SIGNED_C));
        if (unlikely(!value)) TRY(match_item(r[B], SIGNED_C));
        SET(value);
    CASE(MATCH_REST):
        set_register(&r[A], match_rest(r[B], EXTENSION.a, EXTENSION.b));
        pc++;
        NEXT();
    CASE(MATCH_MAPPING): {
        bool match;
        DO(match_mapping(r[B], C, &match));
        if (!match) JUMP_A();
        NEXT();
    }
    CASE(MATCH_KEYS): {
        bool match;
        DO(match_keys(r[B], r[EXTENSION.a], EXTENSION.b, &r[A], &match));
        pc += match ? 1 : 1 + (int16_t)EXTENSION.c;
        NEXT();
    }
    CASE(MATCH_DICT_REST): MAKE(match_dict_rest(r[B], r[C]))
    CASE(MATCH_CLASS): {
        bool match;
        SAVE();
        Obj names = code->constants[EXTENSION.a];
        CHECK(match_class(SITE(EXTENSION.b), r[B], r[pc[1].a], pc[1].b, names, &r[A], &match));
        die(&r[pc[1].a]);
        pc += match ? 2 : 2 + (int16_t)pc[1].c;
        NEXT();
    }
    CASE(MATCH_EQUAL): {
        bool equal;
        Obj x = r[B], y = r[C];
        if (both_small(x, y)) equal = x == y;
        else DO(compare_truth_fast(x, y, EQUAL, &equal));
        DIE_C();
        if (!equal) JUMP_A();
        NEXT();
    }

    // --- the rest ---
    CASE(IMPORT_NAME):
        TRY(import_name(frame, SITE(C)->name, r[B], r[B + 1]));
        die(&r[B]);
        die(&r[B + 1]);
        SET(value);
    CASE(IMPORT_FROM): MAKE(import_from(r[B], SITE(C)->name))
    CASE(IMPORT_STAR):
        DO(import_star(frame, r[A]));
        DIE_A();
        NEXT();
    CASE(SETUP_ANNOTATIONS): DO_ONLY(setup_annotations(frame))
    CASE(PRINT_EXPR):
        DO(print_expression(r[A]));
        DIE_A();
        NEXT();
    CASE(RAISE_UNBOUND_CLASS_FREE):
        raise_unbound_free(code->constants[A]);
        goto raised;
    CASE(WATCH):
        DO(watch_step(frame));
        pc = frame->pc;
        goto *labels[code_op(code, pc - 1)];

float_made: {
    Ref old = r[A];
    if (likely(is_lone_float(old))) {
        ((Float *)old)->value = real;
        if ((FLAGS & B_DIES) && B != A) drop_float(take(&r[B]));
        if ((FLAGS & C_DIES) && C != A) drop_float(take(&r[C]));
        NEXT();
    }
    if (!(FLAGS & (B_DIES | C_DIES))) SET(make_float(real));
    finish_float(r, pc - 1, real);
    NEXT();
}

enter:                                  // a frame was pushed: run it
    RELOAD();
    SAFE_POINT();
    NEXT();

returned: {                             // `value` goes to whoever called this frame
    frame->pc = pc;
    uint8_t flags = frame->flags;
    if (unlikely(flags & FRAME_INIT)) {
        value = init_result(frame, value);
        CHECK(value);
    }
    if (unlikely(frame->generator != NULL)) {
        bool exhausted_loop = flags & FRAME_FOR_ITER;
        generator_finish(frame);
        frame_pop(frame);
        if (!exhausted_loop) return generator_returned(value);
        drop(value);
        RELOAD();
        die(&r[B]);
        if (code_op(code, pc - 1) == OPCODE_FOR_ITER) pc += SIGNED_C;
        NEXT();
    }
    uint16_t result = frame->result, window = frame->window;
    frame_pop(frame);
    if (flags & FRAME_ENTRY) return value;
    RELOAD();
    if (r[window]) die(&r[window]);
    set_register(&r[result], value);
    NEXT();
}

yielded: {                              // `value` goes to whoever resumed this generator
    uint8_t flags = frame->flags;
    uint16_t result = frame->result;
    generator_suspend(frame);
    thread.frame--;
    if (!(flags & FRAME_FOR_ITER)) return value;
    RELOAD();
    set_register(&r[result], value);
    if (code_op(code, pc - 1) == OPCODE_FOR_NEXT) pc += SIGNED_C;
    NEXT();
}

raised:
    frame->pc = pc;
    unwind_add_traceback(frame);
raised_again:
    for (;;) {
        const Handler *handler = unwind_find(frame);
        if (handler) {
            unwind_land(frame, handler);
            pc = code->instructions + handler->target;
            NEXT();
        }
        bool entry = unwind_leave(frame);
        if (entry) return NULL;
        RELOAD();
        unwind_add_traceback(frame);
    }
}
