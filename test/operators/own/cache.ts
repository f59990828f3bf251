import { App, Chart } from 'cdk8s';
import { ApiResource } from 'cdk8s-plus-27';
import { CustomResource, CustomResourceVersion, Operator, OperatorController, OperatorProps, PrinterColumnType, Platform, Schema, SchemaFormat } from '../../../src';

/** A spec that uses what there is. */
export function cacheSpec(): Schema {
  return Schema.object({
    replicas: Schema.integer({ minimum: 1, maximum: 9, default: 3, description: 'How many pods.' }),
    version: Schema.string({ pattern: '^[0-9]+\\.[0-9]+$', maxLength: 16 }),
    memory: Schema.quantity({ default: '512Mi' }),
    eviction: Schema.string({ oneOf: ['lru', 'lfu'], default: 'lru' }),
    storageClass: Schema.string({ optional: true, immutable: true, maxLength: 253 }),
    password: Schema.reference({ kind: 'Secret', key: true, optional: true }),
    zones: Schema.set(Schema.string({ maxLength: 63 }), { maxItems: 8, optional: true }),
    listeners: Schema.mapList(['name'], Schema.object({
      name: Schema.string({ maxLength: 63 }),
      port: Schema.integer({ minimum: 1, maximum: 65535 }),
    }), { maxItems: 8, optional: true, rules: [{ rule: 'self.all(l, self.exists_one(m, m.port == l.port))', message: 'each port once' }] }),
    warm: Schema.object({
      from: Schema.string({ optional: true, format: SchemaFormat.URI }),
      snapshot: Schema.reference({ optional: true }),
    }, { exactlyOneOf: ['from', 'snapshot'], optional: true }),
    maxUnavailable: Schema.intOrString({ default: '25%' }),
    labels: Schema.map(Schema.string(), { optional: true }),
    template: Schema.anything({ optional: true }),
  });
}

export function cacheVersion(changes: Partial<CustomResourceVersion> = {}): CustomResourceVersion {
  return {
    name: 'v1',
    spec: cacheSpec(),
    status: Schema.object({
      replicas: Schema.integer({ optional: true }),
      selector: Schema.string({ optional: true }),
    }),
    printerColumns: [
      { name: 'Replicas', type: PrinterColumnType.INTEGER, jsonPath: '.spec.replicas' },
      { name: 'Ready', type: PrinterColumnType.STRING, jsonPath: '.status.conditions[?(@.type=="Ready")].status' },
      { name: 'Eviction', type: PrinterColumnType.STRING, jsonPath: '.spec.eviction', wide: true },
    ],
    selectableFields: ['.spec.eviction'],
    scale: { specReplicasPath: '.spec.replicas', statusReplicasPath: '.status.replicas', labelSelectorPath: '.status.selector' },
    ...changes,
  };
}

export function cacheResource(changes: Partial<CustomResource> = {}): CustomResource {
  return { kind: 'Cache', shortNames: ['ca'], categories: ['all'], versions: [cacheVersion()], ...changes };
}

export function cacheController(changes: Partial<OperatorController> = {}): OperatorController {
  return {
    image: 'registry.example.com/cache-operator:1.2.0',
    owns: [ApiResource.STATEFUL_SETS, ApiResource.SERVICES],
    watches: [ApiResource.SECRETS],
    finalizes: ['Cache'],
    ...changes,
  };
}

export function cacheChart(): Chart {
  const app = new App();
  Platform.onPrem({ kubernetesVersion: '1.34' }).applyTo(app);
  return new Chart(app, 'operators', { namespace: 'operators' });
}

export function cacheOperator(changes: Partial<OperatorProps> = {}, chart: Chart = cacheChart()): Operator {
  return new Operator(chart, 'cache-operator', { group: 'cache.example.com', resources: [cacheResource()], controller: cacheController(), ...changes });
}

/** The operator with one spec, `v1`. */
export function operatorOf(spec: Schema, version: Partial<CustomResourceVersion> = {}): Operator {
  return cacheOperator({ resources: [{ kind: 'Thing', versions: [{ name: 'v1', spec, ...version }] }], controller: cacheController({ finalizes: [] }) });
}

/** What an error says, a line each. */
export function complaints(act: () => unknown): string[] {
  try {
    act();
  } catch (error) {
    return (error as Error).message.split('\n');
  }
  return [];
}
