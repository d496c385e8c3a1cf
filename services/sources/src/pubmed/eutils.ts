import { textOf, type XmlElement, xmlElements } from "@coppice/identify";
import type { Problem } from "@coppice/model";
import { addressOf, askOf, type Service } from "../asking.ts";
import { changedResponse } from "../edge/shape.ts";
import type { AnswerFault, HttpAnswer } from "../http/polite-http.ts";
import { found, type Result, refused } from "../problem.ts";

/** Longest address that is sent by GET; a longer one goes by POST. */
const LONGEST_ADDRESS = 2000;

/** Errors that are of the request, and will be the same the next time. */
const FINAL =
  /invalid db|neither query_key|empty id|id list is empty|invalid (?:uid|value|query)|not supported|unable to obtain query|expired|webenv|out of acceptable range|start and count|missing|unknown/i;

const errorCode = (message: string): string => {
  if (/unable to obtain query|expired|webenv/i.test(message)) return "history-expired";
  return /acceptable range|start and count/i.test(message) ? "beyond-limit" : "service-error";
};

/** What E-utilities say is wrong in an answer of status 200. */
function errorIn(text: string): string | null {
  const xml = /<ERROR>\s*([^<]+?)\s*<\/ERROR>/i.exec(text);
  if (xml?.[1] !== undefined) return xml[1];
  const inJson = /^\s*\{/.test(text)
    ? /"(?:error|ERROR)"\s*:\s*"((?:[^"\\]|\\.)*)"/.exec(text.slice(0, 2000))
    : null;
  // A summary says "error" of single ids; that is no error of the whole.
  return inJson?.[1] !== undefined && !/"uids"\s*:/.test(text) ? inJson[1] : null;
}

/** Looks for an error in an answer, and whether it is whole: big answers are cut off now and then. */
function inspectEutils(closing: string | null): (answer: HttpAnswer) => AnswerFault | null {
  return ({ text, bytes }) => {
    const error = errorIn(text);
    if (error !== null) {
      const kind = FINAL.test(error) ? "final" : "transient";
      return {
        kind,
        code: errorCode(error),
        message: `PubMed answered with an error: "${error}"${kind === "transient" ? "; it was asked again" : ""}.`,
      };
    }
    // An answer without the root is of another shape, which asking again does not mend.
    if (closing === null || text.includes(`</${closing}>`) || !text.includes(`<${closing}`)) return null;
    if (new RegExp(`<${closing}[^>]*/>`).test(text)) return null;
    return {
      kind: "transient",
      code: "cut-off-answer",
      message: `The answer of PubMed ends in the middle (${bytes.length} bytes, no </${closing}>); it was asked again.`,
    };
  };
}

/** Calls one of the utilities with tool, contact and key. Goes by POST where the address would be too long, or there are many ids. */
export async function callEutils(
  service: Service,
  utility: string,
  parameters: Readonly<Record<string, string | number | undefined>>,
  options: { readonly closing?: string; readonly post?: boolean; readonly ids?: readonly string[] } = {},
): Promise<Result<HttpAnswer>> {
  const all = {
    ...parameters,
    tool: "coppice",
    email: service.http.contact,
    api_key: service.settings.key,
  };
  const url = addressOf(service, utility, all);
  // One parameter a record keeps what is asked of each apart.
  for (const id of options.ids ?? []) url.searchParams.append("id", id);
  const isLong = options.post === true || url.href.length > LONGEST_ADDRESS;
  const asked = await askOf(service, {
    url: isLong ? addressOf(service, utility) : url,
    ...(isLong ? { form: url.searchParams } : {}),
    inspect: inspectEutils(options.closing ?? null),
  });
  return asked.ok ? found(asked.answer, asked.problems) : refused(...asked.problems);
}

/** The root element of an answer; a `changed-response` where there is none. */
export function rootOf(answer: HttpAnswer, name: string): XmlElement | Problem {
  const [root] = xmlElements(answer.text, [name]).elements;
  if (root !== undefined) return root;
  return changedResponse({ service: "PubMed", archived: answer.archived.id }, name, "is not there");
}

export const isProblem = (value: XmlElement | Problem): value is Problem => "severity" in value;

/** The texts of all children of a name. */
export const textsOf = (element: XmlElement | undefined, name: string): readonly string[] =>
  (element?.children ?? []).filter((child) => child.name === name).map(textOf);
