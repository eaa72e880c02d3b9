import { expect, it } from 'vitest';
import { descriptionIn } from '../../src/sweepfile/description.ts';

it.each([
  ['description: Two networks, <b>two</b> widths.\nmethod: grid\n', 'Two networks, <b>two</b> widths.'],
  ['method: grid\ndescription: |\n  One.\n\n  Two.\n', 'One.\n\nTwo.'],
  ['description: with a mistake elsewhere\nmethods: 7\n', 'with a mistake elsewhere'],
  ['method: grid\n', undefined],
  ['description: ""\n', undefined],
  ['description: [a, list]\n', undefined],
  ['description: "not closed\n', undefined],
  ['', undefined],
  [`description: x\na: ${'['.repeat(5000)}`, undefined],
])('the description in %j', (text, found) => {
  expect(descriptionIn(text)).toBe(found);
});
