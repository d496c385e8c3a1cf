import type { Problem } from "@coppice/model";
import { randomGenerator } from "@coppice/numeric";
import { failure, warning } from "../problem.ts";
import { type Archive, type ArchivedAnswer, memoryArchive } from "./archive.ts";
import { systemClock } from "./clock.ts";
import { type HostQueue, hostQueue, type Pace } from "./host-queue.ts";
import type { HttpSettings, HttpTools } from "./http-settings.ts";
import { readBody, silenceWatch } from "./read-body.ts";
import { backOff, isTransient, retryAfter } from "./retry.ts";
import { publicAddress, scrubbed, withoutPrivate } from "./secrets.ts";

/** What an answer says is wrong in spite of its status. `transient` is asked again. */
export interface AnswerFault {
  readonly kind: "transient" | "final";
  readonly code: string;
  readonly message: string;
}

export interface Ask {
  readonly url: URL;
  readonly pace: Pace;
  /** Sent as a form by POST. */
  readonly form?: URLSearchParams;
  /** Sent as JSON by POST. */
  readonly json?: unknown;
  /** Headers that hold keys. */
  readonly keys?: Readonly<Record<string, string>>;
  /** Values that may not be stored, wherever an answer repeats them. */
  readonly secrets?: readonly string[];
  /** Looks at an answer of status 200; null where nothing is wrong with it. */
  readonly inspect?: (answer: HttpAnswer) => AnswerFault | null;
  /** The rate that the answer asks for, in requests a second. */
  readonly rateOf?: (headers: Headers) => number | null;
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Uint8Array;
  readonly text: string;
  readonly archived: ArchivedAnswer;
}

export type Asked =
  /** Problems: what had to be got over. */
  | { readonly ok: true; readonly answer: HttpAnswer; readonly problems: readonly Problem[] }
  /** The last problem is why there is no answer. `answer` is the last one that came. */
  | { readonly ok: false; readonly problems: readonly Problem[]; readonly answer?: HttpAnswer };

export interface PoliteHttp {
  /** Never rejects for what a server does; a cancelled request is a problem too (`cancelled`). */
  readonly ask: (ask: Ask) => Promise<Asked>;
  readonly archive: Archive;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly contact: string | undefined;
}

type Attempt =
  | { readonly kind: "answer"; readonly answer: HttpAnswer }
  | {
      readonly kind: "again";
      readonly problem: Problem;
      readonly wait: number | null;
      readonly answer?: HttpAnswer;
    }
  | { readonly kind: "stop"; readonly problem: Problem; readonly answer?: HttpAnswer };

const isOnThisMachine = ({ hostname }: URL): boolean =>
  hostname === "localhost" || hostname === "[::1]" || /^127\./.test(hostname);

const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

const shortened = (text: string): string => {
  const line = text
    .replace(/<[^>]*>/g, " ")
    .replace(/\s+/g, " ")
    .trim();
  return line.length > 200 ? `${line.slice(0, 200)}…` : line;
};

const reasonOf = (cause: unknown): string => {
  const inner = (cause as { cause?: { code?: string; message?: string } } | null)?.cause;
  return inner?.code ?? inner?.message ?? (cause instanceof Error ? cause.message : String(cause));
};

/**
 * A client that asks one host after the other's wishes: one queue a host, a rate, a contact in its name, retries with growing pauses, and
 * every answer kept. It touches the network only in `ask`.
 */
export function politeHttp(settings: HttpSettings, tools: HttpTools = {}): PoliteHttp {
  const clock = tools.clock ?? systemClock;
  const archive = tools.archive ?? memoryArchive();
  const random = randomGenerator(settings.seed ?? 1);
  const retries = settings.retries ?? 5;
  const longestWait = settings.longestWait ?? 600_000;
  const queues = new Map<string, HostQueue>();
  const contact = settings.contact === undefined ? "" : ` (mailto:${settings.contact})`;

  function queueOf({ url, pace }: Ask): HostQueue {
    let queue = queues.get(url.host);
    if (queue === undefined) {
      queue = hostQueue(pace, clock);
      queues.set(url.host, queue);
    }
    return queue;
  }

  function refusal({ url }: Ask): Problem | null {
    if (settings.offline === true)
      return failure(
        "offline",
        `Nothing was asked of ${url.host}, for requests are switched off (--offline); run again without it.`,
      );
    if (settings.contact === undefined && !isOnThisMachine(url))
      return failure(
        "contact-missing",
        `${url.host} is not asked without an address that it can write to; set COPPICE_EMAIL or give --email.`,
      );
    return null;
  }

  /** Follows redirects by hand, so that keys do not go to another host. */
  async function send(ask: Ask, signal: AbortSignal): Promise<Response> {
    let url = ask.url;
    for (let hop = 0; ; hop++) {
      const isPost = hop === 0 && (ask.form !== undefined || ask.json !== undefined);
      const response = await (tools.fetch ?? fetch)(url, {
        method: isPost ? "POST" : "GET",
        redirect: "manual",
        signal,
        headers: {
          "User-Agent": `${settings.agent}${contact}`,
          Accept: "*/*",
          ...(isPost && ask.json !== undefined ? { "Content-Type": "application/json" } : {}),
          ...(url.host === ask.url.host ? ask.keys : {}),
        },
        ...(isPost ? { body: ask.form ?? JSON.stringify(ask.json) } : {}),
      });
      const to = response.headers.get("location");
      if (!REDIRECTS.has(response.status) || to === null || hop === 5) return response;
      await response.body?.cancel();
      url = new URL(to, url);
    }
  }

  async function attempt(ask: Ask, number: number, queue: HostQueue): Promise<Attempt> {
    const { url } = ask;
    const address = publicAddress(url);
    tools.onEvent?.({ kind: "asking", url: address, attempt: number });
    const watch = silenceWatch(settings.silence ?? 60_000);
    const signal = tools.signal === undefined ? watch.signal : AbortSignal.any([tools.signal, watch.signal]);
    try {
      const at = new Date(clock.now()).toISOString();
      const isPost = ask.form !== undefined || ask.json !== undefined;
      const sent = ask.form === undefined ? JSON.stringify(ask.json) : withoutPrivate(ask.form).toString();
      const facts = {
        url: address,
        method: isPost ? "POST" : "GET",
        ...(isPost ? { body: sent } : {}),
        at,
      } as const;
      let response: Response;
      try {
        response = await send(ask, signal);
      } catch (cause) {
        if (tools.signal?.aborted === true) return cancelled(url);
        return broken(url, cause);
      }
      const rate = ask.rateOf?.(response.headers) ?? null;
      if (rate !== null) queue.setRate(rate);
      const body = await readBody(response, watch.heard);
      if (tools.signal?.aborted === true) return cancelled(url);
      const secrets = [...(ask.secrets ?? []), ...Object.values(ask.keys ?? {})];
      const bytes = clean(body.bytes, secrets);
      const contentType = response.headers.get("content-type");
      const archived = await archive.put(
        {
          ...facts,
          status: response.status,
          ...(contentType === null ? {} : { contentType }),
          ...(body.failure === undefined ? {} : { cutOff: true as const }),
        },
        bytes,
      );
      tools.onEvent?.({
        kind: "answered",
        url: address,
        status: response.status,
        bytes: bytes.length,
        archived: archived.id,
      });
      if (body.failure !== undefined) return broken(url, body.failure, archived);
      const answer: HttpAnswer = {
        status: response.status,
        headers: response.headers,
        bytes,
        get text() {
          return new TextDecoder().decode(bytes);
        },
        archived,
      };
      return judged(ask, answer);
    } finally {
      watch.stop();
    }
  }

  function judged(ask: Ask, answer: HttpAnswer): Attempt {
    const { host } = ask.url;
    const where = { file: answer.archived.id };
    if (isTransient(answer.status)) {
      const wait = retryAfter(answer.headers.get("retry-after"), clock.now());
      const code = answer.status === 429 ? "rate-limited" : "server-error";
      const said = shortened(answer.text);
      const message = `${host} answered ${answer.status}${said === "" ? "" : ` ("${said}")`}; it was asked again.`;
      return { kind: "again", problem: warning(code, message, where), wait, answer };
    }
    if (answer.status < 200 || answer.status > 299) {
      const message = `${host} refused ${ask.url.pathname} with ${answer.status}: "${shortened(answer.text)}".`;
      return { kind: "stop", problem: failure(`http-${answer.status}`, message, where), answer };
    }
    const fault = ask.inspect?.(answer) ?? null;
    if (fault === null) return { kind: "answer", answer };
    return fault.kind === "final"
      ? { kind: "stop", problem: failure(fault.code, fault.message, where), answer }
      : { kind: "again", problem: warning(fault.code, fault.message, where), wait: null, answer };
  }

  async function ask(asked: Ask): Promise<Asked> {
    const problem = refusal(asked);
    if (problem !== null) return { ok: false, problems: [problem] };
    const queue = queueOf(asked);
    const problems: Problem[] = [];
    for (let number = 1; ; number++) {
      let result: Attempt;
      try {
        result = await queue.run(() => attempt(asked, number, queue), tools.signal);
      } catch (cause) {
        if (tools.signal?.aborted !== true) throw cause;
        result = cancelled(asked.url);
      }
      if (result.kind === "answer") return { ok: true, answer: result.answer, problems };
      const last = result.answer === undefined ? {} : { answer: result.answer };
      problems.push(result.problem);
      if (result.kind === "stop") return { ok: false, problems, ...last };
      if (number > retries) {
        problems.push(gaveUp(asked.url, number, result.problem));
        return { ok: false, problems, ...last };
      }
      const wait = Math.max(result.wait ?? 0, backOff(number, settings.firstDelay ?? 1000, random));
      if (wait > longestWait) {
        problems.push(tooLong(asked.url, clock.now() + wait));
        return { ok: false, problems, ...last };
      }
      const because = result.problem.code;
      tools.onEvent?.({ kind: "waiting", url: publicAddress(asked.url), milliseconds: wait, because });
      // A host that asks for a pause means all who ask it; one that stumbled means this request.
      if (because === "rate-limited") queue.holdUntil(clock.now() + wait);
      else {
        try {
          await clock.sleep(wait, tools.signal);
        } catch {
          return { ok: false, problems: [...problems, cancelled(asked.url).problem], ...last };
        }
      }
    }
  }

  return { ask, archive, now: clock.now, contact: settings.contact };
}

function clean(bytes: Uint8Array, secrets: readonly string[]): Uint8Array {
  if (secrets.every((secret) => secret === "")) return bytes;
  const text = new TextDecoder("utf-8", { fatal: false }).decode(bytes);
  const without = scrubbed(text, secrets);
  return without === text ? bytes : new TextEncoder().encode(without);
}

const cancelled = (url: URL): { readonly kind: "stop"; readonly problem: Problem } => ({
  kind: "stop",
  problem: failure("cancelled", `The request to ${url.host} was cancelled; run again to go on from here.`),
});

function broken(url: URL, cause: unknown, archived?: ArchivedAnswer): Attempt {
  const kept = archived === undefined ? "" : ` after ${archived.bytes} bytes`;
  const message = `The connection to ${url.host} broke${kept} (${reasonOf(cause)}); it was asked again.`;
  const where = archived === undefined ? {} : { file: archived.id };
  return { kind: "again", problem: warning("broken-connection", message, where), wait: null };
}

const gaveUp = (url: URL, attempts: number, last: Problem): Problem =>
  failure(
    "gave-up",
    `${url.host} did not answer in ${attempts} attempts (${last.code}); run again later, it goes on from here.`,
    last.where,
  );

const tooLong = (url: URL, until: number): Problem =>
  failure(
    "wait-too-long",
    `${url.host} wants no request before ${new Date(until).toISOString()}; run again then, it goes on from here.`,
  );
