/** Small manifests for trying one thing each. */

export function object(apiVersion: string, kind: string, name: string, rest: object = {}): any {
  return { apiVersion, kind, metadata: { name, namespace: 'shop' }, ...rest };
}

export const OURS = { 'app.kubernetes.io/managed-by': 'cdk8s-data', 'app.kubernetes.io/name': 'kafka', 'app.kubernetes.io/component': 'broker' };

export function claimTemplate(name: string, change: object = {}): any {
  return { metadata: { name }, spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '10Gi' } }, storageClassName: 'fast', ...change } };
}

export function template(pod: object = {}, metadata: object = {}): any {
  return { metadata: { labels: { app: 'store' }, ...metadata }, spec: { containers: [{ name: 'store', image: 'store:1' }], ...pod } };
}

export function image(tag: string): any {
  return template({ containers: [{ name: 'store', image: `store:${tag}` }] });
}

export interface SetChange {
  readonly name?: string;
  /** Null for none. */
  readonly namespace?: string | null;
  readonly labels?: object;
  readonly annotations?: object;
  readonly spec?: object;
}

/** Three members with a volume each, of nobody that is known. */
export function statefulSet({ name = 'store', namespace = 'shop', labels = { app: 'store' }, annotations, spec }: SetChange = {}): any {
  return {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { name, namespace, labels, ...annotations ? { annotations } : {} },
    spec: {
      replicas: 3,
      serviceName: 'store',
      selector: { matchLabels: { app: 'store' } },
      template: template(),
      volumeClaimTemplates: [claimTemplate('data')],
      ...spec,
    },
  };
}

/** The same, rendered by this library. */
export function ours(change: SetChange = {}): any {
  return statefulSet({ labels: OURS, ...change });
}

/** Of ours, with what is written down for a comparison. */
export function remembering(version: string, stateVersion?: string, change: SetChange = {}): any {
  return ours({ annotations: { 'cdk8s-data/version': version, ...stateVersion ? { 'cdk8s-data/state-version': stateVersion } : {} }, ...change });
}

export function draining(members: string, spec: object = {}): any {
  return ours({ annotations: { 'cdk8s-data/draining': members }, spec });
}

export function deployment(spec: object = {}): any {
  return object('apps/v1', 'Deployment', 'store', { spec: { replicas: 2, selector: { matchLabels: { app: 'store' } }, template: template(), ...spec } });
}

export function job(spec: object = {}, metadata: object = {}): any {
  return { apiVersion: 'batch/v1', kind: 'Job', metadata: { name: 'load', namespace: 'shop', ...metadata }, spec: { template: template(), ...spec } };
}

export function service(spec: object): any {
  return object('v1', 'Service', 'store', { spec: { ports: [{ port: 80 }], selector: { app: 'store' }, ...spec } });
}

export function claim(change: object = {}): any {
  return object('v1', 'PersistentVolumeClaim', 'files', { spec: claimTemplate('files', change).spec });
}

export function configMap(data: object, rest: object = {}): any {
  return object('v1', 'ConfigMap', 'settings', { data, ...rest });
}

export function reading(annotation: string): any {
  return template({ volumes: [{ name: 'settings', configMap: { name: 'settings' } }] }, { annotations: { checksum: annotation } });
}

export function definition(versions: object[]): any {
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: 'stores.example.com' },
    spec: { group: 'example.com', names: { kind: 'Store', plural: 'stores' }, scope: 'Namespaced', versions },
  };
}

const STRIMZI = 'kafka.strimzi.io/v1';

/** The Kafka of Strimzi. */
export function kafka(change: object = {}, spec: object = {}, annotations?: object): any {
  const listeners = [{ name: 'clients', port: 9092, tls: true, type: 'internal', authentication: { type: 'tls' } }];
  return {
    ...object(STRIMZI, 'Kafka', 'events', { spec: { kafka: { version: '4.3.1', metadataVersion: '4.3', listeners, ...change }, ...spec } }),
    metadata: { name: 'events', namespace: 'shop', ...annotations ? { annotations } : {} },
  };
}

export const REBALANCING = { cruiseControl: { autoRebalance: [{ mode: 'add-brokers' }, { mode: 'remove-brokers' }] } };

/** An object of that Kafka. */
export function ofEvents(kind: string, name: string, spec: object, annotations: object = {}): any {
  return { apiVersion: STRIMZI, kind, metadata: { name, namespace: 'shop', labels: { 'strimzi.io/cluster': 'events' }, annotations }, spec };
}

export function volume(change: object = {}): any {
  return { id: 0, type: 'persistent-claim', size: '100Gi', class: 'fast', deleteClaim: false, kraftMetadata: 'shared', ...change };
}

/** Four brokers with a volume each. */
export function pool(spec: object = {}, name = 'brokers'): any {
  return ofEvents('KafkaNodePool', name, { replicas: 4, roles: ['broker'], storage: { type: 'jbod', volumes: [volume()] }, ...spec });
}

export function voters(spec: object = {}, name = 'voters'): any {
  return pool({ replicas: 3, roles: ['controller'], ...spec }, name);
}

export function stored(...volumes: object[]): any {
  return pool({ storage: { type: 'jbod', volumes } });
}
