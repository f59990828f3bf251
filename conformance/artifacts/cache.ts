// What was built once is kept: a folder of the cache for each artifact and each state of its inputs.
import { createHash } from 'crypto';
import { chmodSync, closeSync, existsSync, fsyncSync, lstatSync, mkdirSync, mkdtempSync, openSync, readdirSync, readFileSync, readlinkSync, renameSync, rmSync, utimesSync } from 'fs';
import { homedir } from 'os';
import { join } from 'path';

/** What an artifact is made of. */
export type Input =
  /** Said in words, such as the version of a compiler. */
  | string
  /** A file, or a folder with all that is in it. Its content counts, its place and its date don't. */
  | { readonly path: string };

export interface Recipe {
  /** Letters, digits, dots and dashes: `kube`. */
  readonly name: string;
  /** What people are told that is built, where the name isn't enough: `kube 1.34.4`. */
  readonly title?: string;
  /** All that the result depends on. */
  readonly inputs: readonly Input[];
  /** Writes the artifact into an empty folder, which is renamed afterwards: nothing in it may hold the folder's path. */
  make(folder: string): Promise<void>;
}

const DAY = 24 * 3600 * 1000;
/** How long an artifact of other inputs is kept after its last use, in days: as long as one goes back and forth between branches. */
const KEPT = 14;
/** A build that was killed leaves its folder. No build takes this many days. */
const ABANDONED = 1;

/** The folder that everything is cached in. */
export function cacheFolder(): string {
  return process.env.CDK8S_DATA_CACHE || join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'cdk8s-data', 'conformance');
}

const underWay = new Map<string, Promise<string>>();

/**
 * The folder of an artifact, which is built where the cache has none of the same inputs. It is built under another name and renamed:
 * a folder of the right name is whole, whenever a build was killed and however many processes build at once.
 */
export function artifact(recipe: Recipe): Promise<string> {
  if (!/^[a-z0-9][a-z0-9.-]*$/.test(recipe.name)) {
    throw new Error(`artifact: name: got '${recipe.name}', expected lower-case letters, digits, dots and dashes; write it so`);
  }
  const all = join(cacheFolder(), recipe.name);
  const folder = join(all, keyOf(recipe.inputs));
  let made = underWay.get(folder);
  if (!made) {
    made = found(recipe, all, folder).finally(() => underWay.delete(folder));
    underWay.set(folder, made);
  }
  return made;
}

async function found(recipe: Recipe, all: string, folder: string): Promise<string> {
  if (!existsSync(folder)) await build(recipe, all, folder);
  const now = new Date();
  utimesSync(folder, now, now); // the date of its last use
  prune(all, now.getTime());
  return folder;
}

async function build(recipe: Recipe, all: string, folder: string): Promise<void> {
  const title = recipe.title ?? recipe.name;
  const began = Date.now();
  const seconds = () => `${((Date.now() - began) / 1000).toFixed(1)} s`;
  mkdirSync(all, { recursive: true });
  // The process id alone isn't enough: two process namespaces may share a cache.
  const part = mkdtempSync(join(all, `.part-${process.pid}-`));
  chmodSync(part, 0o755); // of a temporary folder, none but its owner may see inside
  console.log(`building ${title} ...`);
  try {
    await recipe.make(part);
    for (const file of filesIn(part)) written(join(part, file));
    rename(part, folder);
  } catch (error) {
    throw new Error(`${title} was not built, after ${seconds()}: ${error instanceof Error ? error.message : error}`, { cause: error });
  } finally {
    rmSync(part, { recursive: true, force: true });
  }
  console.log(`built ${title} in ${seconds()}`);
}

/** A machine that stops may keep the new name of a folder and lose what was in its files. */
function written(file: string): void {
  if (!lstatSync(file).isFile()) return;
  const handle = openSync(file, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

function rename(part: string, folder: string): void {
  try {
    renameSync(part, folder);
  } catch (error) {
    // Another process was faster: its folder is as good.
    if (!['EEXIST', 'ENOTEMPTY'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
  }
}

/** Removes what the same artifact left of other inputs, and of builds that were killed. */
function prune(all: string, now: number): void {
  for (const name of readdirSync(all)) {
    const other = join(all, name);
    const days = (now - (lstatSync(other, { throwIfNoEntry: false })?.mtimeMs ?? now)) / DAY;
    if (days > (name.startsWith('.part-') ? ABANDONED : KEPT)) rmSync(other, { recursive: true, force: true });
  }
}

export function keyOf(inputs: readonly Input[]): string {
  const hash = createHash('sha256');
  // Each piece tells its length, so that no two lists of pieces read alike.
  const add = (piece: string | Buffer) => hash.update(`${Buffer.byteLength(piece)}:`).update(piece);
  for (const input of inputs) {
    if (typeof input === 'string') {
      add('string');
      add(input);
      continue;
    }
    add('path');
    for (const file of filesIn(input.path)) {
      const path = join(input.path, file);
      const stat = lstatSync(path);
      add(file);
      // Of its permissions, only that it may be executed: the rest is a matter of how it was checked out.
      add(stat.isSymbolicLink() ? 'link' : `${stat.mode % 0o200 >= 0o100 ? 'executable' : 'plain'} file`);
      add(stat.isSymbolicLink() ? readlinkSync(path) : readFileSync(path));
    }
  }
  return hash.digest('hex').slice(0, 32);
}

/** The files of a folder, by their paths in it, in an order that is the same everywhere; of a file, itself: ''. */
function filesIn(path: string): string[] {
  if (!lstatSync(path).isDirectory()) return [''];
  return readdirSync(path, { withFileTypes: true })
    .flatMap((entry) => (entry.isDirectory() ? filesIn(join(path, entry.name)).map((file) => join(entry.name, file)) : [entry.name]))
    .sort();
}
