import type { InferenceSession, Tensor } from 'onnxruntime-node';

/**
 * The first output of every graph, an empty sequence. onnxruntime-node copies all outputs into new memory after a
 * run, even those that it was given tensors for and has filled already: megabytes a step, and a garbage collector
 * whose threads then take a sixth of a core from the training. It gives up, before the first copy, at an output
 * that is no tensor.
 */
export const NO_COPY = 'no_copy';

const GAVE_UP = 'Non tensor type is temporarily not supported.';

/** Runs a session once; the outputs are written to the tensors in `fetches` and nowhere else. */
export async function runWithoutCopy(
  session: InferenceSession,
  feeds: Readonly<Record<string, Tensor>>,
  fetches: Readonly<Record<string, Tensor>>,
): Promise<void> {
  try {
    await session.run(feeds, { [NO_COPY]: null, ...fetches });
  } catch (error) {
    if (!(error instanceof Error) || error.message !== GAVE_UP) throw error;
  }
}
