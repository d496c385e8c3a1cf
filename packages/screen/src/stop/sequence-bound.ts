import { logChoose } from "@coppice/numeric";

/** So far in a random order of records: how many there are, were drawn, and were relevant. */
export interface Drawn {
  readonly left: number;
  readonly drawn: number;
  readonly relevant: number;
}

/**
 * ln of the prior on the number of relevant records left: 1/((K + 1)(K + 2)), which is 1/2 for none, 1/6 for one, 1/12 for two ... It has
 * to be fixed before the draw and decides only how soon one may stop, never how often one stops wrongly. This one bets that the ranking
 * left little, and loses little where it left much.
 */
const logPrior = (events: number): number => -Math.log((events + 1) * (events + 2));

/** ln P(the labels so far, in their order) where `events` of the records left are relevant. */
const logProbability = ({ left, drawn, relevant }: Drawn, events: number): number =>
  logChoose(left - drawn, events - relevant) - logChoose(left, events);

/** ln P(the labels so far) over the prior: the first term by logarithms, the others by ratios of neighbours. */
function logMixture(so: Drawn): number {
  const { left, drawn, relevant } = so;
  const high = left - drawn + relevant;
  // Weight of events + 1 over that of events.
  const ratio = (events: number): number =>
    (((left - drawn - events + relevant) * (events + 1)) / ((events + 1 - relevant) * (left - events))) *
    ((events + 1) / (events + 3));
  let [sum, term, logScale] = [1, 1, 0];
  for (let events = relevant; events < high; events++) {
    const next = ratio(events);
    term *= next;
    sum += term;
    if (next < 1 && term < 1e-17 * sum) break;
    if (sum > 1e200) {
      logScale += Math.log(sum);
      term /= sum;
      sum = 1;
    }
  }
  return logPrior(relevant) + logProbability(so, relevant) + Math.log(sum) + logScale;
}

/**
 * The largest number of relevant records, the drawn ones included, that the draw so far does not speak against: those for which
 * prior-weighted over true probability of the labels is below 1/alpha. For the true number this ratio is a martingale of mean 1, which
 * ever reaches 1/alpha with probability at most alpha (Ville's inequality).
 */
export function mostRelevant(so: Drawn, alpha: number): number {
  const { left, drawn, relevant } = so;
  const needed = logMixture(so) + Math.log(alpha);
  // The likelihood falls from its maximum on, so that the last number that stands is found by halving.
  let yes =
    drawn === 0 ? left : Math.min(left - drawn + relevant, Math.ceil((relevant * (left + 1)) / drawn));
  let no = left - drawn + relevant + 1;
  while (no - yes > 1) {
    const middle = (yes + no) >> 1;
    if (logProbability(so, middle) > needed) yes = middle;
    else no = middle;
  }
  return yes;
}

/**
 * The smallest such bound of all moments so far: what was once ruled out stays so. Between two finds the bound falls, so that it is
 * looked at before each find and at the end.
 */
export function mostRelevantSoFar(left: number, labels: readonly boolean[], alpha: number): number {
  let most = left;
  let relevant = 0;
  labels.forEach((isRelevant, drawn) => {
    if (!isRelevant) return;
    most = Math.min(most, mostRelevant({ left, drawn, relevant }, alpha));
    relevant += 1;
  });
  return Math.min(most, mostRelevant({ left, drawn: labels.length, relevant }, alpha));
}
