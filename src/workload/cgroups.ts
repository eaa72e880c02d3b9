import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A file system of cgroups, and the group of this process in it. */
interface Mount {
  readonly root: string;
  readonly group: string;
  /**
   * Files of the limit and of the usage, and the line of memory.stat with the bytes that can be reclaimed at
   * once.
   */
  readonly limit: string;
  readonly used: string;
  readonly cached: string;
}

/**
 * The bytes that the cgroups of this process leave it, version 2 and version 1: the least of all groups up
 * the hierarchy, since the limit of each applies to all below it. Infinity if none is limited.
 */
export function cgroupRoomBytes(files = { proc: '/proc/self', cgroups: '/sys/fs/cgroup' }): number {
  const groups = lines(join(files.proc, 'cgroup')).map((line) => line.split(':'));
  const rooms = groups.flatMap(([, controllers = '', group = '/']) =>
    mounts(controllers, files.cgroups).flatMap((mount) => upwards(group).map((each) => room(mount, each))),
  );
  return Math.min(Infinity, ...rooms);
}

function mounts(controllers: string, cgroups: string): Omit<Mount, 'group'>[] {
  const version2 = { limit: 'memory.max', used: 'memory.current', cached: 'inactive_file' };
  const version1 = {
    limit: 'memory.limit_in_bytes',
    used: 'memory.usage_in_bytes',
    cached: 'total_inactive_file',
  };
  if (controllers === '') return [cgroups, join(cgroups, 'unified')].map((root) => ({ root, ...version2 }));
  if (!controllers.split(',').includes('memory')) return [];
  return [{ root: join(cgroups, 'memory'), ...version1 }];
}

/**
 * `/a/b` → `/a/b`, `/a` and `/`. In a container, the path may be the host's; then its own group is the root.
 */
function upwards(group: string): string[] {
  const parts = group.split('/').filter(Boolean);
  return Array.from(
    { length: parts.length + 1 },
    (_, dropped) => `/${parts.slice(0, parts.length - dropped).join('/')}`,
  );
}

function room({ root, limit, used, cached }: Omit<Mount, 'group'>, group: string): number {
  const limitBytes = number(join(root, group, limit));
  const usedBytes = number(join(root, group, used));
  if (limitBytes === undefined || usedBytes === undefined) return Infinity;
  const stat = lines(join(root, group, 'memory.stat')).find((line) => line.startsWith(`${cached} `));
  return Math.max(0, limitBytes - usedBytes + Number(stat?.split(' ')[1] ?? 0));
}

/** Undefined if there is no such file, and for `max`. */
function number(path: string): number | undefined {
  const value = Number(lines(path)[0] ?? 'max');
  return Number.isFinite(value) ? value : undefined;
}

function lines(path: string): string[] {
  try {
    return readFileSync(path, 'utf8').trim().split('\n');
  } catch {
    return [];
  }
}
