import { datumValue, type EconomicEvidence, type Result, type Study } from "@coppice/model";
import { lineageOf } from "./family.ts";
import { LiveValue } from "./live-value.tsx";
import { useReview } from "./review-context.ts";
import { isWebAddress, SafeLink } from "./safe-link.tsx";

function Evidence({ item }: { readonly item: EconomicEvidence }) {
  const url = Object.values(item.sources).find((source) => isWebAddress(source.url))?.url;
  const where = [
    item.country,
    item.perspective,
    datumValue(item.priceYear) === undefined ? undefined : `prices of ${datumValue(item.priceYear)}`,
  ]
    .filter((each) => each !== undefined)
    .join(", ");
  return (
    <li>
      <p>
        <strong>{item.title}</strong> <span className="soft">{where}</span>
      </p>
      {item.figures.length > 0 && (
        <dl className="figures">
          {item.figures.map((figure, index) => (
            <div key={figure.name}>
              <dt>{figure.name}</dt>
              <dd>
                <LiveValue
                  plain
                  text={[String(datumValue(figure.value)), figure.unit]
                    .filter((each) => each !== undefined)
                    .join(" ")}
                  target={`economic/${item.id}#/figures/${index}/value`}
                />
              </dd>
            </div>
          ))}
        </dl>
      )}
      {item.conclusion !== undefined && <p>{item.conclusion}</p>}
      {item.note !== undefined && <p className="soft note">{item.note}</p>}
      {item.citation !== undefined && (
        <p className="soft note">
          <SafeLink url={url}>{item.citation.title}</SafeLink>
          {item.citation.journal !== undefined && `. ${item.citation.journal} ${item.citation.year ?? ""}`}
        </p>
      )}
    </li>
  );
}

function resultWords(result: Result): string {
  const said = (result.contrasts ?? []).flatMap((contrast) => contrast.text ?? []).join("; ");
  return [result.as, result.time, said === "" ? result.note : said]
    .filter((each) => each !== undefined)
    .join(": ");
}

function qualityResults(studies: readonly Study[]) {
  return studies.flatMap((study) =>
    study.results.flatMap((result, index) =>
      result.outcome.startsWith("quality-of-life")
        ? [{ study, result, ref: `study/${study.id}#/results/${index}` }]
        : [],
    ),
  );
}

/** Quality of life from the trials and from cohorts, and what the treatment costs. */
export function CostAndQuality({
  condition,
  name,
  studies,
}: {
  readonly condition: string;
  readonly name: string;
  readonly studies: ReadonlySet<string>;
}) {
  const { review } = useReview();
  const lineage = lineageOf(condition);
  const own = review.economics.filter((item) =>
    item.conditions.some((id) => lineage.includes(id) || id.startsWith(`${condition}/`)),
  );
  const isQuality = (item: EconomicEvidence) => item.type === "quality-of-life" || item.type === "utility";
  const quality = own.filter(isQuality);
  const cost = own.filter((item) => !isQuality(item));
  const inTrials = qualityResults(review.studies.filter((study) => studies.has(study.id)));
  return (
    <>
      <section aria-labelledby="quality-title">
        <h2 id="quality-title">Quality of life</h2>
        {quality.length + inTrials.length === 0 && (
          <p className="soft">Nothing on quality of life in {name} has been brought into this review yet.</p>
        )}
        <ul className="evidence">
          {inTrials.map(({ study, result, ref }) => (
            <li key={ref}>
              <p>
                <strong>{study.label}</strong> <LiveValue plain text={resultWords(result)} target={ref} />
              </p>
            </li>
          ))}
          {quality.map((item) => (
            <Evidence key={item.id} item={item} />
          ))}
        </ul>
      </section>
      <section aria-labelledby="cost-title">
        <h2 id="cost-title">Cost</h2>
        {cost.length === 0 && (
          <p className="soft">Nothing on cost in {name} has been brought into this review yet.</p>
        )}
        <ul className="evidence">
          {cost.map((item) => (
            <Evidence key={item.id} item={item} />
          ))}
        </ul>
      </section>
    </>
  );
}
