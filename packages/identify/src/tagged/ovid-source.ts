/** What Ovid's source line says, in the file's words. */
export interface OvidSource {
  readonly journal?: string;
  readonly book?: string;
  readonly editors?: string;
  readonly volume?: string;
  readonly issue?: string;
  readonly pages?: string;
  readonly date?: string;
  readonly place?: string;
  readonly publisher?: string;
  readonly pageCount?: string;
}

const MONTH =
  "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Spring|Summer|Fall|Autumn|Winter)[a-z]*\\.?";
const DATE = `(?:\\d{1,2} )?(?:${MONTH}(?:[/-]${MONTH})?,? )?(?:\\d{1,2}(?:-\\d{1,2})?, )?\\d{4}(?: ${MONTH}(?:[/-]${MONTH})?(?: \\d{1,2}(?:-\\d{1,2})?)?)?`;
const ISSUE = "(?: ?\\(((?:[^()]|\\([^()]*\\))*)\\))?";

/** Each form with the meaning of its groups; the first that fits is taken. */
const FORMS: readonly (readonly [form: RegExp, groups: readonly (keyof OvidSource)[]])[] = [
  // Lancet. 379 (9814) (pp 412-420), 2012. Date of Publication: 04 Feb 2012.
  [
    new RegExp(
      `^(.+?)\\.\\s+(?:Conference: .*?\\. )?(\\w[\\w. -]*?)?${ISSUE} \\((?:pp? ?)?([^()]*)\\), (${DATE})\\.(?: Date of Publication: (.*?)\\.?)?$`,
    ),
    ["journal", "volume", "issue", "pages", "date", "date"],
  ],
  // Lancet. 379(9814):412-20, 2012 Feb 4.
  [
    new RegExp(`^(.+?)\\.\\s+(\\w[\\w. -]*?)?${ISSUE}:([^,]*(?:, ?[A-Za-z]?\\d[^,]*)*?),? (${DATE})\\.?$`),
    ["journal", "volume", "issue", "pages", "date"],
  ],
  // Acta Chirurgica December 2010;6(2):611-613
  [
    new RegExp(`^(.+?)\\.?\\s+(${DATE});([^:(]*)${ISSUE}(?::(.*?))?\\.?$`),
    ["journal", "date", "volume", "issue", "pages"],
  ],
  // Journal. Vol.75(2-A(E)),2014, pp. 12-14.
  [
    new RegExp(`^(.+?)\\.\\s+Vol\\.? ?([^(,]*)${ISSUE},? ?(${DATE}),? ?(?:pp?\\. ?)?(.*?)\\.?$`),
    ["journal", "volume", "issue", "date", "pages"],
  ],
  // Journal. 1288(3), Nov. 16, 2004.
  [
    new RegExp(`^(.+?)\\.\\s+(\\d[\\w. -]*?)${ISSUE}, (${DATE})\\.?$`),
    ["journal", "volume", "issue", "date"],
  ],
  // Editor, A. [Ed]; Editor, B. [Ed]. (2012). Title of the book. (pp. 11-31). xvii, 254 pp. New York, NY, US: Publisher.
  [
    /^(?:(.*?)\.?\s*)?\((\d{4})\)\.\s+(.+?)(?:\.\s+|\.$|\s+(?=\d+ pp\.))(?:\(pp?\.? ?([^()]*)\))?\.?\s*(?:[ivxlc]+, )?(?:(\d+|[IVXLC]+) pp\.?)?\s*(?:([^:.]*(?:\.[^:.]*)?): (.+?))?\.?\s*$/,
    ["editors", "date", "book", "pages", "pageCount", "place", "publisher"],
  ],
  // Kamp, Roza [Editor], Calvete, Juan [Editor]. Title of the book.:371-397, 2004.
  [
    /^(.*\[Ed(?:itor|s|\.)?[^\]]*\])\.?\s+(.+?)\.?:\s?([^:,]*), (\d{4})\.?[\s\S]*$/,
    ["editors", "book", "pages", "date"],
  ],
  // Guliaev, V.D. [Ed.]. [Title of the book.] Publisher, Place. 2002: 1-234. Chapter pagination: 214-218.
  [
    /^(.*\[Ed(?:itor|s|\.)?[^\]]*\])\.?\s+(\[[\s\S]*?\]|[^[\]]+?\.)\s(?:\[[\s\S]*?\] ?)?(?:([^.,]*), ([^.,]*)\. )?(\d{4}): [^.]*?(?:\. Chapter pagination: ([^.]*))?\.?$/,
    ["editors", "book", "publisher", "place", "date", "pages"],
  ],
];

/**
 * Splits Ovid's source line, in the forms of its databases ("Lancet. 379(9814):412-20, 2012 Feb 4."). Null where it has none of them,
 * and then all of it is the journal or stays as it stands.
 */
export function ovidSourceFrom(text: string): OvidSource | null {
  const line = text.replace(/\s+/g, " ").trim();
  // A source of this length is none, and the forms would be slow on it.
  if (line.length > 600) return null;
  for (const [form, groups] of line.includes("[Ed") ? [...FORMS.slice(-3), ...FORMS.slice(0, -3)] : FORMS) {
    const match = form.exec(line);
    if (match === null) continue;
    const source: Record<string, string> = {};
    for (const [i, group] of groups.entries()) {
      const value = match[i + 1]?.trim() ?? "";
      if (value !== "") source[group] = value;
    }
    return source;
  }
  return null;
}
