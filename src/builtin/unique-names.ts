import { ApiObject, Chart } from 'cdk8s';
import { IConstruct } from 'constructs';
import type { PlannedObject } from './planned-object';
import { message } from '../contract/message';

const watched = new WeakSet<IConstruct>();
/** What was found in an app with so many objects. */
const known = new WeakMap<IConstruct, { readonly objects: number; readonly found: string[] }>();

/**
 * Two objects of one kind, namespace and name overwrite each other when they are applied, and cdk8s does not notice.
 * One check for the whole app: a check per workload would make synth quadratic.
 */
export function watchNames(scope: IConstruct): void {
  const root = scope.node.root;
  if (watched.has(root)) return;
  watched.add(root);
  root.node.addValidation({ validate: () => foundBefore(root) });
}

/** cdk8s validates the app once for each chart: as long as nothing came to any of them, the answer is the same. */
function foundBefore(root: IConstruct): string[] {
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

function duplicates(root: IConstruct): string[] {
  const seen = new Map<string, ApiObject>();
  const found: string[] = [];
  for (const node of root.node.findAll()) {
    if (!ApiObject.isApiObject(node)) continue;
    // a hash that ends a name is dear, and tells no two objects apart that the rest does not
    const name = (node as Partial<PlannedObject>).plainName ?? node.metadata.name ?? node.name;
    const key = `${node.apiGroup}/${node.kind} ${node.metadata.namespace ?? ''}/${name}`;
    const first = seen.get(key);
    if (first) {
      found.push(message({
        path: node.node.path,
        what: 'name',
        got: `${node.kind} ${node.metadata.namespace ?? '(no namespace)'}/${name}, which ${first.node.path} is already`,
        expected: 'a name of its own for each object of a kind in a namespace',
        change: 'give one of them another id, or its chart another namespace',
      }));
    } else {
      seen.set(key, node);
    }
  }
  return found;
}
