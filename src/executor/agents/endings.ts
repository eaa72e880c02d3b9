import type { WireError } from '../../errors.ts';

/** Why a trial failed whose process reported a failure. */
export function exited(exitCode: number, host: string, lastLines: string): WireError {
  const output = lastLines.trim() === '' ? '' : `\n${lastLines.trimEnd()}`;
  return {
    code: 'trial_crashed',
    message: `The run on ${host} ended with exit code ${exitCode}.${output}`,
    hint: 'The output of the trial and of its agent says why.',
  };
}

/** Why a trial failed whose agent does not run it any more, although it never reported an end. */
export function nothingHeard(host: string): WireError {
  return {
    code: 'trial_crashed',
    message: `The run on ${host} ended without reporting how.`,
    hint: 'It was killed, or its program does not call wandb.init(); the output of its agent may say why.',
  };
}

/** Why a trial failed that several agents began, one after another, none of which was heard of again. */
export function agentLost(host: string, times: number): WireError {
  return {
    code: 'trial_crashed',
    message: `${times} agents in a row fell silent while they ran this trial, the last one on ${host}.`,
    hint: 'The trial may be the cause: look for a lack of memory on those machines.',
  };
}
