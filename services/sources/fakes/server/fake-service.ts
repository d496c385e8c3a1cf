/** A request as a fake service sees it. */
export interface FakeRequest {
  readonly method: string;
  /** Below the base address, without a slash before it: `esearch.fcgi`. */
  readonly path: string;
  /** Of the address and of a form, together. */
  readonly parameters: URLSearchParams;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
  /** Address of the fake, with the base path, for links in answers. */
  readonly base: string;
  /** 1 for the first. */
  readonly number: number;
}

export interface FakeReply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

/** So many requests in a window of so many milliseconds. */
interface RateLimit {
  readonly count: number;
  readonly window: number;
}

/** A service that a fake speaks for. */
export interface FakeService {
  readonly name: string;
  /** What stands before its paths, as `/entrez/eutils/`. */
  readonly basePath: string;
  readonly handle: (request: FakeRequest) => FakeReply;
  readonly limitFor?: (request: FakeRequest) => RateLimit | null;
  readonly overLimit?: (request: FakeRequest, limit: RateLimit) => FakeReply;
}

export const json = (
  value: unknown,
  status = 200,
  headers: Readonly<Record<string, string>> = {},
): FakeReply => ({
  status,
  headers: { "Content-Type": "application/json", ...headers },
  body: JSON.stringify(value),
});

export const xml = (body: string, status = 200): FakeReply => ({
  status,
  headers: { "Content-Type": "text/xml; charset=UTF-8" },
  body,
});

export const text = (body: string, status = 200): FakeReply => ({
  status,
  headers: { "Content-Type": "text/plain; charset=UTF-8" },
  body,
});

const escapes: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
export const escaped = (value: string): string => value.replace(/[&<>"]/g, (c) => escapes[c]!);

/** A whole number of a parameter. */
export function whole(parameters: URLSearchParams, name: string, otherwise: number): number {
  const value = Number(parameters.get(name) ?? otherwise);
  return Number.isInteger(value) ? value : otherwise;
}
