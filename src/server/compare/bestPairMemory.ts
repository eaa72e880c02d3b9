import {
  type BestPair,
  bestPairs,
  compareBestPair,
  type Pair,
  type Trained,
} from '../../comparison/index.ts';

const MOST_KEPT = 500;

/** The comparisons of two trainings, which never change and take a tenth of a second each. */
export class BestPairMemory {
  private readonly known = new Map<string, BestPair>();

  readonly of = ([first, second]: Pair, truth: Uint16Array, classes: number): BestPair => {
    const name = nameOf([first, second]);
    const known = this.known.get(name);
    if (known) return known;
    const compared = compareBestPair([first, second], truth, classes);
    if (this.known.size >= MOST_KEPT) this.known.delete(this.known.keys().next().value!);
    this.known.set(name, compared);
    return compared;
  };

  /** Compares the best training of the first with those of the others; requests are answered between two of them. */
  async readAhead(trained: readonly Trained[]): Promise<void> {
    const { truth, classNames } = trained[0]!;
    for (const pair of bestPairs(trained)) {
      if (this.known.has(nameOf(pair))) continue;
      await new Promise(setImmediate);
      this.of(pair, truth!, classNames.length);
    }
  }
}

/** Two databases, one after the other in the same place, may use an id twice, but not for the same training. */
function nameOf(pair: Pair): string {
  return pair.map(({ trialId, seed, durationMs }) => `${trialId} ${seed} ${durationMs}`).join(' ');
}
