"""Sources → symbols, by pictures."""

from __future__ import annotations

import pytest
from code_pictures import drawn, only, read, written


def test_functions_classes_and_methods() -> None:
    source = read("""
        def top(x, y=1, *rest: int, key: float = 2.0, **more) -> int:
            def inner(z): ...
        class Outer(nn.Module, Generic[T], metaclass=Meta):
            class Inner: pass
            async def method(self, a: "T" = None, /, b=(1, 2)): ...
            @staticmethod
            def free(a): ...
            @classmethod
            def made(cls, a): ...
    """)
    assert drawn(source) == [
        "function top: int",
        "parameter top.x",
        "parameter top.y = 1",
        "parameter top.rest: int",
        "parameter top.key: float = 2.0",
        "parameter top.more",
        "function top.inner",
        "parameter top.inner.z",
        "class Outer",
        "class Outer.Inner",
        "method Outer.method",
        'parameter Outer.method.a: "T" = None',
        "parameter Outer.method.b = (1, 2)",
        "method Outer.free",
        "parameter Outer.free.a",
        "method Outer.made",
        "parameter Outer.made.a",
    ]
    assert only(source, "Outer").bases == ("nn.Module", "Generic[T]")
    assert only(source, "top").parameters == ("x", "y", "rest", "key", "more")
    assert only(source, "Outer.method").parameters == ("a", "b")
    assert only(source, "Outer.free").parameters == ("a",)
    assert only(source, "Outer.free").decorators == ("staticmethod",)
    assert only(source, "Outer.Inner").parent == "Outer"
    assert only(source, "top").parent == ""
    assert only(source, "").parent is None
    names = written(source)
    assert all(names[symbol.name] == symbol.last_name for symbol in source.symbols)


def test_a_definition_begins_with_its_decorators() -> None:
    source = read("""
        @register("x")
        @dataclass(frozen=True)
        class A:
            @property
            # why
            def p(self): return 1
    """)
    a, p = only(source, "A"), only(source, "A.p")
    assert source.content[a.span.start :].startswith(b"@register")
    assert a.decorators == ('register("x")', "dataclass(frozen=True)")
    assert source.content[p.span.start :].startswith(b"@property")
    assert [comment.symbol for comment in source.comments] == ["A.p"]
    assert only(source, "").body.calls == ()


def test_twins_get_numbers() -> None:
    source = read("""
        if new:
            def f(a): ...
        else:
            def f(b): ...
        class A:
            x = 1
            @property
            def x(self): ...
            @x.setter
            def x(self, value): ...
    """)
    assert drawn(source) == [
        "function f",
        "parameter f.a",
        "function f~2",
        "parameter f~2.b",
        "class A",
        "constant A.x = 1",
        "method A.x~2",
        "method A.x~3",
        "parameter A.x~3.value",
    ]


def test_constants_of_modules_and_classes() -> None:
    source = read("""
        LIMIT: Final = 3
        a = b = 0
        c, (d, e) = 1, f()
        g, h = pair
        LIMIT = 4
        if x:
            in_branch = 5
        for i in y:
            in_loop = 6
        def f():
            local = 7
        obj.attr = 8
        total += 9
        type Alias[T] = list[T]
        later: int
        later = 10
        class A:
            RATE: float = 1.0
            kinds = ("x", "y")
            shared: ClassVar[int] = 2
            field: float = 3.0
            bare: int
    """)
    assert drawn(source) == [
        "constant LIMIT: Final = 3",
        "constant a = 0",
        "constant b = 0",
        "constant c = 1",
        "constant g",
        "constant h",
        "constant in_branch = 5",
        "function f",
        "constant Alias = list[T]",
        "constant later: int = 10",
        "class A",
        "constant A.RATE: float = 1.0",
        'constant A.kinds = ("x", "y")',
        "constant A.shared: ClassVar[int] = 2",
        "attribute A.field: float = 3.0",
        "attribute A.bare: int",
    ]


def test_attributes_set_up_by_a_class() -> None:
    source = read("""
        class A(nn.Module):
            declared: int
            def __init__(this, rate):
                super().__init__()
                this.rate, this.twice = rate, 2 * rate
                this.size: int = 3
                this.declared = 4
                if rate:
                    this.maybe = None
                this.rate = 0
                this.register_buffer("state", torch.zeros(3))
                this.register_buffer(name)
                this.register_buffer()
                this.table[0] = 1
                other.thing = 2
                def later():
                    this.never = 3
            def forward(self):
                self.cache = 1
    """)
    assert [line for line in drawn(source) if line.startswith("attribute")] == [
        "attribute A.declared: int = 4",
        "attribute A.rate = rate",
        "attribute A.twice = 2 * rate",
        "attribute A.size: int = 3",
        "attribute A.maybe = None",
        "attribute A.state = torch.zeros(3)",
    ]
    assert only(source, "A.state").parent == "A"
    assert written(source)["A.state"] == "state"


def test_python_of_all_ages() -> None:
    source = read("""
        def first[T: int, *Ts, **P](x: T) -> T:
            match x:
                case Point(x=0) if (y := x) > 0:
                    pass
                case [a, *rest]:
                    pass
        class Box[T]: ...
        print "old"
        def pair((a, b), c): ...
        async def gen():
            async with a as b, c:
                return [x async for x in y]
        try: ...
        except* ValueError: ...
    """)
    assert source.problems == ()
    assert drawn(source) == [
        "function first: T",
        "parameter first.x: T",
        "class Box",
        "function pair",
        "parameter pair.c",
        "function gen",
    ]


def test_symbols_stand_in_order_and_nest() -> None:
    source = read("""
        # before
        class A:
            def f(self, x=lambda y: y):
                def g(): ...
            z = 1
        B = 2
    """)
    assert source.symbols[0].name == ""
    assert source.symbols[0].span.end == len(source.content)
    starts = [symbol.span.start for symbol in source.symbols]
    assert starts == sorted(starts)
    for symbol in source.symbols[1:]:
        assert symbol.parent is not None
        assert only(source, symbol.parent).span.covers(symbol.span)
    at = source.content.index(b"g()")
    found = source.symbol_at(at)
    assert found is not None
    assert found.name == "A.f.g"


def test_names_in_any_script() -> None:
    source = read("""
        β = 0.9
        def naïve(λ=1): return λ
    """)
    assert drawn(source) == ["constant β = 0.9", "function naïve", "parameter naïve.λ = 1"]
    assert written(source)["naïve"] == "naïve"


@pytest.mark.parametrize("suffix", ["py", "pyi", "pyw", "PY"])
def test_the_suffix_chooses_the_language(suffix: str) -> None:
    assert read("x = 1", f"d/a.{suffix}").language == "python"


def test_another_kind_of_file_is_a_problem() -> None:
    source = read("x = 1", "a.rs")
    assert (source.language, source.symbols) == ("", ())
    assert [problem.code for problem in source.problems] == ["source-language"]
    assert ".py" in source.problems[0].message
