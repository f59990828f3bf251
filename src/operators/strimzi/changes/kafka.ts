import { KubeObject } from '../../../manifests/kube-object';
import { at, Fields, mapsOf, same } from '../../../manifests/value';
import { Consequence, Effect, KnownKind } from '../../known-kind';

const LISTENERS = ['spec', 'kafka', 'listeners'];

/**
 * The Kafka of Strimzi. What goes with it: documentation/modules/configuring/ref-list-of-kafka-cluster-resources.adoc. What rolls its nodes: RestartReason and
 * KafkaReconciler in cluster-operator.
 */
export const KAFKA: KnownKind = {
  lost: (kafka) => 'all its nodes, users\' credentials and certificates go with it; claims stay unless their pool says deleteClaim'
    + (at(kafka, 'spec', 'clusterCa', 'generateSecretOwnerReference') === false ? '' : ', and its authorities go: clients trust no new one')
    + ': keep it',
  software: (kafka) => ({
    system: 'kafka',
    version: said(at(kafka, 'spec', 'kafka', 'version')),
    stateVersion: said(at(kafka, 'spec', 'kafka', 'metadataVersion'))?.replace(/-IV\d+$/, ''),
  }),
  versionPaths: { version: ['spec', 'kafka', 'version'], stateVersion: ['spec', 'kafka', 'metadataVersion'] },
  consequences: (before, after) => before ? [...endpoints(before, after), ...formerNumber(before, after), ...restarts(before, after)] : [],
};

function said(value: unknown): string | undefined {
  return value === undefined ? undefined : String(value);
}

/** What clients connect to. */
function endpoints(before: KubeObject, after: KubeObject): Consequence[] {
  const [was, is] = [before, after].map((kafka) => mapsOf(at(kafka, ...LISTENERS)));
  return was.flatMap((listener): Consequence[] => {
    const path = [...LISTENERS, `[${listener.name}]`];
    const now = is.find(({ name }) => name === listener.name);
    const beside = 'add a listener of another name and port, move clients, and take this one away in a later change';
    if (!now) return [{ effect: Effect.ENDPOINT, path, todo: `clients of listener ${listener.name} are shut out: ${beside}` }];
    return FIXED.filter(({ of }) => !same(of(listener), of(now))).map(({ field, of }) => ({
      effect: Effect.ENDPOINT,
      path: [...path, ...field],
      todo: `clients of listener ${listener.name} are shut out until they know (${field.join('.')} ${shown(of(listener))} -> ${shown(of(now))}): ${beside}`,
    }));
  });
}

/** Of a listener: what clients have to know of it. */
const FIXED: { readonly field: string[]; readonly of: (listener: Fields) => unknown }[] = [
  { field: ['type'], of: ({ type }) => type },
  { field: ['port'], of: ({ port }) => port },
  { field: ['tls'], of: ({ tls }) => tls },
  { field: ['authentication'], of: (listener) => at(listener, 'authentication', 'type') },
];

function shown(value: unknown): string {
  return value === undefined ? 'none' : String(value);
}

const GATED = 'nodes restart one at a time, controllers first, a broker only while every partition on it keeps its in-sync minimum';
const BY_IT = ['podDisruptionBudget', 'bootstrapService', 'brokersService', 'externalBootstrapService', 'serviceAccount', 'clusterCaCert', 'clusterRoleBinding', 'jmxSecret'];

/** Before version 1.0 of Strimzi's API the Kafka said the number of brokers. */
function formerNumber(before: KubeObject, after: KubeObject): Consequence[] {
  const path = ['spec', 'kafka', 'replicas'];
  const [was, is] = [before, after].map((kafka) => at(kafka, ...path));
  return typeof was === 'number' && typeof is === 'number' && is < was
    ? [{ effect: Effect.MEMBERS_HELD, path, todo: 'see in the documentation of that Strimzi whether it asks if brokers hold partitions; empty them first, then let this rule through' }]
    : [];
}

/** Every field of the brokers is in their pods, but for objects beside them and what Kafka takes live. */
function restarts(before: KubeObject, after: KubeObject): Consequence[] {
  const [was, is] = [before, after].map((kafka) => at(kafka, 'spec', 'kafka') ?? {});
  const fields = [...new Set([...Object.keys(was), ...Object.keys(is)])].filter((field) => !['template', 'config', 'listeners', 'replicas'].includes(field) && !same(was[field], is[field]));
  const template = Object.keys({ ...was.template, ...is.template }).filter((part) => !BY_IT.includes(part) && !same(at(was, 'template', part), at(is, 'template', part)));
  const reporter = (at(before, 'spec', 'cruiseControl') === undefined) !== (at(after, 'spec', 'cruiseControl') === undefined);
  const restarted = (...path: string[]): Consequence => ({ effect: Effect.RESTARTED, path: ['spec', ...path], todo: GATED });
  return [
    ...fields.map((field) => restarted('kafka', field)),
    ...template.map((part) => restarted('kafka', 'template', part)),
    ...same(was.listeners, is.listeners) ? [] : [restarted('kafka', 'listeners')],
    ...same(was.config, is.config) ? [] : [{ effect: Effect.RESTARTED, path: ['spec', 'kafka', 'config'], todo: `taken over live where Kafka can; else ${GATED}` }],
    // its reporter runs in the brokers
    ...reporter ? [restarted('cruiseControl')] : [],
  ];
}
