import {
  type MachineObjection,
  machineObjections,
  type ScreeningProgress,
  screenedState,
  type VoteEntry,
} from "@coppice/screen";
import { rulesOf, type VoteOptions } from "./vote-options.ts";

/** Where both stages stand, and what the boxes of the PRISMA 2020 flow diagram say of them. */
export interface ScreeningCounts {
  readonly titleAbstract: StageCounts;
  /** Of the records that titles and abstracts included. */
  readonly fullText: StageCounts;
  readonly prisma: {
    /** Absent numbers are not known yet: screening of that stage is not over. */
    readonly recordsScreened?: number;
    readonly recordsExcluded?: number;
    readonly reportsAssessed?: number;
    readonly reportsExcluded?: readonly { readonly reason: string; readonly reports: number }[];
    readonly reportsIncluded?: number;
    /** Why a number is absent; empty where none is. */
    readonly notYet: readonly string[];
  };
}

export interface StageCounts extends ScreeningProgress {
  /** Records that a machine would decide otherwise than people agreed. */
  readonly machineObjections: readonly MachineObjection[];
}

export function screeningCounts(
  entries: readonly VoteEntry[],
  records: readonly string[],
  options: Omit<VoteOptions, "stage">,
): ScreeningCounts {
  const titles = stageCounts(entries, records, options, "title-abstract");
  const reports = stageCounts(entries, titles.included, options, "full-text");
  const notYet: string[] = [];
  const isOver = ({ unscreened, waiting, conflicts }: ScreeningProgress, name: string): boolean => {
    const open = unscreened + waiting + conflicts;
    if (open > 0) {
      notYet.push(
        `${name}: ${unscreened} not screened, ${waiting} with too few votes, ${conflicts} in conflict.`,
      );
    }
    return open === 0;
  };
  const titlesOver = isOver(titles.counts, "by title and abstract");
  const reportsOver = titlesOver && isOver(reports.counts, "by full text");
  return {
    titleAbstract: titles.counts,
    fullText: reports.counts,
    prisma: {
      ...(titlesOver
        ? { recordsScreened: titles.counts.records, recordsExcluded: titles.counts.excluded }
        : {}),
      ...(reportsOver
        ? {
            reportsAssessed: reports.counts.records,
            reportsExcluded: reports.counts.reasons.map(({ reason, records: count }) => ({
              reason: reason === "" ? "no reason given" : reason,
              reports: count,
            })),
            reportsIncluded: reports.counts.included,
          }
        : {}),
      notYet,
    },
  };
}

function stageCounts(
  entries: readonly VoteEntry[],
  records: readonly string[],
  options: Omit<VoteOptions, "stage">,
  stage: VoteOptions["stage"],
): { readonly counts: StageCounts; readonly included: readonly string[] } {
  const rules = rulesOf({ ...options, stage });
  const { progress, statusOf, current } = screenedState(entries, records, rules);
  const included = records.filter((record) => {
    const status = statusOf(record);
    return (status.kind === "agreed" || status.kind === "settled") && status.decision === "include";
  });
  return { counts: { ...progress, machineObjections: machineObjections(current, rules) }, included };
}
