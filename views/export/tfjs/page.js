/* global sweepModel, openNetwork, openDrawing, receivePictures, fitPicture */
/**
 * The page: a drawing or a chosen picture goes through the network at once, and its probabilities become
 * bars.
 */
(() => {
  /** Side of the canvas in pixels, about. */
  const CANVAS_PX = 448;
  /** Of more classes than this, only the most probable are listed. */
  const MOST_LISTED = 20;
  /** Time without a change before the answer is read out. */
  const QUIET_MS = 500;

  const element = (id) => document.getElementById(id);
  const missing = ['tf', 'sweepModel'].filter((name) => !(name in globalThis));
  if (missing.length > 0) {
    const files = missing.map((name) => (name === 'tf' ? 'page/tf.min.js' : 'page/model.js'));
    complain(`${files.join(' and ')} cannot be loaded: keep the whole folder together.`);
    return;
  }

  const { classes, shape } = sweepModel;
  const [height, width, channels] = shape;
  const unit = Math.max(1, Math.floor(CANVAS_PX / Math.max(height, width)));
  const rows = Array.from({ length: Math.min(classes.length, MOST_LISTED) }, addRow);
  let probabilities;
  /** A picture of the user's own, as pixels; undefined while there is a drawing. */
  let picture;
  let name = '';
  let isDue = false;
  let isBusy = false;
  let reading;

  const canvas = element('canvas');
  canvas.width = width * unit;
  canvas.height = height * unit;
  const drawing = openDrawing({
    canvas,
    cursor: element('cursor'),
    paper: channels === 1 ? '#000000' : '#ffffff',
    unit,
    pen: () => ({
      width: unit * element('width').valueAsNumber,
      colour: penColour(),
      fill: element('fill').checked,
    }),
    changed() {
      picture = undefined;
      refresh();
    },
  });
  element('undo').addEventListener('click', () => drawing.undo());
  element('clear').addEventListener('click', () => drawing.clear());
  element('invert').addEventListener('change', refresh);
  receivePictures({
    input: element('picture'),
    take(chosen, fileName) {
      drawing.show(chosen);
      picture = chosen.getContext('2d').getImageData(0, 0, chosen.width, chosen.height);
      name = fileName;
      refresh();
    },
    refuse: complain,
  });
  clearSight();
  openNetwork().then(
    (network) => {
      probabilities = network;
      refresh();
    },
    (error) => {
      element('answer').textContent = `The network cannot be opened: ${error.message}`;
    },
  );

  /** Grey from the slider, or the colour of the picker. */
  function penColour() {
    const { type, value, valueAsNumber } = element('colour');
    return type === 'color' ? value : `rgb(${valueAsNumber}, ${valueAsNumber}, ${valueAsNumber})`;
  }

  /**
   * Asks the network about the present picture: once for all changes until the next frame, or while it
   * computes.
   */
  async function refresh() {
    isDue = true;
    if (isBusy) return;
    setBusy(true);
    while (isDue) {
      await new Promise(requestAnimationFrame);
      isDue = false;
      await answer().catch((error) => complain(`The network does not answer: ${error.message}`));
    }
    setBusy(false);
  }

  function setBusy(value) {
    isBusy = value;
    element('probabilities').setAttribute('aria-busy', value);
  }

  async function answer() {
    element('problem').hidden = true;
    const isEmpty = picture === undefined && drawing.isEmpty;
    element('source').textContent = picture ? name : isEmpty ? '' : 'Your drawing';
    if (isEmpty) {
      clearSight();
      if (probabilities) say(undefined);
      return;
    }
    const bytes = fitPicture(picture ?? drawing.pixels(), shape, element('invert').checked);
    showSight(bytes);
    if (probabilities) say(await probabilities(bytes));
  }

  /** Shows the probabilities; clears them if they are undefined. */
  function say(values) {
    const best = values?.indexOf(Math.max(...values));
    const listed = classes.length <= MOST_LISTED ? [...classes.keys()] : mostProbable(values);
    for (const [place, row] of rows.entries()) {
      const index = listed[place];
      const value = values?.[index];
      row.name.textContent = index === undefined ? '' : classes[index];
      row.percent.textContent = value === undefined ? '–' : percent(value);
      row.bar.style.width = `${100 * (value ?? 0)}%`;
      row.line.classList.toggle('likeliest', best !== undefined && index === best);
    }
    const words = values ? `${classes[best]}, ${percent(values[best])}` : '';
    element('answer').textContent = words || 'Draw something, or choose a picture.';
    clearTimeout(reading);
    reading = setTimeout(() => {
      element('spoken').textContent = words;
    }, QUIET_MS);
  }

  function mostProbable(values) {
    if (!values) return [];
    return [...values.keys()].sort((a, b) => values[b] - values[a]).slice(0, MOST_LISTED);
  }

  function percent(value) {
    return `${(100 * value).toFixed(2)} %`;
  }

  function addRow(_, index) {
    const line = element('probabilities').insertRow();
    const head = document.createElement('th');
    head.scope = 'row';
    head.textContent = classes.length <= MOST_LISTED ? classes[index] : '';
    line.append(head);
    const cell = line.insertCell();
    cell.className = 'number';
    const track = line.insertCell();
    const bar = document.createElement('div');
    bar.className = 'bar';
    track.append(bar);
    return { line, name: head, percent: cell, bar };
  }

  function showSight(bytes) {
    const sight = element('sight');
    const context = sight.getContext('2d');
    const image = context.createImageData(width, height);
    for (let pixel = 0; pixel < width * height; pixel++) {
      for (let channel = 0; channel < 3; channel++) {
        image.data[4 * pixel + channel] = bytes[pixel * channels + (channels === 1 ? 0 : channel)];
      }
      image.data[4 * pixel + 3] = 255;
    }
    context.putImageData(image, 0, 0);
  }

  function clearSight() {
    const sight = element('sight');
    sight.width = width;
    sight.height = height;
  }

  function complain(message) {
    const problem = element('problem');
    problem.textContent = message;
    problem.hidden = false;
  }
})();
