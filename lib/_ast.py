# lib/_ast.py -- the classes of syntax trees.   SPDX-License-Identifier: MIT
"""The classes that the module ast shows; the compiler turns trees into them and back."""

PyCF_ONLY_AST = 0x400
PyCF_TYPE_COMMENTS = 0x1000
PyCF_ALLOW_TOP_LEVEL_AWAIT = 0x2000
PyCF_OPTIMIZED_AST = 0x8400

# A kind of node and its attributes, then its classes: fields are `name type`, the type followed by
# * for a list and ? for what may be None.
_KINDS = '''
mod:
    Module(body stmt*, type_ignores type_ignore*)
    Interactive(body stmt*)
    Expression(body expr)
    FunctionType(argtypes expr*, returns expr)
stmt: lineno, col_offset, end_lineno?, end_col_offset?
    FunctionDef(name identifier, args arguments, body stmt*, decorator_list expr*,
            returns expr?, type_comment string?, type_params type_param*)
    AsyncFunctionDef(name identifier, args arguments, body stmt*, decorator_list expr*,
            returns expr?, type_comment string?, type_params type_param*)
    ClassDef(name identifier, bases expr*, keywords keyword*, body stmt*,
            decorator_list expr*, type_params type_param*)
    Return(value expr?)
    Delete(targets expr*)
    Assign(targets expr*, value expr, type_comment string?)
    TypeAlias(name expr, type_params type_param*, value expr)
    AugAssign(target expr, op operator, value expr)
    AnnAssign(target expr, annotation expr, value expr?, simple int)
    For(target expr, iter expr, body stmt*, orelse stmt*, type_comment string?)
    AsyncFor(target expr, iter expr, body stmt*, orelse stmt*, type_comment string?)
    While(test expr, body stmt*, orelse stmt*)
    If(test expr, body stmt*, orelse stmt*)
    With(items withitem*, body stmt*, type_comment string?)
    AsyncWith(items withitem*, body stmt*, type_comment string?)
    Match(subject expr, cases match_case*)
    Raise(exc expr?, cause expr?)
    Try(body stmt*, handlers excepthandler*, orelse stmt*, finalbody stmt*)
    TryStar(body stmt*, handlers excepthandler*, orelse stmt*, finalbody stmt*)
    Assert(test expr, msg expr?)
    Import(names alias*)
    ImportFrom(module identifier?, names alias*, level int?)
    Global(names identifier*)
    Nonlocal(names identifier*)
    Expr(value expr)
    Pass()
    Break()
    Continue()
expr: lineno, col_offset, end_lineno?, end_col_offset?
    BoolOp(op boolop, values expr*)
    NamedExpr(target expr, value expr)
    BinOp(left expr, op operator, right expr)
    UnaryOp(op unaryop, operand expr)
    Lambda(args arguments, body expr)
    IfExp(test expr, body expr, orelse expr)
    Dict(keys expr?*, values expr*)
    Set(elts expr*)
    ListComp(elt expr, generators comprehension*)
    SetComp(elt expr, generators comprehension*)
    DictComp(key expr, value expr, generators comprehension*)
    GeneratorExp(elt expr, generators comprehension*)
    Await(value expr)
    Yield(value expr?)
    YieldFrom(value expr)
    Compare(left expr, ops cmpop*, comparators expr*)
    Call(func expr, args expr*, keywords keyword*)
    FormattedValue(value expr, conversion int, format_spec expr?)
    JoinedStr(values expr*)
    Constant(value constant, kind string?)
    Attribute(value expr, attr identifier, ctx expr_context)
    Subscript(value expr, slice expr, ctx expr_context)
    Starred(value expr, ctx expr_context)
    Name(id identifier, ctx expr_context)
    List(elts expr*, ctx expr_context)
    Tuple(elts expr*, ctx expr_context)
    Slice(lower expr?, upper expr?, step expr?)
expr_context: Load Store Del
boolop: And Or
operator: Add Sub Mult MatMult Div Mod Pow LShift RShift BitOr BitXor BitAnd FloorDiv
unaryop: Invert Not UAdd USub
cmpop: Eq NotEq Lt LtE Gt GtE Is IsNot In NotIn
comprehension(target expr, iter expr, ifs expr*, is_async int)
excepthandler: lineno, col_offset, end_lineno?, end_col_offset?
    ExceptHandler(type expr?, name identifier?, body stmt*)
arguments(posonlyargs arg*, args arg*, vararg arg?, kwonlyargs arg*, kw_defaults expr?*,
            kwarg arg?, defaults expr*)
arg(arg identifier, annotation expr?, type_comment string?): lineno, col_offset, end_lineno?,
            end_col_offset?
keyword(arg identifier?, value expr): lineno, col_offset, end_lineno?, end_col_offset?
alias(name identifier, asname identifier?): lineno, col_offset, end_lineno?, end_col_offset?
withitem(context_expr expr, optional_vars expr?)
match_case(pattern pattern, guard expr?, body stmt*)
pattern: lineno, col_offset, end_lineno, end_col_offset
    MatchValue(value expr)
    MatchSingleton(value constant)
    MatchSequence(patterns pattern*)
    MatchMapping(keys expr*, patterns pattern*, rest identifier?)
    MatchClass(cls expr, patterns pattern*, kwd_attrs identifier*, kwd_patterns pattern*)
    MatchStar(name identifier?)
    MatchAs(pattern pattern?, name identifier?)
    MatchOr(patterns pattern*)
type_ignore:
    TypeIgnore(lineno int, tag string)
type_param: lineno, col_offset, end_lineno, end_col_offset
    TypeVar(name identifier, bound expr?, default_value expr?)
    ParamSpec(name identifier, default_value expr?)
    TypeVarTuple(name identifier, default_value expr?)
'''


_List, _Optional = type(list[int]), type(int | None)


def _deprecated(text):
    import warnings
    warnings.warn(text, DeprecationWarning, stacklevel=3)


class AST:
    """A node of a syntax tree."""

    __module__ = 'ast'
    _fields = ()
    _attributes = ()
    __match_args__ = ()
    _field_types = {}

    def __new__(cls, /, *args, **kwargs):
        return object.__new__(cls)

    def __init__(self, /, *args, **kwargs):
        cls = type(self)
        fields = cls._fields
        if len(args) > len(fields):
            raise TypeError(f'{cls.__name__} constructor takes at most {len(fields)} positional '
                            f"argument{'' if len(fields) == 1 else 's'}")
        for name, value in zip(fields, args):
            setattr(self, name, value)
        given = set(fields[:len(args)])
        for name, value in kwargs.items():
            if name in given:
                raise TypeError(f'{cls.__name__} got multiple values for argument {name!r}')
            if name in fields:
                given.add(name)
            elif name not in cls._attributes:
                _deprecated(f'{cls.__name__}.__init__ got an unexpected keyword argument {name!r}. '
                            'Support for arbitrary keyword arguments is deprecated and will be '
                            'removed in Python 3.15.')
            setattr(self, name, value)
        if len(given) < len(fields):
            self._fill(cls, given)

    def _fill(self, cls, given):
        for name in cls._fields:
            if name in given:
                continue
            kind = cls._field_types.get(name)
            if kind is None:
                _deprecated(f'Field {name!r} is missing from {cls.__name__}._field_types. '
                            'This will become an error in Python 3.15.')
            elif type(kind) is _List:
                setattr(self, name, [])
            elif kind is expr_context:
                setattr(self, name, Load())
            elif type(kind) is _Optional:
                if not hasattr(cls, name):
                    setattr(self, name, None)
            else:
                _deprecated(f'{cls.__name__}.__init__ missing 1 required positional argument: '
                            f'{name!r}. This will become an error in Python 3.15.')

    def __reduce_ex__(self, protocol):
        return _rebuild, (type(self),), self.__dict__.copy()

    def __replace__(self, /, **changes):
        cls = type(self)
        known = {*cls._fields, *cls._attributes}
        for name in changes:
            if name not in known:
                raise TypeError(f'{cls.__name__}.__replace__ got an unexpected keyword argument '
                                f'{name!r}.')
        return cls(**{name: value for name, value in self.__dict__.items() if name in known}
                   | changes)


def _rebuild(cls):
    return cls.__new__(cls)


_rebuild.__module__ = '_ast'


def _make(name, base, fields, attributes, what):
    """A class; its field types are filled in once all classes are there."""
    names = tuple(field.split()[0] for field in fields)
    space = {'__module__': 'ast', '_fields': names, '__match_args__': names, '__doc__': what}
    for field in fields:
        if field.endswith('?'):
            space[field.split()[0]] = None
    if attributes is not None:
        space['_attributes'] = tuple(attribute.rstrip('?') for attribute in attributes)
        for attribute in attributes:
            if attribute.endswith('?'):
                space[attribute.rstrip('?')] = None
    made = type(name, (base,), space)
    globals()[name] = made
    return made


def _split(text):
    return [part.strip() for part in text.split(',') if part.strip()]


def _call(line):
    """'name(fields): attributes' taken apart."""
    name, _, rest = line.partition('(')
    fields, _, attributes = rest.partition(')')
    return name, _split(fields), _split(attributes.lstrip(':'))


def _described(name, fields):
    inside = []
    for field in fields:
        field_name, kind = field.split()
        inside.append(f"{kind.replace('?*', '*')} {field_name}")
    return f"{name}({', '.join(inside)})" if inside else name


def _build():
    made, base = [], None
    for line in _KINDS.strip().replace(',\n            ', ', ').splitlines():
        if line.startswith('    '):
            name, fields, attributes = _call(line.strip())
            made.append((_make(name, base, fields, None, _described(name, fields)), fields))
        elif '(' in line:
            name, fields, attributes = _call(line)
            made.append((_make(name, AST, fields, attributes, _described(name, fields)), fields))
        else:
            name, _, rest = line.partition(':')
            if ',' in rest or not rest:
                base = _make(name, AST, (), _split(rest), name)
            else:
                base = _make(name, AST, (), (), f"{name} = {' | '.join(rest.split())}")
                for simple in rest.split():
                    _make(simple, base, (), None, simple)
    for cls, fields in made:
        _set_types(cls, fields)
        base = cls.__base__
        if base is not AST:
            known = base.__doc__
            mark = ' = ' if known == base.__name__ else '\n' + ' ' * len(base.__name__) + ' | '
            base.__doc__ = known + mark + cls.__doc__


def _set_types(cls, fields):
    plain = {'identifier': str, 'string': str, 'int': int, 'constant': object}
    types = {}
    for field in fields:
        name, kind = field.split()
        bare = kind.rstrip('?*')
        found = plain.get(bare) or globals()[bare]
        if kind.endswith('*'):
            types[name] = list[found]
        elif kind.endswith('?'):
            types[name] = found | None
        else:
            types[name] = found
    cls._field_types = cls.__annotations__ = types


_build()
