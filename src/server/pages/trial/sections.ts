import type { PagePart } from '../trainablePages.ts';

/** A part of the page and the link to it. */
export interface SectionLink {
  readonly id: string;
  readonly title: string;
}

const CURVES = { id: 'curves', title: 'Curves' };
const METRICS = { id: 'metrics', title: 'Metrics' };
const PARAMETERS = { id: 'parameters', title: 'Parameters' };
const RESOURCES = { id: 'resources', title: 'Resources' };
const AGAIN = { id: 'again', title: 'Run again' };

/** The sections of a trial's page, in its order. */
export function sectionLinks(parts: readonly PagePart[], hasMetrics: boolean): SectionLink[] {
  const at = (place: PagePart['place']) =>
    parts.filter((part) => part.place === place).map(({ id, title }) => ({ id, title }));
  return [
    CURVES,
    ...(hasMetrics ? [METRICS] : []),
    PARAMETERS,
    ...at('aside'),
    RESOURCES,
    ...at('below'),
    AGAIN,
  ];
}
