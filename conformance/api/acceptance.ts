// Applies examples to one API server, twice, and says what it made of them.
import { Default, Difference, differences } from './compare';
import { DEFAULTS } from './defaults';
import { Example } from './examples';
import { Api, KubeObject } from '../kubernetes/api';
import { namespaceOf } from '../kubernetes/namespace';

export interface Acceptance {
  readonly objects: number;
  /** `Kind name: what the server warned of`. */
  readonly warnings: string[];
  /** What the second apply changed. */
  readonly changed: string[];
  readonly differences: (Difference & { readonly object: string })[];
  readonly met: Set<Default>;
}

/** Objects whose status a controller may have changed between the two applies: a budget counts pods. */
const COUNTED = ['PodDisruptionBudget'];

/** How often is looked again: a controller may write its status between a look and an apply, but what an apply changes it changes each time. */
const LOOKS = 5;

/** Nobody answers the API server here, so what makes it ask is only there while nothing else is applied. */
function asks({ kind }: KubeObject): boolean {
  return /WebhookConfiguration$/.test(kind);
}

/** Applies what is there already: what that changed, if anything. */
async function appliedAgain(api: Api, object: KubeObject): Promise<{ changed?: string; generation: unknown }> {
  for (let look = 1; ; look++) {
    const before = (await api.get(object.apiVersion, object.kind, object.metadata.name, object.metadata.namespace))!.metadata.resourceVersion;
    const { resourceVersion, generation } = (await api.apply(object)).body.metadata;
    if (resourceVersion === before) { return { generation }; }
    if (look === LOOKS) { return { changed: `resourceVersion ${before}, then ${resourceVersion}`, generation }; }
  }
}

export async function accept(api: Api, examples: readonly Example[]): Promise<Acceptance> {
  const warnings: string[] = [], changed: string[] = [], found: Acceptance['differences'] = [], met = new Set<Default>();
  let objects = 0;
  for (const example of examples) {
    const namespaces = new Set(example.objects.map((o) => o.metadata.namespace).filter((n): n is string => !!n));
    for (const namespace of namespaces) { await api.apply(namespaceOf(namespace)); }
    for (const together of [example.objects.filter((o) => !asks(o)), example.objects.filter(asks)]) {
      const first = new Map<string, { version: string; generation: unknown }>();
      for (const object of together) {
        const name = `${example.name}: ${object.kind} ${object.metadata.name}`;
        const { body, warnings: said } = await api.apply(object);
        if (object.kind === 'CustomResourceDefinition') { await api.served(object); }
        objects++;
        warnings.push(...said.map((w) => `${name}: ${w}`));
        first.set(name, { version: body.metadata.resourceVersion, generation: body.metadata.generation });
        found.push(...differences(object, body, object.kind, DEFAULTS, met).map((d) => ({ ...d, object: name })));
      }
      for (const object of together) {
        const name = `${example.name}: ${object.kind} ${object.metadata.name}`;
        const again = await appliedAgain(api, object);
        const counted = COUNTED.includes(object.kind) && again.generation === first.get(name)!.generation;
        if (again.changed && !counted) { changed.push(`${name}: ${again.changed}`); }
      }
    }
    // the next one may have the same names
    for (const object of [...example.objects.filter(asks), ...example.objects.filter((o) => !asks(o))]) { await api.delete(object); }
    for (const { metadata } of example.objects.filter(({ kind }) => kind === 'CustomResourceDefinition')) {
      await api.until(`${metadata.name} is gone`, { apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition' },
        (all) => !all.some((each) => each.metadata.name === metadata.name), 30);
    }
  }
  return { objects, warnings, changed, differences: found, met };
}
