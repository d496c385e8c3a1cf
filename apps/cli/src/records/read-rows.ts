import { readFile } from "node:fs/promises";
import { readSpreadsheet } from "../pool/spreadsheet.ts";

export type RowsRead =
  | { readonly ok: true; readonly rows: readonly (readonly string[])[] }
  | { readonly ok: false; readonly message: string };

/** The named columns of a CSV file, or what it lacks. */
export async function readRows(path: string, names: readonly string[]): Promise<RowsRead> {
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (cause) {
    return {
      ok: false,
      message: `${path} cannot be read (${(cause as NodeJS.ErrnoException).code ?? String(cause)}).`,
    };
  }
  const sheet = readSpreadsheet(text, path);
  const header = sheet.header.map((cell) => cell.text.trim().toLowerCase());
  const places = names.map((name) => header.indexOf(name));
  const missing = names.filter((_, i) => places[i] === -1);
  if (missing.length > 0) {
    return {
      ok: false,
      message: `${path} has no column ${missing.join(" or ")}; its first line must name ${names.join(", ")}.`,
    };
  }
  return { ok: true, rows: sheet.rows.map((row) => places.map((place) => row[place]!.text.trim())) };
}
