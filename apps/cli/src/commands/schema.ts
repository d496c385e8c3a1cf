import { type DocumentKind, documentKinds, jsonSchemaOf, suggestion } from "@coppice/model";
import { type ExitCode, exitCode } from "../exit-code.ts";
import { print, printJson, tell } from "../terminal.ts";

/** Prints the JSON Schema of one kind of document, or the kinds there are. */
export function schema(kind: string | undefined): ExitCode {
  if (kind === undefined) {
    print(documentKinds.join("\n"));
    return exitCode.done;
  }
  if (!(documentKinds as readonly string[]).includes(kind)) {
    tell(`coppice: no document is of the kind "${kind}"; ${suggestion(kind, documentKinds)}`);
    return exitCode.misuse;
  }
  printJson(jsonSchemaOf(kind as DocumentKind));
  return exitCode.done;
}
