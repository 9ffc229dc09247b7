/* runtime/types/weakproxy.c -- proxies: objects that act as the one they refer weakly to.
 *   SPDX-License-Identifier: MIT */
#include "runtime/types/weakref.h"
#include "runtime/attribute.h"
#include "runtime/call.h"
#include "runtime/error.h"
#include "runtime/intern.h"
#include "runtime/iterate.h"
#include "runtime/operate.h"
#include "runtime/protocol.h"
#include "runtime/types/none.h"

static bool is_proxy(Obj x)
{
    return has_type(x, &weakproxy_type) || has_type(x, &weakcallableproxy_type);
}

/* The object itself if no proxy; a new reference. */
static Ref unwrap(Obj x)
{
    if (!is_proxy(x)) return keep(x);
    Ref referent = weakref_get(x);
    return referent ? referent
                    : raise_reference_error("weakly-referenced object no longer exists");
}

static Ref proxy_repr(Obj self)
{
    return weakref_show(self, "weakproxy");
}

static Ref proxy_compare(Obj self, Obj other, CompareOp op)
{
    scoped Ref left = unwrap(self);
    scoped Ref right = left ? unwrap(other) : NULL;
    return right ? compare(left, right, op) : NULL;
}

static Ref proxy_call(Obj self, const Obj *args, size_t count, Obj names)
{
    scoped Ref referent = unwrap(self);
    return referent ? call_raw(referent, args, count, names) : NULL;
}

// --- one argument

#define FORWARD(name, operation) \
    static Ref proxy_##name(Obj self) \
    { \
        scoped Ref referent = unwrap(self); \
        return referent ? operation(referent) : NULL; \
    }
FORWARD(str, object_str)
FORWARD(negative, operate_negative)
FORWARD(positive, operate_positive)
FORWARD(absolute, operate_absolute)
FORWARD(invert, operate_invert)
FORWARD(index, object_get_index)
FORWARD(iterate, iter_of)

static Ref to_int(Obj x)       { return call1(&int_type.head, x); }
static Ref to_float(Obj x)
{
    Ref (*convert)(Obj) = type_of(x)->to_float;
    return convert ? convert(x) : raise_type_error("must be real number, not %T", x);
}
FORWARD(to_int, to_int)
FORWARD(to_float, to_float)

static Ref proxy_next(Obj self)
{
    scoped Ref referent = unwrap(self);
    Ref item = NULL;
    if (!referent) return NULL;
    if (!is_iterator(referent))
        return raise_type_error("Weakref proxy referenced a non-iterator '%T' object", referent);
    return iter_next(referent, &item) ? item : NULL;
}

static Ref proxy_bytes(const Obj arg[])
{
    scoped Ref referent = unwrap(arg[0]);
    return referent ? call_method0(referent, name___bytes__) : NULL;
}

static Ref proxy_reversed(const Obj arg[])
{
    scoped Ref referent = unwrap(arg[0]);
    return referent ? call_method0(referent, name___reversed__) : NULL;
}

static bool proxy_truth(Obj self, bool *result)
{
    scoped Ref referent = unwrap(self);
    return referent && object_truth(referent, result);
}

static bool proxy_length(Obj self, size_t *length)
{
    scoped Ref referent = unwrap(self);
    return referent && object_length(referent, length);
}

// --- items and attributes

static bool proxy_contains(Obj self, Obj item, bool *found)
{
    scoped Ref referent = unwrap(self);
    return referent && object_contains(referent, item, found);
}

static Ref proxy_get_item(Obj self, Obj key)
{
    scoped Ref referent = unwrap(self);
    return referent ? object_get_item(referent, key) : NULL;
}

static bool proxy_set_item(Ref self, Obj key, Obj value)
{
    scoped Ref referent = unwrap(self);
    return referent && object_set_item(referent, key, value);
}

static bool proxy_delete_item(Ref self, Obj key)
{
    scoped Ref referent = unwrap(self);
    return referent && object_delete_item(referent, key);
}

static Ref proxy_get_attribute(Obj self, Obj name)
{
    scoped Ref referent = unwrap(self);
    return referent ? attribute_get(referent, name) : NULL;
}

static bool proxy_set_attribute(Ref self, Obj name, Obj value)
{
    scoped Ref referent = unwrap(self);
    return referent && attribute_set(referent, name, value);
}

static bool proxy_delete_attribute(Ref self, Obj name)
{
    scoped Ref referent = unwrap(self);
    return referent && attribute_delete(referent, name);
}

// --- numbers

static Ref proxy_operate(Operator op, Obj left, Obj right)
{
    scoped Ref a = unwrap(left);
    scoped Ref b = a ? unwrap(right) : NULL;
    return b ? operate(op, a, b) : NULL;
}

static Ref proxy_operate_in_place(Operator op, Obj left, Obj right)
{
    scoped Ref a = unwrap(left);
    scoped Ref b = a ? unwrap(right) : NULL;
    return b ? operate_in_place(op, a, b) : NULL;
}

static Ref proxy_power(Obj base, Obj exponent, Obj modulus)
{
    scoped Ref a = unwrap(base);
    scoped Ref b = a ? unwrap(exponent) : NULL;
    scoped Ref c = b ? unwrap(modulus) : NULL;
    return c ? operate_power(a, b, c) : NULL;
}

#define OPERATOR(name, symbol, dunder, reflected, augmented) \
    static Ref proxy_##name(Obj left, Obj right) \
    { return proxy_operate(OP_##name, left, right); } \
    static Ref proxy_in_place_##name(Obj left, Obj right) \
    { return proxy_operate_in_place(OP_##name, left, right); }
#include "runtime/operators.def"
#undef OPERATOR

static const Method proxy_methods[] = {
    { "__bytes__(self, /)", proxy_bytes, "bytes() of the object.", 0 },
    { "__reversed__(self, /)", proxy_reversed, "reversed() of the object.", 0 },
    { 0 }
};

#define OPERATOR(name, symbol, dunder, reflected, augmented) \
    .binary[OP_##name] = proxy_##name, .in_place[OP_##name] = proxy_in_place_##name,
#define PROXY_SLOTS \
    .size = sizeof(WeakRef), .flags = TYPE_NO_CREATE, .methods = proxy_methods, \
    .destroy = weakref_destroy, .visit = weakref_visit, .bury = weakref_bury, \
    .repr = proxy_repr, .str = proxy_str, .hash = hash_unhashable, .compare = proxy_compare, \
    .truth = proxy_truth, .iterate = proxy_iterate, .length = proxy_length, \
    .contains = proxy_contains, .get_item = proxy_get_item, .set_item = proxy_set_item, \
    .delete_item = proxy_delete_item, .get_attribute = proxy_get_attribute, \
    .set_attribute = proxy_set_attribute, .delete_attribute = proxy_delete_attribute, \
    .power = proxy_power, .negative = proxy_negative, .positive = proxy_positive, \
    .absolute = proxy_absolute, .invert = proxy_invert, .to_int = proxy_to_int, \
    .to_float = proxy_to_float, .to_index = proxy_index, .next = proxy_next

Type weakproxy_type = {
    TYPE_HEADER, .name = "weakref.ProxyType", PROXY_SLOTS,
#include "runtime/operators.def"
};

Type weakcallableproxy_type = {
    TYPE_HEADER, .name = "weakref.CallableProxyType", PROXY_SLOTS, .call = proxy_call,
#include "runtime/operators.def"
};
