import { withContainers } from './containers';
import { normalizedDefinition } from './definition';
import { cpu, parseQuantity } from '../../builtin/quantity';
import { KubeObject } from '../../manifests/kube-object';
import { Fields, isMap, mapOf, mapsOf } from '../../manifests/value';

/*
 * A release as the API server would store it: what it drops or fills in itself would be a difference for ever to a tool
 * that compares the cluster with git.
 */

const HELM = /^(meta\.)?helm\.sh\//;
const HELM_MANAGER = ['app.kubernetes.io/managed-by', 'Helm'];

/** Fields that the API server leaves out where they are empty, in objects that are no definitions. */
const DROPPED_EMPTY = new Set([
  'annotations', 'args', 'command', 'data', 'env', 'envFrom', 'finalizers', 'imagePullSecrets', 'initContainers', 'labels',
  'nodeSelector', 'ownerReferences', 'ports', 'resourceNames', 'secrets', 'subjects', 'tolerations', 'topologySpreadConstraints', 'volumeMounts', 'volumes',
]);

/** Metadata that the API server writes. */
const SERVERS = ['creationTimestamp', 'generation', 'managedFields', 'resourceVersion', 'selfLink', 'uid'];

/** The object without what is not its author's to say: state, marks of Helm, nulls, what the API server drops. */
export function normalized(object: KubeObject): KubeObject {
  const said: any = without(withoutNulls(object), ['status']);
  const clean: KubeObject = { ...said, metadata: metadata(said.metadata) };
  if (clean.kind.endsWith('WebhookConfiguration')) return withoutBundles(clean);
  return clean.kind === 'CustomResourceDefinition' ? normalizedDefinition(clean) : withContainers(withoutEmpty(withTemplate(clean)), container);
}

/** What cert-manager writes: an authority stands there that nobody has yet. */
function withoutBundles(object: KubeObject): KubeObject {
  if (!Object.keys(mapOf(object.metadata.annotations)).some((key) => key.startsWith('cert-manager.io/inject-'))) return object;
  const webhooks = mapsOf(object.webhooks).map((webhook) => ({ ...webhook, clientConfig: without(mapOf(webhook.clientConfig), ['caBundle']) }));
  return { ...object, webhooks };
}

/** `kept`: labels that stay whatever they say. */
function metadata(given: Fields, kept: Fields = {}): Fields {
  const ofHelm = ([key, value]: [string, unknown]) => HELM.test(key) || key === HELM_MANAGER[0] && value === HELM_MANAGER[1];
  const labels = Object.entries(mapOf(given.labels)).filter((label) => label[0] in kept || !ofHelm(label));
  const annotations = Object.entries(mapOf(given.annotations)).filter(([key]) => !HELM.test(key));
  return {
    ...without(given, [...SERVERS, 'labels', 'annotations']),
    ...labels.length > 0 ? { labels: Object.fromEntries(labels) } : {},
    ...annotations.length > 0 ? { annotations: Object.fromEntries(annotations) } : {},
  };
}

/** The metadata of pods too. A label that selects them stays. */
function withTemplate(object: KubeObject): KubeObject {
  const template = object.spec?.template;
  if (!isMap(template) || !isMap(template.metadata)) return object;
  const said = metadata(template.metadata, mapOf(object.spec.selector?.matchLabels));
  return { ...object, spec: { ...object.spec, template: { ...template, metadata: said } } };
}

/** `1000m` of a core is stored as `1`, and an empty value of a variable not at all. */
function container(of: Fields): Fields {
  const env = of.env === undefined ? {} : { env: mapsOf(of.env).map((variable) => variable.value === '' ? without(variable, ['value']) : variable) };
  const stored = (given: unknown) => isMap(given) && given.cpu !== undefined ? { ...given, cpu: cores(given.cpu) } : given;
  const quantities = Object.entries(mapOf(of.resources)).map(([key, given]) => [key, stored(given)]);
  return { ...of, ...env, ...of.resources === undefined ? {} : { resources: Object.fromEntries(quantities) } };
}

function cores(quantity: unknown): string {
  return cpu(Math.round(parseQuantity(quantity)! * 1000));
}

function without(map: Fields, keys: string[]): Fields {
  return Object.fromEntries(Object.entries(map).filter(([key]) => !keys.includes(key)));
}

function withoutNulls(value: any): any {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (!isMap(value)) return value;
  const said = Object.entries(value).filter(([, part]) => part !== null && part !== undefined);
  return Object.fromEntries(said.map(([key, part]) => [key, withoutNulls(part)]));
}

function withoutEmpty(value: any): any {
  if (Array.isArray(value)) return value.map(withoutEmpty);
  if (!isMap(value)) return value;
  const parts = Object.entries(value).map(([key, part]) => [key, withoutEmpty(part)] as const);
  return Object.fromEntries(parts.filter(([key, part]) => !(DROPPED_EMPTY.has(key) && isEmpty(part))));
}

function isEmpty(value: unknown): boolean {
  return Array.isArray(value) ? value.length === 0 : isMap(value) && Object.keys(value).length === 0;
}
