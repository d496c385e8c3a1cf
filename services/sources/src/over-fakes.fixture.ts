/** A client and a fake of its service, over a real socket, on one clock that stands still. */
import { afterEach } from "vitest";
import type { FakeService } from "../fakes/server/fake-service.ts";
import type { ScriptedFault } from "../fakes/server/fault.ts";
import { type Fake, startFake } from "../fakes/server/start-fake.ts";
import { virtualClock } from "../fakes/server/virtual-clock.ts";
import type { Service } from "./asking.ts";
import { memoryArchive } from "./http/archive.ts";
import type { HttpEvent } from "./http/http-event.ts";
import type { HttpSettings } from "./http/http-settings.ts";
import { politeHttp } from "./http/polite-http.ts";
import { memoryJobStore } from "./job/job-store.ts";
import { recordsOf, runSearch, type SearchRun } from "./job/run-search.ts";
import type { SearchClient } from "./job/search-client.ts";
import { type SourceId, sourcesWith } from "./source-settings.ts";

let open: Fake[] = [];
afterEach(async () => {
  await Promise.all(open.map((fake) => fake.close()));
  open = [];
});

export interface OverOptions {
  readonly faults?: readonly ScriptedFault[];
  readonly settings?: Partial<HttpSettings>;
  readonly environment?: Readonly<Record<string, string>>;
  readonly clock?: ReturnType<typeof virtualClock>;
}

export interface Over {
  readonly fake: Fake;
  readonly service: Service;
  readonly clock: ReturnType<typeof virtualClock>;
  readonly events: readonly HttpEvent[];
  readonly controller: AbortController;
}

export async function over(source: SourceId, speaks: FakeService, options: OverOptions = {}): Promise<Over> {
  const clock = options.clock ?? virtualClock();
  const fake = await startFake(speaks, { clock, faults: options.faults ?? [] });
  open.push(fake);
  const events: HttpEvent[] = [];
  const controller = new AbortController();
  const http = politeHttp(
    { agent: "coppice/test", contact: "someone@example.org", ...options.settings },
    { clock, archive: memoryArchive(), signal: controller.signal, onEvent: (event) => events.push(event) },
  );
  const settings = sourcesWith({ [source]: fake.address }, options.environment ?? {})[source];
  return { fake, service: { http, settings }, clock, events, controller };
}

/** A run to its end, with a store of its own. */
export async function runOver(
  client: SearchClient,
  query: string,
  { clock }: Over,
  store = memoryJobStore(),
): Promise<SearchRun> {
  const result = await runSearch(client, query, { store, now: clock.now });
  if (!result.ok) throw new Error(result.problems.map(({ message }) => message).join(" "));
  return result.value;
}

export async function recordsOver(client: SearchClient, run: SearchRun, { service }: Over) {
  const records = [];
  for await (const record of recordsOf(client, run, service.http.archive)) records.push(record);
  return records;
}

export const codes = (problems: readonly { readonly code: string }[]): readonly string[] =>
  problems.map(({ code }) => code);
