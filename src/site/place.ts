/** What lies in a site: an address of the dashboard, and the file that its answer becomes. */
export interface Place {
  /** The address with only the parameters that it reads, in a fixed order, so that all links to it agree. */
  readonly address: string;
  /** Within the folder, in lower case, with `/` between names. */
  readonly file: string;
}

/** An address that a page leads to: its path below the sweep's, and its query. */
export interface Asked {
  readonly path: string;
  readonly query: URLSearchParams;
  /** The section with its `#`, or empty. */
  readonly section: string;
  /** The query of the page that leads there, where that is the same page with other choices. */
  readonly from: URLSearchParams | undefined;
}
