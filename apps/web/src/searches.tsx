import type { Review } from "@coppice/model";

type Search = Review["searches"][number];

function Lines({ search }: { readonly search: Search }) {
  const { lines, faults = [], note } = search;
  return (
    <details>
      <summary>
        {search.database}
        {search.platform === undefined ? "" : `, ${search.platform}`}
      </summary>
      {note !== undefined && <p>{note}</p>}
      <ol className="rules strategy">
        {lines.map(({ id, query }) => (
          <li key={id} value={Number(id)}>
            <code>{query}</code>
          </li>
        ))}
      </ol>
      {faults.length > 0 && (
        <>
          <p>What is wrong with it, the worst first:</p>
          <ul className="rules">
            {faults.map(({ fault, effect }) => (
              <li key={fault}>
                <strong>{fault}</strong> {effect}
              </li>
            ))}
          </ul>
        </>
      )}
    </details>
  );
}

/** The searches, line by line, and where they stand in the other databases' syntaxes. */
export function Searches({ searches }: Pick<Review, "searches">) {
  if (searches.length === 0) return null;
  return (
    <>
      <h3>Search</h3>
      {searches.map((search) => (
        <Lines key={search.id} search={search} />
      ))}
      <p>
        <a href="searches.html">Each of them in ten databases, with what that changes</a>: a file of its own,
        published beside this page.
      </p>
    </>
  );
}
