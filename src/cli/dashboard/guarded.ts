import { SweepError } from '../../errors.ts';
import type { Guarded } from '../../server/index.ts';

export interface TokenArguments {
  readonly private?: boolean | undefined;
  /** `--no-token` makes it false. */
  readonly token?: boolean | undefined;
}

/** The part of the dashboard that the flags put behind its token. */
export function guardedBy({ private: isPrivate, token = true }: TokenArguments): Guarded {
  if (isPrivate && !token) {
    const hint = 'Choose one: --private asks for the token to read, --no-token asks for it nowhere.';
    throw new SweepError('usage', '--private and --no-token contradict each other.', hint);
  }
  return isPrivate ? 'everything' : token ? 'changes' : 'nothing';
}

/** Says in a sentence what the link is for. */
export function sayGuarded(guarded: Guarded, host: string, isPublic: boolean): string {
  if (isPublic) {
    return (
      `Other machines reach it on ${host}. Whoever has this address, with its token, sees all and can stop and ` +
      'delete; it travels unencrypted, so prefer an SSH tunnel where the network is not yours.'
    );
  }
  if (guarded === 'nothing') return 'Every user of this machine can read it, and can stop and delete.';
  const others =
    guarded === 'changes' ? 'other users of this machine can read only' : 'nobody else sees anything';
  return `Whoever has this link can stop and delete; ${others}.`;
}
