import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';
import { message } from '../contract/message';

const watched = new WeakSet<IConstruct>();

/**
 * Two objects of one kind, namespace and name overwrite each other when they are applied, and cdk8s does not notice.
 * One check for the whole app, once each synth: a check per workload would make synth quadratic.
 */
export function watchNames(scope: IConstruct): void {
  const root = scope.node.root;
  if (watched.has(root)) return;
  watched.add(root);
  root.node.addValidation({ validate: () => duplicates(root) });
}

function duplicates(root: IConstruct): string[] {
  const seen = new Map<string, ApiObject>();
  const found: string[] = [];
  for (const node of root.node.findAll()) {
    if (!ApiObject.isApiObject(node)) continue;
    const key = `${node.apiGroup}/${node.kind} ${node.metadata.namespace ?? ''}/${node.metadata.name ?? node.name}`;
    const first = seen.get(key);
    if (first) {
      found.push(message({
        path: node.node.path,
        what: 'name',
        got: `${node.kind} ${node.metadata.namespace ?? '(no namespace)'}/${node.metadata.name ?? node.name}, which ${first.node.path} is already`,
        expected: 'a name of its own for each object of a kind in a namespace',
        change: 'give one of them another id, or its chart another namespace',
      }));
    } else {
      seen.set(key, node);
    }
  }
  return found;
}
