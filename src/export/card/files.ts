import prettyBytes from 'pretty-bytes';
import { codeMarkdown } from '../../markdown.ts';
import type { ExportedFile } from '../exporter.ts';
import { parts, table } from './markdown.ts';

const HEAD = '## Files\n\n| file | size |';

/** The files that lie beside a card. */
export function filesPart(files: readonly ExportedFile[]): string {
  const rows = files.map(({ path, content }) => [
    codeMarkdown(path),
    prettyBytes(Buffer.byteLength(content)),
  ]);
  return parts('## Files', table(['file', 'size:'], rows));
}

/**
 * The paths in a card's list of files; undefined for a text that is no card of ours, or a card without files.
 */
export function filesOfCard(text: string): readonly string[] | undefined {
  const at = text.lastIndexOf(HEAD);
  if (at < 0 || !text.startsWith('---\n') || !text.includes('\n- sweep\n')) return undefined;
  return [...text.slice(at + HEAD.length).matchAll(/^\| `([^`]+)` \|/gm)].map(([, path]) => path!);
}
