import { useReview } from "./review-context.ts";

/** The studies that the reader has left out, each with a way back; nothing where none is. */
export function LeftOut() {
  const { review, state, go } = useReview();
  if (state.exclude.length === 0) return null;
  return (
    <section className="left-out" aria-label="Studies left out">
      <p>Left out by you; every verdict and figure follows:</p>
      <ul className="pills">
        {state.exclude.map((id) => (
          <li key={id}>
            <button
              type="button"
              className="pill"
              onClick={() => go({ exclude: state.exclude.filter((each) => each !== id) })}
            >
              <s>{review.studies.find((study) => study.id === id)?.label ?? id}</s> put back
            </button>
          </li>
        ))}
        {state.exclude.length > 1 && (
          <li>
            <button type="button" className="pill" onClick={() => go({ exclude: [] })}>
              put all back
            </button>
          </li>
        )}
      </ul>
    </section>
  );
}
