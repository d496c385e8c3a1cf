import type { AnswerFault, HttpAnswer } from "../http/polite-http.ts";

/** The value of a JSON text; undefined where it is none. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** Finds an answer that should be JSON and is none: cut off, or the page of a proxy. Both may be better the next time. */
export function wholeJson(service: string): (answer: HttpAnswer) => AnswerFault | null {
  return (answer) => {
    if (jsonOf(answer.text) !== undefined) return null;
    const start = answer.text.trimStart();
    return /^[[{]/.test(start)
      ? {
          kind: "transient",
          code: "cut-off-answer",
          message: `The answer of ${service} ends in the middle (${answer.bytes.length} bytes); it was asked again.`,
        }
      : {
          kind: "transient",
          code: "not-json",
          message: `${service} answered something that is no JSON, beginning with ${JSON.stringify(start.slice(0, 60))}; it was asked again.`,
        };
  };
}
