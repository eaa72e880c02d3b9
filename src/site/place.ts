/** A file of a site: an address of the dashboard, and the file for its answer. */
export interface Place {
  /**
   * The address with only the parameters that it reads, in a fixed order, so that all links to it are equal.
   */
  readonly address: string;
  /** The path within the folder, in lower case, with `/` between names. */
  readonly file: string;
}

/** An address that a page links to: its path below the sweep's, and its query. */
export interface Asked {
  readonly path: string;
  readonly query: URLSearchParams;
  /** The section with its `#`, or empty. */
  readonly section: string;
  /** The query of the page with the link, if that is the same page with other choices. */
  readonly from: URLSearchParams | undefined;
}
