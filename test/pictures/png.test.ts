import { crc32, deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { SweepError } from '../../src/errors.ts';
import { decodePng } from '../../src/pictures/decodePng.ts';
import { encodePng } from '../../src/pictures/encodePng.ts';
import { Random } from '../../src/random.ts';

const random = Random.of(1, 'png');
const noise = (length: number): Uint8Array => Uint8Array.from({ length }, () => random.below(256));

/** A PNG of chunks that a test chooses. */
function png(header: number[], lines: Uint8Array, others: Record<string, number[]> = {}): Buffer {
  return pngOfStream(header, deflateSync(lines), others);
}

/** The same with pixels that are already deflated. */
function pngOfStream(header: number[], stream: Uint8Array, others: Record<string, number[]> = {}): Buffer {
  const [width, height, ...rest] = header;
  const size = Buffer.alloc(8);
  size.writeUInt32BE(width!, 0);
  size.writeUInt32BE(height!, 4);
  const chunks: [string, Uint8Array][] = [
    ['IHDR', Buffer.concat([size, Buffer.from(rest)])],
    ...Object.entries(others).map(([type, data]): [string, Uint8Array] => [type, Uint8Array.from(data)]),
    ['IDAT', stream],
    ['IEND', new Uint8Array(0)],
  ];
  const parts = chunks.map(([type, data]) => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const ends = Buffer.alloc(8);
    ends.writeUInt32BE(data.length, 0);
    ends.writeUInt32BE(crc32(body), 4);
    return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)]);
  });
  return Buffer.concat([Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]), ...parts]);
}

/** The outcome of a file: `read`, the code of the error, or the unexpected error. */
function resultOf(bytes: Buffer): string {
  try {
    decodePng(bytes);
    return 'read';
  } catch (error) {
    return error instanceof SweepError ? error.code : String(error);
  }
}

describe('a PNG', () => {
  it('comes back as it was written, in grey, in colour and with transparency', () => {
    const grey = noise(15);
    const shown = decodePng(encodePng({ shape: [3, 5, 1], pixels: grey }));
    expect(shown.shape).toEqual([3, 5, 4]);
    expect([...shown.pixels]).toEqual([...grey].flatMap((value) => [value, value, value, 255]));
    const colour = noise(12);
    const coloured = decodePng(encodePng({ shape: [2, 2, 3], pixels: colour }));
    expect([...coloured.pixels].filter((_, index) => index % 4 < 3)).toEqual([...colour]);
    const clear = noise(16);
    expect(decodePng(encodePng({ shape: [2, 2, 4], pixels: clear })).pixels).toEqual(clear);
  });

  it('is read whatever its filters', () => {
    const pixels = [10, 20, 250, 12, 25, 240, 90, 80, 70, 200, 100, 50, 1, 2, 3];
    const predict = [
      () => 0,
      (left: number) => left,
      (_: number, up: number) => up,
      (left: number, up: number) => (left + up) >> 1,
      (left: number, up: number, upLeft: number) => {
        const distances = [left, up, upLeft].map((value) => Math.abs(left + up - upLeft - value));
        return [left, up, upLeft][distances.indexOf(Math.min(...distances))]!;
      },
    ];
    const lines = predict.flatMap((guess, y) => [
      y,
      ...[0, 1, 2].map((x) => {
        const at = (dx: number, dy: number): number =>
          x < dx || y < dy ? 0 : pixels[(y - dy) * 3 + x - dx]!;
        return (pixels[y * 3 + x]! - guess(at(1, 0), at(0, 1), at(1, 1))) & 255;
      }),
    ]);
    const { pixels: read } = decodePng(png([3, 5, 8, 0, 0, 0, 0], Uint8Array.from(lines)));
    expect([...read].filter((_, index) => index % 4 === 0)).toEqual(pixels);
  });

  it('is read whatever its depth and colours', () => {
    const bits = decodePng(png([9, 1, 1, 0, 0, 0, 0], Uint8Array.of(0, 0b10110000, 0b10000000)));
    expect([...bits.pixels].filter((_, i) => i % 4 === 0)).toEqual([255, 0, 255, 255, 0, 0, 0, 0, 255]);
    const deep = decodePng(png([1, 1, 16, 2, 0, 0, 0], Uint8Array.of(0, 255, 255, 128, 0, 0, 0)));
    expect([...deep.pixels]).toEqual([255, 128, 0, 255]);
    const palette = png([2, 1, 2, 3, 0, 0, 0], Uint8Array.of(0, 0b01000000), {
      PLTE: [1, 2, 3, 7, 8, 9],
      tRNS: [0],
    });
    expect([...decodePng(palette).pixels]).toEqual([7, 8, 9, 255, 1, 2, 3, 0]);
    const oneClear = png([2, 1, 8, 0, 0, 0, 0], Uint8Array.of(0, 5, 6), { tRNS: [0, 6] });
    expect([...decodePng(oneClear).pixels]).toEqual([5, 5, 5, 255, 0, 0, 0, 0]);
    const clearing = png([2, 1, 16, 4, 0, 0, 0], Uint8Array.of(0, 9, 9, 255, 255, 200, 0, 128, 128));
    expect([...decodePng(clearing).pixels]).toEqual([9, 9, 9, 255, 199, 199, 199, 128]);
  });

  it('is read interlaced, and with bytes after its end', () => {
    // Pixel (x, y) has the value 16 y + x; each pass has its first pixel and its distances.
    const passes = [
      [0, 0, 8, 8],
      [4, 0, 8, 8],
      [0, 4, 4, 8],
      [2, 0, 4, 4],
      [0, 2, 2, 4],
      [1, 0, 2, 2],
      [0, 1, 1, 2],
    ] as const;
    const [width, height] = [5, 9];
    const lines: number[] = [];
    for (const [left, top, across, down] of passes) {
      if (left >= width) continue;
      for (let y = top; y < height; y += down) {
        lines.push(0);
        for (let x = left; x < width; x += across) lines.push(16 * y + x);
      }
    }
    const bytes = png([width, height, 8, 0, 0, 0, 1], Uint8Array.from(lines));
    const grey = Array.from({ length: width * height }, (_, i) => 16 * Math.floor(i / width) + (i % width));
    for (const file of [bytes, Buffer.concat([bytes, Buffer.from('more')])]) {
      expect([...decodePng(file).pixels].filter((_, index) => index % 4 === 0)).toEqual(grey);
    }
  });

  it.each([
    [Buffer.from('GIF89a'), /is a GIF, not a PNG/],
    [Buffer.from('BM'), /is something else, not a PNG/],
    [Buffer.alloc(0), /is empty/],
    [png([3, 3, 8, 0, 0, 0, 1], new Uint8Array(12)), /pixels are damaged/],
    [png([3, 3, 8, 0, 0, 0, 2], new Uint8Array(14)), /packed in a way that no PNG is/],
    [png([3, 3, 8, 0, 0, 0, 1], new Uint8Array(1e8)), /pixels are damaged/],
    [png([3, 3, 3, 0, 0, 0, 0], new Uint8Array(12)), /no PNGs of colour type 0 with 3 bits/],
    [png([3, 3, 8, 0, 0, 0, 0], new Uint8Array(11)), /pixels are damaged/],
    [png([3, 3, 8, 0, 0, 0, 0], new Uint8Array(1000)), /pixels are damaged/],
    [png([3, 3, 8, 0, 0, 0, 0], new Uint8Array(12).fill(9)), /pixels are damaged/],
    [png([0, 3, 8, 0, 0, 0, 0], new Uint8Array(12)), /no pixels/],
    [png([1, 1, 8, 3, 0, 0, 0], new Uint8Array(2)), /palette is too short/],
    [png([60_000, 60_000, 8, 0, 0, 0, 0], new Uint8Array(12)), /60000 × 60000 pixels/],
  ])('that cannot be used is refused: %#', (bytes, message) => {
    expect(() => decodePng(bytes)).toThrow(message);
  });

  it('is refused with any one byte changed', () => {
    const whole = encodePng({ shape: [9, 12, 1], pixels: noise(108) });
    for (let at = 0; at < whole.length; at++) {
      const damaged = Buffer.from(whole);
      damaged[at]! ^= 0x55;
      expect(() => decodePng(damaged), `byte ${at}`).toThrow(/cannot be read/);
    }
  });

  it('is refused wherever it is cut short, and read or refused with whatever else is wrong with it', () => {
    const shared = { PLTE: [...noise(48)], tRNS: [...noise(6)], gAMA: [0, 0, 177, 143] };
    for (const [depth, type] of [
      [8, 3],
      [4, 3],
      [16, 2],
      [1, 0],
      [8, 4],
      [16, 6],
    ] as const) {
      for (const interlaced of [0, 1]) {
        const lines = Uint8Array.from({ length: 2000 }, () => random.below(4));
        for (let length = 0; length < 200; length++) {
          const whole = png([4, 5, depth, type, 0, 0, interlaced], lines.subarray(0, length), shared);
          const outcome = resultOf(whole);
          expect(outcome).toMatch(/^(read|picture_unreadable)$/);
          if (outcome === 'picture_unreadable') continue;
          for (let at = 0; at < whole.length; at++) {
            expect(resultOf(whole.subarray(0, at))).toBe('picture_unreadable');
            const flipped = Buffer.from(whole);
            flipped[at]! ^= 1 << random.below(8);
            expect(resultOf(flipped), `byte ${at}`).toMatch(/^(read|picture_unreadable)$/);
          }
        }
      }
    }
  });

  it('is refused with pixels that differ from their own checksum, or without that', () => {
    const stream = deflateSync(Uint8Array.of(0, 5, 6));
    const packed = (data: Uint8Array) => pngOfStream([2, 1, 8, 0, 0, 0, 0], data);
    expect([...decodePng(packed(stream)).pixels].slice(0, 5)).toEqual([5, 5, 5, 255, 6]);
    const damaged = Buffer.from(stream);
    damaged[damaged.length - 1]! ^= 1;
    expect(() => decodePng(packed(damaged))).toThrow(/Its pixels are damaged/);
    expect(() => decodePng(packed(stream.subarray(0, -4)))).toThrow(/Its pixels are damaged/);
  });
});
