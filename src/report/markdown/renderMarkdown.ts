import { escapeMarkdown } from '../../markdown.ts';
import { encodePng } from '../../pictures/encodePng.ts';
import { printableLines } from '../../printable.ts';
import type { Block, Figure, Gallery, ReportDocument, Table } from '../document.ts';
import { sizesOf } from '../sizes.ts';
import { plainSvg } from '../svg.ts';
import { enlarged } from './enlarged.ts';
import { cellMarkdown, textMarkdown } from './text.ts';

/** A report as Markdown, with its picture files. */
export interface MarkdownReport {
  readonly text: string;
  /** Pictures by their names in the folder; empty if the report has no pictures. */
  readonly files: ReadonlyMap<string, string | Uint8Array>;
}

/** Pictures side by side in one row of a table. */
const PICTURES_A_ROW = 6;

/**
 * GitHub's Markdown. `folder` is the future folder of its pictures, beside it; without one, the report has no
 * pictures and says so.
 */
export function renderMarkdown(report: ReportDocument, folder: string | undefined): MarkdownReport {
  const files = new Map<string, string | Uint8Array>();
  const counted = { figure: 0, table: 0 };
  const place = (name: string, content: string | Uint8Array): string => {
    files.set(name, content);
    return `${encodeURIComponent(folder!)}/${encodeURIComponent(name)}`;
  };
  const written = (block: Block): string[] => {
    switch (block.kind) {
      case 'paragraph':
        return [textMarkdown(block.text)];
      case 'facts':
        return [
          block.facts
            .map(({ name, value }) => `- ${escapeMarkdown(name)}: ${textMarkdown(value)}`)
            .join('\n'),
        ];
      case 'code':
        return [fenced(block.language, block.text)];
      case 'table':
        return [`**Table ${++counted.table}.** ${textMarkdown(block.caption)}`, tableMarkdown(block)];
      case 'figure':
        counted.figure++;
        return folder === undefined ? [] : figureMarkdown(block, counted.figure, place);
      case 'gallery':
        counted.figure++;
        return folder === undefined ? [] : galleryMarkdown(block, counted.figure, place);
    }
  };
  const parts = [
    `# ${escapeMarkdown(report.title)}`,
    textMarkdown(report.subtitle),
    ...report.banners.map((banner) => `> [!WARNING]\n> ${textMarkdown(banner)}`),
    ...report.sections.flatMap(({ title, blocks }) => [
      `## ${escapeMarkdown(title)}`,
      ...blocks.flatMap(written),
    ]),
    '---',
    ...(folder === undefined
      ? [escapeMarkdown('Written without its pictures, which a file has beside it.')]
      : []),
    escapeMarkdown(report.colophon),
  ];
  return { text: `${parts.join('\n\n')}\n`, files };
}

function tableMarkdown({ columns, rows, leading = [] }: Table): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [
    line(columns.map(({ title }) => cellMarkdown(title))),
    line(columns.map(({ numeric }) => (numeric ? '--:' : ':--'))),
    ...rows.map((row, index) =>
      line(
        row.map((cell, at) => {
          const text = cellMarkdown(typeof cell === 'string' ? cell : cell.text);
          return leading.includes(index) && at === 0 ? `**${text}**` : text;
        }),
      ),
    ),
  ].join('\n');
}

type Place = (name: string, content: string | Uint8Array) => string;

function figureMarkdown(figure: Figure, number: number, place: Place): string[] {
  const address = place(`figure-${number}-${figure.name}.svg`, plainSvg(figure.draw(sizesOf(figure).wide)));
  const title = `Figure ${number}. ${figure.title}.`;
  return [
    `![${escapeMarkdown(title)}](${address})`,
    `**${escapeMarkdown(title)}** ${textMarkdown(figure.caption)}`,
  ];
}

function galleryMarkdown(
  { name, title, caption, pictures }: Gallery,
  number: number,
  place: Place,
): string[] {
  const cells = pictures.map(({ picture, alt, lines }, index) => {
    const address = place(`figure-${number}-${name}-${index + 1}.png`, encodePng(enlarged(picture)));
    return `![${escapeMarkdown(alt)}](${address}) ${lines.map(cellMarkdown).join(', ')}`;
  });
  const rows = Array.from({ length: Math.ceil(cells.length / PICTURES_A_ROW) }, (_, row) =>
    cells.slice(row * PICTURES_A_ROW, (row + 1) * PICTURES_A_ROW),
  );
  const width = Math.min(PICTURES_A_ROW, cells.length);
  const line = (texts: readonly string[]) =>
    `| ${Array.from({ length: width }, (_, at) => texts[at] ?? ' ').join(' | ')} |`;
  return [
    `**Figure ${number}. ${escapeMarkdown(title)}.** ${textMarkdown(caption)}`,
    [line([]), line(Array(width).fill(':--')), ...rows.map(line)].join('\n'),
  ];
}

/** A block of code, between fences that are longer than any in it. */
function fenced(language: string, text: string): string {
  const longest = Math.max(2, ...(text.match(/`+/g) ?? []).map(({ length }) => length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${printableLines(text, false)}\n${fence}`;
}
