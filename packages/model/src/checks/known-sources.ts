import type { Origin } from "../provenance.ts";
import { type Check, documentsOf, problemIn } from "./check.ts";
import { originsIn } from "./document-walk.ts";
import { suggestion } from "./nearest-name.ts";

function keysOf(origin: Origin): readonly string[] {
  if (typeof origin === "string") return [origin];
  if ("source" in origin) return [origin.source];
  return "derived" in origin ? (origin.of ?? []) : [];
}

export const knownSources: Check = {
  asks: "Is every source that a datum names declared?",
  *run(review) {
    for (const document of documentsOf(review)) {
      if (!("sources" in document)) continue;
      const declared = Object.keys(document.sources);
      for (const { origin, pointer } of originsIn(document)) {
        for (const key of keysOf(origin)) {
          if (declared.includes(key)) continue;
          yield problemIn(
            document,
            pointer,
            "error",
            "source-unknown",
            `"${key}" is not in this document's \`sources\`; ${suggestion(key, declared)}`,
          );
        }
      }
    }
  },
};
