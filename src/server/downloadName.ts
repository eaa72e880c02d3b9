/** Of a sweep's name: behind it there is room for what follows within the 255 bytes of a file's name. */
const MOST_CHARACTERS = 50;

/** The name of a sweep as part of a file's name on any system: letters and digits of any script, and hyphens. */
export function fileNamePart(name: string): string {
  const safe = [...name.normalize().replaceAll(/[^\p{L}\p{M}\p{N}_.+-]+/gu, '-')];
  return (
    safe
      .slice(0, MOST_CHARACTERS)
      .join('')
      .replaceAll(/^[.-]+|[.-]+$/g, '') || 'sweep'
  );
}

/** A `Content-Disposition` that saves a file: with its name in ASCII, and as it is for who reads RFC 5987. */
export function asAttachment(fileName: string): string {
  const ascii = fileName
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^\w.-]+/g, '-')
    .replace(/^[.-]+/, '');
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(fileName)}`;
}
