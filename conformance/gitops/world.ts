// Applies what a repository holds, as a tool would that reads the layout's objects: in their order, or all at once and again and again.
import { NAMESPACES, SHOP } from './app';
import { Expected, Order, Told } from './told';
import { Api, KubeObject } from '../kubernetes/api';
import { namespaceOf } from '../kubernetes/namespace';
import { condition } from '../kubernetes/status';
import { Broken } from '../promises/broken';

/** Longer than anything here may take. */
export const PATIENCE_SECONDS = 90;

export const nameOf = ({ kind, metadata: { namespace, name } }: KubeObject) => [kind, namespace, name].filter(Boolean).join(' ');
export const isDefinition = ({ kind }: KubeObject) => kind === 'CustomResourceDefinition';
export const objectsOf = ({ steps }: Order): KubeObject[] => steps.flat().flatMap(({ objects }) => objects);

export class GitOpsWorld {
  public constructor(public readonly api: Api) {}

  /** Each step, once what was before it is healthy. The first object that is refused ends it. */
  public async inOrder({ steps, health }: Order): Promise<void> {
    for (const step of steps) {
      const objects = sorted(step.flatMap((one) => one.objects));
      for (const object of objects) { await this.api.apply(object); }
      await this.healthy(objects, health);
    }
  }

  /** Everything, whatever is refused, until nothing is: what was refused in each pass. */
  public async atOnce(objects: readonly KubeObject[]): Promise<string[][]> {
    const passes: string[][] = [];
    for (const end = Date.now() + PATIENCE_SECONDS * 1000; passes.length === 0 || passes[passes.length - 1].length > 0;) {
      if (Date.now() > end) { throw new Broken(`applied ${passes.length} times: got ${passes[passes.length - 1]} refused, expected nothing`); }
      passes.push(await this.refused(objects));
      await new Promise((go) => setTimeout(go, 500));
    }
    return passes;
  }

  /** The names of those that the API server does not take. */
  public async refused(objects: readonly KubeObject[]): Promise<string[]> {
    const names: string[] = [];
    for (const object of objects) { await this.api.apply(object).catch(() => names.push(nameOf(object))); }
    return names;
  }

  /** Deletes what was applied and is no longer declared, where neither its chart nor itself says that it stays; gives what went. */
  public async prune(before: Order, now: Order, stays: (chart: Told, object: KubeObject) => boolean = tellsToStay): Promise<KubeObject[]> {
    const declared = objectsOf(now).map(nameOf);
    const left = (object: KubeObject) => !declared.includes(nameOf(object));
    const gone = before.steps.flat().flatMap((chart) => chart.objects.filter((object) => left(object) && !stays(chart, object)));
    for (const object of gone) { await this.api.delete(object); }
    return gone;
  }

  /** Waits until all are healthy, as the layout tells of custom resources and Kubernetes of its own kinds. */
  public async healthy(objects: readonly KubeObject[], health: Order['health']): Promise<void> {
    for (const definition of objects.filter(isDefinition)) { await this.api.served(definition); }
    for (const object of objects) {
      const { apiVersion, kind, metadata: { name, namespace } } = object;
      await this.api.until(`${nameOf(object)} is healthy`, { apiVersion, kind, namespace },
        (all) => all.some((live) => live.metadata.name === name && isHealthy({ ...live, apiVersion, kind }, health)), PATIENCE_SECONDS,
        (all) => JSON.stringify(all.filter((live) => live.metadata.name === name).map(({ status }) => status)));
    }
  }

  /** Name -> what changes with every write. */
  public async versions(objects: readonly KubeObject[]): Promise<Record<string, string>> {
    const found: Record<string, string> = {};
    for (const object of objects) {
      const live = await this.live(object);
      found[nameOf(object)] = live ? `${live.metadata.resourceVersion}, generation ${live.metadata.generation}` : 'nothing';
    }
    return found;
  }

  public async live({ apiVersion, kind, metadata: { name, namespace } }: KubeObject): Promise<KubeObject | undefined> {
    return this.api.get(apiVersion, kind, name, namespace).catch((failed: Error) => {
      if (/knows no kind/.test(failed.message)) { return undefined; }
      throw failed;
    });
  }

  public async gone(object: KubeObject): Promise<void> {
    const { apiVersion, kind, metadata: { name, namespace } } = object;
    await this.api.until(`${nameOf(object)} is gone`, { apiVersion, kind, namespace }, (all) => !all.some((live) => live.metadata.name === name), PATIENCE_SECONDS);
  }

  /** Everything is taken away, definitions and namespaces too. */
  public async empty(objects: readonly KubeObject[]): Promise<void> {
    for (const object of objects.filter(({ kind }) => kind === 'Cache')) { if (await this.live(object)) { await this.api.delete(object); } }
    for (const object of objects.filter(({ metadata, kind }) => !metadata.namespace && kind !== 'Namespace')) { await this.api.delete(object); }
    for (const name of NAMESPACES) { await this.api.delete(namespaceOf(name)); }
    for (const name of NAMESPACES) { await this.gone(namespaceOf(name)); }
    for (const definition of objects.filter(isDefinition)) { await this.gone(definition); }
  }

  public async podsOfShop(): Promise<KubeObject[]> {
    return this.api.list({ apiVersion: 'v1', kind: 'Pod', namespace: SHOP });
  }
}

/** As both tools order the objects of a chart: what others live in, and what others are of, first. */
function sorted(objects: readonly KubeObject[]): KubeObject[] {
  const first = ['ConfigMap', 'ServiceAccount', 'CustomResourceDefinition', 'Namespace'];
  return [...objects].sort((a, b) => first.indexOf(b.kind) - first.indexOf(a.kind));
}

function tellsToStay(chart: Told, object: KubeObject): boolean {
  return !chart.prunes || chart.saysItStays(object);
}

function isHealthy(live: KubeObject, health: Order['health']): boolean {
  const { status = {}, metadata, spec } = live;
  const told: readonly Expected[] | undefined = health[`${live.apiVersion.split('/')[0]}/${live.kind}`];
  if (told) {
    return status.observedGeneration === metadata.generation
      && told.every(({ type, status: wanted }) => (status.conditions ?? []).some((c: Expected) => c.type === type && c.status === wanted));
  }
  if (live.kind === 'Deployment') {
    return status.observedGeneration === metadata.generation
      && [status.replicas, status.updatedReplicas, status.availableReplicas].every((n) => n === spec.replicas);
  }
  if (live.kind === 'Namespace') { return status.phase === 'Active'; }
  if (live.kind === 'PodDisruptionBudget') { return status.observedGeneration === metadata.generation && condition(live, 'DisruptionAllowed'); }
  return true;
}
