/** Media types of images that browsers show and that can hold no script. */
export type ImageType = 'image/png' | 'image/jpeg' | 'image/gif' | 'image/webp';

/** The type of a file by its first 12 bytes or more; undefined for everything but these images. */
export function imageType(content: Buffer | undefined): ImageType | undefined {
  if (!content) return undefined;
  const begins = content.toString('latin1', 0, 12);
  if (begins.startsWith('\x89PNG\r\n\x1a\n')) return 'image/png';
  if (begins.startsWith('\xff\xd8\xff')) return 'image/jpeg';
  if (/^GIF8[79]a/.test(begins)) return 'image/gif';
  return /^RIFF[\s\S]{4}WEBP$/.test(begins) ? 'image/webp' : undefined;
}
