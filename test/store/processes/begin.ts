/** Opens the database, begins the sweep, starts a trial and then dies silently, unless told to stay. */
import { openDatabase } from '../../../src/store/index.ts';
import { begin, epoch, planned } from '../sweeps.ts';

const [path, identity, stay] = process.argv.slice(2);
const sweep = begin(openDatabase(path!), { identity: identity! });
const [trial] = sweep.planTrials([planned({})], [7]);
sweep.startTrial(trial!, 0);
sweep.recordSteps([{ ...trial!, ...epoch(1, 0.5) }]);
process.stdout.write(`begun ${sweep.sweepId}\n`);
if (stay) setInterval(() => {}, 1000);
else process.kill(process.pid, 'SIGKILL');
