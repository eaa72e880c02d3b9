/** Kept of the beginning and the end of a trial's output: characters while it is collected, bytes once it is stored. */
export const KEPT_HEAD = 64 * 1024;
export const KEPT_TAIL = 192 * 1024;

/**
 * The beginning and the end of a text of any length, in bounded memory; a line between them says how much is
 * left out.
 */
export class KeptOutput {
  private readonly headLength: number;
  private readonly tailLength: number;
  private head = '';
  private tail = '';
  private droppedCharacters = 0;

  constructor(headLength = KEPT_HEAD, tailLength = KEPT_TAIL) {
    this.headLength = headLength;
    this.tailLength = tailLength;
  }

  add(text: string): void {
    const room = this.headLength - this.head.length;
    // Once text follows it, the head is complete.
    const toHead = this.tail === '' && room > 0 ? text.slice(0, safeCut(text, room)) : '';
    this.head += toHead;
    this.tail += text.slice(toHead.length);
    if (this.tail.length > 2 * this.tailLength) this.shorten();
  }

  get isEmpty(): boolean {
    return this.head === '' && this.tail === '';
  }

  /** The kept text, with a line in place of the rest. */
  toString(): string {
    this.shorten();
    if (this.droppedCharacters === 0) return this.head + this.tail;
    const before = this.head === '' || this.head.endsWith('\n') ? '' : '\n';
    return `${this.head}${before}[… ${this.droppedCharacters} characters left out …]\n${this.tail}`;
  }

  private shorten(): void {
    const over = this.tail.length - this.tailLength;
    if (over <= 0) return;
    const cut = safeCut(this.tail, over);
    this.tail = this.tail.slice(cut);
    this.droppedCharacters += cut;
  }
}

/** That index or the next one, so that no surrogate pair is split. */
function safeCut(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return code >= 0xdc00 && code <= 0xdfff ? at + 1 : at;
}
