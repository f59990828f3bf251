import { PrinterColumn, PrinterColumnType, ResourceScope } from './custom-resource';
import { Resource, ResourceVersion, seenByRules } from './definition';
import { shown } from './fit';
import { sharedName } from './names';
import { Schema, SchemaKind } from './schema';
import { schemaFindings } from './schema-check';
import { follow, PathEnd } from './schema-path';
import { places } from './walk';
import { message } from '../../contract/message';

/*
 * What the API server would refuse of the definitions, or take and never establish.
 * Sources: k8s.io/apiextensions-apiserver v0.36.3, pkg/apis/apiextensions/validation/validation.go, pkg/apihelpers/helpers.go (protected
 * groups).
 */

/** RFC 1035, as k8s.io/apimachinery, pkg/util/validation has it. */
const LABEL = /^[a-z]([-a-z0-9]{0,61}[a-z0-9])?$/;
const SUBDOMAIN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const NAME_LENGTH = 253;
const WARNING_LENGTH = 256;
const MOST_SELECTABLE = 8;
/** The feature is on from this minor: k8s.io/apiextensions-apiserver, pkg/features, CustomResourceFieldSelectors. */
const SELECTABLE_MINOR = 31;

interface Finding {
  readonly what: string;
  readonly got: string;
  readonly expected: string;
  readonly change: string;
}

/** Everything that is wrong with a group and its resources, in lines for a person. */
export function definitionFindings(
  path: string, group: string, approval: string | undefined, resources: Resource[], kubernetesMinor: number,
): string[] {
  const plain = [
    ...groupFindings(group, approval),
    ...collisions(resources),
    ...resources.flatMap((resource) => resourceFindings(resource, kubernetesMinor)),
  ];
  return [
    ...plain.map((finding) => message({ path, ...finding })),
    ...resources.flatMap(({ kind, versions }) => versions.flatMap((version) => schemaFindings(seenByRules(version), `${path}: ${kind} ${version.name}`))),
  ];
}

function groupFindings(group: string, approval: string | undefined): Finding[] {
  if (!SUBDOMAIN.test(group) || !group.includes('.') || group.length > NAME_LENGTH) {
    return [{ what: 'group', got: shown(group), expected: 'a domain in lower case with a dot in it, which is yours', change: "write it like 'cache.example.com'" }];
  }
  if (!/(^|\.)(k8s|kubernetes)\.io$/.test(group)) return [];
  if (approval !== undefined && (/^unapproved/.test(approval) || /^https?:\/\/[^/\s]+/.test(approval))) return [];
  return [{
    what: 'group',
    got: `${shown(group)}, which belongs to the Kubernetes project, ${approval === undefined ? 'without an approval' : `approved by ${shown(approval)}`}`,
    expected: "a domain of your own, or in apiApproval the address of the approval, or a reason that begins with 'unapproved'",
    change: 'take a domain of your own',
  }];
}

/** Names that two of them have. */
function collisions(resources: Resource[]): Finding[] {
  const twice = resources.find(({ kind }, at) => resources.findIndex((other) => other.kind === kind) !== at);
  if (twice) return [{ what: 'resources', got: `${twice.kind} twice`, expected: 'each kind once', change: 'give one resource two versions, or another kind' }];
  return resources.flatMap((resource, at) => resources.slice(0, at).flatMap((first) => {
    const name = sharedName(resource, first);
    return name === undefined ? [] : [{
      what: `names of ${resource.kind}`, got: `${name}, which ${first.kind} has`, expected: 'names of its own', change: 'rename it in one of them',
    }];
  }));
}

function resourceFindings(resource: Resource, kubernetesMinor: number): Finding[] {
  const { group, kind, plural, singular, shortNames, categories, scope, versions } = resource;
  const found: Finding[] = [];
  const label = (what: string, name: string) => {
    if (LABEL.test(name)) return;
    found.push({ what: `${what} of ${kind}`, got: shown(name), expected: 'lower case letters, digits and hyphens, beginning with a letter, at most 63', change: 'rename it' });
  };
  if (!/^[A-Z][A-Za-z0-9]{0,58}$/.test(kind)) {
    found.push({ what: 'kind', got: shown(kind), expected: 'letters and digits, the first in upper case, at most 59', change: "write it like 'Cache'" });
  }
  label('plural', plural);
  label('singular', singular);
  shortNames.forEach((name) => label('short name', name));
  categories.forEach((name) => label('category', name));
  if (`${plural}.${group}`.length > NAME_LENGTH) {
    found.push({ what: `name of ${kind}`, got: `${plural.length + group.length + 1} characters`, expected: `at most ${NAME_LENGTH}`, change: 'shorten the group' });
  }
  if (!Object.values(ResourceScope).includes(scope)) {
    found.push({ what: `scope of ${kind}`, got: shown(scope), expected: 'Namespaced or Cluster', change: 'write ResourceScope.NAMESPACED' });
  }
  versions.forEach(({ name }) => label('version', name));
  const twice = versions.find(({ name }, at) => versions.findIndex((other) => other.name === name) !== at);
  if (twice) found.push({ what: `versions of ${kind}`, got: `${twice.name} twice`, expected: 'each name once', change: 'rename one' });
  if (versions.length === 0) {
    return [...found, { what: `versions of ${kind}`, got: 'none', expected: 'one or more', change: "write versions: [{ name: 'v1', spec: Schema.object({ ... }) }]" }];
  }
  const stored = versions.filter(({ storage }) => storage).map(({ name }) => name);
  if (stored.length !== 1) {
    found.push({
      what: `versions of ${kind}`,
      got: stored.length === 0 ? 'none with storage: true' : `storage: true in ${stored.join(' and ')}`,
      expected: 'exactly one in which objects are stored',
      change: stored.length === 0 ? `write storage: true in ${versions.at(-1)!.name}` : `leave it in ${stored.at(-1)} only`,
    });
  }
  if (!versions.some(({ served }) => served)) {
    found.push({ what: `versions of ${kind}`, got: 'none that is served', expected: 'one or more', change: `let ${versions.at(-1)!.name} be served` });
  }
  return [...found, ...versions.flatMap((version) => versionFindings(resource, version, kubernetesMinor))];
}

function versionFindings({ kind }: Resource, version: ResourceVersion, kubernetesMinor: number): Finding[] {
  const of = `of ${kind} ${version.name}`;
  const { deprecationWarning: warning, scale, selectableFields = [] } = version.declared;
  const root = Schema.object({ spec: version.spec, status: version.status });
  const found: Finding[] = [];
  if (version.spec._shape.kind !== 'object') {
    found.push({ what: `spec ${of}`, got: version.spec._shape.kind, expected: 'an object', change: 'write spec: Schema.object({ ... })' });
  }
  // control and format characters are not printable: unicode.IsPrint in Go
  if (warning !== undefined && (warning.length === 0 || Buffer.byteLength(warning) > WARNING_LENGTH || /[\p{C}\p{Zl}\p{Zp}]/u.test(warning))) {
    found.push({
      what: `deprecationWarning ${of}`,
      got: warning.length === 0 ? 'an empty one' : `${Buffer.byteLength(warning)} bytes`,
      expected: `one line of 1 to ${WARNING_LENGTH} bytes that can be printed`,
      change: 'shorten it, or leave it out',
    });
  }
  found.push(...version.columns.flatMap((column) => columnFindings(root, column, of)));
  found.push(...selectableFields.flatMap((path) => selectableFindings(root, path, of)));
  const double = selectableFields.find((path, at) => selectableFields.indexOf(path) !== at);
  if (double !== undefined) found.push({ what: `selectableFields ${of}`, got: `${double} twice`, expected: 'each once', change: 'leave one out' });
  if (selectableFields.length > MOST_SELECTABLE) {
    found.push({ what: `selectableFields ${of}`, got: String(selectableFields.length), expected: `at most ${MOST_SELECTABLE}`, change: 'leave some out, and use labels' });
  }
  if (selectableFields.length > 0 && kubernetesMinor < SELECTABLE_MINOR) {
    found.push({
      what: `selectableFields ${of}`,
      got: `Kubernetes 1.${kubernetesMinor}`,
      expected: `1.${SELECTABLE_MINOR} or later: older API servers drop them`,
      change: "tell the platform's kubernetesVersion if it is later; else leave them out",
    });
  }
  if (scale) {
    found.push(...scaleFindings(root, `scale.specReplicasPath ${of}`, scale.specReplicasPath, ['.spec.'], 'integer'));
    found.push(...scaleFindings(root, `scale.statusReplicasPath ${of}`, scale.statusReplicasPath, ['.status.'], 'integer'));
    if (scale.labelSelectorPath !== undefined) {
      found.push(...scaleFindings(root, `scale.labelSelectorPath ${of}`, scale.labelSelectorPath, ['.spec.', '.status.'], 'string'));
    }
  }
  return found;
}

const COLUMN_KINDS: Record<PrinterColumnType, SchemaKind[] | undefined> = {
  [PrinterColumnType.INTEGER]: ['integer', 'anything'],
  [PrinterColumnType.NUMBER]: ['integer', 'number', 'anything'],
  [PrinterColumnType.BOOLEAN]: ['boolean', 'anything'],
  [PrinterColumnType.DATE]: ['string', 'anything'],
  // whatever it is, it is shown as JSON
  [PrinterColumnType.STRING]: undefined,
};

function columnFindings(root: Schema, { name, type, jsonPath }: PrinterColumn, of: string): Finding[] {
  const what = `printer column ${shown(name)} ${of}`;
  if (name === '') return [{ what, got: 'no name', expected: 'a head for the column', change: 'name it' }];
  const end = follow(root, jsonPath);
  if (!end) return [nothing(root, what, jsonPath, '.spec.replicas')];
  return columnFits(type, end) ? [] : [{
    what,
    got: `${end.metadata ?? end.schema!._shape.kind} at ${jsonPath}, shown as ${type}`,
    expected: type === PrinterColumnType.DATE ? 'text with the format date-time' : `one of ${COLUMN_KINDS[type]!.filter((kind) => kind !== 'anything').join(', ')}: others are shown as nothing`,
    change: 'change type, or jsonPath',
  }];
}

function columnFits(type: PrinterColumnType, { schema, metadata }: PathEnd): boolean {
  if (metadata) return type === PrinterColumnType.STRING || type === metadata || (type === PrinterColumnType.NUMBER && metadata === 'integer');
  const { kind, limits } = schema!._shape;
  if (type === PrinterColumnType.DATE && kind === 'string') return limits.format === 'date-time';
  return COLUMN_KINDS[type]?.includes(kind) ?? true;
}

function selectableFindings(root: Schema, path: string, of: string): Finding[] {
  const what = `selectable field ${shown(path)} ${of}`;
  const end = follow(root, path);
  if (end?.metadata || path.startsWith('.metadata')) {
    return [{ what, got: 'a field of metadata', expected: 'one of spec or status: name and namespace can always be selected, and labels have their own way', change: 'leave it out' }];
  }
  if (!end || path.includes('[')) return [nothing(root, what, path, '.spec.color')];
  const { kind } = end.schema!._shape;
  return ['string', 'integer', 'boolean'].includes(kind) ? []
    : [{ what, got: kind, expected: 'string, integer or boolean', change: 'choose another field' }];
}

function scaleFindings(root: Schema, what: string, path: string, under: string[], kind: SchemaKind): Finding[] {
  const end = under.some((prefix) => path.startsWith(prefix)) && !path.includes('[') ? follow(root, path) : undefined;
  if (!end) return [nothing(root, what, path, `${under.at(-1)}${kind === 'string' ? 'selector' : 'replicas'}`, under)];
  return end.schema!._shape.kind === kind ? []
    : [{ what, got: end.schema!._shape.kind, expected: kind === 'string' ? 'text: a label selector, as kubectl writes it' : 'a whole number', change: 'choose another field' }];
}

/** A path that leads nowhere, with what there is. */
function nothing(root: Schema, what: string, path: string, example: string, under: string[] = ['.']): Finding {
  const there = places(root, '').map((place) => `.${place.path}`).filter((each) => under.some((prefix) => each.startsWith(prefix)) && !/[[{]/.test(each) && each !== '.');
  const close = there.filter((each) => each.split('.').at(-1) === path.split('.').at(-1));
  return {
    what,
    got: `${shown(path)}, which leads to nothing in the schema`,
    expected: `a path such as ${shown(example)}`,
    change: close.length > 0 ? `did you mean ${close[0]}?` : 'name a field that there is',
  };
}
