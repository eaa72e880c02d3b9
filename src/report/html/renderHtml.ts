import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Eta } from 'eta';
import { packageFile, packageVersion } from '../../package.ts';
import { encodePng } from '../../pictures/encodePng.ts';
import {
  type Block,
  type Figure,
  type Gallery,
  plainText,
  type ReportDocument,
  type Table,
} from '../document.ts';
import { sizesOf } from '../sizes.ts';
import { inlineSvg } from '../svg.ts';
import { escapeHtml, textHtml } from './escape.ts';
import { tableView } from './tableView.ts';

/** A picture of a few pixels is enlarged to at least this width, in CSS pixels. */
const SMALLEST_PICTURE = 84;
const BROAD = 10;
const LONG = 15;

/** A report as one HTML file that needs nothing else: no script, no other file, no other host. */
export function renderHtml(report: ReportDocument): string {
  const eta = new Eta({
    views: packageFile('views/report'),
    cache: true,
    autoEscape: true,
    autoTrim: false,
    varName: 'it',
    escapeFunction: escapeHtml,
  });
  const style = readFileSync(packageFile('views/report/report.css'), 'utf8').trim();
  const counted = { figure: 0, table: 0 };
  const number = (kind: keyof typeof counted): number => ++counted[kind];
  const sections = report.sections.map(({ blocks, ...section }) => ({
    ...section,
    blocks: blocks.map((block) => ({ view: `./${block.kind}`, ...viewOf(block, number) })),
  }));
  const page = {
    ...report,
    sections,
    style,
    policy: policyFor(style),
    version: packageVersion(),
    html: textHtml,
  };
  return eta.render('report', page);
}

/** Allows only the one style sheet, by its hash, and pictures from the file itself. */
function policyFor(style: string): string {
  const hash = createHash('sha256').update(style).digest('base64');
  return `default-src 'none'; style-src 'sha256-${hash}'; img-src data:; base-uri 'none'; form-action 'none'`;
}

function viewOf(block: Block, number: (kind: 'figure' | 'table') => number): object {
  switch (block.kind) {
    case 'table':
      return { ...block, number: number('table'), className: classNameOf(block), cells: tableView(block) };
    case 'figure':
      return figureView(block, number('figure'));
    case 'gallery':
      return galleryView(block, number('figure'));
    default:
      return block;
  }
}

/** A table with many columns is set smaller; on paper, a table of few rows stays on one page. */
function classNameOf({ columns, rows, dense }: Table): string {
  return ['table', dense ? 'dense' : columns.length >= BROAD ? 'broad' : '', rows.length > LONG ? 'long' : '']
    .filter(Boolean)
    .join(' ');
}

function figureView(figure: Figure, number: number): object {
  const { wide, narrow } = sizesOf(figure);
  const label = escapeHtml(`${figure.title}. ${plainText(figure.caption)}`);
  const [large, small] = [figure.draw(wide), figure.draw(narrow)];
  return {
    ...figure,
    number,
    cells: figure.numbers && figure.numbers.rows.length > 0 ? tableView(figure.numbers) : undefined,
    drawings:
      large === small
        ? [{ className: 'any', svg: inlineSvg(large, `f${number}`, label) }]
        : [
            { className: 'wide', svg: inlineSvg(large, `f${number}`, label) },
            { className: 'narrow', svg: inlineSvg(small, `f${number}n`, label) },
          ],
  };
}

function galleryView(gallery: Gallery, number: number): object {
  return {
    ...gallery,
    number,
    pictures: gallery.pictures.map(({ picture, alt, lines }) => {
      const [height, width] = picture.shape;
      const scale = Math.max(1, Math.ceil(SMALLEST_PICTURE / width));
      return {
        alt,
        lines,
        width: width * scale,
        height: height * scale,
        address: `data:image/png;base64,${encodePng(picture).toString('base64')}`,
      };
    }),
  };
}
