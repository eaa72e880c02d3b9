/** In which W&B's client says what it ran on. */
export const METADATA = 'wandb-metadata.json';

/** What W&B's client uploads of its own accord. */
const CLIENTS_OWN =
  /^(output\.log|config\.yaml|requirements\.txt|conda-environment\.yaml|diff\.patch|wandb-[\w-]+\.json|code\/.*|logs\/.*|artifacts\/.*\/wandb_(manifest|artifact)\.json)$/;

/** Whether a file is the client's own, which nobody looks for on the page of a trial. */
export function isClientsOwn(name: string): boolean {
  return CLIENTS_OWN.test(name);
}
