"""What a definition's body does."""

from __future__ import annotations

from code_pictures import only, read
from paperlsp.model.source import Body


def body(text: str, name: str = "f") -> Body:
    indented = "\n".join("    " + line for line in text.strip("\n").splitlines())
    return only(read(f"def f():\n{indented}\n".encode()), name).body


def test_statements_leave_out_what_does_nothing() -> None:
    assert body('"""Doc."""\npass\n...\n').statements == 0
    assert body("x = 1\nif x:\n    return\nfor i in x:\n    continue\n").statements == 5


def test_operators_compute() -> None:
    assert body("a + b * c @ d").operators == 3
    assert body("a < b <= c != d").operators == 3
    assert body("x += 1; y @= 2").operators == 2
    assert body("-x").operators == 1
    assert body("-1; not x; a and b; a is None; a in b").operators == 0
    assert body('"%s" % x; "a" + y').operators == 0
    assert body("x: int | None = 1").operators == 0


def test_control_flow_is_counted() -> None:
    found = body(
        """
        if a: raise X
        elif b: assert c, "m"
        while d: return e
        for f in g: pass
        [h for h in i if h]
        j if k else l
        match m:
            case 1: return
            case _: raise
        """.replace("\n        ", "\n")
    )
    assert (found.raises, found.asserts, found.loops, found.branches, found.returns) == (2, 1, 3, 5, 2)


def test_calls_are_named_as_written_in_order() -> None:
    assert body("torch.nn . functional.relu(self.norm1(x))").calls == ("torch.nn.functional.relu", "self.norm1")
    assert body("avg.mul_(beta).add_(g).sqrt()").calls == ("avg.mul_", "add_", "sqrt")
    assert body("self.layers[i](x); fs[0][1](x); f(1)(2); (lambda: 1)()").calls == ("self.layers", "fs", "f")
    assert body("super().__init__(x)").calls == ("super", "super().__init__")
    assert body("super(A, self).__init__(x)").calls == ("super", "__init__")


def test_names_strings_and_numbers() -> None:
    found = body("x.y = z = f(k=1e-3, s='t') + 0x1F - 2j\nx = rb'raw' + f'{w} {q[\"in\"]}'\nlambda v: u")
    assert found.names == ("x", "y", "z", "f", "k", "s", "w", "q", "v", "u")
    assert found.strings == ("t", "raw", '{w} {q["in"]}')
    assert found.numbers == ("1e-3", "0x1F", "2j")


def test_a_comprehension_and_a_lambda_belong_to_the_body_but_a_definition_does_not() -> None:
    source = read("""
        def f():
            g = lambda a: a * 2
            @cache(size=3)
            def inner(b=b_default, c: Typed = 1) -> Made:
                return b - c
            class Local(Base):
                def m(self): return 1
            return inner
    """)
    found = only(source, "f").body
    assert found.names == ("g", "a", "inner")
    assert (found.statements, found.operators, found.returns, found.calls, found.numbers) == (2, 1, 1, (), ("2",))
    assert only(source, "f.inner").body.operators == 1
    assert only(source, "f.Local").body == Body()


def test_modules_and_classes_have_bodies() -> None:
    source = read("""
        import os
        class A:
            x = g(1)
            def f(self): h(2)
        k(3)
    """)
    assert only(source, "").body.calls == ("k",)
    assert only(source, "A").body.calls == ("g",)
    assert only(source, "A").body.numbers == ("1",)
    assert only(source, "A.f").body.calls == ("h",)


def test_docstrings_are_no_strings_of_the_body() -> None:
    source = read('''
        """Module."""
        x = "kept"
        """About x."""
        def f():
            """Function."""
            return "also kept"
    ''')
    assert only(source, "").body.strings == ("kept",)
    assert only(source, "f").body.strings == ("also kept",)
