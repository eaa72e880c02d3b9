/** In bytes: behind it there is room for what follows within the 255 of a file's name. */
const MOST_BYTES = 120;

/**
 * The name of a sweep as the beginning of a file's name, on any system: letters and digits of any script, `_`, `.`, `+`
 * and hyphens. Neither a path nor an option of a command can come of it.
 */
export function fileNamePart(name: string): string {
  const safe = cut(name.normalize().replaceAll(/[^\p{L}\p{M}\p{N}_.+-]+/gu, '-'));
  return safe.replaceAll(/^[.-]+|[.-]+$/g, '') || 'sweep';
}

/** No half of a character. */
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
