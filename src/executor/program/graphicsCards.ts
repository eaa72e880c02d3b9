import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { systemCode } from '../../errors.ts';

const PATIENCE_MS = 5000;

/** One process's use of one card. */
export interface CardUse {
  readonly pid: number;
  readonly memoryBytes: number;
  /** Load of the whole card, from all its users. */
  readonly loadPercent: number;
}

/**
 * Asks `nvidia-smi` which processes use which graphics card; if it is missing or fails, it is not asked
 * again.
 */
export class GraphicsCards {
  private isMissing = false;

  async uses(): Promise<readonly CardUse[]> {
    if (this.isMissing) return [];
    try {
      const [cards, processes] = await Promise.all([
        query('--query-gpu=uuid,utilization.gpu'),
        query('--query-compute-apps=gpu_uuid,pid,used_gpu_memory'),
      ]);
      const loads = new Map(cards.map(([uuid, load]) => [uuid, Number(load)]));
      return processes.map(([uuid, pid, mebibytes]) => ({
        pid: Number(pid),
        // `[N/A]` if the driver does not tell.
        memoryBytes: (Number(mebibytes) || 0) * 2 ** 20,
        loadPercent: loads.get(uuid!) || 0,
      }));
    } catch (error) {
      // A machine with cards may be too busy to answer once.
      this.isMissing = systemCode(error) === 'ENOENT' || !isTimeout(error);
      return [];
    }
  }
}

async function query(question: string): Promise<string[][]> {
  const { stdout } = await promisify(execFile)('nvidia-smi', [question, '--format=csv,noheader,nounits'], {
    timeout: PATIENCE_MS,
  });
  return stdout
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => line.split(',').map((cell) => cell.trim()));
}

function isTimeout(error: unknown): boolean {
  return error instanceof Error && 'killed' in error && error.killed === true;
}
