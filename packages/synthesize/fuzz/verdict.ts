/** What the library promises of any input: a value without NaN, or problems that say what to do. */

/** The path of the first NaN inside a value, or null. */
export function findNaN(value: unknown, path = ""): string | null {
  if (typeof value === "number") return Number.isNaN(value) ? path || "the value" : null;
  if (typeof value !== "object" || value === null) return null;
  for (const [key, item] of ArrayBuffer.isView(value)
    ? Array.from(value as Float64Array).entries()
    : Object.entries(value)) {
    const found = findNaN(item, path === "" ? String(key) : `${path}.${key}`);
    if (found !== null) return found;
  }
  return null;
}

/** A sentence on what is wrong with an answer, or null. */
export function fault(answer: unknown): string | null {
  if (typeof answer !== "object" || answer === null || !("ok" in answer)) {
    return `the answer is no result: ${String(answer)}`;
  }
  if (answer.ok === true) {
    const path = findNaN((answer as { readonly value?: unknown }).value);
    return path === null ? null : `${path} is not a number, and no problem says why`;
  }
  const problems = (answer as { readonly problems?: unknown }).problems;
  if (!Array.isArray(problems) || problems.length === 0) return "it failed without a problem";
  for (const { code, message } of problems as { code?: unknown; message?: unknown }[]) {
    if (typeof code !== "string" || !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(code))
      return `its code is ${String(code)}`;
    if (typeof message !== "string" || message.length < 20 || /undefined|\[object/.test(message)) {
      return `its message is no sentence: ${String(message)}`;
    }
  }
  return null;
}
