import { readFileSync } from 'node:fs';
import { createContext, runInContext } from 'node:vm';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { packageFile } from '../../src/package.ts';
import { fitPicture } from '../../src/pictures/fit.ts';

type Fit = (picture: object, shape: readonly number[], invert: boolean) => Uint8Array;

function scriptOfThePage(): Fit {
  const context = createContext({}) as { fitPicture: Fit };
  runInContext(readFileSync(packageFile('views/export/tfjs/fit.js'), 'utf8'), context);
  return context.fitPicture;
}

it('an exported page fits pictures to the byte as the dashboard does', () => {
  const side = fc.integer({ min: 1, max: 23 });
  const pictures = fc.tuple(side, side).chain(([height, width]) =>
    fc.record({
      height: fc.constant(height),
      width: fc.constant(width),
      pixels: fc.uint8Array({ minLength: 4 * height * width, maxLength: 4 * height * width }),
    }),
  );
  const shapes = fc.tuple(side, side, fc.constantFrom(1, 3));
  const there = scriptOfThePage();
  fc.assert(
    fc.property(pictures, shapes, fc.boolean(), ({ height, width, pixels }, shape, invert) => {
      const here = fitPicture({ shape: [height, width, 4], pixels }, shape, { invert });
      expect([...there({ data: pixels, width, height }, shape, invert)]).toEqual([...here]);
    }),
  );
});
