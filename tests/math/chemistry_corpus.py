r"""Chemistry as mhchem's manual and chemists write it: what stands in `\ce{…}`.

Without equilibria, whose arrow mhchem draws of several pieces.
"""

_FORMULAS = r"""
H2O | Sb2O3 | H+ | CrO4^2- | [AgCl2]- | Y^99+ | Y^{99+} | 2 H2O | 2H2O | 0.5 H2O | 1/2 H2O | (1/2) H2O | $n$ H2O
^{227}_{90}Th+ | ^227_90Th+ | ^{0}_{-1}n^{-} | H^3HO | ^14C | _6^14C | ^4_2He | ^40_18Ar + \gamma{} + \nu_e
A -> B | A <- B | A <-> B | A->B | A ->[H2O] B | A ->[{text above}][{text below}] B | A ->[$x$][$x_i$] B
A ->T[a b] B | A ->[500 °C, Pt] B | A ->[hv] B | A ->[$h\nu$] B | A ->[+ H2O][- OH-] B
(NH4)2S | CH4 + 2 $\left( \ce{O2 + 79/21 N2} \right)$ | K3[Fe(CN)6] | [Co(NH3)5Cl]Cl2 | [Cu(NH3)4]^2+ | [Fe(CN)6]^{3-}
H2(aq) | CO3^2-_{(aq)} | NaOH(aq,$\infty$) | ZnS($c$) | H3O+(aq) | N2 (g) | (aq) | Ca^{2+}(aq)
NO_x | Fe^n+ | C_nH_{2n+2} | C$_n$H | x Na(NH4)HPO4 ->[\Delta] (NaPO3)_x + x NH3 ^ + x H2O | 2n H2O
\mu-Cl | [Pt(\eta^2-C2H4)Cl3]- | \alpha-D-glucose | \beta^- | \Delta H = -286 | H^{\delta+}-Cl^{\delta-}
Fe(CN)_{$\frac{6}{2}$} | X_{$i$}^{$x$} | $cis${-}[PtCl2(NH3)2] | cis-2-butene | D-(+)-glucose | 1,3-butadiene | 2,4-D
C6H5-CHO | A-B=C#D | A\bond{-}B\bond{=}C\bond{#}D | CH3-CH3 | HC#CH | H3C-C(=O)-OH | CH3-CH(OH)-CH3 | -CH3 | n-C4H10
KCr(SO4)2*12H2O | KCr(SO4)2.12H2O | KCr(SO4)2 * 12 H2O | Na2CO3·10H2O | CuSO4.5H2O | Na2CO3 \cdot 10H2O
Fe^{+II} | Hg^I | OCO^{.-} | NO^{(2.)-} | NO2^{.} | Li^x_{Li} | V_{O}^{..} | TiO_{2-x} | YBa2Cu3O_{7-\delta} | O''
A + B | A - B | A = B | A \pm B | SO4^2- + Ba^2+ -> BaSO4 v | A v B (v) -> B ^ B (^) | AgCl v
2H+ + 2e- -> H2 | e- | Fe(SCN)^2+ | Na+Cl- | A+B | CO_2^{2-} | 1s^2 2s^2 | [Ar] 3d^10 4s^2 | sp^3 | a b | pH | K_a
n CH2=CH2 -> (CH2-CH2)_n | SO2(g) + 1/2 O2(g) -> SO3(g) | Cr2O7^2- + 14H+ + 6e- -> 2Cr^3+ + 7H2O | 3/2 O2
^{235}_{92}U + ^1_0n -> ^{141}_{56}Ba + ^{92}_{36}Kr + 3 ^1_0n | ^{14}_6C -> ^{14}_7N + e- + \bar{\nu}_e
KMnO4, H+ | H2O; D2O | pH = 7 | \color{red}{H2O} | A\,B | \overset{II}{Fe} | \frac{1}{2} O2 | \text{abc} | C-12
X_{max} | H2SO4 | SO4^2-(aq) | Ag^+Cl^-
"""
FORMULAS = _FORMULAS.strip().replace("\n", " | ").split(" | ")
