import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { processTable, readPs, treeOf } from '../../../src/executor/program/processTable.ts';
import { programTest, temporaryFolder } from './programs.ts';

it('a tree is a process, its descendants and the members of its group', () => {
  const row = (pid: number, parent: number, group: number) => ({
    pid,
    parent,
    group,
    cpuMs: 0,
    memoryBytes: 0,
  });
  const table = [
    row(1, 0, 1),
    row(5, 4, 9),
    row(4, 3, 3),
    row(3, 2, 3),
    row(2, 1, 2),
    row(7, 1, 3),
    row(8, 7, 8),
  ];
  expect(treeOf(table, 3).map(({ pid }) => pid)).toEqual([5, 4, 3, 7, 8]);
});

it('ps, where there is no /proc, tells the same', async () => {
  const child = spawn('sleep', ['60'], { stdio: 'ignore' });
  onTestFinished(() => void child.kill());
  const said = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,pgid=,stat=,rss=,time='], { encoding: 'utf8' });
  const ofChild = (table: Awaited<ReturnType<typeof processTable>>) =>
    table.find(({ pid }) => pid === child.pid);
  const [ours, theirs] = [ofChild(await processTable()), ofChild(readPs(said))];
  expect(theirs).toMatchObject({ pid: child.pid, parent: process.pid, group: ours!.group });
  expect(theirs!.memoryBytes).toBeGreaterThan(0);
  expect(readPs(' 1 0 1 Ss 12 1-02:03:04\n 2 1 2 Z 0 0:00\n 3 1 3 R+ 8 10:00.50\n')).toEqual([
    { pid: 1, parent: 0, group: 1, cpuMs: 93_784_000, memoryBytes: 12_288 },
    { pid: 3, parent: 1, group: 3, cpuMs: 600_500, memoryBytes: 8192 },
  ]);
});

it('what a trial takes is said while it runs: processor, memory and graphics card', async () => {
  const { job, run, executor, folder } = programTest({ sampleMs: 100 });
  writeFileSync(
    join(folder, 'busy.py'),
    `import os
held = bytearray(b"x") * 60_000_000
open("pid", "w").write(str(os.getpid()))
while True: sum(range(1000))`,
  );
  useCards(join(folder, 'pid'));
  let seen = 0;
  const { of } = await run(job('python3 busy.py'), (message) => {
    if (message.type === 'resources' && message.gpuPercent !== null && ++seen === 2) executor.stop();
  });
  const last = of('resources').at(-1)!;
  expect(last).toMatchObject({ trial: 1, gpuPercent: 87, gpuMemoryBytes: 3 * 2 ** 20 });
  expect(last.memoryBytes).toBeGreaterThan(60e6);
  expect(last.cpuPercent).toBeGreaterThan(1);
});

/** Puts an `nvidia-smi` on the PATH that reports two cards and one process, which uses the second one. */
function useCards(pidFile: string): void {
  const bin = temporaryFolder();
  const script = `#!/bin/sh
case $1 in
  --query-gpu=*) echo 'GPU-a, 3'; echo 'GPU-b, 87' ;;
  *) [ ! -s ${pidFile} ] || echo "GPU-b, $(cat ${pidFile}), 3" ;;
esac`;
  writeFileSync(join(bin, 'nvidia-smi'), script);
  chmodSync(join(bin, 'nvidia-smi'), 0o755);
  const { PATH } = process.env;
  process.env.PATH = `${bin}:${PATH}`;
  onTestFinished(() => {
    process.env.PATH = PATH;
  });
}
