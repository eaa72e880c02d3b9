/** What lies in a site: an address of the dashboard, and the file that its answer becomes. */
export interface Place {
  /** With what it asks for alone, in one order, so that it is the same for all links to it. */
  readonly address: string;
  /** Within the folder, in lower case, with `/` between names. */
  readonly file: string;
}

/** An address that a page leads to: its path below the sweep's, and its query. */
export interface Asked {
  readonly path: string;
  readonly query: URLSearchParams;
  /** With `#`, or empty. */
  readonly section: string;
  /** The query of the page that leads there, where that is the same page with other choices. */
  readonly from: URLSearchParams | undefined;
}
