import { copyFile, mkdtemp, readdir, rm, stat, truncate } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { randomGenerator } from "@coppice/numeric";
import { describe, expect, it } from "vitest";
import { type FakeService, json } from "../../fakes/server/fake-service.ts";
import type { ScriptedFault } from "../../fakes/server/fault.ts";
import { startFake } from "../../fakes/server/start-fake.ts";
import { virtualClock } from "../../fakes/server/virtual-clock.ts";
import { addressOf, askOf } from "../asking.ts";
import { codes, over } from "../over-fakes.fixture.ts";
import { folderArchive } from "./folder-archive.ts";
import { politeHttp } from "./polite-http.ts";
import { backOff, retryAfter } from "./retry.ts";
import { publicAddress } from "./secrets.ts";

const echo: FakeService = {
  name: "Echo",
  basePath: "/",
  handle: ({ path, parameters }) =>
    path === "moved"
      ? { status: 301, headers: { Location: parameters.get("to") ?? "" }, body: "" }
      : json({ path }),
};

const asking = async (faults: readonly ScriptedFault[] = [], settings = {}) =>
  over("crossref", echo, { faults, settings });
type On = Awaited<ReturnType<typeof asking>>;
const ask = ({ service }: On, path = "things", parameters = {}) =>
  askOf(service, { url: addressOf(service, path, parameters) });

const status = (code: number, headers: Readonly<Record<string, string>> = {}): ScriptedFault => ({
  kind: "status",
  reply: { status: code, headers, body: `this is ${code}` },
});

describe("politeHttp", () => {
  it("names itself, its version and a contact", async () => {
    const on = await asking();
    await ask(on);
    expect(on.fake.requests[0]?.headers["user-agent"]).toBe("coppice/test (mailto:someone@example.org)");
  });

  it.each([400, 401, 403, 404, 410, 422])("never asks again after %i", async (code) => {
    const on = await asking([status(code)]);
    const asked = await ask(on);
    expect(asked).toMatchObject({
      ok: false,
      problems: [{ code: `http-${code}`, severity: "error" }],
      answer: { status: code },
    });
    expect(on.fake.requests).toHaveLength(1);
  });

  it.each([429, 500, 502, 503, 504])("asks again after %i, and says so", async (code) => {
    const on = await asking([status(code)]);
    expect(await ask(on)).toMatchObject({
      ok: true,
      problems: [{ severity: "warning", code: code === 429 ? "rate-limited" : "server-error" }],
    });
    expect(on.fake.requests).toHaveLength(2);
  });

  it("waits longer each time, gives up after five retries, and waits alike for the same seed", async () => {
    const waits = async () => {
      const on = await asking([{ ...status(503), times: 6 }]);
      const asked = await ask(on);
      expect(codes(asked.problems)).toEqual([...Array.from({ length: 6 }, () => "server-error"), "gave-up"]);
      expect(on.fake.requests).toHaveLength(6);
      return on.events.flatMap((event) => (event.kind === "waiting" ? event.milliseconds : []));
    };
    const first = await waits();
    expect(first).toHaveLength(5);
    for (const [i, wait] of first.entries())
      expect(Math.abs(wait - 1000 * 2 ** i)).toBeLessThanOrEqual(250 * 2 ** i);
    expect(await waits()).toEqual(first);
  });

  it("obeys Retry-After in seconds and as a date, for every request to that host", async () => {
    const clock = virtualClock();
    const until = new Date(clock.now() + 90_000).toUTCString();
    for (const [header, wait] of [
      ["30", 30_000],
      [until, 90_000],
    ] as const) {
      const on = await over("crossref", echo, {
        faults: [status(429, { "Retry-After": header })],
        clock: virtualClock(),
      });
      const begun = on.clock.now();
      await Promise.all([ask(on), ask(on, "others")]);
      const later = on.fake.requests.filter(({ status: code }) => code === 200).map(({ at }) => at - begun);
      expect(Math.min(...later)).toBeGreaterThanOrEqual(wait - 1000);
    }
  });

  it("does not wait for hours, and says when to come again", async () => {
    const on = await asking([status(429, { "Retry-After": "7200" })]);
    expect(codes((await ask(on)).problems)).toEqual(["rate-limited", "wait-too-long"]);
    expect(on.fake.requests).toHaveLength(1);
  });

  it("keeps to the pace of the service, and to another that its headers ask for", async () => {
    const on = await asking();
    await Promise.all(Array.from({ length: 11 }, () => ask(on)));
    const times = on.fake.requests.map(({ at }) => at);
    for (const [i, at] of times.slice(1).entries()) expect(at - times[i]!).toBeGreaterThanOrEqual(200);
    await askOf(on.service, { url: addressOf(on.service, "slow"), rateOf: () => 1 });
    await ask(on);
    const [before = 0, after = 0] = on.fake.requests.slice(-2).map(({ at }) => at);
    expect(after - before).toBeGreaterThanOrEqual(999);
  });

  it("takes a connection on which nothing comes for broken", async () => {
    const on = await asking([{ kind: "stall" }], { silence: 100 });
    const asked = await ask(on);
    expect(codes(asked.problems)).toEqual(["broken-connection"]);
    expect(asked.ok).toBe(true);
  });

  it("keeps what came of an answer that broke off", async () => {
    const on = await asking([{ kind: "break" }]);
    await ask(on);
    const [first, second] = await on.service.http.archive.entries();
    expect(first).toMatchObject({ id: "000001", cutOff: true, status: 200 });
    expect(first!.bytes).toBeLessThan(second!.bytes);
  });

  it("asks nobody offline, and nobody but this machine without a contact", async () => {
    const on = await asking();
    const refusing = (settings: object, address: string) =>
      politeHttp(
        { agent: "coppice/test", ...settings },
        { fetch: () => Promise.reject(new Error("asked")) },
      ).ask({
        url: new URL(address),
        pace: on.service.settings.pace,
      });
    expect(codes((await refusing({ offline: true, contact: "a@b.org" }, on.fake.address)).problems)).toEqual([
      "offline",
    ]);
    const [problem] = (await refusing({}, "https://api.crossref.org/works")).problems;
    expect(problem).toMatchObject({
      code: "contact-missing",
      message: expect.stringContaining("COPPICE_EMAIL"),
    });
  });

  it("stops when it is cancelled, also while it waits", async () => {
    const on = await asking([status(503)]);
    const cancelling = politeHttp(
      { agent: "coppice/test" },
      {
        signal: on.controller.signal,
        onEvent: ({ kind }) => kind === "waiting" && on.controller.abort(new Error("enough")),
      },
    );
    const asked = await cancelling.ask({ url: new URL(on.fake.address), pace: on.service.settings.pace });
    expect(codes(asked.problems)).toEqual(["server-error", "cancelled"]);
    expect(on.fake.requests).toHaveLength(1);
  });

  it("follows a redirect, and takes no key to another host", async () => {
    const on = await asking();
    const other = await startFake(echo);
    const askMoved = (to: string) =>
      askOf(on.service, { url: addressOf(on.service, "moved", { to }), keys: { "x-api-key": "s3cret" } });
    expect(await askMoved(`${on.fake.address}here`)).toMatchObject({
      ok: true,
      answer: { text: '{"path":"here"}' },
    });
    expect(on.fake.requests.at(-1)?.headers["x-api-key"]).toBe("s3cret");
    expect(await askMoved(`${other.address}there`)).toMatchObject({
      ok: true,
      answer: { text: '{"path":"there"}' },
    });
    expect(other.requests[0]?.headers["x-api-key"]).toBeUndefined();
    await other.close();
  });
});

describe("waiting", () => {
  it("reads Retry-After as seconds or a date, and nothing else", () => {
    const now = Date.UTC(2026, 0, 1);
    expect(retryAfter("12", now)).toBe(12_000);
    expect(retryAfter("Thu, 01 Jan 2026 00:01:00 GMT", now)).toBe(60_000);
    expect(retryAfter("Wed, 31 Dec 2025 00:01:00 GMT", now)).toBe(0);
    for (const text of [null, "", "soon", "-3"]) expect(retryAfter(text, now)).toBeNull();
  });

  it("doubles, with a quarter either way", () => {
    const random = randomGenerator(7);
    for (let attempt = 1; attempt <= 5; attempt++) {
      const wait = backOff(attempt, 1000, random);
      expect(wait).toBeGreaterThanOrEqual(750 * 2 ** (attempt - 1));
      expect(wait).toBeLessThanOrEqual(1250 * 2 ** (attempt - 1));
    }
  });
});

describe("what is stored", () => {
  it("has no keys and no addresses of persons in its addresses", () => {
    const url = new URL("https://a:b@example.org/x?term=y&api_key=k&email=me%40here.org&mailto=me");
    expect(publicAddress(url)).toBe("https://example.org/x?term=y");
  });

  it("survives a process that dies while it writes, and tells when an answer was changed", async () => {
    const folder = await mkdtemp(join(tmpdir(), "coppice-archive-"));
    const facts = {
      url: "https://example.org/",
      method: "GET",
      at: "2026-01-01T00:00:00.000Z",
      status: 200,
    } as const;
    const bytes = (text: string) => new TextEncoder().encode(text);
    const archive = await folderArchive(folder);
    await Promise.all(["one", "two", "three"].map((text) => archive.put(facts, bytes(text))));
    const index = join(folder, "index.jsonl");
    const { size } = await stat(index);
    await truncate(index, size - 5);
    const again = await folderArchive(folder);
    expect((await again.entries()).map(({ id }) => id)).toEqual(["000001", "000002"]);
    expect((await again.put(facts, bytes("another"))).id).toBe("000003");
    expect(new TextDecoder().decode(await again.read("000003"))).toBe("another");
    await again.put(facts, bytes("four"));
    await copyFile(join(folder, "000001.gz"), join(folder, "000004.gz"));
    await expect(again.read("000004")).rejects.toThrow("its hash differs");
    expect((await readdir(folder)).sort()).toEqual([
      "000001.gz",
      "000002.gz",
      "000003.gz",
      "000004.gz",
      "index.jsonl",
    ]);
    await rm(folder, { recursive: true });
  });
});
