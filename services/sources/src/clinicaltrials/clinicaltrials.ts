import { type BibliographicRecord, clinicaltrialsJsonReader } from "@coppice/identify";
import type { Problem } from "@coppice/model";
import { z } from "zod";
import { addressOf, askOf, type Service } from "../asking.ts";
import { jsonOf, wholeJson } from "../edge/json-answer.ts";
import { changedResponse, shaped } from "../edge/shape.ts";
import type { ReadRecords, SearchClient } from "../job/search-client.ts";
import { failure, found, type Result, refused, warning } from "../problem.ts";

const SERVICE = "ClinicalTrials.gov";

const page = z.looseObject({
  studies: z.array(z.unknown()),
  totalCount: z.number().int().nullish(),
  nextPageToken: z.string().nullish(),
});

/** Reads the studies of an answer; one without a number is reported and not lost, for the answer is kept. */
function studiesIn(text: string, archived: string): ReadRecords {
  const records: { id: string; record: BibliographicRecord }[] = [];
  const problems: Problem[] = [];
  const reader = clinicaltrialsJsonReader(
    {
      record: (record) => {
        const id = record.csl.number;
        if (id === undefined)
          problems.push(
            changedResponse(
              { service: SERVICE, archived },
              `studies[${record.origin.number - 1}].protocolSection.identificationModule.nctId`,
              "is not there",
            ),
          );
        else
          records.push({
            id: String(id),
            record: { ...record, origin: { ...record.origin, database: SERVICE } },
          });
      },
      anomaly: ({ code, message, line }) => {
        if (code === "no-number" || code === "page-of-more") return;
        problems.push(warning(code, message, { file: archived, line }));
      },
    },
    {},
  );
  reader.push(text);
  reader.end();
  return { records, problems };
}

/** Whether every study of a page is one; the reader passes over what has no protocol. */
function strangers(studies: readonly unknown[], archived: string): readonly Problem[] {
  return studies.flatMap((study, i) => {
    const read = shaped(z.looseObject({ protocolSection: z.looseObject({}) }), study, {
      service: SERVICE,
      archived,
      path: `studies[${i}]`,
    });
    return read.ok ? [] : [read.problem];
  });
}

/** Searches ClinicalTrials.gov (API 2) by its free-text query, `query.term`, in the Essie language. */
export function clinicaltrialsSearch(
  service: Service,
  options: { readonly pageSize?: number } = {},
): SearchClient {
  async function ask(query: string, token: string, size: number, counts: boolean) {
    const asked = await askOf(service, {
      url: addressOf(service, "studies", {
        format: "json",
        "query.term": query,
        pageSize: size,
        // The token goes with the same parameters as the page that gave it.
        countTotal: counts ? "true" : undefined,
        pageToken: token === "" ? undefined : token,
      }),
      inspect: wholeJson(SERVICE),
    });
    if (!asked.ok) return refused(...asked.problems);
    const archived = asked.answer.archived.id;
    const read = shaped(page, jsonOf(asked.answer.text), { service: SERVICE, archived });
    if (!read.ok) return refused(...asked.problems, { ...read.problem, severity: "error" });
    return found({ ...read.value, text: asked.answer.text, archived }, asked.problems);
  }

  return {
    source: "clinicaltrials",
    database: SERVICE,
    platform: "ClinicalTrials.gov (API 2)",
    firstCursor: JSON.stringify({ token: "" }),
    async count(query) {
      const result = await ask(query, "", 1, true);
      if (!result.ok) return result;
      const { totalCount, archived } = result.value;
      return typeof totalCount === "number"
        ? found({ count: totalCount }, result.problems)
        : refused({
            ...changedResponse({ service: SERVICE, archived }, "totalCount", "is not there"),
            severity: "error",
          });
    },
    async step(query, cursor) {
      const { token } = JSON.parse(cursor) as { readonly token: string };
      const first = token === "" ? await version(service) : null;
      const result = await ask(query, token, options.pageSize ?? 1000, true);
      if (!result.ok) return result;
      const { studies, totalCount, nextPageToken, text, archived } = result.value;
      const read = studiesIn(text, archived);
      const problems = [...result.problems, ...strangers(studies, archived), ...read.problems];
      if (token === "" && typeof totalCount !== "number")
        problems.push(changedResponse({ service: SERVICE, archived }, "totalCount", "is not there"));
      return found(
        {
          cursor: nextPageToken ? JSON.stringify({ token: nextPageToken }) : null,
          ...(typeof totalCount === "number" ? { expected: totalCount } : {}),
          received: read.records.map(({ id }) => id),
          answers: [archived],
          ...(first?.ok === true ? { facts: first.value } : {}),
        },
        first === null || first.ok
          ? problems
          : [...first.problems.map((each) => ({ ...each, severity: "warning" as const })), ...problems],
      );
    },
    read: (text, archived) => studiesIn(text, archived),
    since: (query, day) => `(${query}) AND AREA[LastUpdatePostDate]RANGE[${day},MAX]`,
  };
}

const versionAnswer = z.looseObject({ apiVersion: z.string(), dataTimestamp: z.string() });

/** Version of the interface, and the time of the data. */
async function version(service: Service): Promise<Result<Readonly<Record<string, string>>>> {
  const asked = await askOf(service, { url: addressOf(service, "version"), inspect: wholeJson(SERVICE) });
  if (!asked.ok) return refused(...asked.problems);
  const read = shaped(versionAnswer, jsonOf(asked.answer.text), {
    service: SERVICE,
    archived: asked.answer.archived.id,
  });
  if (!read.ok) return refused(read.problem);
  return found({ "API version": read.value.apiVersion, "data of": read.value.dataTimestamp });
}

/** One study by its number; old numbers lead to the present one. */
export async function clinicaltrialsStudy(
  service: Service,
  nct: string,
): Promise<Result<BibliographicRecord>> {
  const asked = await askOf(service, {
    url: addressOf(service, `studies/${encodeURIComponent(nct)}`),
    inspect: wholeJson(SERVICE),
  });
  if (!asked.ok)
    return asked.answer?.status === 404
      ? refused(failure("not-found", `ClinicalTrials.gov has no study ${nct}.`))
      : refused(...asked.problems);
  const read = studiesIn(asked.answer.text, asked.answer.archived.id);
  const [first] = read.records;
  const archived = asked.answer.archived.id;
  return first === undefined
    ? refused({
        ...changedResponse({ service: SERVICE, archived }, "protocolSection", "is not there"),
        severity: "error",
      })
    : found(first.record, [...asked.problems, ...read.problems]);
}
