import type { Verdict, VerdictChange, VerdictSpan } from "@coppice/conclude";
import { countText, effectMark, numberText, verdictStrip, verdictStyle } from "@coppice/figures";
import { memo, useMemo } from "react";
import { changeNote } from "./change-note.ts";
import { CertaintyMark, VerdictWord } from "./marks.tsx";
import { PageLink } from "./page-link.tsx";

interface RowProps {
  readonly verdict: Verdict;
  readonly indented: boolean;
  readonly spans: readonly VerdictSpan[];
  readonly change: VerdictChange | undefined;
  readonly changeWords: string;
  readonly from: string;
  readonly to: string;
  readonly studied: string;
}

function mainPooled(verdict: Verdict) {
  const analysis = verdict.analyses.find((each) => each.id === verdict.mainAnalysis);
  return analysis?.pooled === undefined ? undefined : { analysis, pooled: analysis.pooled };
}

/** What a row shows, as text: two verdicts with the same signature make the same row. */
function signature({ verdict, change, changeWords, indented }: RowProps): string {
  const main = mainPooled(verdict);
  const { estimate, low, high } = main?.pooled.effect ?? {};
  return [
    verdict.class,
    verdict.line,
    verdict.doseGPerKg,
    verdict.trials,
    verdict.patients,
    verdict.certainty?.points,
    main?.analysis.id,
    estimate,
    low,
    high,
    change?.text,
    changeWords,
    indented,
  ].join("|");
}

function Strip({ verdict, spans, from, to }: Pick<RowProps, "verdict" | "spans" | "from" | "to">) {
  const svg = useMemo(
    () => verdictStrip(spans, { id: verdict.condition, name: verdict.name, from, to, width: 188 }).svg,
    [spans, verdict.condition, verdict.name, from, to],
  );
  // The dotted line of the date lies over the strip and is moved by the table's --at: no row is drawn anew for it.
  return (
    <span className="strip">
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: the figure escapes every text it draws */}
      <span dangerouslySetInnerHTML={{ __html: svg }} />
      <i aria-hidden="true" />
    </span>
  );
}

function MainEffect({ verdict, studied }: Pick<RowProps, "verdict" | "studied">) {
  const main = mainPooled(verdict);
  if (main === undefined) return <span className="soft note">no pooled effect</span>;
  const { analysis, pooled } = main;
  const mark = effectMark(analysis, {
    id: verdict.condition,
    tone: verdictStyle(verdict).tone,
    experimentalName: studied,
  });
  return (
    <>
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: the figure escapes every text it draws */}
      <span className="mark" dangerouslySetInnerHTML={{ __html: mark?.svg ?? "" }} />
      <span className="note soft">
        {analysis.measure} {numberText(pooled.effect.estimate)} ({numberText(pooled.effect.low)} to{" "}
        {numberText(pooled.effect.high)})
      </span>
    </>
  );
}

/** A row of the first screen; drawn anew only when something that it shows has changed. */
export const VerdictRow = memo(
  function VerdictRow({ verdict, indented, spans, change, changeWords, from, to, studied }: RowProps) {
    const note = changeNote(change, changeWords);
    return (
      <tr className={indented ? "phase" : undefined}>
        <th scope="row">
          <PageLink condition={verdict.condition}>{verdict.name}</PageLink>
        </th>
        <td className="is">
          <VerdictWord verdict={verdict} />
          {note !== undefined && <span className="note soft">{note}</span>}
        </td>
        <td className="history">
          <Strip verdict={verdict} spans={spans} from={from} to={to} />
        </td>
        <td className="effect">
          <MainEffect verdict={verdict} studied={studied} />
        </td>
        <td className="number soft">
          {verdict.trials}
          <span className="unit"> {verdict.trials === 1 ? "study" : "studies"}</span> ·{" "}
          {countText(verdict.patients)}
        </td>
        <td className="sure">
          <CertaintyMark certainty={verdict.certainty} />
        </td>
        <td className="dose">
          {verdict.doseGPerKg === null ? <span className="soft">–</span> : `${verdict.doseGPerKg} g/kg`}
        </td>
      </tr>
    );
  },
  (before, after) =>
    before.spans === after.spans &&
    before.verdict.condition === after.verdict.condition &&
    signature(before) === signature(after),
);
