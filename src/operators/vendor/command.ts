import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { join } from 'path';
import { parseArguments, usageOf } from './arguments';
import { CatalogueEntry } from './entry';
import { Lock, LOCK_FILE, lockText, parseLock } from './lock';
import { Pack, pack } from './pack';
import { fileOf, PARTS } from './parts';
import { fetchRelease } from './source';
import { Answer } from '../../cli/answer';
import { wrong } from '../../manifests/usage-error';

/** The command `vendor`, of the words behind it. */
export async function vendor(catalogue: CatalogueEntry[], words: string[]): Promise<Answer> {
  const asked = parseArguments(catalogue, words);
  if (!asked) return { exitCode: 0, out: usageOf(catalogue), err: '' };
  const { entry, version, from, to } = asked;
  const lock = readLock(join(to, LOCK_FILE));
  const packed = pack(entry, version, await fetchRelease(entry, version, from), lock);
  if (packed.problems.length > 0) return { exitCode: 1, out: '', err: packed.problems.map((problem) => `${problem}\n`).join('') };
  write(to, packed, lock);
  return { exitCode: 0, out: report(to, packed), err: '' };
}

function readLock(file: string): Lock {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as { code?: string }).code === 'ENOENT') return { releases: [] };
    return wrong(file, 'lock', (error as Error).message, 'a file that can be read', 'mend its permissions');
  }
  const lock = parseLock(text);
  return typeof lock === 'string' ? wrong(file, 'lock', lock, 'what this command writes', 'take it from git, or update this library') : lock;
}

/** The lock last: without it nothing is believed. */
function write(to: string, { files, release }: Pack, lock: Lock): void {
  const folder = folderOf(to, release.operator, release.version);
  const others = lock.releases.filter(({ operator, version }) => operator !== release.operator || version !== release.version);
  try {
    mkdirSync(folder, { recursive: true });
    for (const part of PARTS) rmSync(join(folder, fileOf(part)), { force: true });
    for (const { name, text } of files) writeFileSync(join(folder, name), text);
    writeFileSync(join(to, LOCK_FILE), lockText({ releases: [...others, release] }));
  } catch (error) {
    wrong(to, '--to', (error as Error).message, 'a folder that can be written to', 'name another one');
  }
}

/** Where a release is kept. */
export function folderOf(to: string, operator: string, version: string): string {
  return join(to, operator, version);
}

function report(to: string, { files, release, notes }: Pack): string {
  const { operator, version, crds, images, leastKubernetes } = release;
  return [
    `${operator}@${version}: ${folderOf(to, operator, version)}/ (${files.map(({ name }) => name).join(', ')})`,
    `  ${crds.length} definitions, ${images.length} images, Kubernetes ${leastKubernetes} or later`,
    ...notes.map((note) => `  ${note}`),
    'commit it together with the lock',
    '',
  ].join('\n');
}
