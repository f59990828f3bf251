import { Yaml } from 'cdk8s';
import { lockedDefinition } from './definition';
import { CatalogueEntry, compareVersions, sourceOf } from './entry';
import { imagesOf } from './images';
import { problemsOf } from './inspect';
import { Lock, LockedBytes, LockedRelease, releasesOf, sha256 } from './lock';
import { normalized } from './normalize';
import { fileOf, Part, partOf, PARTS } from './parts';
import { message } from '../../contract/message';
import { kindOf, KubeObject, nameOf } from '../../manifests/kube-object';
import { ManifestFile, readManifests } from '../../manifests/manifests';

/** A release as it came. */
export interface Fetched {
  readonly source: string;
  readonly files: ManifestFile[];
  readonly bytes: LockedBytes[];
}

/** A file to write. */
export interface PackedFile {
  readonly name: string;
  readonly text: string;
}

/** A release, ready to be written; or what is wrong with it. */
export interface Pack {
  readonly problems: string[];
  readonly notes: string[];
  readonly files: PackedFile[];
  readonly release: LockedRelease;
}

/** Checks a release, normalizes it and takes it apart. The same bytes give the same files, and so do the same objects in other files. */
export function pack(entry: CatalogueEntry, version: string, fetched: Fetched, lock: Lock): Pack {
  const { objects, notes } = readManifests(fetched.files);
  const ours = objects.filter((object) => kindOf(object) !== 'Namespace').sort(byName);
  const clean = ours.map(normalized);
  const files = PARTS.flatMap((part) => {
    const inside = clean.filter((object) => partOf(object) === part);
    return inside.length === 0 ? [] : [{ name: fileOf(part), text: Yaml.stringify(...inside) }];
  });
  const release: LockedRelease = {
    operator: entry.name,
    version,
    source: fetched.source,
    fetched: fetched.bytes,
    leastKubernetes: `1.${sourceOf(entry, version)!.leastKubernetesMinor}`,
    crds: clean.filter((object) => partOf(object) === Part.DEFINITIONS).map(lockedDefinition),
    images: imagesOf(entry, clean),
    files: files.map(({ name, text }) => ({ name, sha256: sha256(text) })),
  };
  const problems = [...unreadable(entry, version, notes), ...problemsOf(entry, version, ours), ...againstLock(release, lock)];
  const unknown = release.crds.map(({ name }) => name).filter((name) => !entry.definitions.includes(name));
  return { problems, notes: unknown.map((name) => `${name} is a definition that the catalogue does not know`), files, release };
}

function byName(a: KubeObject, b: KubeObject): number {
  const [left, right] = [a, b].map((object) => [object.kind, nameOf(object).namespace ?? '', nameOf(object).name, object.apiVersion].join(' '));
  return left < right ? -1 : 1;
}

/** What a comparison of manifests may pass over, an installation may not: it would lack something. */
function unreadable(entry: CatalogueEntry, version: string, notes: { file: string; line: number; text: string }[]): string[] {
  return notes.map(({ file, line, text }) => message({
    path: `${entry.name}@${version}`, what: `${file}:${line}`, got: text, expected: 'a manifest', change: 'keep files that are none out of the folder',
  }));
}

/** A release never changes once it is out, and a version in which objects may be stored never goes before they are moved. */
function againstLock(release: LockedRelease, lock: Lock): string[] {
  const path = `${release.operator}@${release.version}`;
  const known = releasesOf(lock, release.operator);
  const same = known.find(({ version, source }) => version === release.version && source === release.source);
  const changed = same === undefined ? [] : release.fetched.flatMap(({ name, sha256: got }) => {
    const before = same.fetched.find((file) => file.name === name)?.sha256;
    return before === undefined || before === got ? [] : [message({
      path,
      what: name,
      got: `sha256 ${got}`,
      expected: `${before}, as it was before: what was released does not change`,
      change: `compare both; to take the new one, first remove ${path} from the lock`,
    })];
  });
  const older = known.filter(({ version }) => compareVersions(version, release.version) < 0).sort((a, b) => compareVersions(b.version, a.version));
  const dropped = older.flatMap(({ version, crds }) => crds.flatMap(({ name, storageVersion }) => {
    const now = release.crds.find((definition) => definition.name === name);
    return now === undefined || now.versions.includes(storageVersion) ? [] : [message({
      path,
      what: `CustomResourceDefinition ${name}`,
      got: `the versions ${now.versions.join(', ')}`,
      expected: `${storageVersion} too, in which objects of ${version} are stored`,
      change: `install a version between that has both, write every object again, take ${storageVersion} out of status.storedVersions, then remove ${release.operator}@${version} from the lock`,
    })];
  }));
  return [...changed, ...dropped];
}
