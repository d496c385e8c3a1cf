import type { Finding, Verdict } from "@coppice/conclude";
import { type DosePoint, dosePlot } from "@coppice/figures";
import { datumValue, lastDay, type Study } from "@coppice/model";
import { useMemo } from "react";
import { FigureView } from "./figure-view.tsx";
import { useReview } from "./review-context.ts";
import { useWidth } from "./use-width.ts";

/** The treated arms of a study with a known dose, one point for each dose. */
function pointsOf(
  study: Study,
  finding: Finding | undefined,
  studied: string,
  asOf: string,
): readonly DosePoint[] {
  const published = datumValue(study.reports[0]?.published);
  const byDose = new Map<number, number | undefined>();
  for (const arm of study.arms) {
    const dose = datumValue(arm.dose?.gPerKgPerCourse);
    if (dose === undefined || !arm.treatments.includes(studied)) continue;
    const n = datumValue(arm.analysed) ?? datumValue(arm.n);
    byDose.set(dose, n === undefined ? byDose.get(dose) : (byDose.get(dose) ?? 0) + n);
  }
  return [...byDose].map(([gPerKg, patients]) => ({
    study: study.id,
    label: study.label,
    gPerKg,
    patients,
    says: finding?.says ?? "unclear",
    against: finding?.comparatorName ?? "",
    later: published === undefined || lastDay(published) > asOf,
  }));
}

/** Dose as studied: every treated group by the total of a course. */
export function DoseSection({
  verdict,
  studies,
}: {
  readonly verdict: Verdict;
  readonly studies: ReadonlySet<string>;
}) {
  const { review, state } = useReview();
  const [place, width] = useWidth<HTMLDivElement>(820);
  const points = useMemo(
    () =>
      review.studies
        .filter(
          (study) =>
            studies.has(study.id) && study.companionOf === undefined && study.eligible?.value !== false,
        )
        .flatMap((study) =>
          pointsOf(
            study,
            verdict.findings.find((finding) => finding.study === study.id),
            review.protocol.intervention,
            state.asOf,
          ),
        ),
    [review, studies, verdict.findings, state.asOf],
  );
  return (
    <section aria-labelledby="dose-title">
      <h2 id="dose-title">Dose as studied</h2>
      <div ref={place}>
        {points.length === 0 ? (
          <p className="soft">No study tells its dose per kilogram.</p>
        ) : (
          <FigureView
            figure={dosePlot(points, {
              id: verdict.condition,
              name: verdict.name,
              width: Math.min(width, 820),
            })}
          />
        )}
      </div>
    </section>
  );
}
