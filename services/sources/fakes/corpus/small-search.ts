import type { FakeWork } from "./fake-work.ts";
import type { Found, SearchBackend } from "./search-backend.ts";

type Set_ = ReadonlySet<FakeWork>;

const TOKEN = /\(|\)|"[^"]*"(?:\[[^\]]*\])?|[^\s()"[\]]+(?:\[[^\]]*\])?|:/g;
const FIELDS: ReadonlySet<string> = new Set(
  "tiab ti ab tw all mh mesh pt la uid pmid edat crdt dp pdat mhda au ta noexp majr sh ot".split(" "),
);
const DATE = /^\d{4}(?:\/\d{1,2}){0,2}$/;

const folded = (text: string): string =>
  ` ${text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}*]+/gu, " ")
    .trim()} `;

const day = (date: string, end: boolean): string => {
  const [year = "", month, dayOfMonth] = date.split("/");
  const two = (part: string | undefined, otherwise: string): string => (part ?? otherwise).padStart(2, "0");
  return `${year}/${two(month, end ? "12" : "01")}/${two(dayOfMonth, end ? "31" : "01")}`;
};

/**
 * Words, phrases, truncation, AND, OR, NOT, brackets, and ranges of dates of entry and PubMed numbers: enough of PubMed's language for the
 * fakes where the evaluator of `@coppice/identify` is not at hand. Operators of one level are read from left to right, as PubMed does.
 */
export function smallSearch(works: readonly FakeWork[]): SearchBackend {
  const texts = works.map((work) => folded(`${work.title} ${work.abstract ?? ""} ${work.journal}`));

  function search(query: string): Found {
    const tokens = query.match(TOKEN) ?? [];
    const phrases: string[] = [];
    const quoted: string[] = [];
    const fields: string[] = [];
    let at = 0;

    const peek = (): string => tokens[at] ?? "";
    const parted = (token: string): readonly [string, string] => {
      const open = token.indexOf("[", token.lastIndexOf('"') + 1);
      return open === -1 ? [token, ""] : [token.slice(0, open), token.slice(open + 1, -1).toLowerCase()];
    };

    function term(): Set_ {
      const [raw, field] = parted(tokens[at++] ?? "");
      const isQuoted = raw.startsWith('"');
      const value = isQuoted ? raw.slice(1, -1) : raw;
      const name = field.split(/[:~]/)[0]!.trim();
      if (name !== "" && !FIELDS.has(name) && !FIELDS.has(name.split(" ")[0]!)) fields.push(name);
      if (peek() === ":") {
        at += 1;
        const [end] = parted(tokens[at++] ?? "");
        return range(value, end.replaceAll('"', ""), name);
      }
      if (name === "uid" || name === "pmid") return new Set(works.filter(({ pmid }) => pmid === value));
      if ((name === "edat" || name === "crdt") && DATE.test(value)) return range(value, value, name);
      const wanted = folded(value);
      const needle = wanted.includes("*") ? wanted.slice(0, wanted.indexOf("*")) : wanted;
      const found = new Set(works.filter((_, i) => texts[i]!.includes(needle)));
      if (found.size === 0) (isQuoted ? quoted : phrases).push(isQuoted ? `"${value}"` : value);
      return found;
    }

    function range(from: string, to: string, name: string): Set_ {
      if (name === "uid" || name === "pmid")
        return new Set(
          works.filter(({ pmid }) => Number(pmid) >= Number(from) && Number(pmid) <= Number(to)),
        );
      const [first, last] = [day(from, false), day(to, true)];
      return new Set(works.filter(({ entered }) => entered >= first && entered <= last));
    }

    function operand(depth: number): Set_ {
      if (peek() !== "(" || depth > 200) return term();
      at += 1;
      const inside = level(depth + 1);
      if (peek() === ")") at += 1;
      return inside;
    }

    function level(depth: number): Set_ {
      let set = operand(depth);
      while (at < tokens.length && peek() !== ")") {
        const operator = ["AND", "OR", "NOT"].includes(peek().toUpperCase())
          ? tokens[at++]!.toUpperCase()
          : "AND";
        if (at >= tokens.length || peek() === ")") break;
        const next = operand(depth);
        set =
          operator === "OR"
            ? new Set([...set, ...next])
            : new Set([...set].filter((work) => next.has(work) === (operator === "AND")));
      }
      return set;
    }

    const set = tokens.length === 0 ? new Set<FakeWork>() : level(0);
    return {
      works: works.filter((work) => set.has(work)),
      translation: tokens.join(" "),
      phrasesNotFound: phrases,
      quotedPhrasesNotFound: quoted,
      fieldsNotFound: fields,
    };
  }
  return { search };
}
