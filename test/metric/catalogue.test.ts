import { describe, expect, it } from 'vitest';
import { goalOf, metricInfo } from '../../src/metric/catalogue.ts';

describe('which way a metric is better', () => {
  it.each([
    'accuracy',
    'val_accuracy',
    'val/acc',
    'valAccuracy',
    'eval.f1',
    'f1_score',
    'roc_auc',
    'top-5',
    'top1',
    'mAP',
    'val/mAP50',
    'mIoU',
    'nDCG@10',
    'R2',
    'BLEU',
    'episode_reward_mean',
    'return',
    'precision@10',
  ])('is up for %s', (name) => {
    expect(goalOf(name)).toBe('maximize');
  });

  it.each([
    'loss',
    'val_loss',
    'trainLoss',
    'eval/loss',
    'top1_error',
    'top1Error',
    'accuracy_error',
    'rmse',
    'val.MAE',
    'mean_squared_error',
    'perplexity',
    'WER',
    'latencyMs',
    'training time',
    'kl_divergence',
    'fid',
  ])('is down for %s', (name) => {
    expect(goalOf(name)).toBe('minimize');
  });

  it.each(['epoch', 'step', 'metric', 'lr', 'timestep', 'closs', 'x', '', '__proto__', 'constructor'])(
    'is not told by %j',
    (name) => {
      expect(goalOf(name)).toBeUndefined();
    },
  );
});

describe('what is known of a metric', () => {
  it('is its name and four decimals, unless it is a time', () => {
    expect(metricInfo('val/acc')).toMatchObject({ title: 'val/acc', goal: 'maximize' });
    expect(metricInfo('val/acc').format(0.123456)).toBe('0.1235');
    expect(metricInfo('val/acc').format(null)).toBe('–');
    expect(metricInfo('latencyMs')).toMatchObject({ title: 'latency', units: { ms: 1, s: 1000 } });
    expect(metricInfo('toString')).toMatchObject({ title: 'toString', goal: undefined });
  });
});

describe('a value of a metric', () => {
  it('is a whole number where the name is none of a score or a loss', () => {
    const said = (name: string, value: number) => metricInfo(name).format(value);
    expect([said('epochs', 5), said('n_rows', 569), said('epochs', 5.5)]).toEqual(['5', '569', '5.5000']);
    expect([said('val/acc', 1), said('loss', 3)]).toEqual(['1.0000', '3.0000']);
  });
});
