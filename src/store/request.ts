/** The kinds of requests that any process can make to the process that runs a sweep. */
export const REQUEST_KINDS = [
  'stop_trial',
  'stop_sweep',
  'pause_sweep',
  'resume_sweep',
  'raise_run_cap',
] as const;
export type RequestKind = (typeof REQUEST_KINDS)[number];

/** A request that waits for the process that runs the sweep. */
export type OpenRequest = {
  readonly id: number;
  /** True if it was made in an earlier run, whose process ended before it read it. */
  readonly stale: boolean;
} & RequestWish;

/** The wish that a request expresses. */
export type RequestWish =
  | { readonly kind: 'stop_trial' /** Its number in the sweep. */; readonly trial: number }
  | { readonly kind: 'raise_run_cap'; readonly runCap: number }
  | { readonly kind: 'stop_sweep' | 'pause_sweep' | 'resume_sweep' };

/** The result of a request. */
export interface RequestAnswer {
  readonly accepted: boolean;
  /** A sentence that says what happens now, or why nothing does. */
  readonly outcome: string;
}
