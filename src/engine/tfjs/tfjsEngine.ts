import type { Engine, Network, NetworkRequest } from '../engine.ts';
import type { Backend } from './backend.ts';
import { loadCpuBackend, loadNodeBackend } from './backend.ts';
import { TfjsNetwork } from './tfjsNetwork.ts';

/** Trains with TensorFlow.js, layer by layer. */
export class TfjsEngine implements Engine {
  readonly name: string;
  readonly version: string;
  private readonly backend: Backend;

  private constructor(name: string, backend: Backend) {
    this.name = name;
    this.version = backend.version;
    this.backend = backend;
  }

  /** The engine on TensorFlow's own kernels. */
  static async onNode(): Promise<TfjsEngine> {
    return new TfjsEngine('tfjs', loadNodeBackend());
  }

  /** The engine on kernels in JavaScript. */
  static async onCpu(): Promise<TfjsEngine> {
    return new TfjsEngine('tfjs-cpu', await loadCpuBackend());
  }

  async open(request: NetworkRequest): Promise<Network> {
    return new TfjsNetwork(this.backend.tf, request);
  }

  /** Networks free their own tensors; the backend stays with its thread. */
  async dispose(): Promise<void> {}
}
