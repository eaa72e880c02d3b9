/** A button of a table's toolbar that opens a panel; the id names both. */
export interface ToolbarButton {
  readonly id: string;
  readonly label: string;
  /** Whether it leads to forms that change something. */
  readonly forWriters: boolean;
}

/** What arranges the rows of a table. */
export const ARRANGING: readonly ToolbarButton[] = [
  { id: 'columns', label: 'Columns', forWriters: false },
  { id: 'arrange', label: 'Group, colour', forWriters: false },
  { id: 'views', label: 'Views', forWriters: false },
];

/** The same, and what else there is about a sweep. */
export const OF_SWEEP: readonly ToolbarButton[] = [
  ...ARRANGING,
  { id: 'note', label: 'Note, tags', forWriters: true },
  { id: 'spec', label: 'Specification', forWriters: false },
];
