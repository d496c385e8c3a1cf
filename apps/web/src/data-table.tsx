import type { FigureTable } from "@coppice/figures";
import { LiveValue } from "./live-value.tsx";

/** The table twin of a figure, folded. A row with a ref can be asked "Why?" through its effect. */
export function DataTable({
  table,
  askRow,
}: {
  readonly table: FigureTable;
  readonly askRow?: (row: number) => string | undefined;
}) {
  if (table.rows.length === 0) return null;
  const asked = table.columns.findIndex((column) => column.includes("95% CI"));
  return (
    <details className="twin">
      <summary>The data as a table</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard */}
      <section className="scroll" aria-label={table.caption} tabIndex={0}>
        <table>
          <caption>{table.caption}</caption>
          <thead>
            <tr>
              {table.columns.map((column) => (
                <th key={column} scope="col">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {table.rows.map((row, index) => {
              const ref = askRow?.(index);
              return (
                <tr key={row.join("|")}>
                  {row.map((cell, column) =>
                    column === 0 ? (
                      <th key={table.columns[column]} scope="row">
                        {cell}
                      </th>
                    ) : (
                      <td key={table.columns[column]}>
                        {column === asked && ref !== undefined ? (
                          <LiveValue text={cell} target={ref} />
                        ) : (
                          cell
                        )}
                      </td>
                    ),
                  )}
                </tr>
              );
            })}
          </tbody>
        </table>
      </section>
    </details>
  );
}
