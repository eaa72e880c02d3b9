import { stripVTControlCharacters } from 'node:util';

/**
 * Characters that can deceive a terminal or a reader: control characters (C0, DEL, C1), line and paragraph
 * separators, marks that turn the direction of the text or have no width, and halves of surrogate pairs.
 * Joiners of emoji and of scripts are not among them.
 */
const DECEIVING = /[\p{Cc}\p{Cs}\u061C\u200B\u200E\u200F\u2028-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB]/gu;

/** The colours and styles that chalk writes here, and no other escape sequence. */
const COLOUR = String.raw`\u001B\[(?:[1-47]|2[2-47]|3[0-79]|9[0-7])m`;
const COLOUR_OR_DECEIVING = new RegExp(`${COLOUR}|${DECEIVING.source}`, 'gu');

/**
 * Foreign text as a part of one line: deceiving characters are written as escapes, `\x1b`, `\u202e`; all
 * others stay.
 */
export function printable(text: string): string {
  return text.replace(DECEIVING, escaped);
}

/** The same for a line above a caret: every character keeps its place. */
export function blanked(text: string): string {
  return text.replace(DECEIVING, (character) => ' '.repeat(character.length));
}

/** Whole lines of output: line breaks stay; colours stay if `colours` says so. */
export function printableLines(text: string, colours: boolean): string {
  return text.replace(colours ? COLOUR_OR_DECEIVING : DECEIVING, (found) =>
    found === '\n' || found.length > 2 ? found : escaped(found),
  );
}

/**
 * Output as it is read: without escape sequences, with only the last text of a line that was overwritten (a
 * progress bar), and with deceiving characters written as escapes.
 */
export function legible(text: string): string {
  return stripVTControlCharacters(text)
    .split('\n')
    .map((line) => {
      const written = line.split('\r').filter((each) => each !== '');
      return (written.at(-1) ?? '').split('\t').map(printable).join('\t');
    })
    .join('\n');
}

/** A cell of a table: one line that may be coloured. */
export function printableCell(text: string): string {
  return printableLines(text, true).replaceAll('\n', '\\n');
}

/** JSON without deceiving characters; its meaning is the same. */
export function printableJson(json: string): string {
  return json.replace(DECEIVING, (found) => (found === '\n' ? found : `\\u${hex(found, 4)}`));
}

function escaped(character: string): string {
  const short = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }[character];
  if (short !== undefined) return short;
  return character.charCodeAt(0) < 0x100 ? `\\x${hex(character, 2)}` : `\\u${hex(character, 4)}`;
}

function hex(character: string, digits: number): string {
  return character.charCodeAt(0).toString(16).padStart(digits, '0');
}

/** At most `most` characters; the last is an ellipsis if the text was longer. */
export function shortened(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`;
}
