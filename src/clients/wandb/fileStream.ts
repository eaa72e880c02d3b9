import { type Delivery, type Lines, type LoggedStep, Refusal, type Values } from '../tracker.ts';
import { readMachineUse } from './machineUse.ts';
import { mappingOf, numberOf, parsePythonJson } from './pythonJson.ts';

/** Keys that the client adds to a logged step about the step or itself. */
const OWN = new Set(['_step', '_runtime', '_timestamp', '_wandb']);

/** Nested names go no deeper; a value below is kept as one of its own kind. */
const DEEPEST = 20;
const LONGEST_NAME = 500;

/** A `file_stream` request of W&B's client as a delivery. */
export function readFileStream(text: string): Delivery {
  const body = mappingOf(parsePythonJson(text));
  if (!body) throw new Refusal('invalid', 'A file stream is a JSON object.');
  const files = mappingOf(body.files) ?? {};
  const history = chunk(files['wandb-history.jsonl']);
  const output = chunk(files['output.log']);
  const summary = chunk(files['wandb-summary.json'])?.lines.at(-1);
  const events = chunk(files['wandb-events.jsonl']);
  const exitCode = numberOf(body.exitcode);
  return {
    steps: history && { offset: history.offset, lines: history.lines.map(readStep) },
    output: output && { offset: output.offset, lines: output.lines.map(withoutTime) },
    summary: summary === undefined ? undefined : readSummary(summary),
    machine: events && { offset: events.offset, lines: events.lines.map(readMachineUse) },
    ...(body.complete === true ? { exitCode: exitCode ?? 0 } : {}),
  };
}

/** The numbers of a summary as numbers, everything else unchanged except media, which are in files. */
export function readSummary(json: string): Values {
  const summary = mappingOf(parsePythonJson(json)) ?? {};
  return Object.fromEntries(
    Object.entries(summary)
      .filter(([name]) => !OWN.has(name))
      .map(([name, value]) => [name, (numberOf(value) ?? value) as Values[string]]),
  );
}

function chunk(value: unknown): Lines<string> | undefined {
  const file = mappingOf(value);
  if (!file || !Array.isArray(file.content)) return undefined;
  const offset = numberOf(file.offset) ?? 0;
  if (!Number.isSafeInteger(offset) || offset < 0 || !file.content.every((line) => typeof line === 'string'))
    throw new Refusal('invalid', 'A file of a file stream has an offset from 0 and lines of text.');
  return { offset, lines: file.content };
}

function readStep(line: string, index: number): LoggedStep {
  const row = mappingOf(parsePythonJson(line));
  if (!row) throw new Refusal('invalid', `Line ${index + 1} of the history is no JSON object.`);
  const step = numberOf(row._step);
  if (step === undefined || !Number.isSafeInteger(step) || step < 0)
    throw new Refusal('invalid', `Line ${index + 1} of the history has no _step, a whole number from 0.`);
  const metrics: Record<string, number> = {};
  const others: Record<string, string> = {};
  const take = (name: string, value: unknown, depth: number) => {
    const number = numberOf(value);
    const mapping = mappingOf(value);
    if (name.length > LONGEST_NAME) return;
    if (number !== undefined) set(metrics, name, number);
    else if (mapping && mapping._type === undefined && depth < DEEPEST)
      for (const [inner, each] of Object.entries(mapping)) take(`${name}.${inner}`, each, depth + 1);
    else if (value !== null) set(others, name, String(mapping?._type ?? typeof value));
  };
  for (const [name, value] of Object.entries(row)) if (!OWN.has(name)) take(name, value, 0);
  const inMs = (seconds: unknown) => {
    const number = numberOf(seconds);
    return number !== undefined && Number.isFinite(number) ? number * 1000 : undefined;
  };
  return { step, runtimeMs: inMs(row._runtime), atMs: inMs(row._timestamp), metrics, others };
}

/** A name may be any text, `__proto__` too. */
function set<Value>(record: Record<string, Value>, name: string, value: Value): void {
  Object.defineProperty(record, name, { value, enumerable: true, writable: true, configurable: true });
}

/** Removes the time at the beginning of a line of output, and before it the `ERROR ` of standard error. */
function withoutTime(line: string): string {
  return line.replace(/^(?:ERROR )?\d{4}-\d\d-\d\dT[\d:.]+Z? /, '').replace(/\r?\n$/, '');
}
