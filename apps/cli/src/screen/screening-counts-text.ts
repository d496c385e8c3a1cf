import { counted } from "../verdict-words.ts";
import type { ScreeningCounts, StageCounts } from "./screening-counts.ts";

/** Where screening stands, as lines of text. */
export function countsText({ titleAbstract, fullText, prisma }: ScreeningCounts): readonly string[] {
  return [
    ...stageText("By title and abstract", titleAbstract),
    ...(fullText.records > 0 ? ["", ...stageText("By full text", fullText)] : []),
    "",
    "For the flow diagram:",
    ...(prisma.recordsScreened === undefined
      ? []
      : [`  records screened ${prisma.recordsScreened}, records excluded ${prisma.recordsExcluded}`]),
    ...(prisma.reportsAssessed === undefined
      ? []
      : [
          `  reports assessed ${prisma.reportsAssessed}, included ${prisma.reportsIncluded}, excluded:`,
          ...prisma.reportsExcluded!.map(({ reason, reports }) => `    ${reason} ${reports}`),
        ]),
    ...prisma.notYet.map((sentence) => `  not yet: ${sentence}`),
  ];
}

function stageText(name: string, stage: StageCounts): readonly string[] {
  const { records, included, excluded, settled, waiting, unscreened, conflicts, reasons, reviewers } = stage;
  return [
    `${name}: ${counted(records, "record")}`,
    `  ${included} included, ${excluded} excluded${settled > 0 ? ` (${settled} of these by consensus)` : ""}`,
    `  ${unscreened} not screened, ${waiting} with too few votes, ${conflicts} in conflict`,
    ...(reasons.some(({ reason }) => reason !== "")
      ? [
          "  excluded because:",
          ...reasons.map(
            ({ reason, records: count }) => `    ${reason === "" ? "no reason given" : reason} ${count}`,
          ),
        ]
      : []),
    ...reviewers.map(
      ({ reviewer, machine, include, maybe, exclude }) =>
        `  ${reviewer}${machine ? " (machine)" : ""}: ${include} include, ${maybe} maybe, ${exclude} exclude`,
    ),
    ...(stage.machineObjections.length > 0
      ? [
          `  the machine would decide otherwise on ${counted(stage.machineObjections.length, "record")}: ${stage.machineObjections.map(({ record }) => record).join(", ")}`,
        ]
      : []),
    ...(stage.unknown.length > 0
      ? [
          `  ${counted(stage.unknown.length, "record")} with votes ${stage.unknown.length === 1 ? "is" : "are"} not in the file of records, as ${stage.unknown.slice(0, 5).join(", ")}`,
        ]
      : []),
  ];
}
