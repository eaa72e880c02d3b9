import './noTelemetry.ts';
import { env } from 'onnxruntime-node';
import type { Engine, Network, NetworkRequest } from '../engine.ts';
import { Arena } from './arena.ts';
import { OnnxNetwork } from './onnxNetwork.ts';
import { Sessions } from './sessions.ts';

/** Trains on ONNX Runtime's processor backend with compiled training graphs, on one thread. */
export class OnnxEngine implements Engine {
  readonly name = 'onnx';
  readonly version = `onnxruntime ${env.versions.node ?? env.versions.common}`;
  private readonly arena = new Arena();
  private readonly sessions = new Sessions();

  async open(request: NetworkRequest): Promise<Network> {
    await this.sessions.trim();
    return new OnnxNetwork(request, this.arena, this.sessions);
  }

  async dispose(): Promise<void> {
    await this.sessions.release();
  }
}
