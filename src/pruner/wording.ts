import { listed } from '../format.ts';
import type { Judged } from './pruner.ts';

/** Two different values, in the fewest digits that distinguish them, four at least: `0.842`, `0.861`. */
export function toldApart(a: number, b: number): readonly [string, string] {
  for (let digits = 4; digits < 17; digits++) {
    const [one, other] = [shown(a, digits), shown(b, digits)];
    if (one !== other) return [one, other];
  }
  return [String(a), String(b)];
}

/** A value in at most that many digits. */
export function shown(value: number, digits: number): string {
  return String(Number(value.toPrecision(digits)));
}

/** The trials that one is judged among: `27 trials`, `1 other trial with model cnn`. */
export function amongTrials(count: number, { among }: Pick<Judged, 'among'>, other = ''): string {
  return `${count} ${other}${count === 1 ? 'trial' : 'trials'}${among ? ` with ${among}` : ''}`;
}

/** `best third`: the share 1/eta that goes on. */
export function bestShare(eta: number): string {
  const names: Readonly<Record<number, string>> = { 2: 'half', 3: 'third', 4: 'quarter', 5: 'fifth' };
  return `best ${names[eta] ?? `1/${eta}`}`;
}

/** `epochs 1, 3, 9 and 27`; only the first ones of many. */
export function namedRungs(stepName: string, rungs: readonly number[], goesOn: boolean): string {
  const [some, more] = rungs.length > 5 ? [rungs.slice(0, 4), true] : [rungs, goesOn];
  const numbers = more ? `${some.join(', ')}, …` : listed(some.map(String));
  return `${stepName}${some.length > 1 || more ? 's' : ''} ${numbers}`;
}
