import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Mean regret of the best configuration so far, after each number of trials, by the name of the search. */
export interface RegretCurves {
  readonly trials: readonly number[];
  readonly all: Readonly<Record<string, readonly number[]>>;
  readonly conditional: Readonly<Record<string, readonly number[]>>;
}

/**
 * The effort of a search with a pruner until it had one of the best, as a share of random search without a
 * pruner.
 */
export interface PruningResult {
  readonly search: string;
  readonly pruner: string;
  readonly lookahead: number;
  readonly medianEpochs: number;
  readonly meanEpochs: number;
  readonly minutes: number;
  readonly missed: number;
}

export interface PruningResults {
  readonly configurations: number;
  readonly seeds: number;
  readonly workers: number;
  readonly results: readonly PruningResult[];
}

interface Measured {
  readonly search: RegretCurves;
  readonly prune: PruningResults;
}

/** What a benchmark measured last, for the plots of the docs; undefined before. */
export function measured<Name extends keyof Measured>(name: Name): Measured[Name] | undefined {
  const file = fileOf(name);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Measured[Name]) : undefined;
}

export function writeMeasured<Name extends keyof Measured>(name: Name, result: Measured[Name]): void {
  writeFileSync(fileOf(name), `${JSON.stringify(result)}\n`);
}

function fileOf(name: keyof Measured): string {
  return fileURLToPath(new URL(`${name}.json`, import.meta.url));
}
