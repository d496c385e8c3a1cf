export type { ScreeningRecord, ScreeningTopic } from "./record.ts";
