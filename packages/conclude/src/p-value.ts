/** What a printed p-value says about significance at the two-sided 5% level; undefined where it does not say. */
export function significantAt5(p: number | string | undefined): boolean | undefined {
  if (p === undefined) return undefined;
  if (typeof p === "number") return p < 0.05;
  if (p === "NS") return false;
  const bound = Number(p.replace(/^[<>]=? ?/, ""));
  if (p.startsWith("<")) return bound <= 0.05 ? true : undefined;
  return bound >= 0.05 ? false : undefined;
}

export function printP(p: number | string): string {
  return typeof p === "string"
    ? p === "NS"
      ? "not significant"
      : `p ${p.replace(/^([<>]=?) ?/, "$1 ")}`
    : `p = ${p}`;
}
