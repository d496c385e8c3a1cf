/** Commands without argument and the characters that they print: pairs of name and character, blank between. */
const TEXT =
  "ss \u00df SS \u1e9e ae \u00e6 AE \u00c6 oe \u0153 OE \u0152 o \u00f8 O \u00d8 l \u0142 L \u0141 aa \u00e5 AA \u00c5 i \u0131 j \u0237 " +
  "dh \u00f0 DH \u00d0 dj \u0111 DJ \u0110 th \u00fe TH \u00de ng \u014b NG \u014a ij \u0133 IJ \u0132 " +
  "textbackslash \\ textasciitilde ~ textasciicircum ^ textunderscore _ textbraceleft { textbraceright } lbrace { rbrace } " +
  "textless < textgreater > textbar | textbardbl \u2016 textdollar $ textquotesingle ' textquotedbl \" textasciigrave ` " +
  "textquoteleft \u2018 textquoteright \u2019 textquotedblleft \u201c textquotedblright \u201d lq \u2018 rq \u2019 " +
  "quotedblbase \u201e quotesinglbase \u201a guillemotleft \u00ab guillemotright \u00bb guillemetleft \u00ab guillemetright \u00bb " +
  "guilsinglleft \u2039 guilsinglright \u203a glqq \u201e grqq \u201c flqq \u00ab frqq \u00bb " +
  "textendash \u2013 textemdash \u2014 textellipsis \u2026 ldots \u2026 dots \u2026 textbullet \u2022 textperiodcentered \u00b7 " +
  "textdegree \u00b0 degree \u00b0 textcelsius \u2103 textmu \u00b5 textohm \u03a9 textmho \u2127 textpm \u00b1 texttimes \u00d7 textdiv \u00f7 " +
  "textonehalf \u00bd textonequarter \u00bc textthreequarters \u00be textonesuperior \u00b9 texttwosuperior \u00b2 textthreesuperior \u00b3 " +
  "textordfeminine \u00aa textordmasculine \u00ba textexclamdown \u00a1 textquestiondown \u00bf " +
  "textsection \u00a7 S \u00a7 textparagraph \u00b6 P \u00b6 textdagger \u2020 dag \u2020 textdaggerdbl \u2021 ddag \u2021 " +
  "textcopyright \u00a9 copyright \u00a9 textregistered \u00ae texttrademark \u2122 textservicemark \u2120 " +
  "texteuro \u20ac euro \u20ac EUR \u20ac textsterling \u00a3 pounds \u00a3 textyen \u00a5 textcent \u00a2 textcurrency \u00a4 " +
  "textnumero \u2116 textperthousand \u2030 textpertenthousand \u2031 textreferencemark \u203b textestimated \u212e textvisiblespace \u2423 " +
  "textleftarrow \u2190 textrightarrow \u2192 textuparrow \u2191 textdownarrow \u2193 textasciimacron \u00af textasciiacute \u00b4 " +
  "textasciidieresis \u00a8 textlnot \u00ac textminus \u2212 textsurd \u221a textfractionsolidus \u2044 textbrokenbar \u00a6 " +
  "textmusicalnote \u266a textborn * textdied \u2020 textmarried \u26ad textdivorced \u26ae textlangle \u3008 textrangle \u3009 " +
  "TeX TeX LaTeX LaTeX LaTeXe LaTeX2e BibTeX BibTeX TEL \u2121 slash / nobreakdash  " +
  "nolinebreak  newline \n par \n linebreak \n";

const GREEK =
  "alpha \u03b1 beta \u03b2 gamma \u03b3 delta \u03b4 epsilon \u03b5 varepsilon \u03b5 zeta \u03b6 eta \u03b7 theta \u03b8 vartheta \u03d1 iota \u03b9 " +
  "kappa \u03ba varkappa \u03f0 lambda \u03bb mu \u03bc nu \u03bd xi \u03be omicron \u03bf pi \u03c0 varpi \u03d6 rho \u03c1 varrho \u03f1 sigma \u03c3 " +
  "varsigma \u03c2 tau \u03c4 upsilon \u03c5 phi \u03c6 varphi \u03c6 chi \u03c7 psi \u03c8 omega \u03c9 digamma \u03dd " +
  "Alpha \u0391 Beta \u0392 Gamma \u0393 Delta \u0394 Epsilon \u0395 Zeta \u0396 Eta \u0397 Theta \u0398 Iota \u0399 Kappa \u039a Lambda \u039b " +
  "Mu \u039c Nu \u039d Xi \u039e Omicron \u039f Pi \u03a0 Rho \u03a1 Sigma \u03a3 Tau \u03a4 Upsilon \u03a5 Phi \u03a6 Chi \u03a7 Psi \u03a8 Omega \u03a9";

const MATH =
  "pm \u00b1 mp \u2213 times \u00d7 div \u00f7 cdot \u00b7 ast * star \u22c6 circ \u2218 bullet \u2022 le \u2264 leq \u2264 leqslant \u2264 ge \u2265 geq \u2265 " +
  "geqslant \u2265 lt < gt > ll \u226a gg \u226b ne \u2260 neq \u2260 equiv \u2261 sim \u223c simeq \u2243 approx \u2248 cong \u2245 propto \u221d " +
  "lesssim \u2272 gtrsim \u2273 in \u2208 notin \u2209 ni \u220b subset \u2282 subseteq \u2286 supset \u2283 supseteq \u2287 cup \u222a cap \u2229 " +
  "setminus \u2216 emptyset \u2205 varnothing \u2205 forall \u2200 exists \u2203 neg \u00ac lnot \u00ac land \u2227 wedge \u2227 lor \u2228 vee \u2228 oplus \u2295 " +
  "otimes \u2297 perp \u22a5 parallel \u2225 mid | angle \u2220 triangle \u25b3 square \u25a1 Box \u25a1 diamond \u22c4 infty \u221e partial \u2202 nabla \u2207 " +
  "sum \u2211 prod \u220f int \u222b oint \u222e surd \u221a hbar \u210f ell \u2113 Re \u211c Im \u2111 aleph \u2135 wp \u2118 prime \u2032 dagger \u2020 " +
  "ddagger \u2021 to \u2192 rightarrow \u2192 longrightarrow \u27f6 Rightarrow \u21d2 leftarrow \u2190 gets \u2190 Leftarrow \u21d0 leftrightarrow \u2194 " +
  "Leftrightarrow \u21d4 iff \u21d4 uparrow \u2191 downarrow \u2193 updownarrow \u2195 mapsto \u21a6 nearrow \u2197 searrow \u2198 " +
  "rightleftharpoons \u21cc langle \u27e8 rangle \u27e9 lceil \u2308 rceil \u2309 lfloor \u230a rfloor \u230b vert | Vert \u2016 backslash \\ colon : " +
  "cdots \u22ef vdots \u22ee ddots \u22f1 dotsc \u2026 dotsb \u22ef therefore \u2234 because \u2235 top \u22a4 bot \u22a5 vdash \u22a2 models \u22a8 " +
  "textquotestraightdblbase \u201e checkmark \u2713 male \u2642 female \u2640 mars \u2642 venus \u2640 sharp \u266f flat \u266d natural \u266e " +
  "heartsuit \u2661 clubsuit \u2663 spadesuit \u2660 diamondsuit \u2662 quad \u2003 qquad \u2003\u2003 enspace \u2002 enskip \u2002 thinspace \u2009 " +
  "sin sin cos cos tan tan log log ln ln exp exp lim lim max max min min sup sup inf inf det det dim dim ker ker deg deg arg arg gcd gcd";

function table(source: string): [string, string][] {
  const words = source.split(" ");
  const pairs: [string, string][] = [];
  for (let index = 0; index + 1 < words.length; index += 2) pairs.push([words[index]!, words[index + 1]!]);
  return pairs;
}

/** The character of a command by its name without backslash; math symbols stand also outside of `$`, as many exports write them. */
export const LATEX_SYMBOLS: ReadonlyMap<string, string> = new Map([
  ...table(MATH),
  ...table(GREEK),
  ...table(GREEK).map(([name, letter]): [string, string] => [`text${name}`, letter]),
  ...table(GREEK).map(([name, letter]): [string, string] => [`up${name}`, letter]),
  ...table(TEXT),
  ["space", " "],
  ["nobreakspace", "\u00a0"],
]);
