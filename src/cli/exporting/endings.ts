import { extname } from 'node:path';
import { SweepError } from '../../errors.ts';
import type { Exporter } from '../../export/exporter.ts';
import { FORMATS, type Format } from '../../export/index.ts';

const SAME: Readonly<Record<string, readonly string[]>> = { '.yaml': ['.yaml', '.yml'] };

/** What the name of an exporter's main file may end in, without the folder; none where no file works alone. */
export function endingsOf({ mainFile }: Pick<Exporter, 'mainFile'>): readonly string[] {
  if (mainFile === undefined) return [];
  const ending = extname(mainFile);
  return SAME[ending] ?? [ending];
}

/**
 * Whether a path names an exporter's main file alone.
 * @throws SweepError `usage` where it ends as another format's does.
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

/** The format whose main file a path is named like; undefined where there is none. */
export async function formatOfEnding(path: string): Promise<Format | undefined> {
  return (await formatsThatEnd(extname(path).toLowerCase()))[0];
}

async function formatsThatEnd(ending: string): Promise<Format[]> {
  const found: Format[] = [];
  for (const format of FORMATS) if (endingsOf(await format.load()).includes(ending)) found.push(format);
  return found;
}
