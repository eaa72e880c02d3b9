import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { systemCode } from '../errors.ts';
import { plainName, type Source, type SourceFile } from './source.ts';
import { damageOf, unreadable } from './verify.ts';

/** The state of one file in one folder; `name` is the name under which it was found. */
export type Examined =
  | { readonly state: 'whole'; readonly name: string; readonly bytes: Buffer }
  | { readonly state: 'damaged'; readonly name: string; readonly detail: string }
  | { readonly state: 'missing'; readonly name: string };

/**
 * Reads and verifies a file of the source, gzipped or plain; if both exist, one that is complete is enough.
 */
export async function examineFile(folder: string, file: SourceFile, source: Source): Promise<Examined> {
  const gzipped = await examineNamed(folder, file.name, file, source);
  if (gzipped.state === 'whole') return gzipped;
  const plain = await examineNamed(folder, plainName(file), file, source);
  const plainSaysMore = plain.state === 'whole' || (plain.state === 'damaged' && gzipped.state === 'missing');
  return plainSaysMore ? plain : gzipped;
}

async function examineNamed(
  folder: string,
  name: string,
  file: SourceFile,
  source: Source,
): Promise<Examined> {
  try {
    const bytes = await readFile(join(folder, name));
    const detail = damageOf(bytes, file, source);
    return detail ? { state: 'damaged', name, detail } : { state: 'whole', name, bytes };
  } catch (error) {
    const code = systemCode(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') return { state: 'missing', name };
    return { state: 'damaged', name, detail: unreadable(error) };
  }
}
