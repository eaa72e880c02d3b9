import { Chalk } from 'chalk';
import { describe, expect, it } from 'vitest';
import { LaneLayout, type LaneParts } from '../../../src/cli/display/laneLayout.ts';
import { textWidth } from '../../../src/cli/format/terminal.ts';

const PARTS: LaneParts = {
  trialWidth: 4,
  parameters: [
    { title: 'model', width: 3 },
    { title: 'optimizer', width: 4 },
    { title: 'batch_size', width: 3 },
    { title: 'kernel_initializer', width: 14 },
  ],
  step: { title: 'epoch', width: 5 },
  hasBar: true,
  metrics: [
    { title: 'val_accuracy', width: 6 },
    { title: 'loss', width: 6 },
  ],
  time: 'left',
};
const VALUES = ['cnn', 'adam', '512', 'glorot_uniform'];
const CELLS = {
  trial: '#104',
  parameters: VALUES,
  share: 0.35,
  step: '8/20',
  metrics: ['0.8912', '0.3101'],
  time: '12m 5s',
};

const drawn = (width: number, parts = PARTS) => {
  const layout = new LaneLayout(parts, width, new Chalk({ level: 0 }));
  return { layout, lines: [layout.heading, ...layout.lines(CELLS)], text: layout.lines(CELLS).join('\n') };
};

describe('the line of a running trial', () => {
  it('has values, a bar, epoch, metric and time in 79 columns, without names', () => {
    expect(drawn(79).lines).toEqual([
      '       model  optim  bat  kernel_initia…            epoch  val_accuracy    left',
      ' #104  cnn    adam   512  glorot_uniform  ━━━─────   8/20        0.8912  12m 5s',
    ]);
  });

  it('grows with the terminal: whole titles, then further metrics, then a longer bar', () => {
    const [heading, line] = drawn(130).lines;
    expect(heading).toMatch(
      /^ {7}model {2}optimizer {2}batch_size {2}kernel_initializer +epoch {2}val_accuracy {4}loss {4}left$/,
    );
    expect(line).toContain('0.8912  0.3101  12m 5s');
    const bar = (width: number) => /[━─]+/.exec(drawn(width).text)![0].length;
    expect([bar(79), bar(160) > bar(110), bar(400)]).toEqual([8, true, 40]);
  });

  it('never cuts a value, the epoch, the metric or the time, and never passes the width', () => {
    for (let width = 45; width < 200; width++) {
      const { lines, text } = drawn(width);
      for (const line of lines) expect(textWidth(line)).toBeLessThanOrEqual(width);
      for (const part of [...VALUES, '#104', '8/20', '0.8912', '12m 5s']) expect(text).toContain(part);
    }
    expect(drawn(50).layout.isStacked).toBe(true);
  });

  it('keeps its columns with wide characters, and has no bar where the steps are unknown', () => {
    const parts = { ...PARTS, hasBar: false, parameters: [{ title: 'model', width: 4 }] };
    const layout = new LaneLayout(parts, 79, new Chalk({ level: 0 }));
    const [line] = layout.lines({ ...CELLS, parameters: ['小型'], share: undefined, step: '8' });
    expect(line).toBe(' #104  小型       8        0.8912  0.3101  12m 5s');
  });
});
