/** A record as the ranking reads it. Only the texts count; order and id tell nothing. */
export interface ScreeningRecord {
  readonly id: string;
  readonly title: string;
  /** "" or absent where the record has none. */
  readonly abstract?: string;
  /** Subject headings, key words and publication types, one an entry; each counts as one term. */
  readonly terms?: readonly string[];
}

/** What a review knows about itself before the first record is labelled. */
export interface ScreeningTopic {
  /** The question or the title of the review, in a line. */
  readonly title: string;
  /** Eligibility criteria as text. */
  readonly criteria?: string;
}
