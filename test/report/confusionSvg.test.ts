import { expect, it } from 'vitest';
import { confusionSvg } from '../../src/report/confusionSvg.ts';

it('shows names that no XML may hold as what they are, none longer than its place', () => {
  const names = ['a\u0001<b', 'c\ud800', 'd'.repeat(40)];
  const svg = confusionSvg(
    names.map(() => [1, 0, 2]),
    names,
    { width: 400, height: 300 },
  );
  for (const shown of ['a\\x01&lt;b', 'c\\ud800', `${'d'.repeat(15)}…`]) expect(svg).toContain(`>${shown}<`);
  for (const forbidden of ['\u0001', '\ud800']) expect(svg).not.toContain(forbidden);
});
