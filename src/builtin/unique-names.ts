import { ApiObject, Chart } from 'cdk8s';
import { IConstruct } from 'constructs';
import type { PlannedObject } from './planned-object';
import { Complaint, message } from '../contract/message';

/** What the names of a workload's objects hang on, as one writes it. */
export interface Naming {
  /** The prop with what it has: `processorName 'totals'`. */
  readonly prop: string;
  /** How another one is chosen: `give one of them another processorName`. */
  readonly change: string;
  /**
   * What it has in common with other runs of the same work.
   * @default - it has no runs
   */
  readonly shared?: SharedNaming;
}

/** Of runs that share claims and ServiceAccounts. */
export interface SharedNaming {
  /** The name of the work. */
  readonly work: string;
  /** How a run names a claim that another one makes: `Checkpoints.claim('mnist-checkpoints', { ... })`. */
  readonly claim: (name: string) => string;
  /** What to change where two runs are to be taken for somebody else. */
  readonly identity: string;
}

/** Two objects with one name. */
interface Twice {
  readonly first: ApiObject;
  readonly second: ApiObject;
  readonly name: string;
}

/** What was found, by the construct that says so. */
type Found = Map<IConstruct, string[]>;

const watched = new WeakSet<IConstruct>();
const namings = new WeakMap<IConstruct, Naming>();
/** What was found in an app with so many objects. */
const known = new WeakMap<IConstruct, { readonly objects: number; readonly found: Found }>();

/**
 * Two objects of one kind, namespace and name overwrite each other when they are applied, and cdk8s does not notice.
 * One check for the whole app: a check per workload would make synth quadratic.
 * `naming`: of a workload, all of whose objects have one name too many when one has.
 */
export function watchNames(scope: IConstruct, naming?: Naming): void {
  const root = scope.node.root;
  if (naming) {
    namings.set(scope, naming);
    scope.node.addValidation({ validate: () => foundBefore(root).get(scope) ?? [] });
  }
  if (watched.has(root)) return;
  watched.add(root);
  root.node.addValidation({ validate: () => foundBefore(root).get(root) ?? [] });
}

/** cdk8s validates the app once for each chart: as long as nothing came to any of them, the answer is the same. */
function foundBefore(root: IConstruct): Found {
  const objects = count(root);
  let last = known.get(root);
  if (last?.objects !== objects) {
    last = { objects, found: duplicates(root) };
    known.set(root, last);
  }
  return last!.found;
}

/** The constructs in the charts, without those below them: what declares more puts more into a chart. */
function count(scope: IConstruct): number {
  return scope.node.children.reduce((sum, child) => sum + 1 + (Chart.isChart(child) ? count(child) : 0), 0);
}

function duplicates(root: IConstruct): Found {
  const seen = new Map<string, ApiObject>();
  const found: Found = new Map();
  const say = (scope: IConstruct, text: string) => found.set(scope, [...new Set([...found.get(scope) ?? [], text])]);
  for (const node of root.node.findAll()) {
    if (!ApiObject.isApiObject(node)) continue;
    // a hash that ends a name is dear, and tells no two objects apart that the rest does not
    const name = (node as Partial<PlannedObject>).plainName ?? node.metadata.name ?? node.name;
    const key = `${node.apiGroup}/${node.kind} ${node.metadata.namespace ?? ''}/${name}`;
    const first = seen.get(key);
    if (first) {
      const twice = { first, second: node, name };
      const owner = workloadOf(node);
      // cdk8s puts the path in front, but not of the app, which has none
      if (owner) say(owner, ofWorkload(owner, twice));
      else say(root, message({ path: node.node.path, ...plain(twice) }));
    } else {
      seen.set(key, node);
    }
  }
  return found;
}

function plain({ first, second: { kind, metadata }, name }: Twice) {
  return {
    what: 'name',
    got: `${kind} ${metadata.namespace ?? '(no namespace)'}/${name}, which ${first.node.path} is already`,
    expected: 'a name of its own for each object of a kind in a namespace',
    change: 'give one of them another id, or its chart another namespace',
  };
}

/** The workload that declared an object. */
function workloadOf({ node }: IConstruct): IConstruct | undefined {
  return [...node.scopes].reverse().find((scope) => namings.has(scope));
}

/** Two workloads with one identity have all names twice, and that is one mistake. */
function ofWorkload(owner: IConstruct, twice: Twice): string {
  const { first, second: { kind, metadata }, name } = twice;
  const { prop, change, shared } = namings.get(owner)!;
  const other = workloadOf(first);
  if (!other || other === owner) return line(plain(twice));
  const { prop: others, shared: sharedThere } = namings.get(other)!;
  if (others === prop) {
    const got = `${prop} in ${metadata.namespace ?? '(no namespace)'}, which ${other.node.path} has already`;
    return line({ what: 'name', got, expected: 'one of its own: the names of all of its objects begin with it', change });
  }
  // names of several parts may be alike by chance
  if (shared === undefined || shared.work !== sharedThere?.work) return line({ ...plain(twice), change });
  if (kind === 'PersistentVolumeClaim') {
    return line({
      what: `claim ${name}`,
      got: `one that ${other.node.path} makes otherwise`,
      expected: 'the same size and class, or one that is made once',
      change: `write the same here, or ${shared.claim(name)}`,
    });
  }
  return line({
    what: `${kind} ${name}`,
    got: `another identity than that of ${other.node.path}`,
    expected: 'one: the pods of both are taken for the same',
    change: shared.identity,
  });
}

function line(complaint: Omit<Complaint, 'path'>): string {
  return message({ path: '', ...complaint }).slice(': '.length);
}
