/** In bytes: it leaves room for an ending within the 255 bytes of a file's name. */
const MOST_BYTES = 120;

/**
 * The name of a sweep as the beginning of a file's name, on any system: letters and digits of any script,
 * `_`, `.`, `+` and hyphens. The result is never a path or an option of a command.
 */
export function fileNamePart(name: string): string {
  const safe = cut(name.normalize().replaceAll(/[^\p{L}\p{M}\p{N}_.+-]+/gu, '-'));
  return safe.replaceAll(/^[.-]+|[.-]+$/g, '') || 'sweep';
}

/** Cuts between characters, never inside one. */
function cut(name: string): string {
  let bytes = 0;
  let kept = '';
  for (const character of name) {
    bytes += Buffer.byteLength(character);
    if (bytes > MOST_BYTES) break;
    kept += character;
  }
  return kept;
}
