/** A piece of what a program printed. */
export interface OutputPiece {
  readonly stream: 'stdout' | 'stderr';
  readonly text: string;
}

/** A file that a program handed in. */
export interface TrialFile {
  /** With slashes, relative to nothing. */
  readonly path: string;
  readonly content: Uint8Array;
}

/** What the processes of a trial take at a moment; null where it cannot be known. */
export interface ResourceSample {
  /** Since the attempt began. */
  readonly elapsedMs: number;
  /** 100 is one core. */
  readonly cpuPercent: number | null;
  readonly memoryBytes: number | null;
  readonly gpuPercent: number | null;
  readonly gpuMemoryBytes: number | null;
}
