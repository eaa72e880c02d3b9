/** A part of the page and what leads to it. */
export interface SectionLink {
  readonly id: string;
  readonly title: string;
}

const TITLES = {
  curves: 'Curves',
  parameters: 'Parameters',
  layers: 'Layers',
  filters: 'Filters',
  resources: 'Resources',
  confusion: 'Confusion',
  mistakes: 'Mistakes',
  calibration: 'Calibration',
  again: 'Run again',
} as const;

/** The sections that a trial's page has, in its order. */
export function sectionLinks(shown: Partial<Record<keyof typeof TITLES, boolean>>): SectionLink[] {
  return Object.entries(TITLES).flatMap(([id, title]) =>
    shown[id as keyof typeof TITLES] === false ? [] : [{ id, title }],
  );
}
