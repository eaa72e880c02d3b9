import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SweepError } from '../../errors.ts';
import { filesOfCard } from '../../export/card/files.ts';
import { CARD_FILE } from '../../export/folder.ts';

/**
 * Allows a folder to be replaced only if it is empty or holds nothing but an export's own files, which its
 * card lists.
 * @throws SweepError `export_failed` for any other folder.
 */
export function requireReplaceable(path: string, force: boolean): void {
  if (readdirSync(path).length === 0) return;
  const listed = listedIn(path);
  const refuse = (message: string, hint: string) => new SweepError('export_failed', message, hint);
  if (!listed) {
    const message = `${path} is a folder that no export made, and is not replaced.`;
    throw refuse(message, 'Give --out a name that is not taken.');
  }
  const strange = findOther(path, '', listed);
  if (strange !== undefined) {
    const message = `${path} holds ${strange}, which the export that made it did not put there, and is not replaced.`;
    throw refuse(message, 'Move that elsewhere, or choose another --out.');
  }
  if (!force) throw refuse(`${path} exists.`, 'Choose another --out, or replace it with --force.');
}

/** The first entry below `within` that is neither one of the listed files nor a folder of theirs. */
function findOther(root: string, within: string, listed: readonly string[]): string | undefined {
  for (const entry of readdirSync(join(root, within), { withFileTypes: true })) {
    const name = `${within}${entry.name}`;
    if (entry.isFile() && listed.includes(name)) continue;
    const isTheirs = entry.isDirectory() && listed.some((file) => file.startsWith(`${name}/`));
    const strange = isTheirs ? findOther(root, `${name}/`, listed) : name;
    if (strange !== undefined) return strange;
  }
  return undefined;
}

function listedIn(folder: string): readonly string[] | undefined {
  try {
    const listed = filesOfCard(readFileSync(join(folder, CARD_FILE), 'utf8'));
    return listed && [...listed, CARD_FILE];
  } catch {
    return undefined;
  }
}
