/** What a link says and where it leads. */
export interface Link {
  readonly name: string;
  readonly href: string;
}

/** A link among others of which one is current. */
export interface Choice extends Link {
  readonly current: boolean;
}
