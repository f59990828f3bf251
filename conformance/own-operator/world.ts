// The operator of the example on the proving ground, and one Cache of it.
import { manifests } from './example';
import { PAUSE_IMAGE } from '../images/pause';
import { Api, KubeObject, Selection } from '../kubernetes/api';
import { namespaceOf } from '../kubernetes/namespace';
import { condition, isReady } from '../kubernetes/status';
import { Broken } from '../promises/broken';

/** Longer than anything here may take; what is promised is measured. */
export const PATIENCE_SECONDS = 90;

/** The pods: whoever holds the lease works, the others wait. */
const OPERATOR = 'cache-operator';

export class OperatorWorld {
  /** What the example synthesizes. */
  public readonly objects = manifests();
  /** The example's own instance, but for the image: the cluster has no registry, and pause listens on no port. */
  public readonly cache: KubeObject;

  public constructor(public readonly api: Api) {
    const declared = this.objects.find((o) => o.kind === 'Cache')!;
    this.cache = { ...declared, spec: { ...declared.spec, image: PAUSE_IMAGE, probe: 'none' } };
  }

  public get namespace(): string { return this.cache.metadata.namespace!; }

  /** Everything but the instance. */
  public async install(): Promise<void> {
    const all = this.objects.filter((o) => o.kind !== 'Cache');
    for (const name of this.namespaces) { await this.api.apply(namespaceOf(name)); }
    await this.api.applyAll(all);
    await this.trustWebhook();
  }

  /** What cert-manager's injector does, which this cluster lacks: the authority of the certificate is written where the annotation asks for it. */
  private async trustWebhook(): Promise<void> {
    const asking = this.objects.find((o) => o.kind === 'ValidatingWebhookConfiguration')!;
    const [namespace, name] = asking.metadata.annotations!['cert-manager.io/inject-ca-from'].split('/');
    const { spec: { secretName } } = this.objects.find((o) => o.kind === 'Certificate' && o.metadata.name === name && o.metadata.namespace === namespace)!;
    const authority = (all: readonly KubeObject[]) => all.find((o) => o.metadata.name === secretName)?.data?.['ca.crt'];
    const secrets = await this.api.until(`Secret ${secretName} has ca.crt`, { apiVersion: 'v1', kind: 'Secret', namespace }, (all) => !!authority(all), PATIENCE_SECONDS);
    const { status } = await this.api.request('PATCH', `/apis/${asking.apiVersion}/validatingwebhookconfigurations/${asking.metadata.name}`,
      [{ op: 'add', path: '/webhooks/0/clientConfig/caBundle', value: authority(secrets) }], 'application/json-patch+json');
    if (status !== 200) { throw new Error(`caBundle: got ${status}, expected 200`); }
  }

  public async remove(): Promise<void> {
    await this.api.delete(this.cache);
    for (const object of this.objects.filter((o) => !o.metadata.namespace)) { await this.api.delete(object); }
    const namespaces = this.namespaces;
    for (const name of namespaces) { await this.api.delete(namespaceOf(name)); }
    await this.api.until('the namespaces are gone', { apiVersion: 'v1', kind: 'Namespace' },
      (all) => !all.some((each) => namespaces.includes(each.metadata.name)), PATIENCE_SECONDS);
    await this.api.until('the definition is gone', { apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition' },
      (all) => !all.some((each) => each.spec.names.kind === 'Cache'), PATIENCE_SECONDS);
  }

  private get namespaces(): string[] {
    return [...new Set(this.objects.map((o) => o.metadata.namespace).filter((n): n is string => !!n))];
  }

  public get pods(): Selection {
    return { apiVersion: 'v1', kind: 'Pod', namespace: OPERATOR, labels: `app.kubernetes.io/instance=${OPERATOR},app.kubernetes.io/component=controller` };
  }

  public async bothReady(): Promise<KubeObject[]> {
    const pods = await this.api.until('two controllers Ready', this.pods, (all) => all.filter(isReady).length === 2 && all.length === 2, PATIENCE_SECONDS);
    return pods.map((pod): KubeObject => ({ ...pod, apiVersion: 'v1', kind: 'Pod' }));
  }

  /** The pod that works: what it calls itself begins with its name. */
  public async leader(pods: readonly KubeObject[], seconds = PATIENCE_SECONDS): Promise<KubeObject> {
    const holds = (pod: KubeObject, lease: KubeObject) => String(lease.spec.holderIdentity ?? '').startsWith(`${pod.metadata.name}_`);
    const [lease] = await this.api.until(`one of ${pods.map((p) => p.metadata.name)} leads`, { apiVersion: 'coordination.k8s.io/v1', kind: 'Lease', namespace: OPERATOR },
      (all) => all.length === 1 && pods.some((pod) => holds(pod, all[0])), seconds, (all) => all.map((l) => l.spec.holderIdentity).join());
    return pods.find((pod) => holds(pod, lease))!;
  }

  /** What is said of the Cache by its status is true of what was asked for last, and there are so many pods of its own. */
  public async converged(seconds = PATIENCE_SECONDS): Promise<KubeObject> {
    const { name } = this.cache.metadata;
    const [cache] = (await this.api.until(`Cache ${name} is Ready`, { apiVersion: this.cache.apiVersion, kind: 'Cache', namespace: this.namespace },
      (all) => all.some((c) => c.metadata.name === name && c.status?.observedGeneration === c.metadata.generation && condition(c, 'Ready')),
      seconds, (all) => JSON.stringify(all.map((c) => [c.metadata.generation, c.spec.replicas, c.status])))).filter((c) => c.metadata.name === name);
    const pods = (await this.serving()).filter(isReady).length;
    if (pods !== cache.spec.replicas || cache.status.readyReplicas !== pods) {
      throw new Broken(`the Cache says Ready: got ${pods} ready pods and readyReplicas ${cache.status.readyReplicas}, expected ${cache.spec.replicas}`);
    }
    return cache;
  }

  /** The pods of the Cache that stay, as its own scale subresource selects them. */
  public async serving(): Promise<KubeObject[]> {
    const { body: scale } = await this.api.request('GET', `${this.path}/scale`);
    const pods = await this.api.list({ apiVersion: 'v1', kind: 'Pod', namespace: this.namespace, labels: scale.status.selector });
    return pods.filter((pod) => !pod.metadata.deletionTimestamp);
  }

  /** What the Cache is made of: whatever has its name, and whatever it owns. */
  public async children(): Promise<string[]> {
    const found: string[] = [];
    for (const [apiVersion, kind] of [['apps/v1', 'Deployment'], ['apps/v1', 'ReplicaSet'], ['v1', 'Service'], ['v1', 'Pod']]) {
      found.push(...(await this.api.list({ apiVersion, kind, namespace: this.namespace })).map((o) => `${kind} ${o.metadata.name}`));
    }
    return found;
  }

  public get path(): string {
    return `/apis/${this.cache.apiVersion}/namespaces/${this.namespace}/caches/${this.cache.metadata.name}`;
  }

  public child(apiVersion: string, kind: string): KubeObject {
    return { apiVersion, kind, metadata: { name: this.cache.metadata.name, namespace: this.namespace } };
  }

  /** Asks the API server what the controller may do. */
  public async may(verb: string, group: string, resource: string): Promise<boolean> {
    const { body } = await this.api.request('POST', '/apis/authorization.k8s.io/v1/subjectaccessreviews', {
      apiVersion: 'authorization.k8s.io/v1',
      kind: 'SubjectAccessReview',
      spec: { user: `system:serviceaccount:${OPERATOR}:${OPERATOR}-controller`, resourceAttributes: { namespace: this.namespace, verb, group, resource } },
    });
    return body.status.allowed;
  }
}
