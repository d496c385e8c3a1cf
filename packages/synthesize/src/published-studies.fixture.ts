/** Data of published meta-analyses, for tests. */
import type { Counts } from "./binary/counts.ts";
import type { TwoMeans } from "./continuous/two-means.ts";

/** The 13 trials of BCG vaccine against tuberculosis (Colditz et al. 1994, JAMA 271:698): vaccinated, then control. */
export const bcg: readonly (Counts & { readonly allocation: string })[] = [
  { events1: 4, n1: 123, events2: 11, n2: 139, allocation: "random" },
  { events1: 6, n1: 306, events2: 29, n2: 303, allocation: "random" },
  { events1: 3, n1: 231, events2: 11, n2: 220, allocation: "random" },
  { events1: 62, n1: 13598, events2: 248, n2: 12867, allocation: "random" },
  { events1: 33, n1: 5069, events2: 47, n2: 5808, allocation: "alternate" },
  { events1: 180, n1: 1541, events2: 372, n2: 1451, allocation: "alternate" },
  { events1: 8, n1: 2545, events2: 10, n2: 629, allocation: "random" },
  { events1: 505, n1: 88391, events2: 499, n2: 88391, allocation: "random" },
  { events1: 29, n1: 7499, events2: 45, n2: 7277, allocation: "random" },
  { events1: 17, n1: 1716, events2: 65, n2: 1665, allocation: "systematic" },
  { events1: 186, n1: 50634, events2: 141, n2: 27338, allocation: "systematic" },
  { events1: 5, n1: 2498, events2: 3, n2: 2341, allocation: "systematic" },
  { events1: 27, n1: 16913, events2: 29, n2: 17854, allocation: "systematic" },
];

/** Length of hospital stay after stroke, specialist care against routine (Normand 1999, Statistics in Medicine 18:321, table III). */
export const hospitalStay: readonly TwoMeans[] = [
  { n1: 155, mean1: 55, sd1: 47, n2: 156, mean2: 75, sd2: 64 },
  { n1: 31, mean1: 27, sd1: 7, n2: 32, mean2: 29, sd2: 4 },
  { n1: 75, mean1: 64, sd1: 17, n2: 71, mean2: 119, sd2: 29 },
  { n1: 18, mean1: 66, sd1: 20, n2: 18, mean2: 137, sd2: 48 },
  { n1: 8, mean1: 14, sd1: 8, n2: 13, mean2: 18, sd2: 11 },
  { n1: 57, mean1: 19, sd1: 7, n2: 52, mean2: 18, sd2: 4 },
  { n1: 34, mean1: 52, sd1: 45, n2: 33, mean2: 41, sd2: 34 },
  { n1: 110, mean1: 21, sd1: 16, n2: 183, mean2: 31, sd2: 27 },
  { n1: 60, mean1: 30, sd1: 27, n2: 52, mean2: 23, sd2: 20 },
];
