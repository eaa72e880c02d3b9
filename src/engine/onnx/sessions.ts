import { InferenceSession } from 'onnxruntime-node';
import { SweepError } from '../../errors.ts';

/** Enough for the handful of networks that one sweep trains at a time, each with a few graphs. */
const KEPT = 24;

/**
 * Compiled graphs, kept for the next network of the same shape. A session holds no state between runs, so a
 * network computes the same numbers on a kept session as on a new one.
 */
export class Sessions {
  private readonly kept = new Map<string, InferenceSession>();

  /** The session for `key`, compiled from `build()` if it is not kept yet. */
  async get(key: string, build: () => Uint8Array): Promise<InferenceSession> {
    const session = this.kept.get(key) ?? (await compile(build()));
    this.kept.delete(key);
    this.kept.set(key, session);
    return session;
  }

  /**
   * Releases the sessions that were not used lately. Must be called between networks, never while one is
   * open.
   */
  async trim(): Promise<void> {
    const old = [...this.kept].slice(0, Math.max(0, this.kept.size - KEPT));
    for (const [key, session] of old) {
      this.kept.delete(key);
      await session.release();
    }
  }

  async release(): Promise<void> {
    for (const session of this.kept.values()) await session.release();
    this.kept.clear();
  }
}

async function compile(model: Uint8Array): Promise<InferenceSession> {
  try {
    return await InferenceSession.create(model, {
      intraOpNumThreads: 1,
      interOpNumThreads: 1,
      executionMode: 'sequential',
      graphOptimizationLevel: 'all',
      logSeverityLevel: 3,
      extra: { session: { set_denormal_as_zero: '1' } },
    });
  } catch (error) {
    throw new SweepError(
      'internal',
      `ONNX Runtime refused a training graph: ${String(error)}`,
      undefined,
      error,
    );
  }
}
