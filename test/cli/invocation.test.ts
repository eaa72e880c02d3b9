import { describe, expect, it } from 'vitest';
import { invocation } from '../../src/cli/invocation.ts';

describe('the command that hints tell to type', () => {
  it('is the bare name where the script lies on the PATH', () => {
    expect(invocation('/usr/local/bin/sweep', '/bin:/usr/local/bin', '/home/ada')).toBe('sweep');
  });

  it('is the path from the working directory elsewhere', () => {
    expect(invocation('/home/ada/sweep/bin/sweep.js', '/bin', '/home/ada/sweep')).toBe('node bin/sweep.js');
    expect(invocation('/home/ada/p/node_modules/.bin/sweep', '/bin', '/home/ada/p')).toBe(
      'node_modules/.bin/sweep',
    );
    expect(invocation('/opt/sweep/bin/sweep.js', '/bin', '/home/ada')).toBe('node /opt/sweep/bin/sweep.js');
  });
});
