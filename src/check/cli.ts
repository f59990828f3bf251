import { realpathSync } from 'fs';
import { Arguments, parseArguments, USAGE } from './arguments';
import { compare } from './compare';
import { json } from './json';
import { text } from './text';
import { verdictOf } from './verdict';
import { readFolder } from '../manifests/folder';
import { Manifests, readManifests } from '../manifests/manifests';
import { UsageError, wrong } from '../manifests/usage-error';

/** What a run of the command says. */
export interface Answer {
  readonly exitCode: number;
  readonly out: string;
  readonly err: string;
}

/** The command, without the process around it. */
export function run(words: string[]): Answer {
  try {
    const asked = parseArguments(words);
    return asked.help ? { exitCode: 0, out: USAGE, err: '' } : answer(asked);
  } catch (error) {
    // whatever goes wrong in here is no verdict: left to Node, its exit code would be 1
    const said = error instanceof UsageError ? error.message : `a mistake in cdk8s-data itself, please report it: ${(error as Error).stack}`;
    return { exitCode: 2, out: '', err: `${said}\n` };
  }
}

function answer({ previous, next, allowed, json: forProgram }: Arguments): Answer {
  const [was, is] = [read(previous, '--previous'), read(next, 'manifests of now')];
  if (is.objects.length === 0) {
    const [passed] = is.notes.map((note) => `, but ${note.file}: ${note.text}`);
    wrong(next, 'manifests of now', `no Kubernetes object${passed ?? ''}`, 'the synthesized manifests', 'run cdk8s synth first, or name the folder that it writes to');
  }
  if (realpathSync(previous) === realpathSync(next)) {
    wrong(next, 'manifests of now', 'those of before themselves', 'two sets of manifests', 'give --previous a copy of before, such as a git worktree of the deployed commit');
  }
  const verdict = verdictOf(compare(was.objects, is.objects), allowed);
  const notes = [...was.notes, ...is.notes];
  const out = forProgram ? json(verdict, previous, next, notes) : text(verdict, notes);
  return { exitCode: verdict.exitCode, out, err: '' };
}

function read(folder: string, use: string): Manifests {
  return readManifests(readFolder(folder, use));
}

/** The process. */
export function main(): void {
  // a reader that has seen enough, as `head`
  process.stdout.on('error', () => {});
  const { exitCode, out, err } = run(process.argv.slice(2));
  process.exitCode = exitCode;
  process.stdout.write(out);
  process.stderr.write(err);
}
