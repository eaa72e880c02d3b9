import type { Distribution } from '../../space/space.ts';
import { formatValue } from '../../trial/varying.ts';

/** A distribution as plain data; its kind decides which keys it has. */
interface Definition {
  readonly values?: readonly (string | number)[];
  readonly probabilities?: readonly number[];
  readonly min?: number;
  readonly max?: number;
  readonly mu?: number;
  readonly sigma?: number;
  readonly a?: number;
  readonly b?: number;
  readonly q?: number;
}

/**
 * The distribution of a parameter's values, such as `0.0001 to 0.1, log-uniform`; undefined if the values are
 * listed.
 */
export function distributionText({ kind, support, ...distribution }: Distribution): string | undefined {
  const definition = distribution.definition() as Definition;
  if (definition.probabilities) {
    const { values = [], probabilities } = definition;
    return values
      .map((value, index) => `${formatValue(value)} (${rounded(100 * probabilities[index]!)} %)`)
      .join('  ');
  }
  if (!support) return undefined;
  const ends = Number.isFinite(support.min) && Number.isFinite(support.max);
  const range = ends ? [`${rounded(support.min)} to ${rounded(support.max)}`] : [];
  const steps = definition.q !== undefined && definition.q !== 1 ? [`in steps of ${definition.q}`] : [];
  const whole = support.integer && steps.length === 0 ? ['whole numbers'] : [];
  return [...range, ...lawOf(kind, definition), ...whole, ...steps].join(', ');
}

/** Everyone expects even draws of a range: they are not mentioned. */
function lawOf(kind: string, { mu, sigma, a, b }: Definition): string[] {
  const isLog = kind.includes('log');
  if (kind.includes('normal')) return [`${isLog ? 'log-normal' : 'normal'} around ${mu} ± ${sigma}`];
  if (kind.includes('beta')) return [`beta(${a}, ${b})`];
  return isLog ? ['log-uniform'] : ['uniform'];
}

function rounded(value: number): string {
  return String(Number(value.toPrecision(6)));
}
