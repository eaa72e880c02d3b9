import type { NetworkTrial } from '../../store/index.ts';

/** How to use the files, in Markdown. */
export function usageOf({ sweep }: NetworkTrial): string {
  const [height, width, channels] = sweep.dataset.input.shape;
  const grey = channels === 1 ? ' Of a colour picture this takes the red channel alone.' : '';
  return `Open \`index.html\` in a browser, from disk or from any web server: draw, or choose a picture, and see what the
network makes of it. Nothing leaves the page.

In code, with [TensorFlow.js](https://www.npmjs.com/package/@tensorflow/tfjs) 4 (\`npm install @tensorflow/tfjs\`, or
\`page/tf.min.js\` of this folder as a script). The model takes bytes from 0 to 255 as they are; browsers load
\`model.json\` from a web server only, such as \`npx http-server\`:

\`\`\`js
const model = await tf.loadLayersModel('model.json');
const { classes } = model.getUserDefinedMetadata();

// An <img> or <canvas> of the page; here it is brought to ${width} × ${height} pixels.${grey}
const pixels = tf.browser.fromPixels(document.querySelector('img'), ${channels});
const images = tf.image.resizeBilinear(pixels, [${height}, ${width}]).expandDims();
const probabilities = await model.predict(images).data();
console.log(classes[probabilities.indexOf(Math.max(...probabilities))]);
\`\`\`

\`page/fit.js\` fits pictures as the page does: whole, every pixel the mean of those that it covers, grey by its luma.
`;
}
