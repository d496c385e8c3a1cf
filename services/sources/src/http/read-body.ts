/** What came of a body, and why it ended early where it did. */
export interface BodyRead {
  readonly bytes: Uint8Array;
  readonly failure?: unknown;
}

/** Reads a body to its end; what came before a broken connection is kept. `heard` is called at every piece. */
export async function readBody(response: Response, heard: () => void): Promise<BodyRead> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  let failure: unknown;
  try {
    if (response.body !== null)
      for await (const piece of response.body as unknown as AsyncIterable<Uint8Array>) {
        heard();
        pieces.push(piece);
        length += piece.length;
      }
  } catch (cause) {
    failure = cause ?? new Error("the connection ended");
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return failure === undefined ? { bytes } : { bytes, failure };
}

/**
 * A signal that is aborted when nothing has been heard for some time. It watches a real socket, so it takes real time and not the
 * injected clock's, which may stand still.
 */
export function silenceWatch(milliseconds: number): {
  readonly signal: AbortSignal;
  readonly heard: () => void;
  readonly stop: () => void;
} {
  const controller = new AbortController();
  const give = (): void => controller.abort(new Error(`nothing came for ${milliseconds / 1000} s`));
  let timer = setTimeout(give, milliseconds);
  return {
    signal: controller.signal,
    heard() {
      clearTimeout(timer);
      timer = setTimeout(give, milliseconds);
    },
    stop: () => clearTimeout(timer),
  };
}
