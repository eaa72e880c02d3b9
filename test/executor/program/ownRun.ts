import { ProgramExecutor } from '../../../src/executor/program/programExecutor.ts';
import { programJob } from './programs.ts';

/** A process that runs a script as a trial until it is killed; its arguments are a folder and the script. */
const [folder, script] = process.argv.slice(2) as [string, string];
const executor = new ProgramExecutor({ slots: 1, files: folder, graceMs: 300, interpreter: 'python3' });
await executor.submit(programJob(folder, script, { graceMs: 300 }), (message) => {
  if (message.type === 'output') process.stdout.write(message.text);
});
await executor.close();
