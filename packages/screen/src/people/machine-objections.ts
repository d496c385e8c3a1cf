import type { RecordVotes } from "./current-votes.ts";
import { recordStatus } from "./record-status.ts";
import { countedAs, type ScreeningRules } from "./screening-rules.ts";

/** A record that people decided and a machine would decide otherwise: worth a second look, and nothing more. */
export interface MachineObjection {
  readonly record: string;
  readonly machine: string;
  readonly people: "include" | "exclude";
  readonly note?: string;
}

/** A machine is a third reviewer who never decides: what it would have decided is told once people have. */
export function machineObjections(
  current: ReadonlyMap<string, RecordVotes>,
  rules: ScreeningRules,
): readonly MachineObjection[] {
  const objections: MachineObjection[] = [];
  for (const [record, votes] of current) {
    const status = recordStatus(record, votes, rules);
    if (status.kind !== "agreed") continue;
    for (const { reviewer, decision, note } of votes.machines) {
      const counted = countedAs(rules, decision);
      if (counted !== "open" && counted !== status.decision) {
        objections.push({
          record,
          machine: reviewer,
          people: status.decision,
          ...(note === undefined ? {} : { note }),
        });
      }
    }
  }
  return objections;
}
