import { createHash } from 'crypto';
import { compareVersions } from './entry';

/** Name of the file that says what was vendored. */
export const LOCK_FILE = 'cdk8s-data.lock.json';

/** The form's number: it changes when a reader of the old one would be misled. */
const FORMAT = 1;

/** Bytes, as somebody else gave them. */
export interface LockedBytes {
  /** The address, or the name of the file below what was named with --from. */
  readonly name: string;
  readonly size: number;
  readonly sha256: string;
}

/** A definition of a release. */
export interface LockedDefinition {
  readonly name: string;
  /** The version that objects are stored in. */
  readonly storageVersion: string;
  readonly versions: string[];
  /** As compact JSON, what counts against the API server's limits. */
  readonly bytes: number;
}

/** A file that was written beside the lock. */
export interface LockedFile {
  readonly name: string;
  readonly sha256: string;
}

/** One version of one operator. */
export interface LockedRelease {
  readonly operator: string;
  readonly version: string;
  /** Where it came from: the project's own address, the mirror's, or `files`. */
  readonly source: string;
  readonly fetched: LockedBytes[];
  readonly leastKubernetes: string;
  readonly crds: LockedDefinition[];
  readonly images: string[];
  readonly files: LockedFile[];
}

export interface Lock {
  readonly releases: LockedRelease[];
}

export function sha256(bytes: string | Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** The lock's text: sorted, so that the order of vendoring leaves no trace. */
export function lockText(lock: Lock): string {
  const releases = [...lock.releases].sort((a, b) => {
    if (a.operator === b.operator) return compareVersions(a.version, b.version);
    return a.operator < b.operator ? -1 : 1;
  });
  return `${JSON.stringify({ format: FORMAT, releases }, undefined, 2)}\n`;
}

/** What a lock's text says, or why it says nothing. */
export function parseLock(text: string): Lock | string {
  let read: any;
  try {
    read = JSON.parse(text);
  } catch (error) {
    return (error as Error).message;
  }
  if (read?.format !== FORMAT) return `format ${JSON.stringify(read?.format)}`;
  return Array.isArray(read.releases) && read.releases.every(isRelease) ? { releases: read.releases } : 'no list of releases';
}

function isRelease(release: any): boolean {
  return typeof release?.operator === 'string' && typeof release.version === 'string'
    && [release.files, release.crds, release.images, release.fetched].every(Array.isArray);
}

/** The releases of one operator in a lock. */
export function releasesOf(lock: Lock, operator: string): LockedRelease[] {
  return lock.releases.filter((release) => release.operator === operator);
}
