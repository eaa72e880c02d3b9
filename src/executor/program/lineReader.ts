import { StringDecoder } from 'node:string_decoder';

const NEWLINE = 10;

/** Longer lines are passed on in pieces. */
const MOST_LINE_BYTES = 2 ** 20;

/**
 * A piece of a stream: a whole line with its end, or a part of a line that is too long. A carriage return
 * starts a line again: if the last part has one, it contains all of the new line.
 */
export interface Piece {
  readonly text: string;
  readonly whole: boolean;
}

/** Cuts bytes into lines of UTF-8, in bounded memory for any input; bytes that are no UTF-8 become U+FFFD. */
export class LineReader {
  private rest: Buffer[] = [];
  private restBytes = 0;
  private continues = false;

  /** The lines that a chunk completes. */
  *take(chunk: Buffer): Generator<Piece> {
    let from = 0;
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, from)) {
      yield this.complete(chunk.subarray(from, end + 1));
      from = end + 1;
    }
    if (from === chunk.length) return;
    this.rest.push(chunk.subarray(from));
    this.restBytes += chunk.length - from;
    if (this.restBytes < MOST_LINE_BYTES) return;
    yield { text: this.joined(), whole: false };
    this.continues = true;
  }

  /** The text after the end of the last line is a line, too. */
  *end(): Generator<Piece> {
    if (this.restBytes > 0) yield this.complete(Buffer.alloc(0));
  }

  private complete(last: Buffer): Piece {
    const { continues } = this;
    this.continues = false;
    if (this.restBytes > 0) this.rest.push(last);
    const text = this.restBytes > 0 ? this.joined() : last.toString();
    return { text, whole: !continues || text.trimEnd().includes('\r') };
  }

  private joined(): string {
    const text = Buffer.concat(this.rest).toString();
    this.rest = [];
    this.restBytes = 0;
    return text;
  }
}

/** Passes text on as it comes, such as progress bars that end no line; no character is cut in two. */
export class TextReader {
  private readonly decoder = new StringDecoder();

  *take(chunk: Buffer): Generator<Piece> {
    const text = this.decoder.write(chunk);
    if (text !== '') yield { text, whole: false };
  }

  *end(): Generator<Piece> {
    const text = this.decoder.end();
    if (text !== '') yield { text, whole: false };
  }
}
