import { CustomResource, PrinterColumnType, Schema } from 'cdk8s-data';

/** A pool of cache servers that share nothing: clients choose the server by the key. */
export const CACHE: CustomResource = {
  kind: 'Cache',
  shortNames: ['ca'],
  versions: [{
    name: 'v1',
    spec: Schema.object({
      image: Schema.string({ minLength: 1, maxLength: 512, description: 'The image: memcached, or what takes its options --port and --memory-limit.' }),
      replicas: Schema.integer({ minimum: 0, maximum: 50, default: 2, description: 'How many servers.' }),
      port: Schema.integer({ minimum: 1024, maximum: 65535, default: 11211, immutable: true, description: 'The port. Clients know it.' }),
      memory: Schema.quantity({ default: '64Mi', description: 'Memory of one server. Three quarters of it are for items.' }),
      maxUnavailable: Schema.integer({ minimum: 1, maximum: 50, default: 1, description: 'How many servers may be missing while they are replaced.' }),
      probe: Schema.string({ oneOf: ['tcp', 'none'], default: 'tcp', description: 'How a server is asked whether it serves: by a connection, or not at all.' }),
    }, {
      rules: [{
        rule: 'self.replicas < 2 || self.maxUnavailable < self.replicas',
        message: 'must be less than replicas: else all servers are replaced at once, and the cache is empty',
        fieldPath: '.maxUnavailable',
      }],
    }),
    status: Schema.object({
      replicas: Schema.integer({ minimum: 0, optional: true, description: 'How many servers there are.' }),
      readyReplicas: Schema.integer({ minimum: 0, optional: true, description: 'How many of them are ready.' }),
      selector: Schema.string({ optional: true, description: 'The labels of their pods.' }),
    }),
    scale: { specReplicasPath: '.spec.replicas', statusReplicasPath: '.status.replicas', labelSelectorPath: '.status.selector' },
    printerColumns: [
      { name: 'Replicas', type: PrinterColumnType.INTEGER, jsonPath: '.spec.replicas' },
      { name: 'Ready', type: PrinterColumnType.STRING, jsonPath: '.status.conditions[?(@.type=="Ready")].status' },
      { name: 'Memory', type: PrinterColumnType.STRING, jsonPath: '.spec.memory' },
      { name: 'Why', type: PrinterColumnType.STRING, jsonPath: '.status.conditions[?(@.type=="Ready")].message', wide: true },
      { name: 'Age', type: PrinterColumnType.DATE, jsonPath: '.metadata.creationTimestamp' },
    ],
  }],
};
