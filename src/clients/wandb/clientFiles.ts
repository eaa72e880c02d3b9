/** The file in which W&B's client describes its machine. */
export const METADATA = 'wandb-metadata.json';

/** Files that W&B's client uploads by itself. */
const CLIENTS_OWN =
  /^(output\.log|config\.yaml|requirements\.txt|conda-environment\.yaml|diff\.patch|wandb-[\w-]+\.json|code\/.*|logs\/.*|artifacts\/.*\/wandb_(manifest|artifact)\.json)$/;

/** Whether a file is the client's own, which nobody expects on the page of a trial. */
export function isClientsOwn(name: string): boolean {
  return CLIENTS_OWN.test(name);
}
