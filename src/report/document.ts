import type { PictureSize } from '../charts/draw.ts';
import type { Picture } from '../pictures/picture.ts';

/** A piece of a text: plain, a word of a spec or a command, or what must not be overlooked. */
export type Span = string | { readonly code: string } | { readonly strong: string };

/** Text of people, foreign or ours: what writes it out escapes it. */
export type Text = string | readonly Span[];

/** A report before it is written out as HTML or Markdown. */
export interface ReportDocument {
  readonly title: string;
  /** What it is about and how far that is, below the title. */
  readonly subtitle: Text;
  /** What must be known before any number is read. */
  readonly banners: readonly Text[];
  readonly sections: readonly Section[];
  /** Which program wrote it, from what. */
  readonly colophon: string;
}

export interface Section {
  /** The id in addresses. */
  readonly id: string;
  readonly title: string;
  readonly blocks: readonly Block[];
}

/** `quiet` is for what explains a number. */
export interface Paragraph {
  readonly kind: 'paragraph';
  readonly text: Text;
  readonly quiet?: boolean;
}

/** Names with their values. */
export interface Facts {
  readonly kind: 'facts';
  readonly facts: readonly { readonly name: string; readonly value: Text }[];
}

export interface Column {
  readonly title: string;
  readonly numeric: boolean;
}

/** A part of a whole, in tenths rounded up: 0 only for none. */
export interface Shade {
  readonly tone: 'hit' | 'miss';
  readonly tenths: number;
}

export interface Cell {
  readonly text: Text;
  readonly shade?: Shade;
}

export interface Table {
  readonly kind: 'table';
  readonly caption: Text;
  /** The first one names the row. */
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly (string | Cell)[])[];
  /** Rows that lead, by their index. */
  readonly leading?: readonly number[];
  /** Many narrow columns, whose titles may stand upright. */
  readonly dense?: boolean;
}

/** A drawing. */
export interface Figure {
  readonly kind: 'figure';
  /** The part of the file's name. */
  readonly name: string;
  readonly title: string;
  readonly caption: Text;
  /** An SVG document as wide as that; one that has its own width is the same for each. */
  draw(size: PictureSize): string;
  /** Height of the wide drawing, in CSS pixels; the usual one where absent. */
  readonly height?: number;
  /** The same for those who cannot see it. */
  readonly numbers?: Pick<Table, 'columns' | 'rows'>;
}

/** Small pictures side by side. */
export interface Gallery {
  readonly kind: 'gallery';
  readonly name: string;
  readonly title: string;
  readonly caption: Text;
  readonly pictures: readonly {
    readonly picture: Picture;
    readonly alt: string;
    readonly lines: readonly Text[];
  }[];
}

export interface Code {
  readonly kind: 'code';
  readonly language: 'sh' | 'yaml';
  /** What a reader hears of it. */
  readonly label: string;
  readonly text: string;
}

export type Block = Paragraph | Facts | Table | Figure | Gallery | Code;

export function paragraph(text: Text): Paragraph {
  return { kind: 'paragraph', text };
}

export function quiet(text: Text): Paragraph {
  return { kind: 'paragraph', text, quiet: true };
}

export function plainText(text: Text): string {
  if (typeof text === 'string') return text;
  return text
    .map((span) => (typeof span === 'string' ? span : 'code' in span ? span.code : span.strong))
    .join('');
}

/** Spans with something between them. */
export function joined(items: readonly Span[], between = ', '): Span[] {
  return items.flatMap((item, index) => (index === 0 ? [item] : [between, item]));
}
