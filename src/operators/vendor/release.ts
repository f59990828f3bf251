import { readFileSync } from 'fs';
import { join } from 'path';
import { unserved } from './definition';
import { CatalogueEntry } from './entry';
import { LOCK_FILE, LockedRelease, parseLock, releasesOf, sha256 } from './lock';
import { fileOf, Part, PARTS } from './parts';
import { refuse } from '../../contract/message';
import { KubeObject } from '../../manifests/kube-object';
import { readYaml } from '../../manifests/yaml';

/** A release that is kept in the repository, by its parts. */
export type Release = Record<Part, KubeObject[]>;

/** What was read before: a program may install one release for several Kubernetes clusters. By the hash of the text. */
const parsed = new Map<string, KubeObject[]>();

/**
 * Reads a release from a folder of the repository: nothing else, and nothing that is not as it was when it was vendored.
 *
 * @throws where the lock or a file is missing, says something else, or was changed
 */
export function readRelease(path: string, entry: CatalogueEntry, version: string, folder: string): Release {
  const command = `run npx cdk8s-data vendor ${entry.name}@${version}${folder === 'vendor' ? '' : ` --to ${folder}`}`;
  const locked = lockedRelease(path, entry, version, folder, command);
  const read = (part: Part) => {
    const file = locked.files.find(({ name }) => name === fileOf(part));
    if (!file) return [];
    const place = join(folder, entry.name, version, file.name);
    const text = readText(place) ?? refuse({ path, what: place, got: 'no such file', expected: `the part of ${entry.name} ${version} that the lock names`, change: `take it from git, or ${command}` });
    const got = sha256(text);
    if (got !== file.sha256) {
      refuse({ path, what: place, got: `sha256 ${got}`, expected: `${file.sha256}, as it was vendored`, change: `take what was changed back and patch the objects in the program instead, or ${command}` });
    }
    if (!parsed.has(got)) parsed.set(got, readYaml(text).map(({ value }) => value as KubeObject));
    return parsed.get(got)!;
  };
  const release = Object.fromEntries(PARTS.map((part) => [part, read(part)])) as Release;
  const [old] = unserved(entry.writtenAs, release[Part.DEFINITIONS]);
  if (old) {
    refuse({
      path,
      what: `CustomResourceDefinition ${old.name} of ${entry.name} ${version}`,
      got: `the served versions ${old.served.join(', ') || 'none'}`,
      expected: `${old.expected} among them, in which this library writes`,
      change: `write version: '${entry.proven[entry.proven.length - 1]}'`,
    });
  }
  return release;
}

function lockedRelease(path: string, entry: CatalogueEntry, version: string, folder: string, command: string): LockedRelease {
  const file = join(folder, LOCK_FILE);
  const text = readText(file) ?? refuse({ path, what: 'vendored release', got: `no ${file}`, expected: `the lock of ${entry.name} ${version}`, change: command });
  const lock = parseLock(text);
  if (typeof lock === 'string') return refuse({ path, what: file, got: lock, expected: 'the lock that cdk8s-data vendor writes', change: `take it from git, or remove it and ${command}` });
  const known = releasesOf(lock, entry.name);
  return known.find((release) => release.version === version) ?? refuse({
    path,
    what: file,
    got: known.length === 0 ? `nothing of ${entry.name}` : `${entry.name} ${known.map((release) => release.version).join(', ')}`,
    expected: `${entry.name} ${version}`,
    change: known.length === 0 ? command : `write version: '${known[known.length - 1].version}', or ${command}`,
  });
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
