import { describe, expect, it } from 'vitest';
import { folderName } from '../../../src/cli/exporting/folderName.ts';

describe('the name of a folder', () => {
  it.each([
    ['cnn', 'cnn-7-onnx'],
    ['my sweep: "a" | b?', 'my-sweep-a-b--7-onnx'],
    ['--force', 'force-7-onnx'],
    ['..', 'sweep-7-onnx'],
    ['~x', 'x-7-onnx'],
    ['C:\\x', 'C-x-7-onnx'],
    ['网络 é', '网络-é-7-onnx'],
    ['a\u202eb', 'a-b-7-onnx'],
    ["it's $HOME", "it's-$HOME-7-onnx"],
  ])('of the sweep %j is %s', (sweep, name) => {
    expect(folderName(sweep, 7, 'onnx')).toBe(name);
  });

  it('has at most 255 bytes, and no half of a character', () => {
    const name = folderName('🧵'.repeat(100), 7, 'keras-script');
    expect(Buffer.byteLength(name)).toBeLessThan(200);
    expect(name).toMatch(/^(🧵)+-7-keras-script$/u);
  });
});
