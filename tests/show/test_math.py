from __future__ import annotations

from textwrap import dedent

import pytest

from tutor.show.mathbox import math_block
from tutor.show.mathline import math_inline


@pytest.mark.parametrize(
    ("tex", "unicode", "plain"),
    [
        (r"x_1", "x₁", "x_1"),
        (r"W^{(2)}", "W⁽²⁾", "W^(2)"),
        (r"\hat{y}", "ŷ", "y_hat"),
        (r"\frac{\partial J}{\partial w}", "∂J/∂w", "dJ/dw"),
        (r"\frac{1}{2}(o-t)^2", "½(o−t)²", "1/2(o-t)^2"),
        (r"\sum_i w_i x_i + b", "Σᵢ wᵢxᵢ + b", "sum_i w_i x_i + b"),
        (r"\sqrt{a^2 + b^2}", "√(a² + b²)", "sqrt(a^2 + b^2)"),
        (r"\lceil 4000/128 \rceil = 32", "⌈4000/128⌉ = 32", "ceil(4000/128) = 32"),
        (r"\mathbb{R}^{n \times m}", "ℝⁿˣᵐ", "R^(n x m)"),
        (r"x_{\text{train}} \in \mathbb{R}", "x_train ∈ ℝ", "x_train in R"),
        (r"\begin{bmatrix} 5 & 4 \\ 2 & 3 \end{bmatrix}", "[[5, 4], [2, 3]]", "[[5, 4], [2, 3]]"),
        (r"\begin{pmatrix} 1 \\ 2 \end{pmatrix}", "[1, 2]ᵀ", "[1, 2]^T"),
        (r"w \leftarrow w - \eta \nabla J", "w ← w − η∇J", "w <- w - eta grad J"),
        (r"\sigma'(z) = \sigma(z)(1-\sigma(z))", "σ′(z) = σ(z)(1 − σ(z))", "sigma'(z) = sigma(z)(1 - sigma(z))"),
        (r"e^{-x^2}", "e^(−x²)", "e^(-x^2)"),
        (r"10^{-3}", "10⁻³", "10^-3"),
        (r"\max(0, x)", "max(0, x)", "max(0, x)"),
        (r"\log_2 x", "log₂ x", "log_2 x"),
        (r"5 \cdot 1 + 4 \cdot 2", "5·1 + 4·2", "5*1 + 4*2"),
        (r"28\times 28", "28 × 28", "28 x 28"),
        (r"-x + (-y)", "−x + (−y)", "-x + (-y)"),
        (r"a \not= b", "a ≠ b", "a != b"),
        (r"\alpha\beta", "αβ", "alpha beta"),
        (r"\foo{x}", "foo x", "foo x"),
        ("", "", ""),
        ("}{", "}{", "}{"),
    ],
)
def test_a_formula_in_one_line(tex, unicode, plain):
    assert math_inline(tex) == unicode
    assert math_inline(tex, ascii=True) == plain


def block(tex, width=60, **options):
    return "\n".join(math_block(tex, width, middle=False, **options))


def expected(text):
    return dedent(text).strip("\n")


def test_fractions_stack_and_sums_carry_their_limits():
    assert block(r"J = \frac{1}{n}\sum_{i=1}^{n} (y_i - \hat{y}_i)^2") == expected("""
             1   n
        J = ───  ∑  (yᵢ − ŷᵢ)²
             n  i=1
    """)


def test_matrices_have_tall_brackets():
    tex = r"\begin{bmatrix} 5 & 4 & 1 \\ 2 & 3 & 4 \end{bmatrix} \cdot \begin{bmatrix}1\\2\\3\end{bmatrix}"
    assert block(tex) == expected("""
                      ⎡ 1 ⎤
        ⎡ 5  4  1 ⎤ · ⎢ 2 ⎥
        ⎣ 2  3  4 ⎦   ⎣ 3 ⎦
    """)


def test_cases_and_their_brace():
    tex = r"f(x)=\begin{cases}-1 & x<0\\ 0 & x=0\\ 1 & x > 0\end{cases}"
    assert block(tex) == expected("""
               ⎧ −1  x < 0
        f(x) = ⎨ 0   x = 0
               ⎩ 1   x > 0
    """)


def test_equations_align_at_their_sign():
    assert block(r"\begin{aligned} z &= Wx + b \\ \hat y &= \sigma(z) \end{aligned}") == "z = Wx + b\nŷ = σ(z)"


def test_parentheses_grow_and_carry_scripts():
    assert block(r"\left(\frac{a}{b}\right)^2") == expected("""
        ⎛  a  ⎞²
        ⎜ ─── ⎟
        ⎝  b  ⎠
    """)


def test_scripts_without_characters_of_their_own_are_raised_and_lowered():
    assert block(r"x_w^q") == " q\nx\n w"
    assert block(r"\underbrace{a+b}_{\text{suma}}") == "a + b\n╰─┬─╯\nsuma"


def test_plain_ascii_has_the_same_shape():
    assert block(r"\begin{pmatrix} \alpha \\ 2 \end{pmatrix} = \frac{1}{\sqrt{n}}", ascii=True) == expected(r"""
                        1
        / alpha \ = ---------
        \   2   /    sqrt(n)
    """)


def test_a_formula_too_wide_goes_on_one_line_and_wraps():
    lines = math_block(r"\frac{a}{b} + " * 12 + "c", 30)
    assert len(lines) > 1
    assert lines[0].startswith("a/b + a/b")


def test_a_displayed_formula_stands_in_the_middle():
    assert math_block("x = 1", 21) == ["        x = 1"]


@pytest.mark.parametrize(
    "tex", ["{" * 3000, "(" * 3000, "x^" * 1500, r"\hat" * 900, r"\sqrt[" * 600, "}" * 3000, "x'" * 1500]
)
def test_deep_nesting_ends_quickly(tex):
    assert math_block(tex, 40) is not None
    assert isinstance(math_inline(tex), str)
