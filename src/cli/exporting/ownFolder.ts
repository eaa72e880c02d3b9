import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SweepError } from '../../errors.ts';
import { filesOfCard } from '../../export/card/files.ts';
import { CARD_FILE } from '../../export/folder.ts';

/**
 * Lets only a folder be replaced that is empty or that holds nothing but what an export put there: its card lists that.
 * @throws SweepError `export_failed` for any other one.
 */
export function requireReplaceable(path: string, force: boolean): void {
  const entries = readdirSync(path, { recursive: true, withFileTypes: true });
  if (entries.length === 0) return;
  const listed = listedIn(path);
  const refuse = (message: string, hint: string) => new SweepError('export_failed', message, hint);
  if (!listed) {
    const message = `${path} is a folder that no export made, and is not replaced.`;
    throw refuse(message, 'Give --out a name that is not taken.');
  }
  const known = new Set(listed.flatMap((file) => [file, ...above(file)]));
  for (const entry of entries) {
    const name = join(entry.parentPath, entry.name)
      .slice(path.length + 1)
      .replaceAll('\\', '/');
    if (known.has(name) && (listed.includes(name) ? entry.isFile() : entry.isDirectory())) continue;
    const message = `${path} holds ${name}, which the export that made it did not put there, and is not replaced.`;
    throw refuse(message, 'Move that elsewhere, or choose another --out.');
  }
  if (!force) throw refuse(`${path} exists.`, 'Choose another --out, or replace it with --force.');
}

function listedIn(folder: string): readonly string[] | undefined {
  try {
    const listed = filesOfCard(readFileSync(join(folder, CARD_FILE), 'utf8'));
    return listed && [...listed, CARD_FILE];
  } catch {
    return undefined;
  }
}

/** `a/b/c` → `a/b` and `a`. */
function above(path: string): string[] {
  const names = path.split('/').slice(0, -1);
  return names.map((_, last) => names.slice(0, last + 1).join('/'));
}
