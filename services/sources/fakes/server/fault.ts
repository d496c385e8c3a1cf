import type { ServerResponse } from "node:http";
import type { FakeReply, FakeRequest } from "./fake-service.ts";

/** What may go wrong with an answer. */
export type FaultKind =
  /** Another status instead of the answer: 429 with or without Retry-After, 500 with a text ... */
  | { readonly kind: "status"; readonly reply: FakeReply }
  /** The body ends in the middle, and the connection is closed as if that were all. */
  | { readonly kind: "cut-off"; readonly share?: number }
  /** The connection breaks in the middle of the body. */
  | { readonly kind: "break"; readonly share?: number }
  /** The connection breaks before anything is answered. */
  | { readonly kind: "reset" }
  /** The body comes in small pieces. */
  | { readonly kind: "drip"; readonly pieces?: number }
  /** The body stops in the middle and the connection stays open. */
  | { readonly kind: "stall" }
  /** The answer says something else: a moved count, a page twice, another shape. */
  | { readonly kind: "rewrite"; readonly change: (body: string, request: FakeRequest) => string };

/** A fault that was asked for. */
export type ScriptedFault = FaultKind & {
  /** Which requests it strikes. Default: the next. */
  readonly when?: (request: FakeRequest) => boolean;
  /** How many of them. Default: 1. */
  readonly times?: number;
};

/** The faults that are still to come. */
export interface FaultScript {
  readonly add: (...faults: readonly ScriptedFault[]) => void;
  /** The fault that strikes this request, which is then spent. */
  readonly next: (request: FakeRequest) => ScriptedFault | undefined;
  /** Faults that have not struck. */
  readonly left: () => number;
}

export function faultScript(): FaultScript {
  const waiting: { readonly fault: ScriptedFault; left: number }[] = [];
  return {
    add: (...faults) => {
      for (const fault of faults) waiting.push({ fault, left: fault.times ?? 1 });
    },
    next: (request) => {
      const at = waiting.findIndex(({ fault }) => fault.when?.(request) ?? true);
      const found = waiting[at];
      if (found === undefined) return undefined;
      found.left -= 1;
      if (found.left === 0) waiting.splice(at, 1);
      return found.fault;
    },
    left: () => waiting.reduce((sum, { left }) => sum + left, 0),
  };
}

const bytesOf = (body: FakeReply["body"]): Uint8Array =>
  typeof body === "string" ? new TextEncoder().encode(body) : body;

const part = (bytes: Uint8Array, share: number): Uint8Array =>
  bytes.subarray(0, Math.floor(bytes.length * share));

/** Sends a reply, as the fault has it where one strikes. */
export async function sendReply(
  reply: FakeReply,
  fault: ScriptedFault | undefined,
  request: FakeRequest,
  response: ServerResponse,
): Promise<void> {
  if (fault?.kind === "reset") {
    response.socket?.destroy();
    return;
  }
  const { status, headers, body } =
    fault?.kind === "status"
      ? fault.reply
      : fault?.kind === "rewrite" && typeof reply.body === "string"
        ? { ...reply, body: fault.change(reply.body, request) }
        : reply;
  const whole = bytesOf(body);
  const bytes = fault?.kind === "cut-off" ? part(whole, fault.share ?? 0.5) : whole;
  response.writeHead(status, { "Content-Length": bytes.length, ...headers });
  if (fault?.kind === "break" || fault?.kind === "stall") {
    await new Promise((resolve) =>
      response.write(part(bytes, (fault.kind === "break" ? fault.share : 0.5) ?? 0.5), resolve),
    );
    if (fault.kind === "break") response.socket?.destroy();
    return;
  }
  if (fault?.kind === "drip") {
    const size = Math.max(1, Math.ceil(bytes.length / (fault.pieces ?? 20)));
    for (let at = 0; at < bytes.length; at += size) {
      await new Promise((resolve) => response.write(bytes.subarray(at, at + size), resolve));
      await new Promise((resolve) => setImmediate(resolve));
    }
    response.end();
    return;
  }
  response.end(bytes);
}
