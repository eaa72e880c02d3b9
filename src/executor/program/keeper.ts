import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

/** The variable that identifies processes of a run that have left their group. */
export const RUN_VARIABLE = 'SWEEP_RUN';

/**
 * A shell that outlives us to end what we started. It reads `start GROUP` and `end GROUP`. If its input ends
 * without `quit`, our process is gone, however that ended: the shell sends SIGTERM to all remaining groups
 * and, after a time, SIGKILL. On Linux it also finds, by their environment, processes of the run that have
 * left their group.
 */
const SCRIPT = `
groups=' '
while read -r what group; do
  case $what in
    start) groups="$groups$group " ;;
    end) case $groups in *" $group "*) groups="\${groups%% $group *} \${groups#* $group }" ;; esac ;;
    quit) exit 0 ;;
  esac
done
strays() {
  [ -r /proc/self/environ ] || return 0
  for file in $(grep -alF "${RUN_VARIABLE}=$1" /proc/[0-9]*/environ 2>/dev/null); do
    pid=\${file#/proc/}
    echo "\${pid%/environ}"
  done
}
send() {
  for group in $groups; do kill -s "$1" -- "-$group" 2>/dev/null; done
  for pid in $(strays "$2"); do kill -s "$1" "$pid" 2>/dev/null; done
}
live() {
  for group in $groups; do kill -s 0 -- "-$group" 2>/dev/null && return 0; done
  [ -n "$(strays "$1")" ]
}
send TERM "$1"
tenths=$2
while [ "$tenths" -gt 0 ] && live "$1"; do sleep 0.1; tenths=$((tenths - 1)); done
send KILL "$1"
`;

/** After this many losses, the system does not seem to allow such a shell. */
const MOST_LOSSES = 10;

/** Makes sure that the process groups that we start end when our process does. */
export class Keeper {
  private readonly run: string;
  private readonly graceMs: number;
  private readonly groups = new Set<number>();
  private shell: ChildProcess | undefined;
  private closed = false;
  private losses = 0;

  /** `run` is the value of {@link RUN_VARIABLE} in all processes that are started. */
  constructor(run: string, graceMs: number) {
    this.run = run;
    this.graceMs = graceMs;
  }

  /**
   * Starts the shell, before anything that it has to end: it then also finds processes that it was not told
   * of.
   */
  start(): void {
    if (process.platform === 'win32' || this.shell || this.closed) return;
    const tenths = String(Math.ceil(this.graceMs / 100));
    const shell = spawn('/bin/sh', ['-c', SCRIPT, 'sweep-keeper', this.run, tenths], {
      detached: true,
      stdio: ['pipe', 'ignore', 'ignore'],
      // Without our own mark: if a trial runs this process, the shell would be taken for a process of that
      // trial.
      env: { PATH: process.env.PATH },
      cwd: '/',
    });
    this.shell = shell;
    shell.unref();
    // If somebody ends the shell, another one takes its place.
    shell.stdin!.on('error', () => {});
    shell.once('error', () => this.lost(shell));
    shell.once('exit', () => this.lost(shell));
    for (const group of this.groups) this.say(`start ${group}`);
  }

  keep(group: number): void {
    this.groups.add(group);
    this.start();
    this.say(`start ${group}`);
  }

  release(group: number): void {
    if (this.groups.delete(group)) this.say(`end ${group}`);
  }

  async close(): Promise<void> {
    this.closed = true;
    const { shell } = this;
    if (!shell || shell.exitCode !== null || shell.signalCode !== null) return;
    this.say('quit');
    shell.stdin!.end();
    shell.ref();
    await once(shell, 'exit');
  }

  private say(line: string): void {
    this.shell?.stdin?.write(`${line}\n`);
  }

  private lost(shell: ChildProcess): void {
    if (this.shell !== shell) return;
    this.shell = undefined;
    if (this.groups.size > 0 && this.losses++ < MOST_LOSSES) this.start();
  }
}
