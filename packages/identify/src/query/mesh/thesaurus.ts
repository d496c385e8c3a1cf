/** A descriptor of MeSH: a heading, or a publication type. */
export interface MeshDescriptor {
  /** As `D016756`. */
  readonly ui: string;
  readonly name: string;
  /** All its places, as `C10.314.750`; none for Male and Female. */
  readonly treeNumbers: readonly string[];
  /** Synonyms as NLM lists them, without the name itself and without inversions and plurals. */
  readonly entryTerms: readonly string[];
}

/** A subheading (qualifier). */
export interface MeshSubheading {
  /** As `Q000188`. */
  readonly ui: string;
  /** In lower case, as `drug therapy`. */
  readonly name: string;
  /** Two letters, as `DT`. */
  readonly abbreviation: string;
  /** No longer given to new records; older ones may still have it. */
  readonly retired: boolean;
}

/** Medical Subject Headings of one year. UIs that it does not know are no errors: they have no relatives. */
export interface MeshThesaurus {
  /** As `2024`. */
  readonly year: string;
  /** How many descriptors there are. */
  readonly size: number;
  /**
   * Finds a descriptor by UI, name, entry term, or an inversion or plural of those that MeSH lists. Case, accents and punctuation do not
   * matter, nor does "Syndrome, Lambert" for "Lambert Syndrome". A name wins over another descriptor's entry term.
   */
  find(term: string): MeshDescriptor | undefined;
  /** Those whose names begin with these words, case, accents and punctuation aside, by UI. */
  beginningWith(words: string): readonly MeshDescriptor[];
  /** UIs of the descriptor and of all below any of its places. */
  explode(ui: string): readonly string[];
  /** Directly below any of its places, each once. */
  narrower(ui: string): readonly MeshDescriptor[];
  /** Directly above any of its places, each once. */
  broader(ui: string): readonly MeshDescriptor[];
  /** Whether it stands in the tree of publication types (V). */
  isPublicationType(ui: string): boolean;
  /** UIs of the descriptors that have this pharmacological action, by the UI of the action. */
  withAction(ui: string): readonly string[];
}
