import { AdmissionFailurePolicy, AdmissionOperation, AdmissionWebhook, MutatingWebhook } from './admission-webhook';
import { ResourceScope } from './custom-resource';
import { CONVERSION_PATH, newestServed, Resource, ResourceVersion, WebhookTarget } from './definition';
import { OperatorWebhook } from './operator-props';
import { Manifest } from '../../builtin/manifest';
import { refuse } from '../../contract/message';
import { nearest } from '../../contract/nearest';

/*
 * What the API server asks about custom resources before it takes them.
 * Source: k8s.io/api v0.36.3, admissionregistration/v1/types.go; k8s.io/kubernetes v1.36.3, pkg/apis/admissionregistration/validation/validation.go.
 */

const LONGEST_SECONDS = 30;
const DEFAULT_SECONDS = 10;
/** Each step is a name of DNS: k8s.io/apiserver v0.36.3, pkg/util/webhook/validation.go. */
const PATH = /^(\/[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*)+$/;
/** The API server writes a namespace's name there: https://kubernetes.io/docs/reference/labels-annotations-taints/#kubernetes-io-metadata-name */
const NAMESPACE_NAME = 'kubernetes.io/metadata.name';
const SYSTEM = 'kube-system';

type Word = 'validate' | 'mutate';

interface Asked {
  readonly word: Word;
  readonly declared: MutatingWebhook;
  readonly resource: Resource;
  readonly version: ResourceVersion;
  readonly path: string;
}

export interface AdmissionRequest {
  /** Path of the construct. */
  readonly path: string;
  readonly resources: Resource[];
  readonly webhook: OperatorWebhook;
  readonly target: WebhookTarget;
  /** undefined: all namespaces. */
  readonly watched?: string[];
  /** Name of the configurations. */
  readonly name: string;
  readonly labels: Record<string, string>;
  readonly annotations: Record<string, string>;
}

/** The configurations, one of each sort that there is. */
export function admissionManifests(request: AdmissionRequest): Manifest[] {
  const { webhook: { validating = [], mutating = [] }, name, labels, annotations } = request;
  const all = [
    ...mutating.map((declared) => asked(request, 'mutate', declared)),
    ...validating.map((declared) => asked(request, 'validate', declared)),
  ];
  checkPaths(request, all);
  return (['mutate', 'validate'] as const).flatMap((word) => {
    const webhooks = all.filter((each) => each.word === word);
    return webhooks.length === 0 ? [] : [{
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: word === 'mutate' ? 'MutatingWebhookConfiguration' : 'ValidatingWebhookConfiguration',
      metadata: { name, labels, annotations },
      webhooks: webhooks.map((each) => webhookOf(request, each)),
    }];
  });
}

function asked({ path, resources }: AdmissionRequest, word: Word, declared: AdmissionWebhook): Asked {
  const what = `controller.webhook: ${word === 'mutate' ? 'mutating' : 'validating'} of ${declared.kind}`;
  const kinds = resources.map(({ kind }) => kind);
  const resource = resources.find(({ kind }) => kind === declared.kind) ?? refuse({
    path, what, got: `the kind '${declared.kind}'`, expected: `one of ${kinds.join(', ')}`, change: `did you mean ${nearest(declared.kind, kinds).word}?`,
  });
  const served = resource.versions.filter((each) => each.served).map((each) => each.name);
  const named = resource.versions.find((each) => each.served && each.name === declared.version);
  const version = declared.version === undefined ? newestServed(resource) : named ?? refuse({
    path, what, got: `version '${declared.version}'`, expected: `one that is served: ${served.join(', ')}`, change: `did you mean ${nearest(declared.version, served).word}?`,
  });
  checkTimes(path, what, declared);
  checkOperations(path, what, word, declared);
  const group = resource.group.replace(/\./g, '-');
  const answers = declared.path ?? `/${word}-${group}-${version.name}-${resource.kind.toLowerCase()}`;
  if (!PATH.test(answers)) {
    refuse({ path, what: `${what}: path`, got: `'${answers}'`, expected: 'steps in lower case, digits and hyphens, each behind a slash', change: "write it like '/validate-cache'" });
  }
  return { word, declared, resource, version, path: answers };
}

function checkTimes(path: string, what: string, { timeoutSeconds: seconds }: AdmissionWebhook): void {
  if (seconds === undefined || (Number.isInteger(seconds) && seconds >= 1 && seconds <= LONGEST_SECONDS)) return;
  refuse({
    path, what: `${what}: timeoutSeconds`, got: String(seconds), expected: `a whole number from 1 to ${LONGEST_SECONDS}`, change: `write timeoutSeconds: ${seconds > LONGEST_SECONDS ? LONGEST_SECONDS : 1}`,
  });
}

function checkOperations(path: string, what: string, word: Word, { operations }: AdmissionWebhook): void {
  if (operations === undefined) return;
  if (operations.length === 0) {
    refuse({ path, what: `${what}: operations`, got: 'none', expected: 'one or more', change: 'leave it out for CREATE and UPDATE' });
  }
  const twice = operations.find((each, at) => operations.indexOf(each) !== at);
  if (twice !== undefined) refuse({ path, what: `${what}: operations`, got: `${twice} twice`, expected: 'each once', change: 'leave one out' });
  if (word === 'mutate' && operations.includes(AdmissionOperation.DELETE)) {
    refuse({ path, what: `${what}: operations`, got: 'DELETE', expected: 'CREATE or UPDATE: of what is deleted nothing can be changed', change: 'make it a validating one' });
  }
}

/** One webhook of a sort for a version of a kind, and one that answers at a path. */
function checkPaths({ path, resources }: AdmissionRequest, all: Asked[]): void {
  const owners = new Map<string, string>(resources.some(({ converts }) => converts) ? [[CONVERSION_PATH, 'the conversion between versions']] : []);
  const names = new Set<string>();
  for (const each of all) {
    const sort = each.word === 'mutate' ? 'mutating' : 'validating';
    const owner = `${sort} of ${each.resource.kind}`;
    const what = `controller.webhook: ${owner}`;
    const name = `${each.word} ${webhookName(each)}`;
    if (names.has(name)) {
      refuse({ path, what, got: `two for ${each.version.name}`, expected: 'one, which is asked for all operations', change: 'make one of them' });
    }
    names.add(name);
    const first = owners.get(each.path);
    if (first !== undefined) {
      refuse({ path, what: `${what}: path`, got: `'${each.path}', where ${first} is`, expected: 'a path for each: they answer differently', change: 'choose another path for one of them' });
    }
    owners.set(each.path, owner);
  }
}

/** Three names with dots between, or more: a group has one. */
function webhookName({ resource: { plural, group }, version }: Asked): string {
  return `${version.name}.${plural}.${group}`;
}

function webhookOf(request: AdmissionRequest, webhook: Asked): any {
  const { declared, resource: { group, plural, scope }, version, path } = webhook;
  const { service, namespaceName, port, caBundle } = request.target;
  const {
    operations = [AdmissionOperation.CREATE, AdmissionOperation.UPDATE],
    failurePolicy = AdmissionFailurePolicy.FAIL,
    timeoutSeconds = DEFAULT_SECONDS,
  } = declared;
  return {
    name: webhookName(webhook),
    admissionReviewVersions: ['v1'],
    clientConfig: { service: { name: service, namespace: namespaceName, path, port }, caBundle },
    failurePolicy,
    // who writes another version is asked as well
    matchPolicy: 'Equivalent',
    namespaceSelector: scope === ResourceScope.CLUSTER ? undefined : namespaces(request),
    reinvocationPolicy: webhook.word === 'mutate' ? declared.reinvoked ? 'IfNeeded' : 'Never' : undefined,
    rules: [{ apiGroups: [group], apiVersions: [version.name], operations, resources: [plural], scope }],
    sideEffects: 'None',
    timeoutSeconds,
  };
}

/** Where it is not asked it can stop nobody: neither the cluster's own parts, nor whoever repairs the controller. */
function namespaces({ watched, target: { namespaceName } }: AdmissionRequest): any {
  const matching = watched ? { operator: 'In', values: [...watched].sort() } : { operator: 'NotIn', values: [SYSTEM, namespaceName].sort() };
  return { matchExpressions: [{ key: NAMESPACE_NAME, ...matching }] };
}
