import { expect, test } from 'vitest';
import { type Configuration, canonicalJson, configurationHash } from '../src/configuration.ts';

test('a configuration has one hash, however its mappings are ordered', () => {
  const one: Configuration = { a: { x: 1, y: [{ p: true, q: null }] }, b: 'two', 'b.c': 0 };
  const other: Configuration = { 'b.c': -0, b: 'two', a: { y: [{ q: null, p: true }], x: 1 } };
  expect(configurationHash(other)).toBe(configurationHash(one));
  expect(canonicalJson(one)).toBe('{"parameters":{"a":{"x":1,"y":[{"p":true,"q":null}]},"b":"two","b.c":0}}');
});

test('what differs anywhere has another hash', () => {
  const configurations: Configuration[] = [
    {},
    { a: null },
    { a: [] },
    { a: {} },
    { a: [1, 2] },
    { a: [2, 1] },
    { a: '1' },
    { a: 1 },
    { a: true },
    { a: [[1], 2] },
    { model: 'cnn' },
    { model: { kind: 'cnn' } },
    { parameters: { a: 1 } },
    Object.fromEntries([['__proto__', 1]]),
    { a: 0.1 + 0.2 },
    { a: 0.3 },
  ];
  expect(new Set(configurations.map(configurationHash)).size).toBe(configurations.length);
});
