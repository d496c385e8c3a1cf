import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { type Clock, systemClock } from "../../src/http/clock.ts";
import type { FakeReply, FakeRequest, FakeService } from "./fake-service.ts";
import { type FaultScript, faultScript, type ScriptedFault, sendReply } from "./fault.ts";

export interface FakeOptions {
  /** Shared with the client, so that rates are met. Default: the system's. */
  readonly clock?: Clock;
  /** Default: a free one. */
  readonly port?: number;
  readonly faults?: readonly ScriptedFault[];
}

/** A request as it was met, for tests. */
export interface MetRequest {
  readonly at: number;
  readonly method: string;
  readonly path: string;
  readonly parameters: URLSearchParams;
  readonly headers: FakeRequest["headers"];
  readonly status: number;
}

/** A running fake. */
export interface Fake {
  /** Base address, with a slash at its end. */
  readonly address: string;
  readonly name: string;
  readonly faults: FaultScript;
  readonly requests: readonly MetRequest[];
  readonly close: () => Promise<void>;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  return Buffer.concat(pieces).toString("utf8");
}

/** Starts a real HTTP server on 127.0.0.1 that speaks for a service: its limits first, then its answer, then what is scripted to go wrong. */
export async function startFake(service: FakeService, options: FakeOptions = {}): Promise<Fake> {
  const clock = options.clock ?? systemClock;
  const faults = faultScript();
  faults.add(...(options.faults ?? []));
  const requests: MetRequest[] = [];
  const times: number[] = [];
  let address = "";

  function limited(request: FakeRequest): FakeReply | null {
    const limit = service.limitFor?.(request) ?? null;
    if (limit === null) return null;
    const from = clock.now() - limit.window;
    while (times.length > 0 && times[0]! <= from) times.shift();
    if (times.length >= limit.count) {
      return service.overLimit?.(request, limit) ?? { status: 429, body: "Too Many Requests" };
    }
    times.push(clock.now());
    return null;
  }

  async function answer(incoming: IncomingMessage): Promise<readonly [FakeReply, FakeRequest]> {
    const url = new URL(incoming.url ?? "/", address);
    const body = await bodyOf(incoming);
    const isForm = String(incoming.headers["content-type"] ?? "").startsWith(
      "application/x-www-form-urlencoded",
    );
    const parameters = new URLSearchParams([
      ...url.searchParams,
      ...(isForm ? new URLSearchParams(body) : []),
    ]);
    const within = url.pathname.startsWith(service.basePath);
    const request: FakeRequest = {
      method: incoming.method ?? "GET",
      path: within ? url.pathname.slice(service.basePath.length) : url.pathname.slice(1),
      parameters,
      headers: incoming.headers,
      body,
      base: address,
      number: requests.length + 1,
    };
    const reply = limited(request) ?? (within ? service.handle(request) : { status: 404, body: "Not Found" });
    return [reply, request];
  }

  const server = createServer((incoming, response) => {
    void answer(incoming)
      .then(async ([reply, request]) => {
        const fault = faults.next(request);
        const { method, path, parameters, headers } = request;
        const status = fault?.kind === "status" ? fault.reply.status : reply.status;
        requests.push({ at: clock.now(), method, path, parameters, headers, status });
        await sendReply(reply, fault, request, response);
      })
      .catch((cause: unknown) => {
        response.destroy(cause instanceof Error ? cause : undefined);
      });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port ?? 0, "127.0.0.1", resolve);
  });
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}${service.basePath}`;
  return {
    address,
    name: service.name,
    faults,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
