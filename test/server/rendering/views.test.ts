import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { reliabilityDiagram } from '../../../src/charts/reliabilityDiagram.ts';

const ROOT = join(import.meta.dirname, '../../..');

function filesIn(folder: string, ending: string): { path: string; text: string }[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith(ending))
    .map((path) => ({ path, text: readFileSync(join(ROOT, folder, path), 'utf8') }));
}

/** The code of a view, without the texts in it. */
function codeOf(view: string): string[] {
  return [...view.matchAll(/<%([\s\S]*?)%>/g)].map(([, code]) => code!.replace(/'[^']*'/g, "''"));
}

describe('views', () => {
  it('loop and compare; they neither choose nor count', () => {
    const logic = filesIn('views', '.eta').flatMap(({ path, text }) =>
      codeOf(text)
        .map((code) => code.replace(/^[=~-]|[=!]==|[<>]=|=>| [<>] |&&|\|\||\?\?|\.\.\./g, ''))
        .filter((code) => /[+*/%]| - |\?[^.?]|\bnew\b|\.entries\(/.test(code))
        .map((code) => `${path}: ${code.trim()}`),
    );
    expect(logic).toEqual([]);
  });

  it('write no address of a sweep themselves, and neither does the server but for one module', () => {
    const byHand = [...filesIn('views', '.eta'), ...filesIn('src/server', '.ts')]
      .filter(
        ({ path, text }) =>
          path !== 'addresses/addresses.ts' && /\/sweeps\/(<%|\$\{)|\/trials\/(<%|\$\{)/.test(text),
      )
      .map(({ path }) => path);
    expect(byHand).toEqual([]);
  });
});

describe('a reliability diagram', () => {
  it('has bars and a line for each range with images, and nothing for one without', () => {
    const { bars, lines } = reliabilityDiagram([
      { from: 0, to: 0.5, count: 0, confidence: null, accuracy: null },
      { from: 0.5, to: 1, count: 4, confidence: 0.9, accuracy: 0.75 },
    ]);
    const title = 'confidence 0.5 to 1.0: share of hits 0.7500, mean confidence 0.9000, n 4';
    expect(bars).toEqual([
      { className: 'hits', x: 151, y: 75, width: 148, height: 225, title },
      { className: 'gap', x: 151, y: 30, width: 148, height: 45, title },
      { className: 'images', x: 151, y: 324, width: 148, height: 44, title },
    ]);
    expect(lines.filter(({ className }) => className === 'share')).toEqual([
      { className: 'share', x1: 151, y1: 75, x2: 299, y2: 75 },
    ]);
  });
});
