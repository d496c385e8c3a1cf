import type { VerdictSpan } from "@coppice/conclude";
import type { PublishedStatement } from "@coppice/model";

type Says = PublishedStatement["verdicts"][number]["says"];

/** Whether a published statement and our verdict say the same; `partly` where both find it effective in another line. */
export function agreement(
  says: Says,
  ours: Pick<VerdictSpan, "class" | "line">,
): "agrees" | "partly agrees" | "differs" {
  const effective = ours.class === "effective";
  switch (says) {
    case "effective":
      return effective ? "agrees" : "differs";
    case "effective-first":
      return effective ? (ours.line === "first" ? "agrees" : "partly agrees") : "differs";
    case "effective-second":
      return effective ? (ours.line === "second" ? "agrees" : "partly agrees") : "differs";
    case "not-effective":
      return ours.class === "not-effective"
        ? "agrees"
        : ours.class === "modest-not-significant"
          ? "partly agrees"
          : "differs";
    case "uncertain":
    case "no-recommendation":
      return ours.class === "not-established" || ours.class === "modest-not-significant"
        ? "agrees"
        : "differs";
  }
}

/** The verdict that stood on a day; `undefined` outside the spans. */
export function verdictOn(spans: readonly VerdictSpan[], date: string): VerdictSpan | undefined {
  return spans.find((span) => span.from <= date && date <= span.to);
}
