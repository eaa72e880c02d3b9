/**
 * A picture as the network sees it: on white, scaled to fit completely (the rest has the colour of its first
 * pixel), every pixel the mean of those that it covers; grey by the luma of Rec. 601 if the network sees one
 * channel; with light and dark swapped if asked. The same bytes as src/pictures/fit.ts of sweep makes for its
 * dashboard.
 */
(() => {
  /** `picture` is an ImageData; the result has bytes, channels last. */
  globalThis.fitPicture = (picture, [height, width, channels], invert) => {
    const scale = Math.max(picture.width / width, picture.height / height);
    const left = (width - picture.width / scale) / 2;
    const top = (height - picture.height / scale) / 2;
    const first = { pixels: [{ at: 0, share: 1 }], covered: 1 };
    const background = mean(picture, first, first, [0, 0, 0]);
    const columns = spans(width, left, scale, picture.width);
    const rows = spans(height, top, scale, picture.height);
    const fitted = new Uint8Array(height * width * channels);
    for (const [y, row] of rows.entries()) {
      for (const [x, column] of columns.entries()) {
        const colour = mean(picture, row, column, background);
        const values = channels === 1 ? [luma(colour)] : colour;
        for (let channel = 0; channel < channels; channel++) {
          const value = Math.round(values[channel]);
          fitted[(y * width + x) * channels + channel] = invert ? 255 - value : value;
        }
      }
    }
    return fitted;
  };

  /** The pixels of the picture that each of `count` pixels covers, and their shares. */
  function spans(count, offset, scale, length) {
    return Array.from({ length: count }, (_, index) => {
      const [from, to] = [(index - offset) * scale, (index + 1 - offset) * scale];
      const pixels = [];
      for (let at = Math.max(0, Math.floor(from)); at < Math.min(length, to); at++) {
        const share = (Math.min(to, at + 1) - Math.max(from, at)) / scale;
        if (share > 0) pixels.push({ at, share });
      }
      return { pixels, covered: pixels.reduce((sum, { share }) => sum + share, 0) };
    });
  }

  function mean({ data, width }, row, column, background) {
    const rest = 1 - row.covered * column.covered;
    let [red, green, blue] = [background[0] * rest, background[1] * rest, background[2] * rest];
    for (const y of row.pixels) {
      for (const x of column.pixels) {
        const at = (y.at * width + x.at) * 4;
        const share = y.share * x.share;
        const opaque = share * (data[at + 3] / 255);
        const white = 255 * (share - opaque);
        red += opaque * data[at] + white;
        green += opaque * data[at + 1] + white;
        blue += opaque * data[at + 2] + white;
      }
    }
    return [red, green, blue];
  }

  function luma([red, green, blue]) {
    return 0.299 * red + 0.587 * green + 0.114 * blue;
  }
})();
