import { Schema } from './schema';

/** What a path leads to. */
export interface PathEnd {
  /** The schema; none for what every object has. */
  readonly schema?: Schema;
  /** What every object has, as a printer column calls it. */
  readonly metadata?: 'string' | 'integer' | 'date';
}

/** Fields of `metadata` that a column may show: k8s.io/apimachinery, pkg/apis/meta/v1, ObjectMeta. */
const METADATA: Record<string, 'string' | 'integer' | 'date'> = {
  name: 'string',
  namespace: 'string',
  uid: 'string',
  resourceVersion: 'string',
  generateName: 'string',
  generation: 'integer',
  creationTimestamp: 'date',
  deletionTimestamp: 'date',
  deletionGracePeriodSeconds: 'integer',
  labels: 'string',
  annotations: 'string',
  finalizers: 'string',
  ownerReferences: 'string',
};

const STEP = /\.[^.[\]]+|\[[^\]]*\]/g;

/**
 * What a JSON path such as `.status.conditions[?(@.type=="Ready")].status` leads to in a schema; undefined where it leads to nothing.
 */
export function follow(root: Schema, path: string): PathEnd | undefined {
  const steps = path.match(STEP) ?? [];
  if (steps.length === 0 || steps.join('') !== path) return undefined;
  if (steps[0] === '.metadata') return metadata(steps);
  let at: Schema = root;
  for (const step of steps) {
    const next = inside(at, step);
    if (!next) return undefined;
    if (next._shape.kind === 'anything') return { schema: next };
    at = next;
  }
  return { schema: at };
}

function metadata(steps: string[]): PathEnd | undefined {
  const name = steps[1]?.slice(1);
  const deeper = ['labels', 'annotations'].includes(name);
  return name in METADATA && (steps.length === 2 || deeper) ? { metadata: METADATA[name] } : undefined;
}

function inside({ _shape: { kind, properties, items } }: Schema, step: string): Schema | undefined {
  const quoted = /^\['(.+)'\]$/.exec(step)?.[1];
  const name = quoted ?? (step.startsWith('.') ? step.slice(1).replace(/\\(.)/g, '$1') : undefined);
  if (name !== undefined) return properties?.[name] ?? (kind === 'map' ? items : undefined);
  return ['list', 'set', 'mapList'].includes(kind) ? items : undefined;
}
