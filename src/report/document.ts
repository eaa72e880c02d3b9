import type { PictureSize } from '../charts/draw.ts';
import type { Picture } from '../pictures/picture.ts';

/** A piece of a text: plain, a word of a spec or a command, or a warning. */
export type Span = string | { readonly code: string } | { readonly strong: string };

/** Text of people, foreign or ours: the renderer escapes it. */
export type Text = string | readonly Span[];

/** A report before it is rendered as HTML or Markdown. */
export interface ReportDocument {
  readonly title: string;
  /** Its subject and its progress, below the title. */
  readonly subtitle: Text;
  /** Warnings that come before any number. */
  readonly banners: readonly Text[];
  readonly sections: readonly Section[];
  /** The program that wrote it, and the source. */
  readonly colophon: string;
}

export interface Section {
  /** The id in addresses. */
  readonly id: string;
  readonly title: string;
  readonly blocks: readonly Block[];
}

/** `quiet` is for the explanation of a number. */
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

export interface ReportColumn {
  readonly title: string;
  readonly numeric: boolean;
}

/** A share of a whole, in tenths rounded up: 0 only for none. */
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
  /** The first column names the row. */
  readonly columns: readonly ReportColumn[];
  readonly rows: readonly (readonly (string | Cell)[])[];
  /** Leading rows, by their index. */
  readonly leading?: readonly number[];
  /** Whether it has many narrow columns, whose titles may be vertical. */
  readonly dense?: boolean;
}

/** A drawing. */
export interface Figure {
  readonly kind: 'figure';
  /** The part of the file's name. */
  readonly name: string;
  readonly title: string;
  readonly caption: Text;
  /** An SVG document of that width; a drawing with a width of its own is the same for each. */
  draw(size: PictureSize): string;
  /** Height of the wide drawing, in CSS pixels; the usual one if absent. */
  readonly height?: number;
  /** The same numbers for readers who cannot see the drawing. */
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
  /** The text for a screen reader. */
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

/** Spans with a separator between them. */
export function joined(items: readonly Span[], between = ', '): Span[] {
  return items.flatMap((item, index) => (index === 0 ? [item] : [between, item]));
}
