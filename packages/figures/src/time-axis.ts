import { dateShare } from "./calendar.ts";
import { drawFigure, type Figure } from "./figure.ts";
import { countText } from "./number-text.ts";
import { label, line } from "./svg.ts";
import { textWidth } from "./text-width.ts";

/** One publication of a controlled study on the time axis. */
export interface TrialEvent {
  /** `YYYY-MM-DD` */
  readonly date: string;
  readonly study: string;
  readonly label: string;
  readonly patients: number | undefined;
  /** Conditions whose verdict it turned. */
  readonly turned: readonly string[];
}

const tallest = 24;

/** Names where a verdict turned, the larger trials first, as many as find room without touching. */
function placedNames(events: readonly TrialEvent[], x: (date: string) => number, width: number) {
  const turning = events
    .filter((event) => event.turned.length > 0)
    .sort(
      (a, b) =>
        b.turned.length - a.turned.length ||
        (b.patients ?? 0) - (a.patients ?? 0) ||
        (a.study < b.study ? -1 : 1),
    );
  const placed: { event: TrialEvent; left: number; right: number }[] = [];
  for (const event of turning) {
    const half = textWidth(event.label, 11) / 2;
    const middle = Math.min(width - half, Math.max(half, x(event.date)));
    const spot = { event, left: middle - half, right: middle + half };
    if (placed.every((each) => spot.right + 10 < each.left || spot.left - 10 > each.right)) placed.push(spot);
  }
  return placed;
}

/** The time axis: one tick a trial (height by patients), years, names where a verdict turned. */
export function timeAxis(
  events: readonly TrialEvent[],
  options: { readonly from: string; readonly to: string; readonly asOf: string; readonly width?: number },
): Figure {
  const width = options.width ?? 1100;
  const base = 46;
  const x = (date: string) => dateShare(date, options.from, options.to) * width;
  const largest = Math.max(1, ...events.map((event) => event.patients ?? 0));
  const ticks = events.map((event) => {
    const at = x(event.date);
    const height = 4 + (tallest - 4) * Math.sqrt((event.patients ?? 0) / largest);
    const known = event.date <= options.asOf;
    const turned = event.turned.length > 0;
    return line(at, base, at, base - height, {
      class: known ? "s-accent" : "s-second",
      "stroke-width": turned ? 2.2 : 1.6,
      "stroke-opacity": known ? (turned ? 1 : 0.55) : 0.38,
    });
  });
  const first = Number(options.from.slice(0, 4));
  const last = Number(options.to.slice(0, 4));
  const step = width < 480 ? 10 : 5;
  const years = Array.from({ length: last - first + 1 }, (_, index) => first + index).filter(
    (year) => year % step === 0 && year > first,
  );
  const marks = years.map((year) => {
    const at = x(`${year}-01-01`);
    return (
      line(at, base, at, base + 4, { class: "s-soft" }) +
      label(at, base + 19, String(year), { class: "soft small mid" })
    );
  });
  const names = placedNames(events, x, width).map(({ event, left, right }) =>
    label((left + right) / 2, 12, event.label, {
      class: `${event.date <= options.asOf ? "ink" : "faint"} tiny mid`,
    }),
  );
  return drawFigure({
    id: "time-axis",
    title: "Controlled studies by date of publication",
    description: `${events.length} studies; ${events.filter((event) => event.turned.length > 0).length} of them turned a verdict.`,
    width,
    height: base + 24,
    body: [line(0, base, width, base, { class: "s-ink" }), ...ticks, ...marks, ...names].join(""),
    table: {
      caption: "Controlled studies by date of publication",
      columns: ["Published", "Study", "Patients", "Turned the verdict of"],
      rows: events.map((event) => [
        event.date,
        event.label,
        event.patients === undefined ? "" : countText(event.patients),
        event.turned.join(", "),
      ]),
    },
  });
}
