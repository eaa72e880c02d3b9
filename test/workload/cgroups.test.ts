import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cgroupRoomBytes } from '../../src/workload/cgroups.ts';
import { temporaryFolder } from '../store/fixture.ts';

/** Files as in Linux: the text of /proc/self/cgroup, and groups with their files. */
function room(cgroup: string, groups: Readonly<Record<string, Readonly<Record<string, string>>>>): number {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'cgroup'), cgroup);
  for (const [group, files] of Object.entries(groups)) {
    mkdirSync(join(folder, 'fs', group), { recursive: true });
    for (const [name, text] of Object.entries(files))
      writeFileSync(join(folder, 'fs', group, name), `${text}\n`);
  }
  return cgroupRoomBytes({ proc: folder, cgroups: join(folder, 'fs') });
}

const version2 = (limit: string, used: string, cached = '0') => ({
  'memory.max': limit,
  'memory.current': used,
  'memory.stat': `anon 5\ninactive_file ${cached}`,
});

const version1 = (limit: string, used: string, cached = '0') => ({
  'memory.limit_in_bytes': limit,
  'memory.usage_in_bytes': used,
  'memory.stat': `cache 5\ntotal_inactive_file ${cached}`,
});

describe('what cgroups leave', () => {
  it('is the least that any group up the hierarchy leaves', () => {
    const groups = {
      'user/job': version2('1000', '100'),
      user: version2('500', '400'),
      '.': version2('max', '9999'),
    };
    expect(room('0::/user/job', groups)).toBe(100);
  });

  it('counts cached files as free, for they are given back first', () => {
    expect(room('0::/job', { job: version2('1000', '900', '300') })).toBe(400);
  });

  it('is read from version 1 too, beside a version 2 without a limit', () => {
    const groups = { 'memory/job': version1('800', '500', '50'), unified: {} };
    expect(room('9:name=systemd:/\n4:memory:/job\n0::/', groups)).toBe(350);
  });

  it('is found where a container shows its own group as the root', () => {
    expect(room('4:memory:/docker/f00d', { memory: version1('800', '500') })).toBe(300);
  });

  it('is never below nothing, and unlimited where nothing is limited', () => {
    expect(room('0::/job', { job: version2('100', '400') })).toBe(0);
    expect(room('0::/', { '.': version2('max', '400') })).toBe(Infinity);
    expect(room('', {})).toBe(Infinity);
  });
});
