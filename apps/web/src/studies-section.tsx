import type { Finding, Verdict } from "@coppice/conclude";
import { datumValue, lastDay, type Report, type Study } from "@coppice/model";
import { LiveValue } from "./live-value.tsx";
import { UnverifiedRing } from "./marks.tsx";
import { useReview } from "./review-context.ts";
import { SafeLink } from "./safe-link.tsx";
import { studyFacts, unverifiedCount } from "./study-facts.ts";
import { toggled } from "./toggled.ts";

const saysWords: Readonly<Record<Finding["says"], string>> = {
  benefit: "better",
  harm: "worse",
  "no-difference": "no difference",
  unclear: "unclear",
};

function reportAddress(report: Report | undefined): string | undefined {
  const pmid = datumValue(report?.pmid);
  const doi = datumValue(report?.doi);
  if (pmid !== undefined) return `https://pubmed.ncbi.nlm.nih.gov/${pmid}/`;
  return doi === undefined ? undefined : `https://doi.org/${doi}`;
}

function published(study: Study): string {
  const dates = study.reports.flatMap((report) => datumValue(report.published) ?? []);
  return dates.sort()[0] ?? "9999";
}

/** The outcome without the reason why it is the main one, which "Why?" tells; it stands inside a sentence. */
function outcomeInSentence(outcome: string): string {
  const name = outcome.replace(/ \((the most important outcome|named primary)[^()]*\)$/, "");
  return name.charAt(0).toLowerCase() + name.slice(1);
}

function StudyEntry({ study, findings }: { readonly study: Study; readonly findings: readonly Finding[] }) {
  const { state, go } = useReview();
  const report = study.reports[0];
  const doubts = unverifiedCount(study);
  const date = published(study);
  const later = date === "9999" || lastDay(date) > state.asOf;
  const leftOut = state.exclude.includes(study.id);
  const aside =
    study.companionOf !== undefined
      ? "companion of another study; patients are counted there"
      : study.eligible?.value === false
        ? `kept out: ${study.eligible.reason}`
        : study.status === "completed"
          ? undefined
          : study.status.replace("-", " ");
  return (
    <li className={`study-entry${later ? " later" : ""}`}>
      <div className="study-name">
        <h3>
          {leftOut ? <s>{study.label}</s> : study.label}
          {doubts > 0 && (
            <UnverifiedRing words={`${doubts} data of this study were not seen in any source`} />
          )}
        </h3>
        <p className="soft note">
          {date === "9999" ? "not published" : date}
          {later && date !== "9999" && " · after this date"}
        </p>
      </div>
      <div className="study-facts">
        <p>
          {studyFacts(study).map(({ text, pointer }, index) => (
            <span key={pointer}>
              {index > 0 && " · "}
              <LiveValue plain text={text} target={`study/${study.id}#${pointer}`} />
            </span>
          ))}
        </p>
        {findings.map((finding) => (
          <p key={finding.ref}>
            Against {finding.comparatorName}:{" "}
            <LiveValue plain text={saysWords[finding.says]} target={finding.ref} />
            <span className="soft">
              {" "}
              {finding.outcome === "none" ? "" : `on ${outcomeInSentence(finding.outcome)}: `}
              {finding.text}
            </span>
          </p>
        ))}
        {aside !== undefined && <p className="soft">{aside}</p>}
        <p className="soft note">
          <SafeLink url={reportAddress(report)}>{report?.citation.title}</SafeLink>
          {report?.citation.journal !== undefined &&
            `. ${report.citation.journal} ${report.citation.year ?? ""}`}
        </p>
      </div>
      {study.companionOf === undefined && study.eligible?.value !== false && !later && (
        <button
          type="button"
          className="pill quiet"
          aria-pressed={leftOut}
          onClick={() => go({ exclude: toggled(state.exclude, study.id) })}
        >
          {leftOut ? "put back" : "leave out"}
          <span className="hidden"> {study.label}</span>
        </button>
      )}
    </li>
  );
}

/** Every study of the condition: design, masking, whom it enrolled, what it found, where it was read. */
export function StudiesSection({
  verdict,
  studies,
}: {
  readonly verdict: Verdict;
  readonly studies: ReadonlySet<string>;
}) {
  const { review } = useReview();
  const listed = review.studies
    .filter((study) => studies.has(study.id))
    .sort((a, b) =>
      published(a) < published(b) ? -1 : published(a) > published(b) ? 1 : a.id < b.id ? -1 : 1,
    );
  return (
    <section aria-labelledby="studies-title">
      <h2 id="studies-title">
        Studies <span className="soft count">{listed.length}</span>
      </h2>
      <ul className="study-list">
        {listed.map((study) => (
          <StudyEntry
            key={study.id}
            study={study}
            findings={verdict.findings.filter((finding) => finding.study === study.id)}
          />
        ))}
      </ul>
    </section>
  );
}
