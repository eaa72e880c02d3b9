import type { ChartKind, Settings } from '../../charts/chart.ts';
import type { SweepInfo } from '../../store/index.ts';
import { chartHref } from '../addresses/addresses.ts';
import { readQuery } from '../addresses/query.ts';
import { grouping, type Query, viewAddress, whereOf } from './query.ts';

/** A chart in the two widths in which it is drawn. */
export interface Picture {
  readonly wide: string;
  readonly narrow: string;
}

/** A small picture of a chart, with the link to its page. */
export interface FigureLink {
  readonly name: string;
  readonly title: string;
  readonly href: string;
  readonly picture: Picture;
  /** The address of the data from which a script draws it; absent where none does. */
  readonly data?: string;
}

/** In CSS pixels. A picture is drawn as wide as it is shown, so that its text keeps its size. */
export const SIZES = {
  large: { width: 1100, height: 480 },
  small: { width: 560, height: 300 },
  narrow: { width: 330, height: 300 },
} as const;

export function sizeOf(name: unknown) {
  return name === 'small' || name === 'narrow' ? SIZES[name] : SIZES.large;
}

/** The charts as a page of several shows them; each picture is made when a browser asks for it. */
export function figures(
  kinds: readonly ChartKind[],
  sweep: SweepInfo,
  query: Query,
  token: string,
): FigureLink[] {
  return kinds.map((kind) => ({
    name: kind.name,
    title: kind.title,
    href: chartHref(sweep.id, kind.name, viewAddress(query, {})),
    picture: picture(sweep, kind, query, grouping(readQuery(query)), token, 'small'),
  }));
}

/** Addresses of pictures; the token says which state of the database they show. */
export function picture(
  sweep: SweepInfo,
  { name }: ChartKind,
  query: Query,
  settings: Settings,
  token: string,
  size: 'small' | 'large',
): Picture {
  const where = whereOf(query);
  const at = (which: string) =>
    chartHref(
      sweep.id,
      `${name}.svg`,
      `?${new URLSearchParams({ ...(where === undefined ? {} : { where }), ...settings, size: which, at: token })}`,
    );
  return { wide: at(size), narrow: at('narrow') };
}
