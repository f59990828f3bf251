import { keyOf, KubeObject, nameOf, nameText } from './kube-object';
import { wrong } from './usage-error';
import { at, isMap, mapsOf, same } from './value';
import { readYaml, YamlDocument } from './yaml';

/** A file's text and name. */
export interface ManifestFile {
  readonly name: string;
  readonly text: string;
}

/** What was passed over, and why. */
export interface Note {
  readonly file: string;
  readonly line: number;
  readonly text: string;
}

export interface Manifests {
  readonly objects: KubeObject[];
  readonly notes: Note[];
}

/** The objects that files declare. What is none is noted; what can't be read is an error. */
export function readManifests(files: ManifestFile[]): Manifests {
  const found = new Map<string, { object: KubeObject; place: string }>();
  const notes: Note[] = [];
  for (const file of files) {
    for (const document of readFile(file, notes)) {
      for (const object of unfolded(document.value)) {
        const problem = unfit(object);
        if (problem !== undefined) {
          notes.push({ file: file.name, line: document.line, text: problem });
          continue;
        }
        const place = `${file.name}:${document.line}`;
        const twin = found.get(keyOf(object as KubeObject));
        if (twin && !same(twin.object, object)) {
          wrong(place, nameText(nameOf(twin.object)), `it differently than in ${twin.place}`, 'one manifest for one object',
            'name the folder of one environment, and of rendered manifests (kustomize build, helm template)');
        }
        found.set(keyOf(object as KubeObject), { object: object as KubeObject, place });
      }
    }
  }
  return { objects: [...found.values()].map(({ object }) => object), notes };
}

function readFile({ name, text }: ManifestFile, notes: Note[]): YamlDocument[] {
  const documents = readYaml(text);
  const broken = documents.find(({ error }) => error)?.error;
  // Its parts depend on each other, so the whole file is one.
  if (broken && /\{\{/.test(text)) {
    notes.push({ file: name, line: broken.line, text: 'a template, not a manifest: render it first (helm template)' });
    return [];
  }
  if (broken) wrong(`${name}:${broken.line}`, 'manifest', broken.text, 'YAML or JSON', 'mend it, or keep it out of this folder');
  for (const { repeatedKeys } of documents) {
    for (const line of repeatedKeys) notes.push({ file: name, line, text: 'a key stands here for the second time in its map: the last one counts' });
  }
  return documents.filter(({ value }) => value !== undefined && value !== null);
}

/** The items of a list, in whatever lists they stand; else the document itself. */
function unfolded(value: unknown): unknown[] {
  if (!isMap(value) || typeof value.kind !== 'string' || !value.kind.endsWith('List') || !Array.isArray(value.items)) return [value];
  const kind = value.kind.slice(0, -'List'.length);
  // items of a list of one kind may leave out what the list says
  const inherited = kind === '' ? {} : { apiVersion: value.apiVersion, kind };
  return mapsOf(value.items).flatMap((item) => unfolded({ ...inherited, ...item }));
}

/** Why a document is no object that could be compared. */
function unfit(value: unknown): string | undefined {
  const name = at(value, 'metadata', 'name');
  const kustomization = typeof at(value, 'apiVersion') === 'string' && value !== null && at(value, 'apiVersion').startsWith('kustomize.config.k8s.io/');
  if (kustomization) return 'kustomize\'s own file, not an object of the cluster';
  if (typeof at(value, 'apiVersion') !== 'string' || typeof at(value, 'kind') !== 'string') return 'no Kubernetes object: it has no apiVersion and kind';
  if (isMap(name)) return 'a template, not a manifest: render it first (helm template)';
  if (name === undefined || name === '') return `a ${at(value, 'kind')} without a name can't be compared`;
  return undefined;
}
