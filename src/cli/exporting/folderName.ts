import { printable } from '../../printable.ts';

/** With what stands behind it, no system's limit of 255 bytes is reached. */
const MOST_BYTES = 120;

/** `<sweep>-<trial>-<format>` as a name that every system takes for a folder and no shell for an option. */
export function folderName(sweep: string, trial: number, format: string): string {
  const safe = [...sweep.normalize()]
    .map((character) => (printable(character) === character ? character : '-'))
    .join('')
    .replaceAll(/[<>:"/\\|?*\s]+/g, '-')
    .replace(/^[-.~]+/, '');
  return `${cut(safe) || 'sweep'}-${trial}-${format}`;
}

/** As much of a name as fits into that of a file or folder, and no half of a character. */
export function cut(name: string): string {
  let bytes = 0;
  let kept = '';
  for (const character of name) {
    bytes += Buffer.byteLength(character);
    if (bytes > MOST_BYTES) break;
    kept += character;
  }
  return kept;
}
