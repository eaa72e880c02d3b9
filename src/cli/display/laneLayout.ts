import { stripVTControlCharacters as stripped } from 'node:util';
import type { ChalkInstance } from 'chalk';
import { cut, padded, textWidth } from '../format/terminal.ts';

/** What the lanes of a live display have to show; widths are those of the widest cell so far. */
export interface LaneParts {
  readonly trialWidth: number;
  /** Parameters that vary. */
  readonly parameters: readonly Titled[];
  /** `epoch` or `step`, with the width of `12/20`. */
  readonly step: Titled;
  /** Whether the number of steps is known, so that a bar has an end. */
  readonly hasBar: boolean;
  /** The metric that ranks the sweep, then others, which are left out where they do not fit. */
  readonly metrics: readonly Titled[];
  /** Title of the times. */
  readonly time: 'left' | 'so far';
}

interface Titled {
  readonly title: string;
  readonly width: number;
}

/** One running trial; texts without colours. */
export interface LaneCells {
  readonly trial: string;
  readonly parameters: readonly string[];
  /** Done share of its steps; undefined if unknown. */
  readonly share: number | undefined;
  readonly step: string;
  readonly metrics: readonly string[];
  /** Estimated time left, or the time so far. */
  readonly time: string;
}

/** Columns of a width that is known. */
interface Layout {
  readonly gap: number;
  readonly bar: number;
  readonly metrics: number;
  readonly hasWholeTitles: boolean;
}

const SHORTEST_BAR = 5;
const SHORT_BAR = 8;
const USUAL_BAR = 12;
const LONGEST_BAR = 40;
/** A title that is cut keeps this width with its ellipsis. */
const LEAST_CUT = 7;
/** `12m 5s`. */
const TIME_WIDTH = 6;

/**
 * From the most that may be shown to the least. Where titles must be cut, other metrics have left; then the bar
 * leaves, before a parameter stands on a line of its own.
 */
function* layouts({ hasBar, metrics }: LaneParts): Generator<Layout> {
  const bars = hasBar ? [USUAL_BAR, SHORT_BAR] : [0];
  for (let count = metrics.length; count >= 1; count--)
    for (const bar of bars) yield { gap: 2, bar, metrics: count, hasWholeTitles: true };
  const alone = { metrics: Math.min(1, metrics.length), hasWholeTitles: false };
  yield { ...alone, gap: 2, bar: bars.at(-1)! };
  for (const bar of hasBar ? [SHORT_BAR, SHORTEST_BAR, 0] : [0]) yield { ...alone, gap: 1, bar };
}

/** Lays out the lines of running trials in columns that fit into `width`. */
export class LaneLayout {
  /** Whether parameters stand on a line of their own, as they do not fit beside the rest. */
  readonly isStacked: boolean;
  readonly heading: string;
  private readonly parts: LaneParts;
  private readonly chosen: Layout;
  private readonly width: number;
  private readonly parameterWidths: readonly number[];
  private readonly metricWidths: readonly number[];
  private readonly barWidth: number;
  private readonly chalk: ChalkInstance;

  constructor(parts: LaneParts, width: number, chalk: ChalkInstance) {
    this.chalk = chalk;
    this.width = width;
    const fits = (all: LaneParts) => [...layouts(all)].find((each) => needed(all, each) <= width);
    const beside = fits(parts);
    this.isStacked = beside === undefined && parts.parameters.length > 0;
    this.parts = parts;
    const shown = this.isStacked ? { ...parts, parameters: [] } : parts;
    this.chosen = beside ?? fits(shown) ?? [...layouts(shown)].at(-1)!;
    let spare = Math.max(0, width - needed(shown, { ...this.chosen, hasWholeTitles: false }));
    const whole = ({ title, width: least }: Titled): number => {
      const more = Math.min(spare, Math.max(0, textWidth(title) - least));
      spare -= more;
      return least + more;
    };
    this.metricWidths = parts.metrics.slice(0, this.chosen.metrics).map(whole);
    this.parameterWidths = shown.parameters.map(whole);
    this.barWidth = this.chosen.bar === 0 ? 0 : Math.min(LONGEST_BAR, this.chosen.bar + spare);
    this.heading = this.joined({
      trial: '',
      parameters: parts.parameters.map(({ title }) => title),
      bar: '',
      step: parts.step.title,
      metrics: parts.metrics.map(({ title }) => title),
      time: parts.time,
    });
  }

  /** A running trial, on one line, or on two if it is stacked. */
  lines({ share, ...cells }: LaneCells): string[] {
    const bar = share === undefined ? '' : drawBar(share, this.barWidth, this.chalk);
    const line = this.joined({ ...cells, bar }, this.chalk);
    if (!this.isStacked) return [line];
    const indent = ' '.repeat(this.parts.trialWidth + this.chosen.gap + 1);
    const given = cells.parameters.flatMap((value, at) =>
      value === '' ? [] : [{ title: this.parts.parameters[at]!.title, value }],
    );
    const named = indent + given.map(({ title, value }) => `${title} ${value}`).join(', ');
    const values = indent + given.map(({ value }) => value).join('  ');
    return [line, this.chalk.dim(textWidth(named) <= this.width ? named : cut(values, this.width))];
  }

  /** The parameters of a trial in the same columns, for the line that stays when it has ended. */
  parametersOf(values: readonly string[]): string {
    if (this.isStacked) return values.filter((value) => value !== '').join('  ');
    const gap = ' '.repeat(this.chosen.gap);
    return values.map((value, at) => padded(value || '–', this.parameterWidths[at]!)).join(gap);
  }

  private joined(
    { trial, parameters, bar, step, metrics, time }: Omit<LaneCells, 'share'> & { readonly bar: string },
    chalk?: ChalkInstance,
  ): string {
    const isHeading = chalk === undefined;
    const cell = (text: string, width: number, align?: 'right') =>
      padded(isHeading ? shortTitle(text, width) : text, width, align);
    const dim = chalk?.dim ?? String;
    const cells = [
      dim(cell(trial, this.parts.trialWidth, 'right')),
      ...this.parameterWidths.map((width, at) => cell(parameters[at] || (isHeading ? '' : '–'), width)),
      ...(this.barWidth > 0 ? [cell(bar, this.barWidth)] : []),
      cell(step, this.parts.step.width, 'right'),
      ...this.metricWidths.map((width, at) => {
        const text = cell(metrics[at] ?? '', width, 'right');
        return at === 0 ? text : dim(text);
      }),
      cell(time, TIME_WIDTH, 'right'),
    ];
    const line = ` ${cells.join(' '.repeat(this.chosen.gap))}`.trimEnd();
    return textWidth(line) <= this.width ? line : cut(stripped(line), this.width);
  }
}

/** A narrow column has no room for an ellipsis, which would leave nothing of its title. */
function shortTitle(title: string, width: number): string {
  return cut(title, width, width < LEAST_CUT ? '' : undefined);
}

function needed({ trialWidth, parameters, step, metrics }: LaneParts, layout: Layout): number {
  const widthOf = ({ title, width }: Titled) =>
    layout.hasWholeTitles ? Math.max(width, textWidth(title)) : width;
  const cells = [
    trialWidth,
    ...parameters.map(widthOf),
    ...(layout.bar > 0 ? [layout.bar] : []),
    step.width,
    ...metrics.slice(0, layout.metrics).map(widthOf),
    TIME_WIDTH,
  ];
  return 1 + cells.reduce((sum, each) => sum + each + layout.gap, -layout.gap);
}

export function drawBar(share: number, width: number, chalk: ChalkInstance): string {
  const full = Math.round(Math.max(0, Math.min(1, share)) * width);
  return chalk.cyan('━'.repeat(full)) + chalk.dim('─'.repeat(width - full));
}
