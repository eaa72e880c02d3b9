/** What can be typed where there is no sweep yet. */
export interface FirstSteps {
  /** The folder in which the commands work: that of the server. */
  readonly folder: string;
  readonly steps: readonly {
    /** Such as `Train six small networks`. */
    readonly does: string;
    /** A line each. */
    readonly commands: string;
  }[];
}
