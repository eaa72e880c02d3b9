import { legible } from '../../printable.ts';
import type { StoredOutput } from '../../store/index.ts';

/** A part of an output that one stream wrote, as it is read: without colours and overwritten lines. */
export interface PrintedPart {
  /** `cut` marks a gap. */
  readonly stream: StoredOutput['stream'];
  readonly text: string;
  /** Its original size in bytes. */
  readonly bytes: number;
}

/** A program's output in parts; a part ends where the other stream goes on. */
export function printedParts(pieces: readonly StoredOutput[]): PrintedPart[] {
  return joined(pieces).map((part) => ({ ...part, text: legible(part.text) }));
}

/**
 * The first and the last lines of an output that has more characters than `head` and `tail` together; the
 * whole output otherwise.
 * @param head Characters of the first lines; `tail` those of the last ones.
 */
export function withoutMiddle(
  parts: readonly PrintedPart[],
  head: number,
  tail: number,
): readonly PrintedPart[] {
  const lines = parts.flatMap(linesOf);
  const ends = { first: 0, last: lines.length };
  for (let room = head; ends.first < ends.last; ends.first++) {
    room -= lines[ends.first]!.text.length;
    if (room < 0) break;
  }
  for (let room = tail; ends.last > ends.first; ends.last--) {
    room -= lines[ends.last - 1]!.text.length;
    if (room < 0) break;
  }
  const middle = lines.slice(ends.first, ends.last);
  if (middle.length === 0) return parts;
  const cut = { stream: 'cut', text: '', bytes: middle.reduce((sum, { bytes }) => sum + bytes, 0) } as const;
  return joined([...lines.slice(0, ends.first), cut, ...lines.slice(ends.last)]);
}

/** Longer lines are cut. */
const LONGEST_LINE = 2000;

function linesOf(part: PrintedPart): PrintedPart[] {
  if (part.stream === 'cut') return [part];
  const lines = part.text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
  return lines.flatMap((line) =>
    Array.from({ length: Math.ceil(line.length / LONGEST_LINE) }, (_, index) => {
      const text = line.slice(index * LONGEST_LINE, (index + 1) * LONGEST_LINE);
      return { stream: part.stream, text, bytes: Buffer.byteLength(text) };
    }),
  );
}

function joined(pieces: readonly PrintedPart[]): PrintedPart[] {
  const parts: { -readonly [Key in keyof PrintedPart]: PrintedPart[Key] }[] = [];
  for (const { stream, text, bytes } of pieces) {
    const last = parts.at(-1);
    if (last?.stream === stream) {
      last.text += text;
      last.bytes += bytes;
    } else parts.push({ stream, text, bytes });
  }
  return parts;
}
