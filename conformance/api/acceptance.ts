// Applies examples to one API server, twice, and says what it made of them.
import { Default, Difference, differences } from './compare';
import { DEFAULTS } from './defaults';
import { Example } from './examples';
import { namespaceOf } from '../kafka/declaration';
import { Api } from '../kubernetes/api';

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

export async function accept(api: Api, examples: readonly Example[]): Promise<Acceptance> {
  const warnings: string[] = [], changed: string[] = [], found: Acceptance['differences'] = [], met = new Set<Default>();
  let objects = 0;
  for (const example of examples) {
    const namespaces = new Set(example.objects.map((o) => o.metadata.namespace).filter((n): n is string => !!n));
    for (const namespace of namespaces) { await api.apply(namespaceOf(namespace)); }
    const first = new Map<string, { version: string; generation: unknown }>();
    for (const object of example.objects) {
      const name = `${example.name}: ${object.kind} ${object.metadata.name}`;
      const { body, warnings: said } = await api.apply(object);
      objects++;
      warnings.push(...said.map((w) => `${name}: ${w}`));
      first.set(name, { version: body.metadata.resourceVersion, generation: body.metadata.generation });
      found.push(...differences(object, body, object.kind, DEFAULTS, met).map((d) => ({ ...d, object: name })));
    }
    for (const object of example.objects) {
      const name = `${example.name}: ${object.kind} ${object.metadata.name}`;
      const before = (await api.get(object.apiVersion, object.kind, object.metadata.name, object.metadata.namespace))!.metadata;
      const { body } = await api.apply(object);
      const counted = COUNTED.includes(object.kind) && body.metadata.generation === first.get(name)!.generation;
      if (body.metadata.resourceVersion !== before.resourceVersion && !counted) {
        changed.push(`${name}: resourceVersion ${before.resourceVersion}, then ${body.metadata.resourceVersion}`);
      }
    }
    for (const object of example.objects) { await api.delete(object); } // the next one may have the same names
  }
  return { objects, warnings, changed, differences: found, met };
}
