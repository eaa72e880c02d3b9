/** A piece of a program's output. */
export interface OutputPiece {
  readonly stream: 'stdout' | 'stderr';
  readonly text: string;
}

/** A file that a program handed in. */
export interface TrialFile {
  /** With slashes; no folder is implied. */
  readonly path: string;
  readonly content: Uint8Array;
}

/** The resources that the processes of a trial use at a moment; null if unknown. */
export interface ResourceSample {
  /** Time since the attempt began. */
  readonly elapsedMs: number;
  /** 100 is one core. */
  readonly cpuPercent: number | null;
  readonly memoryBytes: number | null;
  readonly gpuPercent: number | null;
  readonly gpuMemoryBytes: number | null;
}
