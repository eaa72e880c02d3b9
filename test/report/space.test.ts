import { expect, it } from 'vitest';
import type { ReportData } from '../../src/report/readReport.ts';
import { choicesOf } from '../../src/report/sections/space.ts';

it('says where a parameter exists, and takes none for fixed that does not always', () => {
  const specJson = JSON.stringify({
    models: ['ann', 'cnn'],
    parameters: {
      dropout: { distribution: 'constant', value: 0.2, when: { units: [[128, 100]] } },
      epochs: { distribution: 'constant', value: 5 },
      units: {
        distribution: 'categorical',
        values: [
          [128, 100],
          [300, 100],
        ],
        when: { model: ['ann'], optimizer: ['sgd', 'adam'] },
      },
    },
  });
  expect(choicesOf({ sweep: { specJson } } as ReportData)).toEqual([
    { name: 'model', varies: true, words: 'ann or cnn' },
    { name: 'dropout', varies: true, words: '0.2, where units is [128, 100]' },
    { name: 'epochs', varies: false, words: '5' },
    {
      name: 'units',
      varies: true,
      words: '[128, 100] or [300, 100], where model is ann and optimizer is sgd or adam',
    },
  ]);
});
