/** How good an order of screening was; definitions of `tools/screening_metrics.py`, priors left out. */
export interface ScreeningMetrics {
  /** 0 perfect, 0.5 random, 1 worst: the share of pairs of a relevant and an irrelevant record in the wrong order. */
  readonly loss: number;
  readonly ndcg: number;
  /** Share of the relevant records among the first tenth. */
  readonly recall10: number;
  readonly wss95: number;
  /** Share of the records read when the last relevant one was found. */
  readonly n100: number;
  /** Rank of the first relevant record, from 1. */
  readonly first: number;
}

/** `labels`: of every record, in the order screened. */
export function screeningMetrics(labels: readonly boolean[]): ScreeningMetrics {
  const count = labels.length;
  const ranks = labels.flatMap((relevant, i) => (relevant ? [i + 1] : []));
  const relevant = ranks.length;
  const mean = ranks.reduce((sum, rank) => sum + rank, 0) / relevant;
  const gain = (rank: number): number => 1 / Math.log2(rank + 1);
  const n95 = ranks[Math.ceil(0.95 * relevant - 1e-9) - 1]!;
  const tenth = Math.floor(0.1 * count + 1e-9);
  return {
    loss: (mean - (relevant + 1) / 2) / (count - relevant),
    ndcg:
      ranks.reduce((sum, rank) => sum + gain(rank), 0) / ranks.reduce((sum, _, i) => sum + gain(i + 1), 0),
    recall10: ranks.filter((rank) => rank <= tenth).length / relevant,
    wss95: 1 - n95 / count - 0.05,
    n100: ranks[relevant - 1]! / count,
    first: ranks[0]!,
  };
}
