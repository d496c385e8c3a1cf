/** Tells whether a value from a file has the shape of the model's field, so that nothing inside need doubt the types. */
type Shape = (value: unknown) => boolean;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const text: Shape = (value) => typeof value === "string" && value !== "";
const anyText: Shape = (value) => typeof value === "string";
const flag: Shape = (value) => typeof value === "boolean";
const whole: Shape = (value) => Number.isInteger(value);
const list =
  (shape: Shape, least = 1): Shape =>
  (value) =>
    Array.isArray(value) && value.length >= least && value.every(shape);
/** An object of these fields; those after `?` may be absent. */
const fields =
  (required: Readonly<Record<string, Shape>>, optional: Readonly<Record<string, Shape>> = {}): Shape =>
  (value) =>
    isObject(value) &&
    Object.keys(required).every((key) => required[key]!(value[key])) &&
    Object.keys(value).every((key) => {
      const shape = Object.hasOwn(required, key)
        ? required[key]
        : Object.hasOwn(optional, key)
          ? optional[key]
          : undefined;
      return shape?.(value[key]) === true;
    });

const name = fields(
  {},
  { family: text, given: text, suffix: text, "non-dropping-particle": text, literal: text },
);
const dateParts: Shape = (value) => list(whole)(value) && (value as readonly unknown[]).length <= 3;
const date = fields(
  {},
  {
    "date-parts": (value) => list(dateParts)(value) && (value as readonly unknown[]).length <= 2,
    season: whole,
    literal: text,
  },
);
const qualifier = fields({ term: text, major: flag }, { ui: text });

const NAME_FIELDS = new Set(
  (
    "author collection-editor composer container-author contributor director editor illustrator interviewer performer producer " +
    "recipient reviewed-author script-writer series-creator translator"
  ).split(" "),
);
const DATE_FIELDS = new Set("issued accessed event-date original-date submitted available-date".split(" "));

/** The model's fields beside `csl` and `origin`. */
const RECORD_SHAPES: Readonly<Record<string, Shape>> = {
  registrations: list(text),
  accessions: list(fields({ value: text }, { database: text })),
  headings: list(
    fields({ term: text, scheme: text, major: flag, qualifiers: list(qualifier, 0) }, { ui: text }),
  ),
  keywords: list(text),
  publicationTypes: list(fields({ term: text }, { ui: text })),
  substances: list(fields({ name: text }, { ui: text, registryNumber: text })),
  affiliations: list(fields({ text }, { author: whole })),
  authorIds: list(fields({ author: whole, source: text, value: text })),
  relations: list(fields({ kind: text }, { citation: text, pmid: text, doi: text, note: text })),
  abstractSections: list(fields({ text: anyText }, { label: text, category: text })),
  otherAbstracts: list(fields({ text }, { kind: text, language: text })),
  copyright: text,
  grants: list(text),
  history: list(fields({ status: text, date })),
  status: text,
  country: text,
  journalId: text,
  notes: list(text),
  links: list(text),
  attachments: list(text),
  other: list(fields({ tag: anyText, value: anyText })),
};

/** Whether the value may stand in `csl` under this name. */
export function isCslField(field: string, value: unknown): boolean {
  if (NAME_FIELDS.has(field)) return list(name)(value);
  if (DATE_FIELDS.has(field)) return date(value);
  return /^[A-Za-z][A-Za-z-]*(?:_[a-z]+)?$/.test(field) && text(value);
}

/** Whether the value may stand in the record under this name. */
export function isRecordField(field: string, value: unknown): boolean {
  return Object.hasOwn(RECORD_SHAPES, field) && RECORD_SHAPES[field]!(value);
}
