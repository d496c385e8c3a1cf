import type { Figure } from "@coppice/figures";
import { type KeyboardEvent, type MouseEvent, useLayoutEffect, useRef } from "react";
import { DataTable } from "./data-table.tsx";

function studyAt(target: EventTarget): string | undefined {
  return target instanceof Element
    ? (target.closest("[data-study]")?.getAttribute("data-study") ?? undefined)
    : undefined;
}

/** A figure with its table beneath. Studies drawn as buttons answer to click, space and Enter, and to W. */
export function FigureView({
  figure,
  onStudy,
  onWhy,
  askRow,
}: {
  readonly figure: Figure;
  readonly onStudy?: (study: string) => void;
  readonly onWhy?: (study: string) => void;
  /** Ref behind a row of the table, which then can be asked "Why?". */
  readonly askRow?: (row: number) => string | undefined;
}) {
  const place = useRef<HTMLDivElement>(null);
  const refocus = useRef<string | undefined>(undefined);
  // The drawing is replaced as a whole, and the pressed study with it: the focus goes back to its successor.
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs whenever the drawing was replaced
  useLayoutEffect(() => {
    if (refocus.current === undefined) return;
    for (const each of place.current?.querySelectorAll<SVGElement>("[data-study]") ?? [])
      if (each.getAttribute("data-study") === refocus.current) each.focus();
    refocus.current = undefined;
  }, [figure.svg]);
  const onClick = (event: MouseEvent) => {
    const study = studyAt(event.target);
    if (study === undefined) return;
    refocus.current = study;
    onStudy?.(study);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const study = studyAt(event.target);
    if (study === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === " " || event.key === "Enter") {
      event.preventDefault();
      if (event.repeat) return;
      refocus.current = study;
      onStudy?.(study);
    }
    if (event.code === "KeyW") {
      event.preventDefault();
      event.stopPropagation();
      onWhy?.(study);
    }
  };
  return (
    <figure>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: it listens for the buttons inside the drawing */}
      <div
        ref={place}
        className="drawing"
        onClick={onClick}
        onKeyDown={onKeyDown}
        // biome-ignore lint/security/noDangerouslySetInnerHtml: the figure escapes every text it draws
        dangerouslySetInnerHTML={{ __html: figure.svg }}
      />
      <DataTable table={figure.table} {...(askRow !== undefined && { askRow })} />
    </figure>
  );
}
