// Builds @tensorflow/tfjs-node into .cache/tfjs-node from package registries alone: its own install downloads
// libtensorflow from a storage bucket, which fails on closed networks; PyPI's tensorflow-cpu wheel holds the same
// library. Needs Python 3 with pip, and a C++ compiler.
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { errorOutput } from './errorOutput.js';

const TFJS_NODE = '4.22.0';
const TENSORFLOW = '2.21.*';
const LIBRARIES = {
  'libtensorflow_cc.so.2': ['libtensorflow.so', 'libtensorflow.so.2', 'libtensorflow_cc.so.2'],
  'libtensorflow_framework.so.2': ['libtensorflow_framework.so', 'libtensorflow_framework.so.2'],
};

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const target = join(root, '.cache', 'tfjs-node');
const part = `${target}.part-${process.pid}`;

function fail(message) {
  console.error(`error: ${message}`);
  process.exit(2);
}

function run(what, command, args, cwd) {
  console.log(what);
  try {
    execFileSync(command, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'], maxBuffer: 2 ** 28 });
  } catch (error) {
    rmSync(part, { recursive: true, force: true });
    fail(`${what} failed: ${command} ${args.join(' ')}\n${errorOutput(error)}`);
  }
}

function requirePython() {
  try {
    execFileSync('python3', ['-m', 'pip', '--version'], { stdio: 'ignore' });
  } catch {
    fail('This needs Python 3 with pip (python3 -m pip); only this one command does.');
  }
}

/** npm brings node-gyp along. */
function nodeGyp() {
  const npm = process.env.npm_execpath;
  const path = npm && join(dirname(dirname(npm)), 'node_modules', 'node-gyp', 'bin', 'node-gyp.js');
  if (!path || !existsSync(path))
    fail('Run this as `npm run tfjs-node`: the compiler driver is taken from npm.');
  return path;
}

const major = Number(process.versions.node.split('.')[0]);
if (major >= 23)
  fail(`tfjs-node ${TFJS_NODE} does not run on Node 23 and later (this is ${process.version}).`);
if (process.platform !== 'linux')
  fail('This builds on Linux only; elsewhere use `npm install @tensorflow/tfjs-node`.');
if (existsSync(join(target, 'ready')) && !process.argv.includes('--force')) {
  console.log(`Already there: ${target} (--force builds it anew).`);
  process.exit(0);
}
requirePython();
const gyp = nodeGyp();

mkdirSync(part, { recursive: true });
process.on('exit', () => rmSync(part, { recursive: true, force: true }));
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(130));

const dependencies = { '@tensorflow/tfjs-node': TFJS_NODE };
writeFileSync(join(part, 'package.json'), JSON.stringify({ private: true, dependencies }));
const install = ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock'];
run('1/4 fetching tfjs-node', process.execPath, [process.env.npm_execpath, ...install], part);

const wheels = join(part, 'wheel');
const download = ['-m', 'pip', 'download', '--no-deps', '--only-binary', ':all:', '--dest', wheels];
run(
  "2/4 fetching TensorFlow's library (250 MB)",
  'python3',
  [...download, `tensorflow-cpu==${TENSORFLOW}`],
  part,
);

const unpacked = join(part, 'unpacked');
const extract = `import sys, zipfile
z = zipfile.ZipFile(sys.argv[1])
keep = ('tensorflow/include/', 'tensorflow/libtensorflow_cc.so.2', 'tensorflow/libtensorflow_framework.so.2')
z.extractall(sys.argv[2], [n for n in z.namelist() if n.startswith(keep)])`;
const [wheel] = readdirSync(wheels);
run('3/4 unpacking it', 'python3', ['-c', extract, join(wheels, wheel), unpacked], part);
const installed = join(part, 'node_modules', '@tensorflow', 'tfjs-node');
const deps = join(installed, 'deps');
mkdirSync(join(deps, 'lib'), { recursive: true });
renameSync(join(unpacked, 'tensorflow', 'include'), join(deps, 'include'));
for (const [library, names] of Object.entries(LIBRARIES)) {
  const [first, ...others] = names;
  renameSync(join(unpacked, 'tensorflow', library), join(deps, 'lib', first));
  for (const name of others) execFileSync('ln', ['-s', first, name], { cwd: join(deps, 'lib') });
}
rmSync(wheels, { recursive: true });
rmSync(unpacked, { recursive: true });

const napi = ['--module_name=tfjs_binding', `--module_path=${join(installed, 'lib', 'napi-v8')}`];
const build = [gyp, 'rebuild', ...napi, '--napi_build_version=8'];
run('4/4 compiling the binding', process.execPath, build, installed);
const libraries = join(installed, 'lib', 'napi-v8');
if (!existsSync(join(libraries, 'tfjs_binding.node'))) {
  cpSync(join(installed, 'build', 'Release', 'tfjs_binding.node'), join(libraries, 'tfjs_binding.node'));
}
writeFileSync(join(part, 'ready'), `${TFJS_NODE} on tensorflow ${TENSORFLOW}\n`);
rmSync(target, { recursive: true, force: true });
renameSync(part, target);
console.log(`Done: ${target}. \`sweep doctor\` tells whether it loads.`);
