/* global echarts */
/**
 * Draws a chart again as an interactive one, once it comes into view; without this script its picture stays. Both are
 * found by their ids: a live update may put other elements in their places.
 */
function interactive(chartId, drawingId) {
  const NARROW = '(max-width: 40rem)';
  /** Curves that a pointer reads at once. */
  const MOST_LINES = 16;
  let chart;
  let drawn = '';
  let shown;

  async function draw() {
    const section = document.getElementById(chartId);
    const picture = section?.querySelector('picture');
    // The address of the picture has the state of the database.
    const { src } = picture?.querySelector('img') ?? {};
    if (!picture || src === shown) return;
    shown = src;
    const address = new URL(section.dataset.chart, location.href);
    if (matchMedia(NARROW).matches) address.searchParams.set('size', 'narrow');
    const response = await fetch(address);
    if (!response.ok) return;
    const text = await response.text();
    const { option, axes, conditions } = JSON.parse(text);
    if (!option) return;
    // What a reader has brushed would be lost.
    if (text === drawn || document.documentElement.classList.contains('brushed')) return;
    chart ??= open();
    drawn = text;
    if (option.tooltip) option.tooltip.renderMode = 'richText';
    if (option.tooltip?.trigger === 'axis') option.tooltip.formatter = linesAt(option);
    for (const [index, axis] of (option.parallelAxis ?? []).entries()) axis.id = String(index);
    evenTicks(option);
    chart.setOption({ ...option, animation: false }, { replaceMerge: ['series'] });
    if (axes.length > 0)
      document.dispatchEvent(new CustomEvent('chart-drawn', { detail: { chart, axes, conditions } }));
  }

  function open() {
    const drawing = document.getElementById(drawingId);
    drawing.classList.add('shown');
    const opened = echarts.init(drawing, null, { renderer: 'canvas' });
    opened.on('mouseover', (event) => mark(trialOf(event)));
    opened.on('mouseout', () => mark(undefined));
    opened.on('click', (event) => {
      const link = row(trialOf(event))?.querySelector('th a');
      if (link) location.assign(link.href);
    });
    return opened;
  }

  /** Ticks of an axis with the same number of decimals: `evenTicks` of src/charts/draw.ts once more. */
  function evenTicks(option) {
    for (const kind of ['xAxis', 'yAxis', 'parallelAxis']) {
      for (const [index, axis] of [option[kind] ?? []].flat().entries()) {
        if (axis.type !== 'value' && axis.type !== 'log') continue;
        const ticks = () => chart.getModel().getComponent(kind, index).axis.scale.getTicks();
        const even = (value) =>
          tickText(
            value,
            ticks().map((tick) => tick.value),
          );
        const alone = (value) => tickText(Number(value.toPrecision(6)), [Number(value.toPrecision(6))]);
        const formatter = axis.type === 'log' ? alone : even;
        axis.axisLabel = { formatter, ...axis.axisLabel };
      }
    }
  }

  /** `tickText` of src/charts/tickText.ts once more. */
  function tickText(value, ticks) {
    const size = Math.max(...ticks.map(Math.abs));
    if (size >= 1e15 || (size < 1e-12 && size > 0))
      return value === 0 ? '0' : Number(value.toPrecision(12)).toExponential().replace('e+', 'e');
    const decimals = ticks.map((tick) => {
      const [digits, exponent = '0'] = String(tick).split('e');
      return (digits.split('.')[1]?.length ?? 0) - Number(exponent);
    });
    const digits = Math.min(20, Math.max(0, ...decimals));
    return value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits });
  }

  /** The text of a pointer over curves: its place, and each curve with what it is about, its value and its n. */
  function linesAt({ xAxis, series, tooltip }) {
    const [what, unit] = xAxis.name.split(', ');
    const direction = tooltip.order === 'valueAsc' ? 1 : -1;
    return (found) => {
      const shown = found
        .filter(({ seriesIndex, value }) => !series[seriesIndex].silent && Number.isFinite(value[1]))
        .sort((a, b) => direction * (a.value[1] - b.value[1]));
      const lines = shown.slice(0, MOST_LINES).map(({ marker, seriesName, seriesIndex, value }) => {
        const { about, of } = series[seriesIndex];
        const name = [seriesName, about].filter(Boolean).join(' ').replaceAll('{', '{\u2060');
        return `${marker}${name}  ${formatted(value[1])}${countText(value[2], of)}`;
      });
      if (shown.length > lines.length) lines.push(`and ${shown.length - lines.length} more`);
      const place = found[0]?.value[0];
      const text = Number.isSafeInteger(place)
        ? place.toLocaleString('en-US')
        : String(Number(place?.toPrecision(3)));
      return [[what, text, unit].filter(Boolean).join(' '), ...lines].join('\n');
    };
  }

  /** How many values one is made from, of all that there are. */
  function countText(n, of) {
    if (n === undefined) return '';
    return n < of ? `, ${n} of ${of} configurations` : `, n ${n}`;
  }

  /** A metric as pages write it: `metric` of src/format.ts once more. */
  function formatted(value) {
    const size = Math.abs(value);
    if (size >= 1e12) return value.toExponential(4);
    return size < 0.001 && size > 0 ? value.toPrecision(4) : value.toFixed(4);
  }

  /** `#12` names a trial, as a series or a point. */
  function trialOf({ name, seriesName }) {
    return (/^#(\d+)/.exec(name ?? '') ?? /^#(\d+)/.exec(seriesName ?? ''))?.[1];
  }

  function row(trial) {
    return trial && document.querySelector(`#numbers tr[data-trial="${trial}"], #row-${trial}`);
  }

  function mark(trial) {
    for (const marked of document.querySelectorAll('tr.marked')) marked.classList.remove('marked');
    row(trial)?.classList.add('marked');
  }

  /** A row under the mouse or the keyboard shows its line. */
  function highlight(event, type) {
    const shows = event.target.closest?.('#numbers tr[data-trial], #board tr[id^="row-"]');
    const trial = shows?.dataset.trial ?? shows?.id.slice('row-'.length);
    if (trial && chart) {
      chart.dispatchAction({ type, seriesName: `#${trial}` });
      chart.dispatchAction({ type, seriesIndex: 0, name: `#${trial}` });
    }
  }

  /** The drawing as it is shown, twice as fine, on the page's background. */
  function keep(event) {
    const link = event.target.closest?.('a[data-keep="png"]');
    if (!link || !chart) return;
    const backgroundColor = getComputedStyle(document.body).backgroundColor;
    link.href = chart.getDataURL({ type: 'png', pixelRatio: 2, backgroundColor });
  }

  const begin = new IntersectionObserver((entries) => {
    if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
    begin.disconnect();
    draw();
    document.addEventListener('htmx:afterSettle', draw);
  });
  begin.observe(document.getElementById(chartId));
  document.addEventListener('click', keep);
  document.addEventListener('mouseover', (event) => highlight(event, 'highlight'));
  document.addEventListener('mouseout', (event) => highlight(event, 'downplay'));
  document.addEventListener('focusin', (event) => highlight(event, 'highlight'));
  document.addEventListener('focusout', (event) => highlight(event, 'downplay'));
  addEventListener('resize', () => chart?.resize());
  addEventListener('beforeprint', () => chart?.resize());
}

for (const { id } of document.querySelectorAll('[data-chart]'))
  interactive(id, id === 'chart' ? 'drawing' : id.replace('figure', 'drawing'));
