// A worker thread does not inherit the TypeScript loader of the thread that starts it: this registers it first.
import { register } from 'tsx/esm/api';

register();
const { default: run } = await import('./worker.ts');

export default run;
