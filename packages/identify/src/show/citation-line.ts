import type { CslDate, CslDateParts, CslItem, CslName, CslTextField } from "../record/csl-item.ts";

const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");
const SEASONS = ["Spring", "Summer", "Autumn", "Winter"];

const pointText = ([year, month, day]: CslDateParts): string =>
  [String(year), month === undefined ? undefined : (MONTHS[month - 1] ?? String(month)), day]
    .filter((part) => part !== undefined)
    .join(" ");

/** A date as PubMed writes it: 2012 Mar 7, 2012 Winter, 2012 Mar-2012 Apr. */
export function dateText(date: CslDate): string {
  const parts = date["date-parts"];
  if (date.literal !== undefined || parts === undefined) return date.literal ?? "";
  const season = date.season === undefined ? undefined : SEASONS[date.season - 1];
  return [parts.map(pointText).join("-"), season].filter((part) => part !== undefined).join(" ");
}

/** Given name first, as on a title page. */
export function nameInFull(name: CslName): string {
  if (name.literal !== undefined) return name.literal;
  const parts = [name.given, name["non-dropping-particle"], name.family, name.suffix];
  return parts.filter((part) => part !== undefined).join(" ");
}

const sentence = (text: string): string => (/[.?!]$/.test(text) ? text : `${text}.`);

/** The line above a title, and the fields of the citation that it shows. */
export interface CitationLine {
  readonly line: string;
  readonly shows: ReadonlySet<CslTextField>;
}

/** "J Inv Res. 2012 Mar 7;3(2):101-109. doi: 10.5555/x. Epub 2011 Dec 1."; "In: Whole. Town: Publisher; 2012. p. 1-9." */
export function citationLine(csl: CslItem): CitationLine {
  const shows = new Set<CslTextField>();
  const use = (field: CslTextField): string | undefined => {
    const value = csl[field];
    if (value !== undefined) shows.add(field);
    return value;
  };
  const date = csl.issued === undefined ? "" : dateText(csl.issued);
  const pieces: string[] = [];
  const add = (text: string | undefined, around: (text: string) => string = sentence): void => {
    if (text !== undefined && text !== "") pieces.push(around(text));
  };
  const isPart =
    csl.type === "chapter" ||
    csl.type.startsWith("entry") ||
    (csl.type === "paper-conference" && csl.volume === undefined);
  const container = use(
    csl["container-title-short"] === undefined ? "container-title" : "container-title-short",
  );
  if (container !== undefined && !isPart) {
    add(container);
    const issue = use("issue");
    const pages = use(csl.page === undefined ? "number" : "page");
    const place = [
      use("volume") ?? "",
      issue === undefined ? "" : `(${issue})`,
      pages === undefined ? "" : `:${pages}`,
    ].join("");
    add([date, place].filter((part) => part !== "").join(place.startsWith(":") ? "" : ";"));
  } else {
    add(container, (text) => `In: ${sentence(text)}`);
    add(use("genre"), (text) => `[${text}]`);
    add(use("edition"), (text) => sentence(/^\d+$/.test(text) ? `Edition ${text}` : text));
    const publisher = [use("publisher-place"), use("publisher")]
      .filter((part) => part !== undefined)
      .join(": ");
    add([publisher, date].filter((part) => part !== "").join("; "));
    add(use("volume"), (text) => `Vol. ${text}.`);
    add(use("page"), (text) => `p. ${text}.`);
    if (csl.page === undefined) add(use("number"), (text) => `No. ${text}.`);
  }
  add(use("DOI"), (text) => `doi: ${text}.`);
  if (csl["available-date"] !== undefined) pieces.push(`Epub ${dateText(csl["available-date"])}.`);
  return { line: pieces.join(" "), shows };
}
