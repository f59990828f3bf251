import { statSync } from 'fs';
import { basename, relative, sep } from 'path';
import { CatalogueEntry, sourceOf } from './entry';
import { LockedBytes, sha256 } from './lock';
import { Fetched } from './pack';
import { readFolder } from '../../manifests/folder';
import { wrong } from '../../manifests/usage-error';

/** What `source` of a lock says where the release came from files. */
export const FILES = 'files';

const PATIENCE = 120_000;

/** The release as the project published it, as a mirror keeps it, or as files. */
export async function fetchRelease(entry: CatalogueEntry, version: string, from: string | undefined): Promise<Fetched> {
  const { manifests, files } = sourceOf(entry, version)!;
  const official = manifests!.replaceAll('{version}', version);
  if (from === undefined) return download(official, files);
  return /^https?:\/\//.test(from) ? download(`${from.replace(/\/+$/, '')}${new URL(official).pathname}`, files) : readFiles(from);
}

/** Names are relative to what was named, and sorted: the lock is the same on every machine. */
function readFiles(from: string): Fetched {
  const files = readFolder(from, '--from');
  if (files.length === 0) wrong(from, '--from', 'no manifest', 'files that end in .yaml, .yml or .json', 'name the folder that they are in');
  const nameOf = (path: string) => statSync(from).isDirectory() ? relative(from, path).split(sep).join('/') : basename(path);
  return { source: FILES, files, bytes: files.map(({ name, text }) => locked(nameOf(name), Buffer.from(text))) };
}

/** `names`: of the files below the address, if it is none itself. */
async function download(source: string, names?: string[]): Promise<Fetched> {
  const addresses = names ? names.map((name) => `${source}/${name}`) : [source];
  const got = await Promise.all(addresses.map(async (address) => ({ address, bytes: await get(address) })));
  return {
    source,
    files: got.map(({ address, bytes }) => ({ name: address, text: new TextDecoder().decode(bytes) })),
    bytes: got.map(({ address, bytes }) => locked(address, bytes)),
  };
}

async function get(address: string): Promise<Uint8Array> {
  let got: string;
  try {
    const response = await fetch(address, { signal: AbortSignal.timeout(PATIENCE) });
    if (response.ok) return new Uint8Array(await response.arrayBuffer());
    got = `${response.status} ${response.statusText}`.trim();
  } catch (error) {
    got = [(error as Error).message, ((error as Error).cause as Error | undefined)?.message].filter(Boolean).join(': ');
  }
  return wrong(address, 'release', got, 'its manifests', 'where there is no way out, fetch it elsewhere and name the file or a mirror: --from <source>');
}

function locked(name: string, bytes: Uint8Array): LockedBytes {
  return { name, size: bytes.length, sha256: sha256(bytes) };
}
