import { choice } from '../../model/value.ts';
import type { EpochMetricName } from '../../trainable/network/metrics.ts';
import type { MetricRules } from '../dialect.ts';
import { hintFor, refusal } from '../legalValue.ts';
import { meantBy } from '../suggest.ts';
import { plain } from '../yaml/tree.ts';

/** The metrics that a sweep over networks may rank by, as an epoch measures them. */
export const METRIC_NAMES: readonly EpochMetricName[] = ['val_accuracy', 'val_loss', 'accuracy', 'loss'];

const names = choice(METRIC_NAMES);

const PROGRAM = 'A program of yours reports metrics of any name: add program: train.py.';

export const networkMetric: MetricRules = {
  byDefault: { name: 'val_accuracy', goal: 'maximize' },
  nameOf({ value: tree }, path, report) {
    const value = plain(tree);
    if (names.accepts(value)) return String(value);
    const meant = typeof value === 'string' ? meantBy(value, METRIC_NAMES) : undefined;
    const label = path.join('.');
    if (meant !== undefined) {
      report.warning(tree.place, path, `${label} ${value} is ${meant} here`);
      return meant;
    }
    if (typeof value === 'string' && value.startsWith('test_')) {
      const hint =
        'Use val_accuracy or val_loss; "validation: test" reproduces a notebook that ranks on the test set.';
      report.error(tree.place, path, `${label} cannot be ${value}: the test set never ranks`, hint);
    } else {
      const message = refusal(label, `must be ${names.description}`, value);
      report.error(tree.place, path, message, hintFor(names, value) ?? PROGRAM);
    }
    return undefined;
  },
  goalOf: (name) => (name.endsWith('accuracy') ? 'maximize' : 'minimize'),
};
