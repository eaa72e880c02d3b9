import { readFileSync } from 'node:fs';
import { totalmem } from 'node:os';
import { cgroupRoomBytes } from './cgroups.ts';

/**
 * The bytes that this process can still take before the machine, its cgroups or its own limits refuse it. On
 * Linux, memory counts that is free or can be reclaimed at once; elsewhere, where that cannot be read
 * reliably, all memory of the machine.
 */
export function memoryRoomBytes(): number {
  if (process.platform !== 'linux') return totalmem();
  return Math.max(0, Math.min(availableBytes(), cgroupRoomBytes(), limitedBytes()));
}

function availableBytes(): number {
  const kibibytes = /^MemAvailable:\s+(\d+)/m.exec(read('/proc/meminfo'))?.[1];
  return kibibytes === undefined ? totalmem() : Number(kibibytes) * 1024;
}

/**
 * The bytes that `ulimit -v` and `ulimit -d` leave. Addresses bound memory from above, since memory must be
 * reserved before it is filled.
 */
function limitedBytes(): number {
  const limits = read('/proc/self/limits');
  const status = read('/proc/self/status');
  const left = (limit: RegExp, used: RegExp): number => {
    const limitBytes = Number(limit.exec(limits)?.[1] ?? Number.NaN);
    const usedBytes = Number(used.exec(status)?.[1] ?? 0) * 1024;
    return Number.isNaN(limitBytes) ? Infinity : limitBytes - usedBytes;
  };
  return Math.min(
    left(/^Max address space\s+(\d+)/m, /^VmSize:\s+(\d+)/m),
    left(/^Max data size\s+(\d+)/m, /^VmData:\s+(\d+)/m),
  );
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
