import type { EngineId } from "../engine.ts";
import { randomizedTrials } from "./randomized-trials.ts";
import type { FilterText, SearchFilter } from "./search-filter.ts";
import { systematicReviews } from "./systematic-reviews.ts";

/** All filters that are kept. */
export const SEARCH_FILTERS: readonly SearchFilter[] = [randomizedTrials, systematicReviews];

export const filterByName = (name: string): SearchFilter | undefined =>
  SEARCH_FILTERS.find(({ names }) => names.includes(name.trim().toLowerCase()));

export const filterText = (filter: SearchFilter, engine: EngineId): FilterText | undefined =>
  filter.texts.find((text) => text.engine === engine);
