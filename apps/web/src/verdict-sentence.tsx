import type { Verdict } from "@coppice/conclude";
import { verdictStyle } from "@coppice/figures";
import { LiveValue } from "./live-value.tsx";
import { VerdictSymbol } from "./marks.tsx";

/** The verdict as a sentence whose numbers are live. */
export function VerdictSentence({ verdict }: { readonly verdict: Verdict }) {
  return (
    <p className="sentence">
      <VerdictSymbol style={verdictStyle(verdict)} />{" "}
      {verdict.parts.map((part, index) =>
        typeof part === "string" ? (
          part
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: the place in the sentence is the part's identity
          <LiveValue key={index} text={part.text} target={part.ref} />
        ),
      )}
    </p>
  );
}
