"""What TeX's commands mean, as far as lessons use them: a character and the part it plays in a formula."""

from __future__ import annotations

from typing import Literal

Part = Literal[
    "letter", "number", "binary", "dot", "relation", "open", "close", "comma", "big", "name", "fraction", "space",
]  # fmt: skip


def _table(part: Part, text: str) -> dict[str, tuple[str, Part]]:
    words = text.split()
    return {name: (sign, part) for name, sign in zip(words[::2], words[1::2], strict=True)}


SIGNS: dict[str, tuple[str, Part]] = {
    **_table("letter", """
        alpha α beta β gamma γ delta δ epsilon ε varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι kappa κ lambda λ
        mu μ nu ν xi ξ omicron ο pi π varpi ϖ rho ρ varrho ϱ sigma σ varsigma ς tau τ upsilon υ phi φ varphi φ chi χ
        psi ψ omega ω Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Upsilon Υ Phi Φ Psi Ψ Omega Ω
        partial ∂ nabla ∇ infty ∞ ell ℓ hbar ℏ forall ∀ exists ∃ emptyset ∅ varnothing ∅ neg ¬ lnot ¬ top ⊤ bot ⊥
        prime ′ dots … ldots … cdots ⋯ vdots ⋮ ddots ⋱ degree ° circ ∘ Re ℜ Im ℑ aleph ℵ angle ∠ hash # # # % %
        & & _ _ $ $ dag † checkmark ✓ star ⋆ bullet • vert | Vert ‖ mid ∣ backslash \\ colon : imath ı jmath ȷ
        euro € pounds £ S § blacksquare ■ square □
    """),
    **_table("binary", """
        times × pm ± mp ∓ div ÷ cup ∪ cap ∩ setminus ∖ oplus ⊕ otimes ⊗ odot ⊙ wedge ∧ vee ∨ land ∧ lor ∨
    """),
    **_table("dot", "cdot · ast ∗"),
    **_table("relation", """
        leq ≤ le ≤ geq ≥ ge ≥ neq ≠ ne ≠ approx ≈ equiv ≡ sim ∼ simeq ≃ cong ≅ propto ∝ ll ≪ gg ≫ lt < gt >
        in ∈ notin ∉ ni ∋ subset ⊂ subseteq ⊆ supset ⊃ supseteq ⊇ to → rightarrow → leftarrow ← gets ←
        longrightarrow ⟶ longleftarrow ⟵ Rightarrow ⇒ Leftarrow ⇐ leftrightarrow ↔ Leftrightarrow ⇔ iff ⇔ implies ⇒
        mapsto ↦ perp ⊥ parallel ∥ uparrow ↑ downarrow ↓ coloneqq ≔ doteq ≐ leqslant ≤ geqslant ≥ models ⊨ vdash ⊢
    """),
    **_table("open", "lceil ⌈ lfloor ⌊ langle ⟨ lbrace { { { lbrack [ lvert | lVert ‖"),
    **_table("close", "rceil ⌉ rfloor ⌋ rangle ⟩ rbrace } } } rbrack ] rvert | rVert ‖"),
    **_table("big", "sum ∑ prod ∏ int ∫ iint ∬ oint ∮ bigcup ⋃ bigcap ⋂ coprod ∐ bigoplus ⨁ bigotimes ⨂"),
    **_table("name", """
        sin sin cos cos tan tan cot cot sec sec csc csc sinh sinh cosh cosh tanh tanh arcsin arcsin arccos arccos
        arctan arctan log log ln ln lg lg exp exp max max min min sup sup inf inf lim lim argmax argmax argmin argmin
        det det dim dim ker ker tr tr rank rank Pr Pr gcd gcd deg deg softmax softmax ReLU ReLU mod mod bmod mod
        sgn sgn sign sign
    """),
    "|": ("‖", "letter"),
}  # fmt: skip

PLAIN: dict[str, tuple[str, Part]] = {
    "+": ("+", "binary"), "-": ("−", "binary"), "*": ("*", "dot"), "=": ("=", "relation"), "<": ("<", "relation"),
    ">": (">", "relation"), ":=": (":=", "relation"), ",": (",", "comma"), ";": (";", "comma"), ":": (":", "comma"),
    "(": ("(", "open"), "[": ("[", "open"), ")": (")", "close"), "]": ("]", "close"), "'": ("′", "letter"),
    "·": ("·", "dot"), "×": ("×", "binary"), "−": ("−", "binary"), "±": ("±", "binary"), "→": ("→", "relation"),
    "≤": ("≤", "relation"), "≥": ("≥", "relation"), "≈": ("≈", "relation"), "≠": ("≠", "relation"),
    "∈": ("∈", "relation"), "∑": ("∑", "big"), "⌈": ("⌈", "open"), "⌉": ("⌉", "close"), "⌊": ("⌊", "open"),
    "⌋": ("⌋", "close"),
}  # fmt: skip
"""Characters that play a part of their own; every other one is a letter."""

LIMITS = {"∑", "∏", "⋃", "⋂", "∐", "⨁", "⨂", "lim", "max", "min", "sup", "inf", "argmax", "argmin", "Pr", "det"}
"""What takes its scripts above and below in a displayed formula."""

SPACES = {
    ",": 1, ":": 1, ";": 1, " ": 1, "!": 0, "quad": 2, "qquad": 4, "enspace": 1, "thinspace": 1, "medspace": 1,
    "thickspace": 1, "negthinspace": 0, "space": 1, "nobreakspace": 1,
}  # fmt: skip

ACCENTS = {
    "hat": "\u0302", "widehat": "\u0302", "bar": "\u0304", "overline": "\u0305", "underline": "\u0332",
    "vec": "\u20d7", "overrightarrow": "\u20d7", "tilde": "\u0303", "widetilde": "\u0303", "dot": "\u0307",
    "ddot": "\u0308", "check": "\u030c", "breve": "\u0306", "acute": "\u0301", "grave": "\u0300", "mathring": "\u030a",
}  # fmt: skip
ACCENT_NAMES = {
    "\u0302": "hat", "\u0304": "bar", "\u0305": "bar", "\u0332": "under", "\u20d7": "vec", "\u0303": "tilde",
    "\u0307": "dot", "\u0308": "ddot", "\u030c": "check", "\u0306": "breve", "\u0301": "acute", "\u0300": "grave",
    "\u030a": "ring",
}  # fmt: skip

DOUBLE_STRUCK = dict(zip("RNZQCPHE", "ℝℕℤℚℂℙℍE", strict=True))
SCRIPT = dict(zip("LBEFHIRM", "ℒℬℰℱℋℐℛℳ", strict=True))

_HIGH = (
    "0⁰1¹2²3³4⁴5⁵6⁶7⁷8⁸9⁹+⁺-⁻−⁻=⁼(⁽)⁾aᵃbᵇcᶜdᵈeᵉfᶠgᵍhʰiⁱjʲkᵏlˡmᵐnⁿoᵒpᵖrʳsˢtᵗuᵘvᵛwʷxˣyʸzᶻ×ˣAᴬBᴮDᴰEᴱGᴳHᴴIᴵJᴶKᴷLᴸMᴹ"
    "NᴺOᴼPᴾRᴿTᵀUᵁVⱽWᵂ⊤ᵀβᵝγᵞδᵟθᶿφᵠχᵡ**′′∘°"
)
_LOW = (
    "0₀1₁2₂3₃4₄5₅6₆7₇8₈9₉+₊-₋−₋=₌(₍)₎aₐeₑhₕiᵢjⱼkₖlₗmₘnₙoₒpₚrᵣsₛtₜuᵤvᵥxₓ×ₓβᵦγᵧρᵨφᵩχᵪ,,"
)  # fmt: skip
HIGH = dict(zip(_HIGH[::2], _HIGH[1::2], strict=True))
LOW = dict(zip(_LOW[::2], _LOW[1::2], strict=True))
"""Characters that Unicode has raised and lowered."""

VULGAR = {
    ("1", "2"): "½", ("1", "3"): "⅓", ("2", "3"): "⅔", ("1", "4"): "¼", ("3", "4"): "¾", ("1", "5"): "⅕",
    ("2", "5"): "⅖", ("1", "6"): "⅙", ("1", "8"): "⅛", ("3", "8"): "⅜", ("1", "10"): "⅒",
}  # fmt: skip

FENCES = {
    "matrix": ("", ""), "smallmatrix": ("", ""), "array": ("", ""), "pmatrix": ("(", ")"), "bmatrix": ("[", "]"),
    "Bmatrix": ("{", "}"), "vmatrix": ("|", "|"), "Vmatrix": ("‖", "‖"), "cases": ("{", ""), "dcases": ("{", ""),
}  # fmt: skip
ALIGNED = {"aligned", "align", "align*", "split", "gather", "gather*", "gathered", "eqnarray", "eqnarray*", "alignat",
           "equation", "equation*", "multline", "multline*"}  # fmt: skip
