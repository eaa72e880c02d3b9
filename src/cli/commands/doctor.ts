import { existsSync, statSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { availableParallelism, cpus, totalmem } from 'node:os';
import { dirname } from 'node:path';
import prettyBytes from 'pretty-bytes';
import { datasetStatus } from '../../data/status.ts';
import { toWire } from '../../errors.ts';
import { gibibytes, plural } from '../../format.ts';
import { packageVersion } from '../../package.ts';
import { checkDatabase, hasDatabase, listSweeps } from '../../store/index.ts';
import { memoryRoomBytes } from '../../workload/memoryRoom.ts';
import type { Context } from '../context.ts';
import { reading } from '../database.ts';
import { measureEngine } from '../engineSpeed.ts';
import { textWidth, wrapped } from '../format/terminal.ts';
import { invocation } from '../invocation.ts';
import { surroundings } from '../surroundings.ts';

interface Finding {
  readonly subject: string;
  readonly ok: boolean;
  readonly detail: string;
  readonly hint?: string | undefined;
}

/** Tries everything that a sweep needs on this machine. The status is 1 if something does not work. */
export async function doctor(_options: unknown, context: Context): Promise<number> {
  const { chalk, json, print, printJson } = context;
  const findings: Finding[] = [];
  for (const check of [machine, engine, tfjs, dataset, database]) {
    const finding = await attempt(check.name, () => check(context));
    findings.push(finding);
    if (json) continue;
    const head = `${finding.ok ? chalk.green('✔') : chalk.red('✖')} ${finding.subject.padEnd(9)} `;
    print(wrapped(head + finding.detail, context.columns, textWidth(head)));
    if (finding.hint) print(`${' '.repeat(textWidth(head))}${chalk.dim(finding.hint)}`);
  }
  if (json) printJson(findings);
  return findings.every(({ ok }) => ok) ? 0 : 1;
}

async function attempt(subject: string, check: () => Promise<Omit<Finding, 'subject'>>): Promise<Finding> {
  try {
    return { subject, ...(await check()) };
  } catch (error) {
    const { message, hint } = toWire(error);
    return { subject, ok: false, detail: message, hint };
  }
}

async function machine() {
  const cores = availableParallelism();
  const processor = cpus()[0]?.model.trim() ?? 'unknown processor';
  const memory = `${gibibytes(totalmem())} of memory, ${gibibytes(memoryRoomBytes())} of it there for trials`;
  const parts = [`${plural(cores, 'core')} (${processor})`, memory];
  return {
    ok: true,
    detail: [...parts, `node ${process.versions.node}`, `sweep ${packageVersion()}`].join(', '),
  };
}

async function engine() {
  const { version, stepMs, gigaflops } = await measureEngine('onnx');
  const speed = `${stepMs.toFixed(2)} ms a step of the reference CNN at batch 32, ${gigaflops.toFixed(0)} GFLOP/s`;
  return { ok: true, detail: `onnx (${version}): ${speed} on one thread` };
}

/** A missing second engine is no fault: nothing needs it unless a spec asks for it. */
async function tfjs() {
  try {
    const { version, stepMs } = await measureEngine('tfjs', 10);
    return { ok: true, detail: `${version}: ${stepMs.toFixed(2)} ms a step of the same` };
  } catch (error) {
    const { message, hint } = toWire(error);
    return { ok: true, detail: message, hint };
  }
}

async function dataset() {
  const { name, used, whole, cache } = await datasetStatus(surroundings());
  if (whole) return { ok: true, detail: `${name} is whole in ${used}` };
  const hint = `See \`${invocation()} data\`; \`${invocation()} data fetch\` downloads it.`;
  if (used) return { ok: false, detail: `${name} in ${used} is damaged`, hint };
  return { ok: true, detail: `${name} is not on this machine; it would be downloaded to ${cache}`, hint };
}

async function database(context: Context) {
  const path = context.database;
  checkDatabase(path);
  if (!hasDatabase(path))
    return { ok: true, detail: `${path} will be made by the first sweep${await freeSpace(path)}` };
  const sweeps = reading(context, listSweeps);
  const size = prettyBytes(statSync(path).size);
  return { ok: true, detail: `${path}: ${plural(sweeps.length, 'sweep')}, ${size}${await freeSpace(path)}` };
}

async function freeSpace(path: string): Promise<string> {
  const folder = dirname(path);
  if (!existsSync(folder)) return '';
  const { bavail, bsize } = await statfs(folder);
  return `, ${prettyBytes(bavail * bsize)} free on its disk`;
}
