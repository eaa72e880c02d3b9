import { randomBytes } from 'node:crypto';
import type { TrialJob, TrialMessage } from '../../trial/trial.ts';

/** An order to an agent, in answer to its heartbeat. A lease names the trial that it was given. */
export type Order =
  | { readonly kind: 'run'; readonly lease: string; readonly job: TrialJob }
  | { readonly kind: 'stop'; readonly lease: string }
  | { readonly kind: 'wait' | 'exit' };

type OfTrial<Message> = Message extends TrialMessage ? Omit<Message, 'trial'> : never;

/** What a trial hands in beside its reports and its output. */
export type Handed = OfTrial<Extract<TrialMessage, { type: 'file' | 'resources' }>>;

/** Eight letters or digits, like W&B's own run ids. */
export function newLease(): string {
  return Array.from(randomBytes(8), (byte) => (byte % 36).toString(36)).join('');
}
