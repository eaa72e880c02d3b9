import { printable, shortened } from '../printable.ts';
import type { Problem, Severity } from './problem.ts';
import type { Path, Place } from './yaml/tree.ts';
import { pathText } from './yaml/tree.ts';

/** Most problems of each severity that are listed; further ones are of the same kinds. */
export const MOST_PROBLEMS = 50;

/** Most characters of a message or hint. */
const LONGEST = 2000;

/** Thrown when a spec is not read any further; the reported problems say why. */
export class Abandoned extends Error {}

interface Found {
  readonly problem: Problem;
  readonly offset: number;
}

/** Collects the problems of one spec, with the line and column of every place in its text. */
export class Report {
  private readonly found: Readonly<Record<Severity, Found[]>> = { error: [], warning: [] };
  private readonly more: Partial<Record<Severity, Found>> = {};
  private readonly announced = new Set<string>();
  private readonly lineStarts: number[] = [0];

  constructor(text: string) {
    for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1))
      this.lineStarts.push(at + 1);
  }

  /**
   * @throws Abandoned after the last error that is listed.
   */
  error(place: Place, path: Path, message: string, hint?: string): void {
    if (this.found.error.length === MOST_PROBLEMS) {
      this.more.error = this.problem('error', place, path, 'more mistakes follow', 'Mend the others first.');
      throw new Abandoned();
    }
    this.found.error.push(this.problem('error', place, path, message, hint));
  }

  warning(place: Place, path: Path, message: string, hint?: string): void {
    if (this.found.warning.length < MOST_PROBLEMS)
      this.found.warning.push(this.problem('warning', place, path, message, hint));
    else this.more.warning ??= this.problem('warning', place, path, 'more warnings follow', undefined);
  }

  /**
   * @throws Abandoned always, with this as the last error.
   */
  abandon(place: Place, message: string, hint?: string): never {
    this.error(place, [], message, hint);
    throw new Abandoned();
  }

  /** True for the first call with that topic: lists of legal names are printed once. */
  tellsFirst(topic: string): boolean {
    return this.announced.size < this.announced.add(topic).size;
  }

  /** Problems of one severity in the order of the text; those of the command line last. */
  problems(severity: Severity): Problem[] {
    const sorted = this.found[severity].toSorted((a, b) => (a.offset === b.offset ? 0 : a.offset - b.offset));
    return [...sorted, ...(this.more[severity] ? [this.more[severity]] : [])].map(({ problem }) => problem);
  }

  private problem(
    severity: Severity,
    place: Place,
    path: Path,
    message: string,
    hint: string | undefined,
  ): Found {
    const rest = {
      message: readable(message),
      ...(hint === undefined ? {} : { hint: readable(hint) }),
      severity,
    };
    return {
      problem: { ...this.where(place, path), ...rest },
      offset: 'option' in place ? Infinity : place.offset,
    };
  }

  /** A place in the form that problems have. */
  where(place: Place, path: Path): Pick<Problem, 'path' | 'line' | 'column'> {
    if ('option' in place) return { path: readable(place.option) };
    return { path: readable(pathText(path)), ...this.position(place.offset) };
  }

  /** Line and column, both from 1, of an offset into the text. */
  position(offset: number): { line: number; column: number } {
    let low = 0;
    let high = this.lineStarts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (this.lineStarts[middle]! <= offset) low = middle;
      else high = middle;
    }
    return { line: low + 1, column: offset - this.lineStarts[low]! + 1 };
  }
}

function readable(text: string): string {
  return printable(shortened(text, LONGEST));
}
