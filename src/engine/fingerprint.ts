import { cpus } from 'node:os';
import type { Engine } from './engine.ts';
import { createEngine } from './index.ts';

/** Identifies engine, version and processor: if it is equal, equal trainings have equal bits. */
export function fingerprintOf({ version }: Pick<Engine, 'version'>): string {
  return `${version}, ${cpus()[0]?.model.trim() ?? 'unknown processor'}, node ${process.versions.node}`;
}

/**
 * The fingerprint of trainings with that engine; it loads the engine.
 * @throws SweepError `engine_unavailable`.
 */
export async function engineFingerprint(name: string): Promise<string> {
  const engine = await createEngine(name);
  await engine.dispose();
  return fingerprintOf(engine);
}
