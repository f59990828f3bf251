import { realpathSync } from 'fs';
import { Arguments, parseArguments, USAGE } from './arguments';
import { compare } from './compare';
import { json } from './json';
import { text } from './text';
import { verdictOf } from './verdict';
import { Answer } from '../cli/answer';
import { readFolder } from '../manifests/folder';
import { Manifests, readManifests } from '../manifests/manifests';
import { wrong } from '../manifests/usage-error';

/** How it is used. */
export const usage = USAGE;

/** The command `check`, of the words behind it. */
export function run(words: string[]): Answer {
  const asked = parseArguments(words);
  return asked.help ? { exitCode: 0, out: USAGE, err: '' } : answer(asked);
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
