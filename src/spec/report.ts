import type { Problem, Severity } from './problem.ts';
import type { Path, Place } from './tree.ts';
import { pathText } from './tree.ts';

/** Collects the problems of one spec and knows the line and column of every place in its text. */
export class Report {
  private readonly found: { readonly problem: Problem; readonly offset: number }[] = [];
  private readonly lineStarts: number[] = [0];

  constructor(text: string) {
    for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1))
      this.lineStarts.push(at + 1);
  }

  error(place: Place, path: Path, message: string, hint?: string): void {
    this.add('error', place, path, message, hint);
  }

  warning(place: Place, path: Path, message: string, hint?: string): void {
    this.add('warning', place, path, message, hint);
  }

  /** Problems of one severity in the order of the text; those of the command line last. */
  problems(severity: Severity): Problem[] {
    return this.found
      .filter(({ problem }) => problem.severity === severity)
      .sort((a, b) => (a.offset === b.offset ? 0 : a.offset - b.offset))
      .map(({ problem }) => problem);
  }

  private add(severity: Severity, place: Place, path: Path, message: string, hint: string | undefined): void {
    const rest = { message, ...(hint === undefined ? {} : { hint }), severity };
    if ('option' in place) {
      this.found.push({ problem: { path: place.option, ...rest }, offset: Infinity });
    } else {
      const problem = { path: pathText(path), ...this.position(place.offset), ...rest };
      this.found.push({ problem, offset: place.offset });
    }
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
