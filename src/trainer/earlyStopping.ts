import type { Assignment } from '../configuration.ts';
import type { Network } from '../engine/engine.ts';
import type { EpochMetrics } from '../trainable/network/metrics.ts';
import { Plateau, type PlateauState } from './plateau.ts';

/** An epoch that has ended. */
export interface Epoch {
  /** Counted from 1. */
  readonly epoch: number;
  readonly metrics: EpochMetrics;
}

/** The progress of early stopping, without the weights that it keeps. */
export interface StoppingState {
  readonly plateau: PlateauState;
  /** The epoch whose weights are kept. */
  readonly best?: Epoch | undefined;
}

/** Ends a training whose val_loss no longer falls and, if asked, keeps the weights of its best epoch. */
export class EarlyStopping {
  private readonly patience: number;
  private readonly plateau: Plateau;
  private readonly restores: boolean;
  private best: { readonly epoch: Epoch; readonly weights: readonly Float32Array[] } | undefined;

  constructor(parameters: Assignment) {
    this.patience = Number(parameters.early_stopping_patience ?? 0);
    this.plateau = new Plateau(this.patience, Number(parameters.early_stopping_min_delta ?? 0));
    this.restores = this.patience > 0 && parameters.early_stopping_restore_best === true;
  }

  observe(epoch: Epoch, network: Network): void {
    const { improved } = this.plateau.observe(epoch.metrics.val_loss);
    if (this.restores && improved) this.best = { epoch, weights: network.weights() };
  }

  /** Whether the training should end after the latest epoch. */
  get isExhausted(): boolean {
    return this.plateau.isExhausted;
  }

  state(): StoppingState {
    return { plateau: this.plateau.state(), best: this.best?.epoch };
  }

  get keptWeights(): readonly Float32Array[] {
    return this.best?.weights ?? [];
  }

  goOn({ plateau, best }: StoppingState, weights: readonly Float32Array[]): void {
    this.plateau.goOn(plateau);
    this.best = best && { epoch: best, weights };
  }

  /** Gives the network the kept weights; returns their epoch. */
  restore(network: Network, last: Epoch): Epoch {
    if (!this.best || this.best.epoch.epoch === last.epoch) return last;
    network.setWeights(this.best.weights);
    return this.best.epoch;
  }

  /** Why the training ended before its last epoch. */
  reason(last: Epoch, kept: Epoch): string {
    const waited = this.patience === 1 ? 'an epoch' : `${this.patience} epochs`;
    const weights = kept === last ? '' : ` The weights are those of epoch ${kept.epoch}.`;
    return `Stopped early after epoch ${last.epoch}: val_loss had not fallen for ${waited}.${weights}`;
  }
}
