import { IConstruct } from 'constructs';
import { Resource } from './definition';
import { shown } from './fit';
import { refuse } from '../../contract/message';

/*
 * Names under which kubectl and the API server find kinds. In one group each may be there once, or the later definition is never established:
 * k8s.io/apiextensions-apiserver v0.36.3, pkg/controller/status/naming_controller.go. Short names are looked up over all groups, and categories
 * before them: k8s.io/client-go v0.34.4, restmapper/shortcut.go; k8s.io/cli-runtime v0.34.4, pkg/resource/builder.go.
 */

/** A name that two kinds have, as a message shows it. */
export function sharedName(one: Resource, other: Resource): string | undefined {
  const words = ({ plural, singular, shortNames }: Resource) => [plural, singular, ...shortNames];
  const kinds = ({ kind, listKind }: Resource) => [kind, listKind];
  const group = one.group === other.group ? common(words(one), words(other)) ?? common(kinds(one), kinds(other)) : undefined;
  if (group !== undefined) return shown(group);
  const short = common(one.shortNames, [...other.shortNames, ...other.categories]) ?? common(one.categories, other.shortNames);
  return short === undefined ? undefined : `the short name ${shown(short)}`;
}

function common(some: string[], others: string[]): string | undefined {
  return some.find((name) => others.includes(name));
}

/** What the operators of an app, which is one Kubernetes cluster, define. */
const defined = new WeakMap<IConstruct, { readonly path: string; readonly resource: Resource }[]>();

/** @throws when another operator of the app has one of the names */
export function claimNames(scope: IConstruct, resources: Resource[]): void {
  const { path, root } = scope.node;
  const others = defined.get(root) ?? [];
  for (const resource of resources) {
    for (const other of others) {
      const name = sharedName(resource, other.resource);
      if (name !== undefined) {
        const [mine, its] = [resource, other.resource].map(({ kind, group }) => `${kind}.${group}`);
        refuse({ path, what: `names of ${mine}`, got: `${name}, which ${its} of ${other.path} has`, expected: 'names of its own', change: 'rename it in one of them' });
      }
    }
  }
  defined.set(root, [...others, ...resources.map((resource) => ({ path, resource }))]);
}
