import { withContainers } from './containers';
import { WatchEntry } from './entry';
import { KubeObject } from '../../manifests/kube-object';
import { mapsOf } from '../../manifests/value';

/** What is watched: namespaces, or all of them. */
export type Watched = string[] | 'all';

/** The rights for what is watched: each binding in each namespace, or one for the whole cluster. */
export function boundFor(entry: WatchEntry, rights: KubeObject[], watched: Watched): KubeObject[] {
  return rights.flatMap((object) => {
    const binding = object.kind === 'RoleBinding' ? entry.bindings.find(({ name }) => name === object.metadata.name) : undefined;
    if (!binding) return [object];
    const { namespace: _, ...metadata } = object.metadata;
    return watched === 'all'
      ? [{ ...object, kind: 'ClusterRoleBinding', metadata: { ...metadata, name: binding.nameForAll } }]
      : watched.map((namespace) => ({ ...object, metadata: { ...metadata, namespace } }));
  });
}

/** The controller, told what to watch. */
export function toldToWatch(entry: WatchEntry, object: KubeObject, watched: Watched): KubeObject {
  const value = watched === 'all' ? entry.all : watched.join(',');
  return withContainers(object, (container) => container.env === undefined ? container : {
    ...container,
    env: mapsOf(container.env).map((variable) => variable.name === entry.variable ? { name: entry.variable, value } : variable),
  });
}
