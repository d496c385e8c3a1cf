export interface BuildPageOptions {
  /** The repository's root. */
  readonly root?: string;
  /** `apps/web/dist` where absent. */
  readonly outdir?: string;
  /** True where absent. */
  readonly minify?: boolean;
}

/** Builds the page's program and styles and gives their paths. */
export declare function buildPage(options?: BuildPageOptions): Promise<{ script: string; styles: string }>;
