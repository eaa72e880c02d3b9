import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { KeptOutput } from '../../../src/trainable/program/keptOutput.ts';
import { programTest } from './programs.ts';

it('a line of 100 MB is output, of which the beginning and the end are kept, and what follows counts', async () => {
  const { job, run, folder } = programTest();
  writeFileSync(
    join(folder, 'flood.mjs'),
    `import { writeSync } from 'node:fs';
const bytes = Buffer.alloc(100_000, 'x');
const all = (buffer) => { for (let at = 0; at < buffer.length; at += writeSync(1, buffer, at)); };
all(Buffer.from('first '));
for (let i = 0; i < 1000; i++) all(bytes);
all(Buffer.from(' {"loss": 7}\\n{"loss": 1}\\nlast\\n'));`,
  );
  const before = process.memoryUsage().rss;
  const { outcome, text } = await run(job('', { command: [process.execPath, 'flood.mjs'] }));
  expect(outcome).toMatchObject({ state: 'completed', result: { metrics: { loss: 1 } } });
  const kept = new KeptOutput();
  kept.add(text('stdout'));
  const output = kept.toString();
  expect(output.startsWith(`first ${'x'.repeat(60_000)}`)).toBe(true);
  expect(output.endsWith(`${'x'.repeat(100_000)} {"loss": 7}\nlast\n`)).toBe(true);
  expect(output).toContain('characters left out');
  expect(output.length).toBeLessThan(300_000);
  expect(process.memoryUsage().rss - before).toBeLessThan(150e6);
});

it('a metric counts behind a progress bar that has filled more than a line may have', async () => {
  const { job, run, folder } = programTest();
  writeFileSync(
    join(folder, 'bar.mjs'),
    `import { writeFileSync } from 'node:fs';
const bar = '\\r 50%|#####     |'.repeat(100_000);
writeFileSync(1, bar + '\\r{"loss": 3}\\n' + bar + ' {"loss": 4}\\n');`,
  );
  const { outcome } = await run(job('', { command: [process.execPath, 'bar.mjs'] }));
  expect(outcome).toMatchObject({ state: 'completed', result: { metrics: { loss: 3 } } });
});

it('four programs report forty thousand lines, and none is lost', async () => {
  const { job, run, folder } = programTest({ slots: 4 });
  writeFileSync(
    join(folder, 'flood.mjs'),
    'for (let i = 1; i <= 10_000; i++) console.log(JSON.stringify({ step: i, value: i * 2 }));',
  );
  const runs = await Promise.all(
    [1, 2, 3, 4].map((trial) => run(job('', { command: [process.execPath, 'flood.mjs'] }, trial))),
  );
  for (const { of, outcome } of runs) {
    const reports = of('report');
    expect(reports.length).toBe(10_000);
    expect(
      reports.every(({ step, metrics }, index) => step === index + 1 && metrics.value === 2 * step),
    ).toBe(true);
    expect(outcome).toMatchObject({ state: 'completed', result: { metrics: { value: 20_000 } } });
  }
});

it('a program is held back while nobody takes what it reports, and loses nothing by ending meanwhile', async () => {
  const { job, run } = programTest();
  const script = `i=0; while [ $i -lt 20000 ]; do i=$((i + 1)); echo "{\\"step\\": $i, \\"pad\\": 12345678901234567890}"; done`;
  let waiting = 0;
  let most = 0;
  const { of } = await run(job(script), ({ type }) => {
    if (type !== 'report') return undefined;
    most = Math.max(most, ++waiting);
    return new Promise<void>((resolve) => setTimeout(resolve, 5)).then(() => {
      waiting--;
    });
  });
  expect(of('report').at(-1)?.step).toBe(20_000);
  expect(of('report').length).toBe(20_000);
  expect(most).toBeLessThan(5000);
});
