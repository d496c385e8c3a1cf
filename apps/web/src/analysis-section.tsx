import { type AnalysisOutcome, examine, type Verdict } from "@coppice/conclude";
import {
  countText,
  cumulativeForest,
  type ForestPresetId,
  forest,
  forestPresets,
  measureName,
} from "@coppice/figures";
import { useMemo } from "react";
import { FigureView } from "./figure-view.tsx";
import { LiveValue } from "./live-value.tsx";
import { useReview } from "./review-context.ts";
import { toggled } from "./toggled.ts";
import { useWidth } from "./use-width.ts";
import { useWhy } from "./why-context.ts";

function plural(count: number, word: string): string {
  return `${countText(count)} ${word}${count === 1 ? "" : "s"}`;
}

/** The analyses of a verdict by comparator; the main one and its comparator first, then the others that decide. */
function byComparator(
  analyses: readonly AnalysisOutcome[],
  main: string | undefined,
): ReadonlyMap<string, readonly AnalysisOutcome[]> {
  const groups = new Map<string, AnalysisOutcome[]>();
  const rank = (each: AnalysisOutcome) => (each.id === main ? 0 : each.decides ? 1 : 2);
  const decidingFirst = [...analyses].sort((a, b) => rank(a) - rank(b));
  for (const each of decidingFirst)
    groups.set(each.comparatorName, [...(groups.get(each.comparatorName) ?? []), each]);
  return groups;
}

/** Comparators as choices, the forest plot of the chosen analysis, and the same over time. */
export function AnalysisSection({ verdict }: { readonly verdict: Verdict }) {
  const { state, go } = useReview();
  const shown = verdict.analyses.filter((each) => each.rows.length > 0 || each.notPooled.length > 0);
  const chosen =
    shown.find((each) => each.id === state.analysis) ??
    shown.find((each) => each.id === verdict.mainAnalysis) ??
    shown.find((each) => each.pooled !== undefined) ??
    shown[0];
  const groups = byComparator(shown, verdict.mainAnalysis);
  if (chosen === undefined) {
    return (
      <section aria-labelledby="effect-title">
        <h2 id="effect-title">Effect</h2>
        <p className="soft">
          No two results could be put into one analysis; the studies speak for themselves below.
        </p>
      </section>
    );
  }
  const siblings = groups.get(chosen.comparatorName) ?? [];
  return (
    <section aria-labelledby="effect-title">
      <h2 id="effect-title">Effect</h2>
      <ul className="pills" aria-label="Compared with">
        {[...groups].map(([name, list]) => (
          <li key={name}>
            <button
              type="button"
              className="pill"
              aria-pressed={name === chosen.comparatorName}
              onClick={() => go({ analysis: list[0]!.id })}
            >
              against {name}
            </button>
          </li>
        ))}
      </ul>
      {siblings.length > 1 && (
        <ul className="pills quiet" aria-label="Outcome">
          {siblings.map((each) => (
            <li key={each.id}>
              <button
                type="button"
                className="pill"
                aria-pressed={each.id === chosen.id}
                onClick={() => go({ analysis: each.id })}
              >
                {siblings.some((other) => other !== each && other.outcomeName === each.outcomeName)
                  ? each.title
                  : each.outcomeName}
                {each.decides && " · decides"}
              </button>
            </li>
          ))}
        </ul>
      )}
      <Analysis analysis={chosen} />
    </section>
  );
}

function Presets() {
  const { state, go } = useReview();
  return (
    <ul className="pills quiet" aria-label="Drawn in the manner of">
      {(Object.keys(forestPresets) as ForestPresetId[]).sort().map((id) => (
        <li key={id}>
          <button
            type="button"
            className="pill"
            aria-pressed={state.preset === id}
            onClick={() => go({ preset: id })}
          >
            {forestPresets[id].name}
          </button>
        </li>
      ))}
    </ul>
  );
}

function Analysis({ analysis }: { readonly analysis: AnalysisOutcome }) {
  const { state, go, studied } = useReview();
  const { ask } = useWhy();
  const [place, width] = useWidth<HTMLDivElement>(820);
  const layout = width < 640 ? "stacked" : "wide";
  const options = useMemo(
    () => ({ width, layout, preset: state.preset, experimentalName: studied }) as const,
    [width, layout, state.preset, studied],
  );
  const plot = useMemo(() => forest(analysis, { ...options, interactive: true }), [analysis, options]);
  const overTime = useMemo(() => cumulativeForest(analysis, options), [analysis, options]);
  const { pooled, rows } = analysis;
  const later = rows.filter((row) => row.state === "later").length;
  const refAt = (row: number) => rows[row]?.ref ?? (row === rows.length ? pooled?.ref : undefined);
  return (
    <div ref={place} className="analysis">
      <div className="analysis-head">
        <p>
          <strong>{analysis.title}</strong>{" "}
          <span className="soft">
            {pooled === undefined
              ? "nothing pooled at this date"
              : `${plural(pooled.k, "trial")}, ${plural(pooled.patients, "patient")} · ${measureName(analysis.measure).toLowerCase()} `}
            {pooled !== undefined && (
              <LiveValue text={plot.table.rows[rows.length]?.[3] ?? ""} target={pooled.ref} />
            )}
            {later > 0 && ` · ${plural(later, "later trial")} shown faint`}
          </span>
        </p>
        <Presets />
      </div>
      <FigureView
        figure={plot}
        onStudy={(study) => go({ exclude: toggled(state.exclude, study) })}
        onWhy={(study) => {
          const row = rows.find((each) => each.study === study);
          if (row !== undefined)
            ask(
              { text: `${row.label}: ${plot.table.rows[rows.indexOf(row)]?.[3] ?? ""}`, target: row.ref },
              "enter",
            );
        }}
        askRow={refAt}
      />
      <p className="soft note">
        Squares sized by weight{rows.some((row) => row.unverified) && "; an open ring marks unverified data"}.
        Click a study, or press space on it, to leave it out; press <kbd>W</kbd> on it to ask why.
      </p>
      <NotPooled analysis={analysis} />
      {pooled !== undefined && <HowFirm analysis={analysis} />}
      {analysis.cumulative.length > 1 && (
        <>
          <h3>As evidence came in</h3>
          <FigureView figure={overTime} />
        </>
      )}
    </div>
  );
}

/** Agreement of the studies, dependence on one of them, and small studies: in sentences, with the reason where k does not allow. */
function HowFirm({ analysis }: { readonly analysis: AnalysisOutcome }) {
  const answers = useMemo(() => examine(analysis), [analysis]);
  return (
    <details className="how-firm">
      <summary>How firm is this result?</summary>
      <h3>Do the studies agree?</h3>
      <p>{answers.heterogeneity.join(" ")}</p>
      <h3>Does it hang on one study or one choice?</h3>
      <p>{answers.sensitivity.join(" ")}</p>
      <h3>Do small studies show something else?</h3>
      <p>{answers.smallStudies.join(" ")}</p>
    </details>
  );
}

function NotPooled({ analysis }: { readonly analysis: AnalysisOutcome }) {
  if (analysis.notPooled.length === 0) return null;
  return (
    <div className="not-pooled">
      <p className="soft">Of this comparison, but not in the figure:</p>
      <ul>
        {analysis.notPooled.map((each) => (
          <li key={each.study}>
            {each.label}: <span className="soft">{each.reason}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
