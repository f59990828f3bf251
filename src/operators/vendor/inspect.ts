import { containersOf, flagOf } from './containers';
import { lockedDefinition, unserved } from './definition';
import { CatalogueEntry } from './entry';
import { imageProblem, imagesOf } from './images';
import { message } from '../../contract/message';
import { isClusterScoped, isKnown } from '../../manifests/kinds';
import { kindOf, KubeObject, nameOf, nameText } from '../../manifests/kube-object';
import { at, mapOf, mapsOf } from '../../manifests/value';

/** What a check finds: where in the release, what was got and expected, and what to do. */
interface Finding {
  readonly what: string;
  readonly got: string;
  readonly expected: string;
  readonly change: string;
}

const OFFICIAL = "vendor the project's own release, as it was published";
const NEWER = 'update this library, whose catalogue does not know that yet';

/** What is wrong with a release, one line each. */
export function problemsOf(entry: CatalogueEntry, version: string, objects: KubeObject[]): string[] {
  return CHECKS.flatMap((check) => check(entry, version, objects))
    .map((finding) => message({ path: `${entry.name}@${version}`, ...finding }));
}

type Check = (entry: CatalogueEntry, version: string, objects: KubeObject[]) => Finding[];

const CHECKS: Check[] = [images, hooks, secrets, definitions, kinds, namespaces, certManager, controllers, watching];

function images(entry: CatalogueEntry, version: string, objects: KubeObject[]): Finding[] {
  const all = imagesOf(entry, objects);
  const wrong = all.flatMap((image) => {
    const problem = imageProblem(entry, version, image);
    return problem ? [{ what: 'image', ...problem, change: OFFICIAL }] : [];
  });
  const missing = (entry.versionedImages ?? []).filter((repository) => !all.some((image) => image.startsWith(`${repository}:`) || image.startsWith(`${repository}@`)));
  return [...wrong, ...missing.map((repository) => ({ what: 'image', got: 'none', expected: repository, change: OFFICIAL }))];
}

/** Without Helm nothing runs a hook, and Argo CD takes Helm's for its own: one before the namespace is there. */
function hooks(_entry: CatalogueEntry, _version: string, objects: KubeObject[]): Finding[] {
  return objects.flatMap((object) => {
    const hook = at(object, 'metadata', 'annotations', 'helm.sh/hook');
    return hook === undefined ? [] : [{
      what: nameText(nameOf(object)),
      got: `a hook of Helm, ${hook}`,
      expected: 'an object that stays',
      change: 'vendor manifests that were not rendered with hooks (helm template --no-hooks), or install by Helm',
    }];
  });
}

/** An empty Secret is filled by the operator. One that is full is the same for everybody. */
function secrets(_entry: CatalogueEntry, _version: string, objects: KubeObject[]): Finding[] {
  return objects.filter((object) => kindOf(object) === 'Secret').flatMap((object) => {
    const keys = Object.keys({ ...mapOf(object.data), ...mapOf(object.stringData) });
    return keys.length === 0 ? [] : [{
      what: nameText(nameOf(object)),
      got: `values that everybody can read in the release: ${keys.join(', ')}`,
      expected: 'no secret',
      change: 'make the Secret in the cluster, and take it out of the files',
    }];
  });
}

function isDefinition(object: KubeObject): boolean {
  return object.kind === 'CustomResourceDefinition';
}

function definitions(entry: CatalogueEntry, _version: string, objects: KubeObject[]): Finding[] {
  const found = objects.filter(isDefinition);
  const names = found.map((object) => String(object.metadata.name));
  const missing = entry.definitions.filter((name) => !names.includes(name));
  return [
    ...missing.length === 0 ? [] : [{ what: 'definitions', got: names.length === 0 ? 'none' : `none of ${missing.join(', ')}`, expected: entry.definitions.join(', '), change: OFFICIAL }],
    ...found.filter(({ apiVersion }) => apiVersion !== 'apiextensions.k8s.io/v1').map((object) => ({
      what: nameText(nameOf(object)), got: object.apiVersion, expected: 'apiextensions.k8s.io/v1', change: OFFICIAL,
    })),
    ...unserved(entry.writtenAs, found).map(({ name, served, expected }) => ({
      what: `CustomResourceDefinition ${name}`, got: `the served versions ${served.join(', ') || 'none'}`, expected: `${expected} among them, in which this library writes`, change: `take another version, or ${NEWER}`,
    })),
    ...found.filter((object) => lockedDefinition(object).storageVersion === '').map((object) => ({
      what: nameText(nameOf(object)), got: 'no version that objects are stored in', expected: 'one', change: OFFICIAL,
    })),
  ];
}

/** Whether an object is in a namespace can't be seen from it. */
function kinds(_entry: CatalogueEntry, _version: string, objects: KubeObject[]): Finding[] {
  const own = scopesOf(objects);
  return objects.filter((object) => !isKnown(kindOf(object)) && !own.has(kindOf(object))).map((object) => ({
    what: nameText(nameOf(object)),
    got: `the kind ${kindOf(object)}`,
    expected: "one of Kubernetes' own or of the release: of others it is not known whether they are in a namespace",
    change: `take it out of the files and declare it yourself, or ${NEWER}`,
  }));
}

/** Whether kinds of the release itself are in no namespace. */
export function scopesOf(objects: KubeObject[]): Map<string, boolean> {
  return new Map(objects.filter(isDefinition).map(({ spec }) => [`${spec?.group}/${spec?.names?.kind}`, spec?.scope === 'Cluster']));
}

/** A namespace in a place that nobody looks at would stay what it is. */
function namespaces(entry: CatalogueEntry, _version: string, objects: KubeObject[]): Finding[] {
  const { namespaces: known = [], namespaceArguments, namespaceVariables } = entry;
  const unknown = (object: KubeObject, place: string, got: string) => ({
    what: `${place} of ${nameText(nameOf(object))}`, got, expected: `${known.join(', ') || 'none'}, or none`, change: NEWER,
  });
  const hidden = (value: unknown) => known.some((name) => value === name || String(value).includes(`.${name}.svc`));
  return objects.flatMap((object) => {
    const namespace = at(object, 'metadata', 'namespace');
    const stranger = namespace !== undefined && !isClusterScoped(kindOf(object)) && !known.includes(namespace);
    const containers = containersOf(object).flatMap((container) => [
      ...[container.command, container.args].flatMap((list) => Array.isArray(list) ? list : []).flatMap((word) => {
        const given = flagOf(word);
        return given && hidden(given.value) && !namespaceArguments?.includes(given.flag) ? [unknown(object, given.flag, `the namespace ${given.value}`)] : [];
      }),
      ...mapsOf(container.env).flatMap(({ name, value }) => hidden(value) && !namespaceVariables?.includes(name)
        ? [unknown(object, `variable ${name}`, `the namespace ${value}`)] : []),
    ]);
    return [
      ...stranger ? [unknown(object, 'namespace', namespace)] : [],
      ...mapsOf(object.subjects).filter((subject) => subject.namespace !== undefined && !known.includes(subject.namespace))
        .map((subject) => unknown(object, `subject ${subject.name}`, `the namespace ${subject.namespace}`)),
      ...containers,
    ];
  });
}

function certManager(entry: CatalogueEntry, _version: string, objects: KubeObject[]): Finding[] {
  if (entry.needsCertManager) return [];
  return objects.filter((object) => kindOf(object).startsWith('cert-manager.io/')).map((object) => ({
    what: nameText(nameOf(object)), got: 'an object of cert-manager', expected: 'none: the catalogue says that it does not need cert-manager', change: NEWER,
  }));
}

function controllers(entry: CatalogueEntry, _version: string, objects: KubeObject[]): Finding[] {
  const found = objects.filter((object) => containersOf(object).length > 0);
  const expected = entry.controllers.map(({ name }) => `Deployment ${name}`);
  const shown = found.map((object) => `${object.kind} ${object.metadata.name}`);
  const strangers = shown.filter((name) => !expected.includes(name));
  const missing = expected.filter((name) => !shown.includes(name));
  if (expected.length === 0) {
    const rest = objects.filter((object) => !isDefinition(object));
    return rest.length === 0 ? [] : [{ what: nameText(nameOf(rest[0])), got: 'an object', expected: 'definitions, and nothing else', change: OFFICIAL }];
  }
  return strangers.length + missing.length === 0 ? [] : [{ what: 'workloads', got: shown.join(', ') || 'none', expected: expected.join(', '), change: `${OFFICIAL}, or ${NEWER}` }];
}

function watching(entry: CatalogueEntry, _version: string, objects: KubeObject[]): Finding[] {
  const { watch } = entry;
  if (!watch) return [];
  const variable = objects.flatMap(containersOf).some(({ env }) => mapsOf(env).some(({ name }) => name === watch.variable));
  const bindings = watch.bindings.filter(({ name }) => !objects.some((object) => object.kind === 'RoleBinding' && object.metadata.name === name));
  return [
    ...variable ? [] : [{ what: 'watched namespaces', got: `no variable ${watch.variable}`, expected: 'one', change: NEWER }],
    ...bindings.map(({ name }) => ({ what: 'watched namespaces', got: `no RoleBinding ${name}`, expected: 'one, to be repeated in each of them', change: NEWER })),
  ];
}
