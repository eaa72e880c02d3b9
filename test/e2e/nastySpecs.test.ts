import { afterAll, describe, expect, it } from 'vitest';
import { Workbench } from './workbench.ts';

const bench = new Workbench();
afterAll(() => bench.remove());

describe('a spec that was made to harm', () => {
  const many = (count: number, item: (index: number) => string) =>
    Array.from({ length: count }, (_, i) => item(i));
  const laughs = many(9, (i) => `a${i + 1}: &a${i + 1} [${many(9, () => `*a${i}`)}]\n`).join('');
  const list = many(90_000, (i) => `0.${String(i + 1).padStart(5, '0')}`);
  const nasty: readonly (readonly [title: string, text: string, status: number])[] = [
    ['aliases', `method: grid\nparameters: {epochs: 1}\na0: &a0 [x, x]\n${laughs}early_stopping: *a9\n`, 2],
    [
      'merge keys',
      many(9000, (i) => `m${i}: &m${i} {k${i}: 1${i === 0 ? '' : `, <<: *m${i - 1}`}}\n`).join(''),
      2,
    ],
    ['mistakes', `method: grid\nparameters:\n${many(49_000, (i) => `  learning_rate${i}: 1\n`).join('')}`, 2],
    ['commas', `method: grid\nparameters: {epochs: [${','.repeat(900_000)}]}\n`, 2],
    ['wrong escapes', `method: grid\nname: "${'\\z'.repeat(400_000)}"\n`, 2],
    ['values', `method: grid\nparameters: {learning_rate: [${list}]}\n`, 0],
    [
      'draws',
      'method: random\nrun_cap: 100000\nparameters: {epochs: {min: 1, max: 9500}, units: {min: 1, max: 10}}\n',
      0,
    ],
    [
      'networks',
      'method: grid\nrun_cap: 100000\nparameters: {filters: {min: 1, max: 2048}, units: {min: 1, max: 2048}}\n',
      0,
    ],
    [
      'replicates',
      'method: grid\nreplicates: 100\nparameters: {epochs: {min: 1, max: 10000}, units: {min: 1, max: 10}}\n',
      0,
    ],
  ];

  it.each(nasty)(
    'with very many %s is planned or refused in little memory and few words',
    async (title, text, status) => {
      const file = bench.write(`${title.replace(' ', '-')}.yaml`, text);
      const ended = await bench.run(['plan', file], undefined, undefined, {
        nodeOptions: ['--max-old-space-size=300'],
      });
      expect(ended).toMatchObject({ status, signal: null });
      expect(ended.stderr).not.toContain('internal');
      expect((ended.stdout + ended.stderr).length).toBeLessThan(30_000);
    },
  );
});
