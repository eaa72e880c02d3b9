import { expect, it } from 'vitest';
import { csvText } from '../src/csv.ts';

it.each(['a\nb', 'a\rb', 'a\r\nb', 'a,b', 'a"b', '"'])(
  'quotes %j, which would end a field or a record',
  (text) => {
    expect(csvText([[text, 1]])).toBe(`"${text.replaceAll('"', '""')}",1\r\n`);
  },
);
