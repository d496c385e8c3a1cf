/** 0.95 as "95 %", with as many digits as it takes up to one after the point. */
export const percent = (share: number): string => `${Number((100 * share).toFixed(1))} %`;

/** A probability with two digits that say something. */
export const probability = (p: number): string =>
  p >= 0.01 ? p.toFixed(3).replace(/0+$/, "") : p.toExponential(1).replace("e-", " × 10^-");

export const records = (count: number): string => `${count} record${count === 1 ? "" : "s"}`;

export const relevantRecords = (count: number): string => `${count} relevant record${count === 1 ? "" : "s"}`;
