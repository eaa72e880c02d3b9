import type { Metric } from '../metric/metric.ts';
import { Better } from './better.ts';

/** The common part of pruners that decide after every report from some number on, rather than at rungs. */
export abstract class EveryReport<Settings extends { readonly minIter: number }> {
  protected readonly settings: Settings;
  protected readonly metric: Metric;
  protected readonly stepName: string;
  protected readonly better: Better;

  constructor(settings: Settings, metric: Metric, stepName: string) {
    this.settings = settings;
    this.metric = metric;
    this.stepName = stepName;
    this.better = new Better(metric.goal);
  }

  /** See `Pruner`. */
  decidesAt(reports: number): boolean {
    return reports >= this.settings.minIter;
  }

  /** See `Pruner`. */
  rungs(): readonly number[] {
    return [];
  }
}
