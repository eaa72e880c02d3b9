/** Brushes on the axes of parallel coordinates become conditions of the page's filter. */
(() => {
  const PAUSE_MS = 300;
  /** What a page with another filter shows otherwise. */
  const PARTS = ['#numbers', '#conditions', 'nav.tabs', 'nav.subtabs'];
  let latest = 0;
  let isDown = false;

  document.addEventListener('chart-drawn', ({ detail: { chart, axes, conditions } }) => {
    /** Intervals of each axis, by its index. */
    const brushed = new Map();
    let shown = document.querySelector('#where')?.value ?? '';
    let waiting;
    const settle = () => {
      if (isDown) {
        waiting = setTimeout(settle, PAUSE_MS);
        return;
      }
      for (const [index, intervals] of brushed) {
        const fitted = intervals.map((interval) => widened(axes[index], interval));
        if (String(fitted) === String(intervals)) continue;
        brushed.set(index, fitted);
        chart.dispatchAction({ type: 'axisAreaSelect', parallelAxisId: String(index), intervals: fitted });
      }
      const where = whereOf(axes, conditions, brushed);
      if (where === shown) return;
      shown = where;
      showRows(where);
    };
    chart.off('axisareaselected');
    chart.on('axisareaselected', ({ parallelAxisId, intervals }) => {
      brushed.set(Number(parallelAxisId), intervals);
      const some = [...brushed.values()].some((each) => each.length > 0);
      document.documentElement.classList.toggle('brushed', some);
      clearTimeout(waiting);
      waiting = setTimeout(settle, PAUSE_MS);
    });
  });

  /** The interval with all of the paths through each value that it touches; through the nearest where it touches none. */
  function widened({ stops, range }, [low, high]) {
    const hasNumbers = range !== undefined && high > range.from;
    let touched = stops.filter(({ place, room }) => place - room <= high && place + room >= low);
    if (touched.length === 0 && !hasNumbers && stops.length > 0) {
      const away = ({ place }) => Math.abs(place - (low + high) / 2);
      touched = [stops.reduce((a, b) => (away(b) < away(a) ? b : a))];
    }
    if (touched.length === 0) return [low, high];
    const [first, last] = [touched[0], touched.at(-1)];
    return [
      Math.min(hasNumbers ? low : 1, first.place - first.room),
      Math.max(hasNumbers ? high : 0, last.place + last.room),
    ];
  }

  /** The page's own conditions, but of axes that are brushed, then those of the brushes. */
  function whereOf(axes, conditions, brushed) {
    const isBrushed = (index) => (brushed.get(index)?.length ?? 0) > 0;
    const kept = conditions.filter(({ axis }) => !isBrushed(axis)).map(({ text }) => text);
    const added = axes.flatMap((axis, index) => (isBrushed(index) ? ofAxis(axis, brushed.get(index)) : []));
    return [...kept, ...added].join(' and ');
  }

  function ofAxis(axis, intervals) {
    const parts = [...new Set(intervals.flatMap((interval) => within(axis, interval)))];
    return parts.length > 1 ? [`(${parts.join(' or ')})`] : parts;
  }

  function within({ written, stops, range }, [low, high]) {
    const touched = stops.filter(({ place }) => place >= low && place <= high);
    const numbers = touched.flatMap(({ number }) => number ?? []);
    const parts =
      numbers.length > 1
        ? [
            ...touched.filter(({ number }) => number === undefined).map(({ condition }) => condition),
            `${written}>=${numbers[0]} and ${written}<=${numbers.at(-1)}`,
          ]
        : touched.map(({ condition }) => condition);
    if (range && high > range.from) parts.push(betweenNumbers(written, range, low, high));
    return parts;
  }

  /** An end of the axis is no bound. */
  function betweenNumbers(written, range, low, high) {
    const bounds = [
      ...(low > range.from ? [`${written}>=${bound(range, low, -1)}`] : []),
      ...(high < 1 ? [`${written}<=${bound(range, high, 1)}`] : []),
    ];
    return bounds.length > 0 ? bounds.join(' and ') : `${written}>=${range.low}`;
  }

  /** The number at a place, rounded so that none that was brushed is lost: to a thousandth of what the axis shows. */
  function bound({ from, low, high, isLog, isWhole }, place, direction) {
    const share = Math.min(1, Math.max(0, (place - from) / (1 - from)));
    const value = isLog ? low * (high / low) ** share : low + share * (high - low);
    if (isWhole) return direction < 0 ? Math.ceil(value) : Math.floor(value);
    const size = isLog ? value : high - low;
    const unit = 10 ** (Math.floor(Math.log10(size)) - (isLog ? 2 : 3));
    const steps = value / unit;
    return Number(((direction < 0 ? Math.floor(steps) : Math.ceil(steps)) * unit).toPrecision(12));
  }

  async function showRows(where) {
    const asked = ++latest;
    const address = new URL(location.href);
    if (where) address.searchParams.set('where', where);
    else address.searchParams.delete('where');
    // Beside a leaderboard, everything follows the filter.
    if (!document.querySelector('#numbers')) {
      location.assign(address);
      return;
    }
    const response = await fetch(address);
    const page = new DOMParser().parseFromString(await response.text(), 'text/html');
    if (asked !== latest) return;
    const drawing = document.querySelector('#drawing');
    const { top } = drawing.getBoundingClientRect();
    for (const part of PARTS) document.querySelector(part).replaceWith(page.querySelector(part));
    // The next drag finds the axes where they were, whatever has appeared above them.
    scrollBy(0, drawing.getBoundingClientRect().top - top);
    document.querySelector('#where').value = where;
    history.pushState(null, '', address);
  }

  // Back leads from one brush to the one before.
  addEventListener('popstate', () => {
    if ((new URLSearchParams(location.search).get('where') ?? '') !== document.querySelector('#where').value)
      location.reload();
  });
  document.addEventListener('pointerdown', () => (isDown = true), true);
  for (const end of ['pointerup', 'pointercancel'])
    document.addEventListener(end, () => (isDown = false), true);
})();
