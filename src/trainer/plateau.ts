/** The state of a plateau. */
export interface PlateauState {
  readonly best: number;
  readonly waited: number;
}

/** Watches a value that should fall, epoch by epoch, as Keras's callbacks do. */
export class Plateau {
  private readonly patience: number;
  private readonly minDelta: number;
  private best = Infinity;
  private waited = 0;

  /** Patience in epochs, 0 for never; `minDelta` is how much lower a value must be to count as lower. */
  constructor(patience: number, minDelta: number) {
    this.patience = patience;
    this.minDelta = minDelta;
  }

  /**
   * Takes an epoch's value and returns whether it is the lowest so far, and whether patience has run out with
   * it.
   */
  observe(value: number): { readonly improved: boolean; readonly exhausted: boolean } {
    const improved = value < this.best - this.minDelta;
    if (improved) this.best = value;
    this.waited = improved ? 0 : this.waited + 1;
    return { improved, exhausted: this.isExhausted };
  }

  /** Whether patience has run out. */
  get isExhausted(): boolean {
    return this.patience > 0 && this.waited >= this.patience;
  }

  /** The state after at least one epoch. */
  state(): PlateauState {
    return { best: this.best, waited: this.waited };
  }

  goOn({ best, waited }: PlateauState): void {
    this.best = best;
    this.waited = waited;
  }

  /** Starts to wait again, from the best value so far. */
  restart(): void {
    this.waited = 0;
  }
}
