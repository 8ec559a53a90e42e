"""The names of units and prefixes in siunitx, and how they are written."""

from __future__ import annotations

PREFIXES = {
    "quecto": "q", "ronto": "r", "yocto": "y", "zepto": "z", "atto": "a", "femto": "f", "pico": "p", "nano": "n",
    "micro": "μ", "milli": "m", "centi": "c", "deci": "d", "deca": "da", "deka": "da", "hecto": "h", "kilo": "k",
    "mega": "M", "giga": "G", "tera": "T", "peta": "P", "exa": "E", "zetta": "Z", "yotta": "Y", "ronna": "R",
    "quetta": "Q", "kibi": "Ki", "mebi": "Mi", "gibi": "Gi", "tebi": "Ti", "pebi": "Pi", "exbi": "Ei", "zebi": "Zi",
    "yobi": "Yi",
}  # fmt: skip

UNITS = {
    "ampere": "A", "candela": "cd", "kelvin": "K", "kilogram": "kg", "gram": "g", "metre": "m", "meter": "m",
    "mole": "mol", "second": "s", "becquerel": "Bq", "degreeCelsius": "°C", "celsius": "°C", "coulomb": "C",
    "farad": "F", "gray": "Gy", "hertz": "Hz", "henry": "H", "joule": "J", "lumen": "lm", "katal": "kat", "lux": "lx",
    "newton": "N", "ohm": "Ω", "pascal": "Pa", "radian": "rad", "siemens": "S", "sievert": "Sv", "steradian": "sr",
    "tesla": "T", "volt": "V", "watt": "W", "weber": "Wb", "astronomicalunit": "au", "bel": "B", "dalton": "Da",
    "day": "d", "decibel": "dB", "degree": "°", "electronvolt": "eV", "hectare": "ha", "hour": "h", "litre": "L",
    "liter": "L", "arcminute": "′", "arcmin": "′", "minute": "min", "arcsecond": "″", "arcsec": "″", "neper": "Np",
    "tonne": "t", "angstrom": "Å", "bar": "bar", "percent": "%", "permille": "‰", "bit": "bit", "byte": "B",
    "atomicmassunit": "u", "year": "a", "barn": "b", "knot": "kn", "mmHg": "mmHg", "parsec": "pc", "lightyear": "ly",
    "clight": "c_0", "elementarycharge": "e", "bohr": "a_0", "hartree": "E_h", "electronmass": "m_e", "planckbar": "ħ",
    "nauticalmile": "M", "are": "a", "molar": "M", "torr": "Torr", "gauss": "G", "dioptre": "dpt", "inch": "in",
}  # fmt: skip

SHORT = {
    "fg": "fg", "pg": "pg", "ng": "ng", "ug": "μg", "mg": "mg", "g": "g", "kg": "kg", "amu": "u",
    "pm": "pm", "nm": "nm", "um": "μm", "mm": "mm", "cm": "cm", "dm": "dm", "m": "m", "km": "km",
    "as": "as", "fs": "fs", "ps": "ps", "ns": "ns", "us": "μs", "ms": "ms", "s": "s",
    "fmol": "fmol", "pmol": "pmol", "nmol": "nmol", "umol": "μmol", "mmol": "mmol", "mol": "mol", "kmol": "kmol",
    "pA": "pA", "nA": "nA", "uA": "μA", "mA": "mA", "A": "A", "kA": "kA",
    "ul": "μL", "ml": "mL", "l": "L", "hl": "hL", "uL": "μL", "mL": "mL", "L": "L", "hL": "hL",
    "mHz": "mHz", "Hz": "Hz", "kHz": "kHz", "MHz": "MHz", "GHz": "GHz", "THz": "THz",
    "mN": "mN", "N": "N", "kN": "kN", "MN": "MN", "Pa": "Pa", "hPa": "hPa", "kPa": "kPa", "MPa": "MPa", "GPa": "GPa",
    "mohm": "mΩ", "kohm": "kΩ", "Mohm": "MΩ", "pV": "pV", "nV": "nV", "uV": "μV", "mV": "mV", "V": "V", "kV": "kV",
    "nW": "nW", "uW": "μW", "mW": "mW", "W": "W", "kW": "kW", "MW": "MW", "GW": "GW",
    "J": "J", "uJ": "μJ", "mJ": "mJ", "kJ": "kJ", "eV": "eV", "meV": "meV", "keV": "keV", "MeV": "MeV", "GeV": "GeV",
    "TeV": "TeV", "kWh": "kWh", "F": "F", "fF": "fF", "pF": "pF", "nF": "nF", "uF": "μF", "mF": "mF", "H": "H",
    "mH": "mH", "uH": "μH", "C": "C", "nC": "nC", "mC": "mC", "uC": "μC", "K": "K", "dB": "dB", "T": "T", "mT": "mT",
    "uT": "μT", "kB": "kB", "MB": "MB", "GB": "GB", "TB": "TB", "Bq": "Bq", "kBq": "kBq", "MBq": "MBq",
}  # fmt: skip

POWERS = {"square": 2, "squared": 2, "cubic": 3, "cubed": 3}

_WRITTEN = {
    "°": "{}^{\\circ}", "°C": "{}^{\\circ}\\mathrm{C}", "′": "{}'", "″": "{}''", "%": "\\%", "c_0": "c_0", "e": "e",
    "a_0": "a_0", "E_h": "E_{\\mathrm{h}}", "m_e": "m_{\\mathrm{e}}", "ħ": "\\hbar ",
}  # fmt: skip
CLOSE = {"°", "′", "″"}
"""Units that stand right behind the number."""


def upright(symbol: str) -> str:
    """Return a unit's symbol as TeX."""
    return _WRITTEN.get(symbol) or f"\\mathrm{{{symbol}}}"
