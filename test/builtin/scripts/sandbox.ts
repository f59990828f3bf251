import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const SOURCES = resolve(__dirname, '../../../src');

/** What a stand-in for a command does when its arguments contain `when`. */
export interface Answer {
  readonly when?: string;
  readonly out?: string;
  readonly err?: string;
  readonly code?: number;
  /** Shell text that runs instead of all this. */
  readonly run?: string;
}

export interface Outcome {
  readonly code: number | null;
  readonly out: string;
  readonly seconds: number;
}

/**
 * A folder that a script takes for its pod: writable directories, a /proc of our own, and stand-ins for the
 * commands that reach beyond the pod. Every call of a stand-in is written down.
 */
export class Sandbox {
  public readonly root = mkdtempSync(join(tmpdir(), 'sandbox-'));
  public readonly environment: Record<string, string>;

  public constructor(environment: Record<string, string> = {}) {
    this.environment = {
      PATH: `${this.path('bin')}:${process.env.PATH}`,
      TMPDIR: this.path('tmp'),
      MEMBER_DIR: this.path('member'),
      ...environment,
    };
    for (const folder of ['bin', 'tmp', 'member', 'kafka/bin', 'proc/net', 'proc/1/fd']) mkdirSync(this.path(folder), { recursive: true });
  }

  public path(name: string): string {
    return join(this.root, name);
  }

  public write(name: string, text: string): void {
    mkdirSync(dirname(this.path(name)), { recursive: true });
    writeFileSync(this.path(name), text);
  }

  public has(name: string): boolean {
    return existsSync(this.path(name));
  }

  public read(name: string): string {
    return readFileSync(this.path(name), 'utf8');
  }

  /** Puts a stand-in at `name`; the first answer that fits is given, else it succeeds in silence. */
  public command(name: string, ...answers: Answer[]): void {
    const cases = answers.map((answer, i) => {
      if (answer.out !== undefined) this.write(`answers/${name}.${i}.out`, answer.out);
      const text = answer.run ?? [
        answer.out === undefined ? ':' : `cat '${this.path(`answers/${name}.${i}.out`)}'`,
        answer.err === undefined ? ':' : `printf '%s\\n' ${quote(answer.err)} >&2`,
        `exit ${answer.code ?? 0}`,
      ].join('; ');
      return `case "$*" in *${answer.when === undefined ? '' : quote(answer.when)}*) ${text} ;; esac`;
    });
    this.write(name, ['#!/usr/bin/env bash', `printf '%s\\n' "\${0##*/} $*" >>'${this.path('calls')}'`, ...cases, ''].join('\n'));
    chmodSync(this.path(name), 0o755);
  }

  /** The calls of stand-ins so far, one a line. */
  public calls(): string[] {
    return this.has('calls') ? this.read('calls').trim().split('\n') : [];
  }

  /** Runs a script of src/. */
  public run(script: string, environment: Record<string, string> = {}, args: readonly string[] = []): Outcome {
    const start = Date.now();
    const done = spawnSync('bash', [join(SOURCES, script), ...args], {
      env: { ...this.environment, ...environment },
      encoding: 'utf8',
      timeout: 60_000,
    });
    return { code: done.status, out: done.stdout + done.stderr, seconds: (Date.now() - start) / 1000 };
  }

  public remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}

function quote(text: string): string {
  return `'${text.replace(/'/g, '\'\\\'\'')}'`;
}
