// A worker thread does not inherit the TypeScript loader of the thread that starts it: this registers it first.
import { workerData } from 'node:worker_threads';
import { register } from 'tsx/esm/api';

register();
await import(workerData.module);
