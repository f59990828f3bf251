// Runs a program of this machine, bounded in time. Where it fails, the error has the end of what it printed.
import { spawn } from 'child_process';
import { setPriority } from 'os';

export interface Options {
  readonly cwd?: string;
  /** Added to the environment of this process. */
  readonly env?: Record<string, string>;
  /** It is ended after this many seconds. */
  readonly seconds: number;
}

const TAIL = 30;
const STOPS = ['SIGHUP', 'SIGINT', 'SIGTERM'] as const;

/** What the program printed to its standard output. */
export function command(program: string, args: readonly string[], options: Options): Promise<string> {
  return new Promise((resolve, reject) => {
    // A process group of its own: a compiler's children are ended with it.
    const child = spawn(program, args, { cwd: options.cwd, env: { ...process.env, ...options.env }, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
    let said = '';
    let out = '';
    let late = false;
    const end = (signal: NodeJS.Signals) => {
      try {
        if (child.pid) process.kill(-child.pid, signal);
      } catch {
        // It has ended already.
      }
    };
    // It ends with this process, which a signal then stops as if nobody had listened.
    const withUs = () => end('SIGKILL');
    const stopped = (signal: NodeJS.Signals) => {
      end('SIGKILL');
      process.kill(process.pid, signal);
    };
    process.once('exit', withUs);
    for (const signal of STOPS) process.once(signal, stopped);
    const timer = setTimeout(() => {
      late = true;
      end('SIGKILL');
    }, options.seconds * 1000);
    const done = () => {
      clearTimeout(timer);
      process.off('exit', withUs);
      for (const signal of STOPS) process.off(signal, stopped);
    };
    child.on('spawn', () => lowered(child.pid!));
    child.stdout.on('data', (data) => {
      out += data;
      said += data;
    });
    child.stderr.on('data', (data) => (said += data));
    child.on('error', (error: NodeJS.ErrnoException) => {
      done();
      reject(error.code === 'ENOENT' ? new Error(`${program}: got no such program on the PATH; install it`) : error);
    });
    child.on('close', (code, signal) => {
      done();
      if (code === 0) return resolve(out);
      const how = late ? `took more than ${options.seconds} s` : `ended with ${signal ?? `exit code ${code}`}`;
      const tail = said.trimEnd().split('\n').slice(-TAIL).map((line) => `  ${line}`);
      reject(new Error([`${[program, ...args].join(' ')}: ${how}`, ...tail].join('\n')));
    });
  });
}

/** What people and clusters do on the machine goes before what is built. */
function lowered(pid: number): void {
  try {
    setPriority(pid, 19);
  } catch {
    // It has ended already.
  }
}
