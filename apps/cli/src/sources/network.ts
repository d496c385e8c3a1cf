import {
  defaultSources,
  type HttpTools,
  type PoliteHttp,
  politeHttp,
  type SourceId,
  type SourcesSettings,
  sourcesWith,
} from "@coppice/sources";
import manifest from "../../package.json" with { type: "json" };

/** Options of whatever asks a service. */
export interface AskingOptions {
  readonly email?: string;
  readonly baseUrl?: readonly string[];
  readonly offline?: boolean;
}

export type Addresses =
  | { readonly ok: true; readonly settings: SourcesSettings }
  | { readonly ok: false; readonly message: string };

export const isSource = (id: string): id is SourceId => Object.hasOwn(defaultSources, id);

/** The services' settings with the addresses of `--base-url` and the keys of the environment. */
export function addresses({ baseUrl = [] }: AskingOptions, only: SourceId | null): Addresses {
  const given: Partial<Record<SourceId, string>> = {};
  for (const text of baseUrl) {
    const named = /^([a-z-]+)=(.+)$/.exec(text);
    const id = named === null ? only : named[1]!;
    const url = named === null ? text : named[2]!;
    if (id === null || !isSource(id))
      return {
        ok: false,
        message: `--base-url ${text} does not say of which service; write ID=URL with one of ${Object.keys(defaultSources).join(", ")}.`,
      };
    if (!URL.canParse(url))
      return { ok: false, message: `--base-url ${text} is no address; write it as http://127.0.0.1:4100/.` };
    given[id] = url;
  }
  return { ok: true, settings: sourcesWith(given, process.env) };
}

/** The client that asks in the name of this program and of the person who runs it. */
export function network(options: AskingOptions, tools: HttpTools): PoliteHttp {
  const contact = options.email ?? process.env["COPPICE_EMAIL"];
  return politeHttp(
    {
      agent: `coppice/${manifest.version}`,
      ...(contact === undefined || contact === "" ? {} : { contact }),
      ...(options.offline === true ? { offline: true } : {}),
    },
    tools,
  );
}

/** A signal that the first Ctrl-C aborts, so that what has come is kept; the second ends the process as ever. */
export function interruptible(): { readonly signal: AbortSignal; readonly done: () => void } {
  const controller = new AbortController();
  const stop = (): void => controller.abort(new Error("interrupted"));
  process.once("SIGINT", stop);
  return { signal: controller.signal, done: () => process.off("SIGINT", stop) };
}
