import { SweepError } from '../../errors.ts';

/** The problem with an address, such as a filter that cannot be read; it is shown beside the filter. */
export interface FilterProblem {
  readonly message: string;
  readonly hint: string | undefined;
}

/**
 * The problem that an action finds with the filter; undefined if it finds none. Other errors are thrown on.
 */
export function filterProblem(action: () => void): FilterProblem | undefined {
  try {
    action();
    return undefined;
  } catch (error) {
    if (!(error instanceof SweepError) || error.code !== 'filter_invalid') throw error;
    return { message: error.message, hint: error.hint };
  }
}
