import type { Assignment } from '../configuration.ts';
import type { Network } from '../engine/engine.ts';
import type { EpochMetrics } from '../trial/trial.ts';
import { Plateau } from './plateau.ts';

/** Ends a training whose val_loss no longer falls and, where asked, keeps the weights of its best epoch. */
export class EarlyStopping {
  private readonly patience: number;
  private readonly plateau: Plateau;
  private readonly restores: boolean;
  private best: { readonly metrics: EpochMetrics; readonly weights: readonly Float32Array[] } | undefined;

  constructor(parameters: Assignment) {
    this.patience = Number(parameters.early_stopping_patience ?? 0);
    this.plateau = new Plateau(this.patience, Number(parameters.early_stopping_min_delta ?? 0));
    this.restores = this.patience > 0 && parameters.early_stopping_restore_best === true;
  }

  /** Whether the training should end after this epoch. */
  observe(metrics: EpochMetrics, network: Network): boolean {
    const { improved, exhausted } = this.plateau.observe(metrics.val_loss);
    if (this.restores && improved) this.best = { metrics, weights: network.weights() };
    return exhausted;
  }

  /** Gives the network the weights that are kept; returns the metrics of their epoch. */
  restore(network: Network, last: EpochMetrics): EpochMetrics {
    if (!this.best || this.best.metrics.epoch === last.epoch) return last;
    network.setWeights(this.best.weights);
    return this.best.metrics;
  }

  /** Why the training ended before its last epoch. */
  reason(last: EpochMetrics, kept: EpochMetrics): string {
    const waited = this.patience === 1 ? 'an epoch' : `${this.patience} epochs`;
    const weights = kept === last ? '' : ` The weights are those of epoch ${kept.epoch}.`;
    return `Stopped early after epoch ${last.epoch}: val_loss had not fallen for ${waited}.${weights}`;
  }
}
