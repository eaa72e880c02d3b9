import { describe, expect, it } from 'vitest';
import { SweepError } from '../../../src/errors.ts';
import { DATA_FORMATS, dataFormatOf, TABLE_NAMES } from '../../../src/export/data/index.ts';
import { excerpt, fileOf, filled, withoutTrials } from './filled.ts';

describe.each(DATA_FORMATS)('the format $name of tables', ({ name, ending, isText, load }) => {
  it('has the name and an ending of its own', async () => {
    expect((await load()).name).toBe(name);
    expect(dataFormatOf(`a.b${ending.toUpperCase()}`)?.name).toBe(name);
    expect((await load()).use(`a${ending}`)).toContain('a');
  });

  describe.each(TABLE_NAMES)('of %s', (table) => {
    it('makes the same bytes again, text where it is text', async () => {
      const writer = await load();
      const db = filled();
      const file = fileOf(writer, excerpt(db, table));
      expect(fileOf(writer, excerpt(db, table)).equals(file)).toBe(true);
      expect(Buffer.from(file.toString('utf8')).equals(file)).toBe(isText);
    });

    it('says that a dataset was synthetic, and only then', async () => {
      const writer = await load();
      const real = fileOf(writer, excerpt(filled(), table)).toString('latin1');
      const drawn = fileOf(writer, excerpt(filled({ synthetic: true }), table)).toString('latin1');
      expect(drawn).not.toBe(real);
      if (name === 'latex') {
        expect(drawn).toContain('SYNTHETIC');
        expect(real).not.toContain('SYNTHETIC');
      } else expect(drawn).toContain('synthetic');
    });

    it('takes a sweep without trials: an empty table, or a reason why there is none', async () => {
      const writer = await load();
      const source = excerpt(withoutTrials(), table);
      if (name === 'latex') expect(() => fileOf(writer, source)).toThrow(SweepError);
      else expect(fileOf(writer, source).length).toBeGreaterThan(0);
    });
  });
});
