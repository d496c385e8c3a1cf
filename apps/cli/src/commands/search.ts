import type { BibliographicRecord } from "@coppice/identify";
import type { Problem, Review, SearchRunDocument } from "@coppice/model";
import {
  closeRunFolder,
  importRun,
  openRunFolder,
  recordsOf,
  runDocument,
  runSearch,
  runsFolder,
  type SourceId,
  type SourcesSettings,
  searchable,
  searchClient,
  sourceOf,
  strategyQuery,
} from "@coppice/sources";
import { columns } from "../columns.ts";
import type { Environment } from "../environment.ts";
import { type ExitCode, exitCode } from "../exit-code.ts";
import { openReview } from "../open-review.ts";
import { type AskingOptions, addresses, interruptible, isSource, network } from "../sources/network.ts";
import { paint, print, printJson, tell } from "../terminal.ts";
import { counted } from "../verdict-words.ts";

export interface SearchOptions extends AskingOptions {
  readonly source?: string;
  readonly strategy?: readonly string[];
  readonly query?: string;
  readonly since?: string;
  readonly dryRun?: boolean;
  readonly import?: readonly string[];
  readonly database?: string;
  readonly platform?: string;
  readonly segment?: string;
  readonly line?: string;
  readonly count?: number;
  readonly dated?: string;
  readonly json?: boolean;
}

/** A query, and the service that it goes to. */
interface Planned {
  readonly name: string;
  readonly strategy?: string;
  readonly source: SourceId;
  readonly query: string;
}

interface Done {
  readonly name: string;
  readonly source: string;
  readonly query: string;
  readonly count?: number;
  readonly run?: SearchRunDocument;
  readonly problems: readonly Problem[];
}

function refuse(sentence: string): ExitCode {
  tell(`coppice: ${sentence}`);
  return exitCode.misuse;
}

const showProblems = (problems: readonly Pick<Problem, "severity" | "message" | "code">[]): void => {
  for (const { severity, message, code } of problems) tell(`  ${severity}: ${message} [${code}]`);
};

/** What is to be run; strategies for platforms without an open interface are told of. */
function plan(review: Review, options: SearchOptions): readonly Planned[] | string {
  const only = options.source;
  if (only !== undefined && !searchable.includes(only as SourceId))
    return `"${only}" cannot be searched; give one of ${searchable.join(", ")}.`;
  if (options.query !== undefined) {
    const source = (only ?? "pubmed") as SourceId;
    return [{ name: source, source, query: options.query }];
  }
  const wanted = options.strategy ?? [];
  const missing = wanted.find((id) => !review.searches.some((search) => search.id === id));
  if (missing !== undefined)
    return `there is no search "${missing}" in this review; it has ${review.searches.map(({ id }) => id).join(", ") || "none"}.`;
  const planned: Planned[] = [];
  for (const search of review.searches) {
    if (wanted.length > 0 && !wanted.includes(search.id)) continue;
    const source = sourceOf(search);
    if (source === null) {
      tell(
        `${search.id}: ${search.platform ?? search.database} has no open interface; run the strategy there, and bring the export with --strategy ${search.id} --import FILE.`,
      );
      continue;
    }
    if (only !== undefined && source !== only) continue;
    const query = strategyQuery(search);
    if (!query.ok) return query.problems.map(({ message }) => message).join(" ");
    planned.push({ name: search.id, strategy: search.id, source, query: query.value });
  }
  return planned;
}

/** A name that may be that of a folder and of a document. */
const slugOf = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "") || "search";

async function count(planned: Planned, options: SearchOptions, settings: SourcesSettings): Promise<Done> {
  const { signal, done } = interruptible();
  const client = searchClient(planned.source, network(options, { signal }), settings)!;
  const query = options.since === undefined ? planned.query : client.since(planned.query, options.since);
  const result = await client.count(query);
  done();
  const { name, source } = planned;
  return {
    name,
    source,
    query,
    problems: result.problems,
    ...(result.ok ? { count: result.value.count } : {}),
  };
}

async function run(
  folder: string,
  planned: Planned,
  options: SearchOptions,
  settings: SourcesSettings,
): Promise<Done> {
  const plain = searchClient(planned.source, network(options, {}), settings)!;
  const query = options.since === undefined ? planned.query : plain.since(planned.query, options.since);
  const { source } = planned;
  const name = slugOf(planned.name);
  const today = new Date().toISOString().slice(0, 10);
  const place = await openRunFolder(runsFolder(folder), { name, day: today, source, query });
  if (place.takenUp) tell(`${place.id}: goes on where it was ended.`);
  const { signal, done } = interruptible();
  const http = network(options, {
    signal,
    archive: place.archive,
    onEvent: (event) => {
      if (event.kind === "waiting" && event.milliseconds >= 2000)
        tell(`${place.id}: waits ${Math.round(event.milliseconds / 1000)} s (${event.because})`);
    },
  });
  const client = searchClient(source, http, settings)!;
  let shown = 0;
  const result = await runSearch(client, query, {
    store: place.store,
    now: http.now,
    signal,
    onProgress: ({ received, expected }) => {
      const share = expected === undefined || expected === 0 ? 0 : Math.floor((10 * received) / expected);
      if (share > shown) tell(`${place.id}: ${received} of ${expected} records`);
      shown = Math.max(shown, share);
    },
  });
  done();
  if (!result.ok) return { name: place.id, source, query, problems: result.problems };
  const { value } = result;
  const total = value.count === undefined ? {} : { count: value.count };
  if (!value.finished) {
    tell(`${place.id}: not ended (${value.received} records so far); run the same command again to go on.`);
    return { name: place.id, source, query, ...total, problems: value.problems };
  }
  const more = {
    ...(planned.strategy === undefined ? {} : { strategy: planned.strategy }),
    ...(options.since === undefined ? {} : { since: options.since }),
  };
  const document = await closeRunFolder(
    place,
    runDocument(value, more),
    recordsOf(client, value, place.archive),
  );
  return { name: place.id, source, query, ...total, run: document, problems: value.problems };
}

async function* each(records: readonly BibliographicRecord[]): AsyncGenerator<BibliographicRecord> {
  yield* records;
}

async function bring(
  folder: string,
  review: Review,
  files: readonly string[],
  options: SearchOptions,
): Promise<ExitCode> {
  const [id, another] = options.strategy ?? [];
  const strategy = review.searches.find((search) => search.id === id);
  if (another !== undefined) return refuse("an export is that of one strategy; give --strategy once.");
  if (id !== undefined && strategy === undefined) return refuse(`there is no search "${id}" in this review.`);
  const database = options.database ?? strategy?.database;
  const platform = options.platform ?? strategy?.platform;
  const line = options.line ?? strategy?.lines.at(-1)?.id;
  const query = options.query ?? strategy?.lines.find((each) => each.id === line)?.query;
  if (database === undefined || query === undefined)
    return refuse("say what was searched: --strategy ID, or --database NAME and --query TEXT.");
  if (options.dated === undefined) return refuse("say on which day the search was run: --dated 2026-01-31.");
  const imported = await importRun(files, {
    database,
    query,
    dated: options.dated,
    ...(platform === undefined ? {} : { platform }),
    ...(options.segment === undefined ? {} : { segment: options.segment }),
    ...(id === undefined ? {} : { strategy: id }),
    ...(line === undefined ? {} : { line }),
    ...(options.count === undefined ? {} : { count: options.count }),
  });
  if (!imported.ok) return refuse(imported.problems.map(({ message }) => message).join(" "));
  const { document, records, anomalies } = imported.value;
  const name = slugOf(id ?? database);
  const place = await openRunFolder(runsFolder(folder), {
    name,
    day: options.dated,
    source: "import",
    query,
  });
  const written = await closeRunFolder(place, document, each(records));
  if (options.json === true) printJson(written);
  else {
    print(
      `${written.id}: ${counted(written.received, "record")}${written.count === undefined ? "" : ` of ${written.count}`} brought in.`,
    );
    if (anomalies.length > 0)
      print(
        paint.dim(
          `${counted(anomalies.length, "anomaly", "anomalies")} in the files; see: coppice import ${files.join(" ")}`,
        ),
      );
    showProblems(written.problems);
  }
  return written.complete ? exitCode.done : exitCode.foundProblems;
}

function table(results: readonly Done[]): string {
  return columns([
    ["RUN", "SERVICE", "COUNTED", "CAME", ""].map((text) => ({ text, paint: paint.dim })),
    ...results.map(({ name, source, count: total, run: document }) => [
      { text: name },
      { text: source },
      { text: total === undefined ? "?" : String(total) },
      { text: document === undefined ? "" : String(document.received) },
      { text: document === undefined ? "" : document.complete ? "complete" : "NOT COMPLETE" },
    ]),
  ]).join("\n");
}

/** Counts the strategies of a review, then runs those that a service can be asked, each into a folder of its own. */
export async function search(
  folder: string,
  options: SearchOptions,
  environment: Environment,
): Promise<ExitCode> {
  const opened = await openReview(folder, environment);
  if (!opened.ok) return opened.exit;
  if (options.import !== undefined) return bring(folder, opened.review, options.import, options);
  const planned = plan(opened.review, options);
  if (typeof planned === "string") return refuse(planned);
  if (planned.length === 0)
    return refuse(
      "no strategy of this review can be run so; give --query, or another --source or --strategy.",
    );
  const only =
    options.source !== undefined && isSource(options.source)
      ? options.source
      : planned.length === 1
        ? planned[0]!.source
        : null;
  const where = addresses(options, only);
  if (!where.ok) return refuse(where.message);
  const results: Done[] = [];
  for (const each of planned) {
    const first = await count(each, options, where.settings);
    if (options.json !== true)
      tell(
        `${each.name}: ${first.count === undefined ? "could not be counted" : `${counted(first.count, "record")} at ${each.source}`}`,
      );
    const result =
      first.count === undefined || options.dryRun === true
        ? first
        : await run(folder, each, options, where.settings);
    results.push(result);
    if (options.json !== true) showProblems(result.problems);
  }
  if (options.json === true) printJson(results);
  else print(table(results));
  const isWhole = ({ count: total, run: document }: Done): boolean =>
    options.dryRun === true ? total !== undefined : document?.complete === true;
  return results.every(isWhole) ? exitCode.done : exitCode.foundProblems;
}
