/**
 * A canvas to draw on with mouse, finger, pen or keys. A drawing is a list of strokes, so that the last one can be
 * taken back; each has its pen as it was.
 */
(() => {
  /** Pixels of the canvas that an arrow key moves the pen; with Shift, one pixel of the network. */
  const FINE_PX = 4;
  const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

  /**
   * `pen` gives width, colour and whether outlines are filled; `changed(done)` is called after every change, with true
   * where no stroke is under way. The canvas has `unit` pixels to a pixel of the network.
   */
  globalThis.openDrawing = ({ canvas, cursor, paper, unit, pen, changed }) => {
    const context = canvas.getContext('2d', { willReadFrequently: true });
    const strokes = [];
    let current;
    /** Where the keys have the pen, and whether it is down. */
    const keyed = { x: canvas.width / 2, y: canvas.height / 2, down: false };

    function render() {
      context.fillStyle = paper;
      context.fillRect(0, 0, canvas.width, canvas.height);
      for (const stroke of strokes) trace(context, stroke);
    }

    function begin(point) {
      current = { ...pen(), points: [point] };
      strokes.push(current);
      update(false);
    }

    function end() {
      if (!current) return;
      current = undefined;
      keyed.down = false;
      update(true);
    }

    function update(done) {
      render();
      changed(done);
    }

    canvas.addEventListener('pointerdown', (event) => {
      if (event.button !== 0 || !event.isPrimary) return;
      event.preventDefault();
      canvas.focus({ preventScroll: true });
      end();
      hideCursor();
      canvas.setPointerCapture(event.pointerId);
      begin(placeOf(event));
    });
    canvas.addEventListener('pointermove', (event) => {
      if (!current || keyed.down || !event.isPrimary) return;
      const events = event.getCoalescedEvents?.() ?? [];
      for (const each of events.length > 0 ? events : [event]) current.points.push(placeOf(each));
      update(false);
    });
    for (const name of ['pointerup', 'pointercancel', 'lostpointercapture']) {
      canvas.addEventListener(name, () => {
        if (!keyed.down) end();
      });
    }
    canvas.addEventListener('keydown', (event) => {
      const arrow = ARROWS[event.key];
      if ((event.ctrlKey || event.metaKey) && event.key === 'z') drawing.undo();
      else if (event.ctrlKey || event.metaKey || event.altKey) return;
      else if (arrow) moveBy(arrow, event.shiftKey ? FINE_PX : unit);
      else if (event.key === ' ' && keyed.down) end();
      else if (event.key === ' ') {
        end();
        begin([keyed.x, keyed.y]);
        keyed.down = true;
      } else if (event.key === 'Escape') end();
      else return;
      event.preventDefault();
      showCursor();
    });
    canvas.addEventListener('blur', () => {
      hideCursor();
      if (keyed.down) end();
    });

    function moveBy([right, down], step) {
      keyed.x = Math.min(canvas.width, Math.max(0, keyed.x + right * step));
      keyed.y = Math.min(canvas.height, Math.max(0, keyed.y + down * step));
      if (!keyed.down) return;
      current.points.push([keyed.x, keyed.y]);
      update(false);
    }

    function showCursor() {
      cursor.hidden = false;
      cursor.classList.toggle('down', keyed.down);
      cursor.style.left = `${(100 * keyed.x) / canvas.width}%`;
      cursor.style.top = `${(100 * keyed.y) / canvas.height}%`;
    }

    function hideCursor() {
      cursor.hidden = true;
    }

    function placeOf({ clientX, clientY }) {
      const { left, top, width, height } = canvas.getBoundingClientRect();
      return [((clientX - left) * canvas.width) / width, ((clientY - top) * canvas.height) / height];
    }

    const drawing = {
      get isEmpty() {
        return strokes.length === 0;
      },
      pixels: () => context.getImageData(0, 0, canvas.width, canvas.height),
      undo() {
        end();
        strokes.pop();
        update(true);
      },
      clear() {
        end();
        strokes.length = 0;
        update(true);
      },
      /** Shows a picture instead of the drawing, fitted as the network sees it. */
      show(picture) {
        end();
        strokes.length = 0;
        render();
        const scale = Math.max(picture.width / canvas.width, picture.height / canvas.height);
        const [width, height] = [picture.width / scale, picture.height / scale];
        context.drawImage(picture, (canvas.width - width) / 2, (canvas.height - height) / 2, width, height);
      },
    };
    render();
    return drawing;
  };

  function trace(context, { points, width, colour, fill }) {
    context.lineCap = 'round';
    context.lineJoin = 'round';
    context.lineWidth = width;
    context.strokeStyle = colour;
    context.fillStyle = colour;
    // A line without length leaves nothing: a dot is a circle.
    context.beginPath();
    context.arc(...points[0], width / 2, 0, 2 * Math.PI);
    context.fill();
    context.beginPath();
    for (const point of points) context.lineTo(...point);
    context.stroke();
    if (fill) context.fill();
  }
})();
