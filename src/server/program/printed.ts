import { legible } from '../../printable.ts';
import type { StoredOutput } from '../../store/index.ts';

/** A part of an output that one stream wrote, as it is read: without colours, lines that were overwritten left out. */
export interface PrintedPart {
  /** `cut` stands for what is gone there. */
  readonly stream: StoredOutput['stream'];
  readonly text: string;
  /** What it has come from, in bytes. */
  readonly bytes: number;
}

/** What a program printed, each part as long as one stream wrote without another between. */
export function printedParts(pieces: readonly StoredOutput[]): PrintedPart[] {
  return joined(pieces).map((part) => ({ ...part, text: legible(part.text) }));
}

/**
 * The first and the last lines of an output that has more signs than both together; all of it elsewhere.
 * @param head Signs that its first lines may have; `tail` those of its last ones.
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

/** A longer line is cut within. */
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
