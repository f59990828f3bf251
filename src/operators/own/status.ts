import { Schema, SchemaShape } from './schema';
import { SchemaFormat } from './schema-options';
import { refuse } from '../../contract/message';

/**
 * What both GitOps tools understand: kstatus and Argo CD's checks compare `observedGeneration` with the object's generation and read the
 * condition `Ready`. Fields and limits: k8s.io/apimachinery, pkg/apis/meta/v1, Condition.
 */
const GENERATION = 'observedGeneration';
const CONDITIONS = 'conditions';

const CONDITION = Schema.object({
  type: Schema.string({ maxLength: 316, minLength: 1, description: 'What it is about, such as Ready.' }),
  status: Schema.string({ oneOf: ['True', 'False', 'Unknown'], description: 'Whether it holds.' }),
  observedGeneration: Schema.integer({ minimum: 0, optional: true, description: 'The generation of the object that it is about.' }),
  lastTransitionTime: Schema.string({ format: SchemaFormat.DATE_TIME, description: 'When its status changed last.' }),
  reason: Schema.string({
    pattern: '^[A-Za-z]([A-Za-z0-9_,:]*[A-Za-z0-9_])?$', minLength: 1, maxLength: 1024, description: 'Why, in a word for programs.',
  }),
  message: Schema.string({ maxLength: 32768, description: 'Why, for a person.' }),
});

/** The status with what every status has. */
export function statusOf(path: string, declared: Schema | undefined): Schema {
  const shape: SchemaShape = declared?._shape ?? { kind: 'object', options: {}, properties: {}, limits: {} };
  if (shape.kind !== 'object') {
    refuse({ path, what: 'status', got: shape.kind, expected: 'an object', change: 'write status: Schema.object({ ... })' });
  }
  const taken = [GENERATION, CONDITIONS].find((name) => name in shape.properties!);
  if (taken !== undefined) {
    refuse({ path, what: `status.${taken}`, got: 'a schema of your own', expected: 'none: every status has it already', change: 'leave it out' });
  }
  return Schema.object({
    ...shape.properties,
    [GENERATION]: Schema.integer({ minimum: 0, optional: true, description: 'The generation of the object that the controller saw last.' }),
    [CONDITIONS]: Schema.mapList(['type'], CONDITION, { optional: true, description: 'How the object is, by type.' }),
  }, { ...shape.options, optional: true, exactlyOneOf: shape.exactlyOneOf });
}
