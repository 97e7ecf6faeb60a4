"""Characters of the fixed-tag files: seven-bit text that names what it cannot print between points: ".alpha.", ".sup.2"."""

import re

_GREEK = {
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "zeta": "ζ", "eta": "η", "theta": "θ",
    "iota": "ι", "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ", "pi": "π", "rho": "ρ", "sigma": "σ",
    "tau": "τ", "upsilon": "υ", "phi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω",
}  # fmt: skip
_SIGNS = {
    "degree": "°", "times": "×", "div": "÷", "+-": "±", "-+": "∓", "ltoreq": "≤", "gtoreq": "≥", "noteq": "≠",
    "apprxeq": "≈", "apprch": "≈", "about": "∼", "ident": "≡", "infin": "∞", "fwdarw": "→", "rarw": "←",
    "intg": "∫", "sqroot": "√", "angle": "∠", "perp": "⊥", "circle": "○", "increment": "∆",
    "dbd": "=", "tbd": "≡", "quadrature": "□", "multidot": "·", "cndot": "·", "sctn": "§",
}  # fmt: skip
# lower case names the small letter, upper case the capital
_NAMES = _GREEK | {name.upper(): letter.upper() for name, letter in _GREEK.items()} | _SIGNS
_NAMED = re.compile(r"\.(" + "|".join(map(re.escape, sorted(_NAMES, key=len, reverse=True))) + r")\.")
_RAISED = re.compile(r"\.sup\.([+-]?\d{1,3})(?![\d])")
_MARK = re.compile(r"\.su[pb]\.")
_UPPER = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")


def printed(text: str) -> str:
    """The text as it was printed: "10.sup.-3 .mu.m" is "10⁻³ μm", "CO.sub.2" is "CO2"."""
    if "." not in text:
        return text
    text = _RAISED.sub(lambda found: found[1].translate(_UPPER), text)
    return _NAMED.sub(lambda found: _NAMES[found[1]], _MARK.sub("", text))
