import { statSync } from 'node:fs';
import { extname } from 'node:path';
import { SweepError } from '../../errors.ts';
import { dataFormatOf } from '../../export/data/index.ts';
import type { Exporter } from '../../export/exporter.ts';
import { FORMATS, type Format } from '../../export/index.ts';
import { fileWord } from '../../shellWord.ts';
import { writingTo } from '../output/writingTo.ts';

const SAME: Readonly<Record<string, readonly string[]>> = { '.yaml': ['.yaml', '.yml'] };

/**
 * Endings that the name of an exporter's main file may have, without the folder; empty if no file works
 * alone.
 */
export function endingsOf({ mainFile }: Pick<Exporter, 'mainFile'>): readonly string[] {
  if (mainFile === undefined) return [];
  const ending = extname(mainFile);
  return SAME[ending] ?? [ending];
}

/**
 * Whether a path names an exporter's main file alone.
 * @throws SweepError `usage` if it has the ending of another format.
 */
export async function namesMainFile(path: string, exporter: Exporter): Promise<boolean> {
  const ending = extname(path).toLowerCase();
  if (ending === '') return false;
  if (endingsOf(exporter).includes(ending)) return true;
  const others = (await formatsThatEnd(ending)).map(({ name }) => name);
  if (others.length === 0) return false;
  const own = endingsOf(exporter)[0];
  throw new SweepError(
    'usage',
    `--out ${path} ends as a file of the format ${others.join(' or ')} does, and the format is ${exporter.name}.`,
    `Write --format ${others.join(' or ')}, or ${own ? `an --out that ends in ${own}, or` : 'an --out'} without an ending for a folder.`,
  );
}

/**
 * The format whose main file has the ending of a path; undefined if the path has no ending or is a folder.
 * @throws SweepError `usage` for an ending of no format: a file called `model.h5` must not become a spec.
 */
export async function formatOfEnding(path: string): Promise<Format | undefined> {
  const ending = extname(path).toLowerCase();
  const [found] = await formatsThatEnd(ending);
  if (found || ending === '' || isFolder(path)) return found;
  const table = dataFormatOf(path);
  const endings = (await Promise.all(FORMATS.map(({ load }) => load()))).flatMap(endingsOf).join(', ');
  throw new SweepError(
    'usage',
    `The ending of ${path} names no format of a trial.`,
    table
      ? `\`sweep export trials --out ${fileWord(path)}\` writes all trials as ${table.name}; a trial takes ${endings}.`
      : `Give it one of ${endings}, or say --format ${FORMATS.map(({ name }) => name).join(', ')}.`,
  );
}

function isFolder(path: string): boolean {
  if (/[/\\]$/.test(path)) return true;
  return writingTo(path, () => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false);
}

async function formatsThatEnd(ending: string): Promise<Format[]> {
  const found: Format[] = [];
  for (const format of FORMATS) if (endingsOf(await format.load()).includes(ending)) found.push(format);
  return found;
}
