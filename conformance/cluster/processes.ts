// The cluster's own processes: what was started, with which words, is kept in the run's folder, so that any process in the
// cluster's namespaces can stop one, or start it again with other words.
import { spawn } from 'child_process';
import * as fs from 'fs';
import * as path from 'path';

interface Started { readonly argv: string[]; readonly env: Record<string, string>; readonly pid: number }

export class Processes {
  public constructor(private readonly run: string, private readonly env: Record<string, string>) {
    fs.mkdirSync(path.join(run, 'processes'), { recursive: true });
    fs.mkdirSync(path.join(run, 'log'), { recursive: true });
  }

  public start(name: string, argv: readonly string[]): void {
    const log = fs.openSync(path.join(this.run, 'log', `${name}.log`), 'a');
    const child = spawn(argv[0], argv.slice(1), { cwd: this.run, detached: true, env: { ...process.env, ...this.env }, stdio: ['ignore', log, log] });
    fs.closeSync(log);
    child.on('error', (failed) => fs.appendFileSync(this.logOf(name), `${failed}\n`));
    child.unref();
    this.write(name, { argv: [...argv], env: this.env, pid: child.pid ?? -1 });
  }

  /** What it was last started with. */
  public argvOf(name: string): string[] {
    return this.read(name).argv;
  }

  public names(): string[] {
    return fs.readdirSync(path.join(this.run, 'processes')).map((f) => f.replace(/\.json$/, ''));
  }

  public async stop(name: string, signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    const { pid } = this.read(name);
    if (!alive(pid)) { return; }
    process.kill(pid, signal);
    for (const end = Date.now() + 20_000; alive(pid);) {
      if (Date.now() > end) { process.kill(pid, 'SIGKILL'); }
      await new Promise((go) => setTimeout(go, 20));
    }
  }

  public async restart(name: string, argv: readonly string[] = this.argvOf(name)): Promise<void> {
    await this.stop(name);
    this.start(name, argv);
  }

  /** Its last lines, for an error. */
  public tail(name: string, lines = 15): string {
    return fs.existsSync(this.logOf(name)) ? fs.readFileSync(this.logOf(name), 'utf8').split('\n').slice(-lines).join('\n') : 'no log';
  }

  public running(name: string): boolean {
    return alive(this.read(name).pid);
  }

  private logOf(name: string): string { return path.join(this.run, 'log', `${name}.log`); }
  private file(name: string): string { return path.join(this.run, 'processes', `${name}.json`); }
  private read(name: string): Started { return JSON.parse(fs.readFileSync(this.file(name), 'utf8')); }
  private write(name: string, started: Started): void { fs.writeFileSync(this.file(name), JSON.stringify(started)); }
}

/** A zombie is not alive. */
function alive(pid: number): boolean {
  try {
    return pid > 0 && !/^\d+ \(.*\) Z/s.test(fs.readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}
