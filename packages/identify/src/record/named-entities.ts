/** Names and characters by turns: HTML 4, and of HTML 5 and ISO 8879 what publishers use in titles and abstracts. */
const TABLE =
  "Aacute Á aacute á Abreve Ă abreve ă Acirc Â acirc â acute ´ AElig Æ aelig æ Agr Α agr α " +
  "Agrave À agrave à alefsym ℵ Alpha Α alpha α Amacr Ā amacr ā amp & and ∧ ang ∠ Aogon Ą aogon ą " +
  "ap ≈ apos ' approx ≈ Aring Å aring å ast * asymp ≈ Atilde Ã atilde ã Auml Ä auml ä bdquo „ " +
  "Beta Β beta β Bgr Β bgr β bigstar ★ boxh ─ breve ˘ brvbar ¦ bsol \\ bull • Cacute Ć cacute ć " +
  "cap ∩ caret ⁁ caron ˇ Ccaron Č ccaron č Ccedil Ç ccedil ç Ccirc Ĉ ccirc ĉ Cdot Ċ cdot ċ cedil ¸ " +
  "cent ¢ check ✓ checkmark ✓ Chi Χ chi χ circ ˆ clubs ♣ colon : comma , commat @ cong ≅ copy © " +
  "copysr ℗ crarr ↵ cross ✗ cup ∪ curren ¤ Dagger ‡ dagger † dArr ⇓ darr ↓ dash ‐ Dcaron Ď " +
  "dcaron ď ddagger ‡ deg ° Delta Δ delta δ Dgr Δ dgr δ diams ♦ div ÷ divide ÷ dollar $ dot ˙ " +
  "downarrow ↓ Dstrok Đ dstrok đ dtri ▿ Eacute É eacute é Ecaron Ě ecaron ě Ecirc Ê ecirc ê Edot Ė " +
  "edot ė EEgr Η eegr η Egr Ε egr ε Egrave È egrave è Emacr Ē emacr ē empty ∅ emptyset ∅ ENG Ŋ " +
  "eng ŋ Eogon Ę eogon ę epsi ε Epsilon Ε epsilon ε epsiv ϵ equals = equiv ≡ Eta Η eta η ETH Ð " +
  "eth ð Euml Ë euml ë euro € excl ! exist ∃ female ♀ ffilig ﬃ fflig ﬀ ffllig ﬄ filig ﬁ fjlig fj " +
  "flat ♭ fllig ﬂ fnof ƒ forall ∀ frac12 ½ frac13 ⅓ frac14 ¼ frac15 ⅕ frac16 ⅙ frac18 ⅛ frac23 ⅔ " +
  "frac25 ⅖ frac34 ¾ frac35 ⅗ frac38 ⅜ frac45 ⅘ frac56 ⅚ frac58 ⅝ frac78 ⅞ frasl ⁄ Gamma Γ gamma γ " +
  "gammad ϝ gap ⪆ Gbreve Ğ gbreve ğ Gcedil Ģ Gcirc Ĝ gcirc ĝ Gdot Ġ gdot ġ gE ≧ ge ≥ geq ≥ ges ⩾ " +
  "gg ≫ Ggr Γ ggr γ grave ` gsim ≳ Gt ≫ gt > gtrsim ≳ half ½ hArr ⇔ harr ↔ Hat ^ Hcirc Ĥ hcirc ĥ " +
  "hearts ♥ hellip … horbar ― Hstrok Ħ hstrok ħ hyphen ‐ Iacute Í iacute í Icirc Î icirc î Idot İ " +
  "iexcl ¡ Igr Ι igr ι Igrave Ì igrave ì IJlig Ĳ ijlig ĳ Imacr Ī imacr ī image ℑ imath ı incare ℅ " +
  "infin ∞ inodot ı int ∫ Iogon Į iogon į Iota Ι iota ι iquest ¿ isin ∈ Itilde Ĩ itilde ĩ Iuml Ï " +
  "iuml ï Jcirc Ĵ jcirc ĵ jmath ȷ Kappa Κ kappa κ kappav ϰ Kcedil Ķ kcedil ķ Kgr Κ kgr κ kgreen ĸ " +
  "KHgr Χ khgr χ Lacute Ĺ lacute ĺ Lambda Λ lambda λ lang ⟨ langle ⟨ lap ⪅ laquo « lArr ⇐ larr ← " +
  "lbrace { lbrack [ Lcaron Ľ lcaron ľ Lcedil Ļ lcedil ļ lceil ⌈ lcub { ldquo “ ldquor „ lE ≦ le ≤ " +
  "leftarrow ← leq ≤ les ⩽ lesssim ≲ lfloor ⌊ Lgr Λ lgr λ ll ≪ lowast ∗ lowbar _ loz ◊ lpar ( " +
  "lrm \u200e lsaquo ‹ lsim ≲ lsqb [ lsquo ‘ lsquor ‚ Lstrok Ł lstrok ł Lt ≪ lt < macr ¯ male ♂ " +
  "mdash — Mgr Μ mgr μ micro µ middot · minus − Mu Μ mu μ nabla ∇ Nacute Ń nacute ń natural ♮ " +
  "Ncaron Ň ncaron ň Ncedil Ņ ncedil ņ ndash – ne ≠ Ngr Ν ngr ν ni ∋ NoBreak \u2060 not ¬ notin ∉ " +
  "nsub ⊄ Ntilde Ñ ntilde ñ Nu Ν nu ν num # Oacute Ó oacute ó Ocirc Ô ocirc ô Odblac Ő odblac ő " +
  "OElig Œ oelig œ Ogr Ο ogr ο Ograve Ò ograve ò OHgr Ω ohgr ω ohm Ω oline ‾ Omacr Ō omacr ō " +
  "Omega Ω omega ω Omicron Ο omicron ο oplus ⊕ or ∨ ordf ª ordm º Oslash Ø oslash ø Otilde Õ " +
  "otilde õ otimes ⊗ Ouml Ö ouml ö par ∥ para ¶ parallel ∥ part ∂ percnt % period . permil ‰ " +
  "perp ⊥ Pgr Π pgr π PHgr Φ phgr φ Phi Φ phi φ phiv ϕ phone ☎ Pi Π pi π piv ϖ plus + plusmn ± " +
  'pm ± pound £ Prime ″ prime ′ prod ∏ prop ∝ propto ∝ PSgr Ψ psgr ψ Psi Ψ psi ψ quest ? quot " ' +
  "Racute Ŕ racute ŕ radic √ rang ⟩ rangle ⟩ raquo » rArr ⇒ rarr → rbrace } rbrack ] Rcaron Ř " +
  "rcaron ř Rcedil Ŗ rcedil ŗ rceil ⌉ rcub } rdquo ” real ℜ reg ® rfloor ⌋ Rgr Ρ rgr ρ Rho Ρ rho ρ " +
  "rhov ϱ rightarrow → ring ˚ rlm \u200f rpar ) rsaquo › rsqb ] rsquo ’ rx ℞ Sacute Ś sacute ś " +
  "sbquo ‚ Scaron Š scaron š Scedil Ş scedil ş Scirc Ŝ scirc ŝ sdot ⋅ sect § semi ; sfgr ς Sgr Σ " +
  "sgr σ sharp ♯ shy \u00ad Sigma Σ sigma σ sigmaf ς sigmav ς sim ∼ simeq ≃ smile ⌣ sol / spades ♠ " +
  "squ □ square □ squf ▪ star ☆ starf ★ straightphi ϕ sub ⊂ sube ⊆ sum ∑ sup ⊃ sup1 ¹ sup2 ² " +
  "sup3 ³ supe ⊇ szlig ß Tau Τ tau τ Tcaron Ť tcaron ť Tcedil Ţ tcedil ţ telrec ⌕ Tgr Τ tgr τ " +
  "there4 ∴ Theta Θ theta θ thetasym ϑ thetav ϑ THgr Θ thgr θ thickapprox ≈ thksim ∼ THORN Þ " +
  "thorn þ tilde ˜ times × trade ™ Tstrok Ŧ tstrok ŧ Uacute Ú uacute ú uArr ⇑ uarr ↑ Ubreve Ŭ " +
  "ubreve ŭ Ucirc Û ucirc û Udblac Ű udblac ű Ugr Υ ugr υ Ugrave Ù ugrave ù Umacr Ū umacr ū uml ¨ " +
  "Uogon Ų uogon ų uparrow ↑ Upsi ϒ upsi υ upsih ϒ Upsilon Υ upsilon υ Uring Ů uring ů Utilde Ũ " +
  "utilde ũ utri ▵ Uuml Ü uuml ü varepsilon ϵ varphi ϕ verbar | Vert ‖ vert | Wcirc Ŵ wcirc ŵ " +
  "weierp ℘ Xgr Ξ xgr ξ Xi Ξ xi ξ xrarr ⟶ Yacute Ý yacute ý Ycirc Ŷ ycirc ŷ yen ¥ Yuml Ÿ yuml ÿ " +
  "Zacute Ź zacute ź Zcaron Ž zcaron ž Zdot Ż zdot ż ZeroWidthSpace \u200b Zeta Ζ zeta ζ Zgr Ζ " +
  "zgr ζ zwj \u200d zwnj \u200c";

const SPACES: readonly (readonly [name: string, character: string])[] = [
  ["emsp", "\u2003"],
  ["ensp", "\u2002"],
  ["hairsp", "\u200a"],
  ["nbsp", "\u00a0"],
  ["numsp", "\u2007"],
  ["puncsp", "\u2008"],
  ["thinsp", "\u2009"],
];

function entities(): ReadonlyMap<string, string> {
  const words = TABLE.split(" ");
  const table = new Map<string, string>(SPACES);
  for (let i = 0; i + 1 < words.length; i += 2) table.set(words[i]!, words[i + 1]!);
  return table;
}

/** Names of character references, without "&" and ";". */
export const NAMED_ENTITIES: ReadonlyMap<string, string> = entities();
