import { type Check, documentsOf, problemIn } from "./check.ts";
import { walkDocument } from "./document-walk.ts";

interface Disputed {
  readonly value: unknown;
  readonly conflicts: readonly { readonly value: unknown }[];
  readonly because?: string;
}

const isDisputed = (value: unknown): value is Disputed =>
  typeof value === "object" && value !== null && Array.isArray((value as Partial<Disputed>).conflicts);

function disputedIn(document: object): readonly { value: Disputed; pointer: string }[] {
  const found: { value: Disputed; pointer: string }[] = [];
  walkDocument(document, ({ value, pointer }) => {
    if (isDisputed(value)) found.push({ value, pointer: pointer() });
  });
  return found;
}

export const conflictsExplained: Check = {
  asks: "Where figures conflict, is it said why one was chosen?",
  *run(review) {
    for (const document of documentsOf(review)) {
      for (const { value, pointer } of disputedIn(document)) {
        const chosen = JSON.stringify(value.value);
        if (value.conflicts.length > 0 && (value.because ?? "").trim() === "") {
          yield problemIn(
            document,
            pointer,
            "error",
            "conflict-unexplained",
            `${chosen} was chosen over ${value.conflicts.map((each) => JSON.stringify(each.value)).join(", ")} and nothing says why; write \`because\``,
          );
        }
        if (value.conflicts.some((each) => JSON.stringify(each.value) === chosen)) {
          yield problemIn(
            document,
            pointer,
            "warning",
            "conflict-is-none",
            `${chosen} is listed as conflicting with itself; add its source to \`from\` instead`,
          );
        }
      }
    }
  },
};
