/**
 * A `Content-Disposition` that saves a file: with an ASCII name, and with the exact name for clients that
 * read RFC 5987.
 */
export function asAttachment(fileName: string): string {
  const ascii = fileName
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^\w.-]+/g, '-')
    .replace(/^[.-]+/, '');
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(fileName)}`;
}
