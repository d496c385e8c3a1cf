import { element, label } from "../svg.ts";

/** A judgement of risk of bias, in the words of RoB 2 and ROBINS-I together (`some-concerns` is also `moderate`). */
export type RiskJudgement =
  | "low"
  | "some-concerns"
  | "high"
  | "critical"
  | "no-information"
  | "not-applicable";

interface Light {
  readonly word: string;
  /** Drawn in the circle: colour alone says nothing to one reader in twelve. */
  readonly sign: string;
  readonly fill: string;
  readonly ink: string;
}

/** Cochrane's colours, the same on light and dark paper, as readers know them; contrast of sign on fill is at least 4.5. */
export const riskLights: Readonly<Record<RiskJudgement, Light>> = {
  low: { word: "low risk", sign: "+", fill: "#02C100", ink: "#10201a" },
  "some-concerns": { word: "some concerns", sign: "−", fill: "#E2DF07", ink: "#10201a" },
  high: { word: "high risk", sign: "×", fill: "#BF0000", ink: "#ffffff" },
  critical: { word: "critical risk", sign: "!", fill: "#820000", ink: "#ffffff" },
  "no-information": { word: "no information", sign: "?", fill: "#4EA1F7", ink: "#10201a" },
  "not-applicable": { word: "not applicable", sign: "·", fill: "#cccccc", ink: "#10201a" },
};

/** px: diameter of a light and its room. */
export const lightPitch = 20;

/** One judgement as a coloured circle with its sign, centred on `x`, `y`. */
export function riskLight(x: number, y: number, judgement: RiskJudgement): string {
  const { sign, fill, ink } = riskLights[judgement];
  return (
    element("circle", { cx: x, cy: y, r: 7.5, fill }) +
    label(x, y + 4.3, sign, { class: "mid b", fill: ink, "font-size": 12.5 })
  );
}
