import {
  type FakeReply,
  type FakeRequest,
  type FakeService,
  json,
  text,
  whole,
} from "../server/fake-service.ts";

type Study = Readonly<Record<string, unknown>>;

const NAMES: ReadonlySet<string> = new Set(
  "format markupFormat query.cond query.intr query.term query.titles query.outc query.spons query.id query.patient filter.overallStatus filter.ids filter.advanced filter.geo aggFilters geoFilter fields sort countTotal pageSize pageToken".split(
    " ",
  ),
);
const STATUSES: ReadonlySet<string> = new Set(
  "ACTIVE_NOT_RECRUITING COMPLETED ENROLLING_BY_INVITATION NOT_YET_RECRUITING RECRUITING SUSPENDED TERMINATED WITHDRAWN AVAILABLE UNKNOWN".split(
    " ",
  ),
);

interface Identified {
  readonly protocolSection?: {
    readonly identificationModule?: { readonly nctId?: string };
    readonly statusModule?: {
      readonly overallStatus?: string;
      readonly lastUpdatePostDateStruct?: { readonly date?: string };
    };
  };
}

const protocolOf = (study: Study) => (study as Identified).protocolSection;
const nctOf = (study: Study): string => protocolOf(study)?.identificationModule?.nctId ?? "";

/** Words joined by AND and OR over the whole entry; AREA[LastUpdatePostDate]RANGE as a date. */
function matches(study: Study, query: string): boolean {
  const whole = JSON.stringify(study).toLowerCase();
  const updated = protocolOf(study)?.statusModule?.lastUpdatePostDateStruct?.date ?? "";
  return query.split(/\s+AND\s+/).every((part) => {
    const range = /AREA\[LastUpdatePostDate\]RANGE\[([\d-]+),MAX\]/.exec(part);
    if (range !== null) return updated >= range[1]!;
    return part
      .replace(/[()]/g, " ")
      .split(/\s+OR\s+/)
      .some((choice) => {
        const phrase = /"([^"]+)"/.exec(choice)?.[1];
        if (phrase !== undefined) return whole.includes(phrase.toLowerCase());
        return choice
          .trim()
          .split(/\s+/)
          .every((word) => whole.includes(word.toLowerCase()));
      });
  });
}

/** ClinicalTrials.gov, API 2: counts on request only, tokens bound to their query, errors as plain text. */
export function fakeClinicaltrials({
  studies,
  oldNumbers = {},
}: {
  readonly studies: readonly Study[];
  /** Numbers that were given up, and the present ones. */
  readonly oldNumbers?: Readonly<Record<string, string>>;
}): FakeService {
  const tokens = new Map<string, { readonly query: string; readonly at: number }>();
  const bad = (sentence: string): FakeReply => text(sentence, 400);

  function list({ parameters }: FakeRequest): FakeReply {
    for (const name of parameters.keys())
      if (!NAMES.has(name)) return bad(`Unknown parameter name: \`${name}\``);
    const area = /AREA\[(\w+)\]/.exec(parameters.get("query.term") ?? "")?.[1];
    if (area !== undefined && area !== "LastUpdatePostDate")
      return bad(`Error parsing query in \`query.term\`: Unknown area name: \`${area}\``);
    const statuses = (parameters.get("filter.overallStatus") ?? "")
      .split(/[|,]/)
      .filter((status) => status !== "");
    for (const status of statuses)
      if (!STATUSES.has(status)) return bad(`Invalid value in parameter \`overallStatus\`: \`${status}\``);
    const ids = (parameters.get("filter.ids") ?? "").split(/[|,]/).filter((id) => id !== "");
    const key = [...parameters]
      .filter(([name]) => !["pageToken", "countTotal"].includes(name))
      .sort()
      .join("&");
    const token = parameters.get("pageToken");
    const kept = token === null ? { query: key, at: 0 } : tokens.get(token);
    if (kept === undefined || kept.query !== key)
      return bad("Invalid page token: it belongs to another request");
    const terms = ["query.term", "query.cond", "query.intr"].flatMap((name) => parameters.get(name) ?? []);
    const found = studies.filter(
      (study) =>
        terms.every((term) => matches(study, term)) &&
        (statuses.length === 0 || statuses.includes(protocolOf(study)?.statusModule?.overallStatus ?? "")) &&
        (ids.length === 0 || ids.includes(nctOf(study))),
    );
    const size = Math.min(Math.max(whole(parameters, "pageSize", 10), 1), 1000);
    const page = found.slice(kept.at, kept.at + size);
    const end = kept.at + page.length;
    const next = `NF0g5J${end}x${tokens.size + 1}`;
    if (end < found.length) tokens.set(next, { query: key, at: end });
    return json({
      ...(token === null && parameters.get("countTotal") === "true" ? { totalCount: found.length } : {}),
      studies: page,
      ...(end < found.length ? { nextPageToken: next } : {}),
    });
  }

  function one(nct: string, base: string): FakeReply {
    const present = oldNumbers[nct];
    if (present !== undefined)
      return { status: 301, headers: { Location: `${base}studies/${present}` }, body: "" };
    const study = studies.find((each) => nctOf(each) === nct);
    return study === undefined ? text(`NCT number ${nct} not found`, 404) : json(study);
  }

  return {
    name: "ClinicalTrials.gov",
    basePath: "/api/v2/",
    limitFor: () => ({ count: 50, window: 60_000 }),
    handle(request) {
      if (request.path === "version")
        return json({ apiVersion: "2.0.5", dataTimestamp: "2026-01-15T09:00:05" });
      if (request.path === "studies") return list(request);
      if (request.path === "stats/size") return json({ totalStudies: studies.length });
      const nct = /^studies\/(NCT\d{8})$/.exec(request.path)?.[1];
      return nct === undefined ? text("Not found", 404) : one(nct, request.base);
    },
  };
}
