"""Names of numeric functions and methods, in any library → what they compute of their arguments.

One table serves ``torch.add(x, y, alpha=a)``, ``x.add(y, alpha=a)``, ``x.add_(y, alpha=a)`` and the older
``x.add_(a, y)``: libraries agree on what a name means far more than on where it stands.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from paperlsp.model.arithmetic import add, apply, divide, multiply, negate, power, subtract
from paperlsp.model.expr import HALF, MINUS_ONE, ONE, ZERO, Apply, Cases, Expr, Number, Power, Unknown, number


class Arguments(NamedTuple):
    """What a call is given: its receiver first where it has one, and its keyword arguments.

    ``plain`` is a call of a bare name, such as Python's own ``max``.
    """

    values: Sequence[Expr]
    keywords: Mapping[str, Expr]
    plain: bool = False

    def get(self, at: int, *names: str) -> Expr | None:
        """The argument at a place, or under one of its names."""
        if at < len(self.values):
            return self.values[at]
        return next((self.keywords[name] for name in names if name in self.keywords), None)


Operation = Callable[[Arguments], Expr | None]
"""None for a call that is not understood."""


def _first(operation: Callable[[Expr], Expr]) -> Operation:
    def run(given: Arguments) -> Expr | None:
        value = given.get(0, "input", "x", "a", "tensor")
        return None if value is None else operation(value)

    return run


def _known(name: str) -> Operation:
    return _first(lambda value: apply(name, value))


def _both(operation: Callable[[Expr, Expr], Expr]) -> Operation:
    def run(given: Arguments) -> Expr | None:
        left, right = given.get(0, "input", "x", "x1"), given.get(1, "other", "y", "x2", "exponent")
        return None if left is None or right is None else operation(left, right)

    return run


def _scaled(sign: Expr) -> Operation:
    """``add`` and ``sub``: the second argument is scaled by ``alpha``, or by the argument in front of it."""

    def run(given: Arguments) -> Expr | None:
        left = given.get(0, "input", "x")
        values = given.values
        if left is None:
            return None
        if len(values) == 3:
            return add((left, multiply((sign, values[1], values[2]))))
        right = given.get(1, "other", "y")
        alpha = given.keywords.get("alpha", ONE)
        return None if right is None else add((left, multiply((sign, alpha, right))))

    return run


def _fused(operation: Callable[[Expr, Expr], Expr]) -> Operation:
    """``addcmul`` and ``addcdiv``: ``input + value · operation(tensor1, tensor2)``, with the value first in old code."""

    def run(given: Arguments) -> Expr | None:
        values = given.values
        if len(values) == 4:
            return add((values[0], multiply((values[1], operation(values[2], values[3])))))
        first, second = given.get(1, "tensor1"), given.get(2, "tensor2")
        if not values or first is None or second is None:
            return None
        return add((values[0], multiply((given.keywords.get("value", ONE), operation(first, second)))))

    return run


def _lerp(given: Arguments) -> Expr | None:
    start, end, weight = given.get(0, "input"), given.get(1, "end"), given.get(2, "weight")
    if start is None or end is None or weight is None:
        return None
    return add((start, multiply((weight, subtract(end, start)))))


def _extreme(name: str) -> Operation:
    """The extreme of two values, or of one along an axis: a whole number behind a tensor is an axis."""

    def run(given: Arguments) -> Expr | None:
        values = list(given.values)
        along = bool(given.keywords.keys() & {"axis", "dim", "keepdim", "keepdims"})
        if len(values) == 2 and not given.plain and isinstance(values[1], Number) and not isinstance(values[0], Number):
            along = along or name in ("max", "min")
        if not values or isinstance(values[0], Unknown):
            return None
        return Apply(name, (values[0],) if along else tuple(values))

    return run


def _elementwise(name: str) -> Operation:
    def run(given: Arguments) -> Expr | None:
        left, right = given.get(0, "input", "x", "x1"), given.get(1, "other", "y", "x2")
        return None if left is None or right is None else Apply(name, (left, right))

    return run


def _clip(given: Arguments) -> Expr | None:
    value = given.get(0, "input", "x", "a", "t")
    low = given.get(1, "min", "a_min", "clip_value_min", "x_min", "min_value")
    high = given.get(2, "max", "a_max", "clip_value_max", "x_max", "max_value")
    if value is None:
        return None
    low = None if isinstance(low, Unknown) else low
    high = None if isinstance(high, Unknown) else high
    found = value if low is None else Apply("max", (low, value))
    return found if high is None else Apply("min", (high, found))


def _where(given: Arguments) -> Expr | None:
    if len(given.values) != 3:
        return None
    condition, yes, no = given.values
    return Cases(((yes, condition), (no, None)))


def _matmul(given: Arguments) -> Expr | None:
    return Apply("matmul", (given.values[0], given.values[1])) if len(given.values) >= 2 else None


def _einsum(given: Arguments) -> Expr | None:
    """A product of its operands; which axes are joined is not looked at."""
    values = [value for value in given.values if not isinstance(value, Unknown)]
    return Apply("matmul", tuple(values[:4])) if len(values) >= 2 else None


def _linear(given: Arguments) -> Expr | None:
    value, weight, bias = given.get(0, "input"), given.get(1, "weight"), given.get(2, "bias")
    if value is None or weight is None:
        return None
    product = Apply("matmul", (value, weight))
    return product if bias is None or isinstance(bias, Unknown) else add((product, bias))


def _concat(given: Arguments) -> Expr | None:
    if not given.values:
        return None
    first = given.values[0]
    return Apply("concat", first.arguments if isinstance(first, Apply) and first.function == "tuple" else (first,))


def _zero(given: Arguments) -> Expr | None:
    del given
    return ZERO


def _one(given: Arguments) -> Expr | None:
    del given
    return ONE


def _second(given: Arguments) -> Expr | None:
    return given.get(1, "fill_value", "value", "src", "other")


def _masked(given: Arguments) -> Expr | None:
    return Apply("mask", (given.values[0],)) if given.values else None


def _power(left: Expr, right: Expr) -> Expr:
    return power(left, right)


def _log_sum(value: Expr) -> Expr:
    return apply("log", apply("sum", apply("exp", value)))


def _moment(given: Arguments) -> Expr | None:
    """Optax's moving average of a power: ``(1 − decay)·g^order + decay·m``."""
    new, old, decay = given.get(0, "updates"), given.get(1, "moments"), given.get(2, "decay")
    if new is None or old is None or decay is None:
        return None
    order = given.get(3, "order") or ONE
    return add((multiply((subtract(ONE, decay), power(new, order))), multiply((decay, old))))


def _bias_corrected(given: Arguments) -> Expr | None:
    """Optax's ``moment / (1 − decay^count)``."""
    moment, decay, count = given.get(0, "moment"), given.get(1, "decay"), given.get(2, "count")
    if moment is None or decay is None or count is None:
        return None
    return divide(moment, subtract(ONE, power(decay, count)))


def _add_scaled(given: Arguments) -> Expr | None:
    left, scalar, right = given.get(0, "tree_x"), given.get(1, "scalar"), given.get(2, "tree_y")
    return None if left is None or scalar is None or right is None else add((left, multiply((scalar, right))))


_UNARY: dict[str, Callable[[Expr], Expr]] = {
    "neg": negate,
    "negative": negate,
    "sqrt": lambda value: power(value, HALF),
    "rsqrt": lambda value: power(value, negate(HALF)),
    "square": lambda value: power(value, number(2)),
    "abs_sq": lambda value: power(apply("abs", value), number(2)),
    "reciprocal": lambda value: power(value, MINUS_ONE),
    "log1p": lambda value: apply("log", add((ONE, value))),
    "expm1": lambda value: subtract(apply("exp", value), ONE),
    "silu": lambda value: multiply((value, apply("sigmoid", value))),
    "swish": lambda value: multiply((value, apply("sigmoid", value))),
    "logsumexp": _log_sum,
    "reduce_logsumexp": _log_sum,
    "safe_increment": lambda value: add((value, ONE)),
    "safe_int32_increment": lambda value: add((value, ONE)),
    "rms_norm": lambda value: apply("norm", value),
}
_NAMES = (
    "exp sin cos tan tanh sinh cosh softmax sigmoid relu gelu softplus sign floor ceil round mean sum prod std var trace det "
    "erf cumsum argmax argmin dropout norm"
)
_SAME = {
    "log_softmax": "logsoftmax", "logsigmoid": "logsigmoid", "log_sigmoid": "logsigmoid", "logistic": "sigmoid", "expit": "sigmoid",
    "abs": "abs", "absolute": "abs", "fabs": "abs", "log": "log", "log2": "log2", "log10": "log10", "arctan": "arctan", "atan": "arctan",
    "reduce_mean": "mean", "reduce_sum": "sum", "reduce_prod": "prod", "reduce_std": "std", "reduce_max": "max", "reduce_min": "min",
    "amax": "max", "amin": "min", "l2_norm": "norm", "vector_norm": "norm", "transpose": "transpose", "permute": "transpose",
    "swapaxes": "transpose", "swapdims": "transpose", "matrix_transpose": "transpose", "inv": "inverse", "diag": "diag",
    "nanmean": "mean", "nansum": "sum", "average": "mean", "tanh_fwd": "tanh", "alpha_dropout": "dropout", "dropout2d": "dropout",
    "feature_dropout": "dropout", "t": "transpose", "mT": "transpose", "ReLU": "relu", "Tanh": "tanh", "Sigmoid": "sigmoid",
    "Softmax": "softmax", "GELU": "gelu", "Softplus": "softplus", "Dropout": "dropout", "LogSoftmax": "logsoftmax",
    "normalize": "normalize", "relu6": "relu6", "leaky_relu": "leaky_relu", "elu": "elu",
}  # fmt: skip

OPERATIONS: dict[str, Operation] = {
    **{name: _known(name) for name in _NAMES.split()},
    **{name: _known(same) for name, same in _SAME.items()},
    **{name: _first(operation) for name, operation in _UNARY.items()},
    "SiLU": _first(_UNARY["silu"]),
    "add": _scaled(ONE),
    "sub": _scaled(MINUS_ONE),
    "subtract": _scaled(MINUS_ONE),
    "mul": _both(lambda left, right: multiply((left, right))),
    "multiply": _both(lambda left, right: multiply((left, right))),
    "outer": _both(lambda left, right: multiply((left, right))),
    "div": _both(divide),
    "divide": _both(divide),
    "true_divide": _both(divide),
    "truediv": _both(divide),
    "divide_no_nan": _both(divide),
    "pow": _both(_power),
    "power": _both(_power),
    "float_power": _both(_power),
    "hypot": _both(lambda left, right: power(add((power(left, number(2)), power(right, number(2)))), HALF)),
    "addcmul": _fused(lambda left, right: multiply((left, right))),
    "addcdiv": _fused(divide),
    "lerp": _lerp,
    "max": _extreme("max"),
    "maximum": _elementwise("max"),
    "fmax": _elementwise("max"),
    "min": _extreme("min"),
    "minimum": _elementwise("min"),
    "fmin": _elementwise("min"),
    "clamp": _clip,
    "clip": _clip,
    "clip_by_value": _clip,
    "clamp_min": _clip,
    "where": _where,
    "matmul": _matmul,
    "mm": _matmul,
    "bmm": _matmul,
    "mv": _matmul,
    "dot": _matmul,
    "vdot": _matmul,
    "inner": _matmul,
    "einsum": _einsum,
    "tensordot": _matmul,
    "linear": _linear,
    "update_moment": _moment,
    "update_moment_per_elem_norm": _moment,
    "bias_correction": _bias_corrected,
    "add_scale": _add_scaled,
    "add_scalar_mul": _add_scaled,
    "cat": _concat,
    "concat": _concat,
    "concatenate": _concat,
    "hstack": _concat,
    "vstack": _concat,
    "stack": _concat,
    "zero": _zero,
    "zeros": _zero,
    "zeros_like": _zero,
    "new_zeros": _zero,
    "ones": _one,
    "ones_like": _one,
    "new_ones": _one,
    "full": _second,
    "full_like": _second,
    "fill": _second,
    "copy": _second,
    "masked_fill": _masked,
}
"""By the last part of the dotted name, without the underscore of methods that work in place."""

_PASSED = (
    "to float double half int long bool type type_as cpu cuda numpy item detach clone contiguous stop_gradient view reshape "
    "unsqueeze squeeze expand expand_as repeat tile broadcast_to flatten expand_dims identity astype cast convert_to_tensor asarray "
    "array tensor Tensor as_tensor constant Variable variable read_value requires_grad_ rename atleast_1d ravel view_as float32 "
    "float64 promote device_put block_until_ready cast_like resize_as_ bfloat16 tolist Parameter requires_grad value numel_cast "
    "broadcast_in_dim convert_element_type with_sharding_constraint"
)
PASSED = frozenset(_PASSED.split())
"""Functions and methods whose result is the same number in another shape, type or place."""

ASSIGNING: dict[str, Callable[[Expr, Expr], Expr]] = {
    "assign": lambda _, value: value,
    "assign_add": lambda old, value: add((old, value)),
    "assign_sub": subtract,
    "copy_": lambda _, value: value,
    "set_value": lambda _, value: value,
    "update_add": lambda old, value: add((old, value)),
    "update_sub": subtract,
}
"""Functions and methods that store what they are given: the old value and the argument give the new value."""

MAPPING = frozenset(("map", "tree_map", "tree_multimap", "multimap"))
"""Functions that apply another one, leaf by leaf."""


def in_place(name: str) -> str:
    """The operation behind a method that works in place: ``add_`` is ``add``; "" for any other name."""
    plain = name[:-1] if name.endswith("_") and not name.endswith("__") else ""
    return plain if plain in OPERATIONS or plain in ("normal", "uniform") else ""


NAMED_LAYERS = frozenset(("softmax", "dropout", "relu", "sigmoid", "tanh", "gelu", "silu", "softplus", "log_softmax"))
"""What an attribute of this name does that was made somewhere else."""


def divided_down(left: Expr, right: Expr) -> Expr:
    """``//``: exact for numbers."""
    if isinstance(left, Number) and isinstance(right, Number) and right.value:
        return number(left.value // right.value)
    return apply("floor", divide(left, right))


def raised(base: Expr, exponent: Expr) -> Expr:
    """``**`` as it is written; what cannot be folded stays a power."""
    return power(base, exponent) if isinstance(exponent, Number) or base != ONE else Power(base, exponent)
