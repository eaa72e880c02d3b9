import { readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, join, normalize } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const SRC = join(import.meta.dirname, '../src');

/** The rooms that know what a sweep found. */
const FOUND = [
  'comparison',
  'store',
  'analysis',
  'sweepfile',
  'space',
  'trial',
  'model',
  'trainable',
  'metric',
];

/** The same, and those that show it. */
const PAGES = ['charts', 'pictures', ...FOUND];

/** Who may import whom, types included; everyone may import the base and its own room. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  base: [],
  metric: [],
  space: [],
  model: [],
  trial: ['metric'],
  trainable: ['model', 'space', 'trial', 'metric'],
  sweepfile: ['trainable', 'space', 'model', 'trial', 'metric'],
  sampler: ['sweepfile', 'space', 'trial', 'model', 'trainable', 'metric'],
  pruner: ['sweepfile', 'trainable', 'metric'],
  data: ['sweepfile', 'space', 'trial', 'model', 'trainable'],
  onnx: ['model'],
  engine: ['onnx', 'sweepfile', 'space', 'trial', 'model'],
  store: ['sweepfile', 'space', 'trial', 'model', 'trainable', 'metric'],
  analysis: ['sweepfile', 'space', 'trial', 'model', 'metric'],
  comparison: ['analysis', 'store', 'sweepfile', 'space', 'trainable', 'trial', 'metric'],
  trainer: ['engine', 'data', 'sweepfile', 'space', 'trial', 'model', 'trainable'],
  executor: ['trainer', 'sweepfile', 'space', 'trial', 'model', 'metric', 'trainable', 'data'],
  clients: ['executor', 'trainable', 'trial', 'metric', 'sweepfile'],
  simulation: ['sweep', 'sampler', 'executor', 'store', 'sweepfile', 'trainable', 'trial', 'metric'],
  sweep: [
    'analysis',
    'sampler',
    'pruner',
    'executor',
    'store',
    'sweepfile',
    'space',
    'trial',
    'model',
    'trainable',
    'metric',
  ],
  pictures: ['store', 'model'],
  charts: ['pruner', ...FOUND],
  server: PAGES,
  report: PAGES,
  site: ['server', 'charts', 'pictures', 'store', 'analysis', 'sweepfile', 'space', 'trial', 'model'],
  export: ['onnx', ...PAGES],
  workload: [
    'clients',
    'sampler',
    'metric',
    'trial',
    'space',
    'trainer',
    'executor',
    'sweep',
    'store',
    'engine',
    'data',
    'trainable',
    'sweepfile',
    'model',
    'metric',
  ],
  library: [
    'comparison',
    'export',
    'workload',
    'sweep',
    'sampler',
    'executor',
    'store',
    'sweepfile',
    'trainable',
    'metric',
    'trial',
  ],
  cli: ['*'],
};

/** Files of other rooms that the sweep may see: contracts, no implementation. */
const CONTRACTS = ['executor/executor.ts', 'store/store.ts', 'store/earlierSweeps.ts'];

/** Packages that belong to one room, or to a few. */
const OWNERS: Readonly<Record<string, string | readonly string[]>> = {
  yaml: 'sweepfile',
  zod: 'sweepfile',
  'drizzle-orm': 'store',
  'better-sqlite3': 'store',
  protobufjs: 'onnx',
  'onnxruntime-node': 'engine',
  piscina: 'executor',
  express: 'server',
  compression: 'server',
  'csv-stringify': 'base',
  'hyparquet-writer': 'export',
  eta: ['server', 'report', 'export'],
  echarts: 'charts',
  yargs: 'cli',
  yauzl: 'data',
  yazl: 'export',
  pngjs: 'pictures',
  h5wasm: 'export',
  re2js: 'store',
};

interface Import {
  readonly from: string;
  readonly to: string;
}

const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter(
  (path) => path.endsWith('.ts') && !path.includes('kernels/assembly'),
);
const imports: Import[] = files.flatMap((from) =>
  ts.preProcessFile(readFileSync(join(SRC, from), 'utf8'), true, true).importedFiles.map(({ fileName }) => ({
    from,
    to: fileName.startsWith('.') ? normalize(join(dirname(from), fileName)) : fileName,
  })),
);
const own = imports.filter(({ to }) => to.endsWith('.ts'));

function room(path: string): string {
  if (path === 'index.ts') return 'library';
  return path.includes('/') ? path.slice(0, path.indexOf('/')) : 'base';
}

describe('the house', () => {
  it('has only the rooms of the table', () => {
    expect([...new Set(files.map(room))].sort()).toEqual(Object.keys(MAY_IMPORT).sort());
  });

  it('has no import that the table forbids', () => {
    const forbidden = own.filter(({ from, to }) => {
      const [a, b] = [room(from), room(to)];
      const allowed = MAY_IMPORT[a]!;
      return a !== b && b !== 'base' && !allowed.includes('*') && !allowed.includes(b);
    });
    expect(forbidden).toEqual([]);
  });

  it('lets the sweep see contracts alone, and trainers only the executors that train here', () => {
    const leaks = own.filter(
      ({ from, to }) =>
        (room(from) === 'sweep' && ['executor', 'store'].includes(room(to)) && !CONTRACTS.includes(to)) ||
        (room(from) === 'executor' &&
          room(to) === 'trainer' &&
          !['executor/worker.ts', 'executor/inline.ts'].includes(from)),
    );
    expect(leaks).toEqual([]);
  });

  it('keeps each package in the room that owns it', () => {
    const packages = imports.filter(({ to }) => !to.endsWith('.ts'));
    const strangers = packages.filter(({ from, to }) => {
      const name = to
        .split('/')
        .slice(0, to.startsWith('@') ? 2 : 1)
        .join('/');
      return OWNERS[name] !== undefined && ![OWNERS[name]].flat().includes(room(from));
    });
    expect(strangers).toEqual([]);
    const unprefixed = packages.filter(({ to }) => builtinModules.includes(to));
    expect(unprefixed).toEqual([]);
  });

  it('opens SQLite through one file, which chooses the version that this Node can run', () => {
    const doors = imports
      .filter(({ to }) => /^(drizzle-orm\/)?better-sqlite3/.test(to))
      .map(({ from }) => from);
    expect([...new Set(doors)]).toEqual(['store/sqlite.ts']);
  });

  it('has small files: half of them under 80 lines, none over 300', () => {
    const lengths = files
      .map((path) => readFileSync(join(SRC, path), 'utf8').split('\n').length)
      .sort((a, b) => a - b);
    expect(lengths[Math.floor(lengths.length / 2)]).toBeLessThan(80);
    expect(lengths.at(-1)).toBeLessThanOrEqual(300);
  });

  it('has no cycle between rooms', () => {
    const edges = new Map<string, Set<string>>();
    for (const { from, to } of own) {
      if (room(from) === room(to)) continue;
      edges.set(room(from), (edges.get(room(from)) ?? new Set()).add(room(to)));
    }
    const visit = (name: string, path: readonly string[]): string[] => {
      if (path.includes(name)) return [[...path, name].join(' → ')];
      return [...(edges.get(name) ?? [])].flatMap((next) => visit(next, [...path, name]));
    };
    expect([...edges.keys()].flatMap((name) => visit(name, []))).toEqual([]);
  });
});
