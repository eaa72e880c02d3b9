import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PAGES, withTables } from '../scripts/docs.ts';
import { commands } from '../src/cli/commands/index.ts';
import { packageFile } from '../src/package.ts';

const ROOT = packageFile('.');
const TEXTS = new Map(
  ['README.md', 'CONTRIBUTING.md', ...readdirSync(packageFile('docs')).map((name) => `docs/${name}`)]
    .filter((path) => path.endsWith('.md'))
    .map((path) => [path, readFileSync(packageFile(path), 'utf8')]),
);

describe('the README and docs/', () => {
  it('have the tables of parameters, formats, columns and errors that the code has (`npm run docs` writes them)', () => {
    for (const [path, tables] of Object.entries(PAGES)) {
      const text = TEXTS.get(path)!;
      expect(withTables(text)).toBe(text);
      for (const table of tables) expect(text).toMatch(new RegExp(`<!-- ${table}:start -->\n\\| .*\n\\|-`));
    }
    expect(TEXTS.get('docs/command-line.md')).toContain('| `dataset_damaged` |');
    expect(TEXTS.get('docs/exports.md')).toContain('| `card` |');
    expect(TEXTS.get('docs/networks.md')).toContain('`kernel_initializer` or `initializer`');
  });

  it('link to files and headings that exist', () => {
    const broken = [...TEXTS].flatMap(([path, text]) =>
      linksOf(text)
        .filter((link) => !leadsSomewhere(path, link))
        .map((link) => `${path}: ${link}`),
    );
    expect(broken).toEqual([]);
  });

  it('lead from the README to every page of docs/', () => {
    const linked = linksOf(TEXTS.get('README.md')!);
    for (const path of TEXTS.keys()) if (path.startsWith('docs/')) expect(linked).toContain(path);
  });

  it('list every command', () => {
    for (const path of ['README.md', 'docs/command-line.md'])
      for (const { name } of commands) expect(TEXTS.get(path)).toMatch(new RegExp(`^sweep ${name}\\b`, 'm'));
  });

  it("never show a command that could fetch the registry's package of the same name", () => {
    const fetching = [...TEXTS.values()]
      .flatMap((text) => text.split('\n'))
      .filter((line) => /\bnpx (?!--no |npm@)|npm (install|i|exec) sweep\b/.test(line));
    expect(fetching).toEqual([]);
  });
});

/** The addresses within the project that a text in Markdown links to, pictures included. */
function linksOf(text: string): string[] {
  return [...text.matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, link]) => link!)
    .filter((link) => !/^https?:/.test(link));
}

function leadsSomewhere(from: string, link: string): boolean {
  const [path, heading] = link.split('#') as [string, string?];
  const file = path === '' ? from : relative(ROOT, join(ROOT, dirname(from), path));
  const text = TEXTS.get(file);
  if (text === undefined) return heading === undefined && existsSync(packageFile(file));
  return heading === undefined || headingsOf(text).includes(heading);
}

/** The ids that GitHub gives to headings. */
function headingsOf(text: string): string[] {
  return [...text.matchAll(/^#+ (.+)$/gm)].map(([, title]) =>
    title!
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}
