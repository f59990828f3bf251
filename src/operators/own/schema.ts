import { SchemaOptions, ListSchemaOptions, MapSchemaOptions, NumberSchemaOptions, ObjectSchemaOptions, ReferenceSchemaOptions, StringSchemaOptions } from './schema-options';
import { refuse } from '../../contract/message';

/** What a value is, before it becomes words of OpenAPI. */
export type SchemaKind = 'object' | 'string' | 'integer' | 'number' | 'boolean' | 'quantity' | 'intOrString' | 'list' | 'set' | 'mapList' | 'map' | 'anything';

/** A schema as data: what the checks, the renderers and the validator read. */
export interface SchemaShape {
  readonly kind: SchemaKind;
  readonly options: SchemaOptions;
  /** Of an object. */
  readonly properties?: Record<string, Schema>;
  /** Of lists: an item; of a map: a value. */
  readonly items?: Schema;
  /** The properties that tell the items of a list by key apart. */
  readonly keys?: string[];
  /** Limits, in the words of OpenAPI: `minLength`, `enum`. */
  readonly limits: Record<string, any>;
  /** Of an object: exactly one of these is there. */
  readonly exactlyOneOf?: string[];
  /** Of an object: whoever sets a part of it owns all of it. */
  readonly atomic?: boolean;
}

/** A name of an object: https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#dns-subdomain-names */
const NAME_LENGTH = 253;
const NAMESPACE_LENGTH = 63;

/**
 * What a field of a custom resource may hold. It becomes a structural schema of a CustomResourceDefinition, and at synth every
 * instance is held against it.
 *
 * @see https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#specifying-a-structural-schema
 */
export class Schema {
  /**
   * Fields with names. Each is required, unless it has a default or is `optional`. Others are refused at synth, and dropped by the API server.
   */
  public static object(properties: Record<string, Schema>, options: ObjectSchemaOptions = {}): Schema {
    return new Schema({ kind: 'object', options, properties: { ...properties }, limits: {}, exactlyOneOf: options.exactlyOneOf });
  }

  /** Text. */
  public static string(options: StringSchemaOptions = {}): Schema {
    const { format, maxLength, minLength, oneOf, pattern } = options;
    return new Schema({ kind: 'string', options, limits: present({ enum: oneOf, format, maxLength, minLength, pattern }) });
  }

  /** A whole number. */
  public static integer(options: NumberSchemaOptions = {}): Schema {
    const { maximum, minimum } = options;
    return new Schema({ kind: 'integer', options, limits: present({ maximum, minimum }) });
  }

  /** A number, with a fraction or without. */
  public static number(options: NumberSchemaOptions = {}): Schema {
    const { maximum, minimum } = options;
    return new Schema({ kind: 'number', options, limits: present({ maximum, minimum }) });
  }

  /** `true` or `false`. */
  public static boolean(options: SchemaOptions = {}): Schema {
    return new Schema({ kind: 'boolean', options, limits: {} });
  }

  /**
   * An amount with a unit as Kubernetes writes it: `500m`, `4Gi`, `1.5`, `2`. At synth it is written in its canonical form,
   * which is what controllers write.
   */
  public static quantity(options: SchemaOptions = {}): Schema {
    return new Schema({ kind: 'quantity', options, limits: { pattern: QUANTITY } });
  }

  /**
   * A whole number, or text such as `25%`. `pattern` and lengths hold for text only.
   */
  public static intOrString(options: StringSchemaOptions = {}): Schema {
    const { format, maxLength, minLength, oneOf, pattern } = options;
    if (format !== undefined || oneOf !== undefined) {
      refuse({
        path: 'Schema.intOrString',
        what: format !== undefined ? 'format' : 'oneOf',
        got: JSON.stringify(format ?? oneOf),
        expected: 'none: it would have to hold for numbers too',
        change: 'use pattern, or Schema.string',
      });
    }
    return new Schema({ kind: 'intOrString', options, limits: present({ maxLength, minLength, pattern }) });
  }

  /** A list that whoever sets it sets as a whole, in this order. */
  public static list(items: Schema, options: ListSchemaOptions = {}): Schema {
    return new Schema({ kind: 'list', options, items, limits: listLimits(options) });
  }

  /**
   * A list of different texts, numbers or booleans, to which several writers may each add. The order says nothing.
   */
  public static set(items: Schema, options: ListSchemaOptions = {}): Schema {
    return new Schema({ kind: 'set', options, items, limits: listLimits(options) });
  }

  /**
   * A list of objects that are told apart by some of their fields, and that several writers may each own some of.
   * @param keys names of those fields. Each must be required or have a default, and be a text, a whole number or a boolean
   */
  public static mapList(keys: string[], items: Schema, options: ListSchemaOptions = {}): Schema {
    return new Schema({ kind: 'mapList', options, items, keys: [...keys], limits: listLimits(options) });
  }

  /** Values of one kind under names that are free. */
  public static map(values: Schema, options: MapSchemaOptions = {}): Schema {
    const { maxProperties, minProperties } = options;
    return new Schema({ kind: 'map', options, items: values, limits: present({ maxProperties, minProperties }) });
  }

  /**
   * Another object, told by its name: `{ name }`, with `namespaced` also an optional `namespace`, with `key` also the
   * `key` of a Secret or ConfigMap. Whoever sets a part of it owns all of it.
   */
  public static reference(options: ReferenceSchemaOptions = {}): Schema {
    const kind = options.kind ?? 'object';
    return new Schema({
      kind: 'object',
      options,
      atomic: true,
      limits: {},
      properties: {
        name: Schema.string({ description: `Name of the ${kind}.`, minLength: 1, maxLength: NAME_LENGTH }),
        ...options.namespaced ? {
          namespace: Schema.string({
            description: `Namespace of the ${kind}. Default: that of this object.`, minLength: 1, maxLength: NAMESPACE_LENGTH, optional: true,
          }),
        } : {},
        ...options.key ? { key: Schema.string({ description: `Key in the ${kind}.`, minLength: 1, maxLength: NAME_LENGTH }) } : {},
      },
    });
  }

  /**
   * Any JSON, kept as it is. Nothing checks it, no rule sees it, and whoever sets it sets it as a whole: for what is handed on,
   * such as a pod template.
   */
  public static anything(options: SchemaOptions = {}): Schema {
    return new Schema({ kind: 'anything', options, limits: {} });
  }

  private constructor(
    /** @internal */
    public readonly _shape: SchemaShape,
  ) {}
}

/** As controllers of Kubernetes' own tools write it: sigs.k8s.io/controller-tools, pkg/crd/known_types.go. */
const QUANTITY = '^(\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))))?$';

function listLimits({ maxItems, minItems }: ListSchemaOptions): Record<string, any> {
  return present({ maxItems, minItems });
}

function present(limits: Record<string, any>): Record<string, any> {
  return Object.fromEntries(Object.entries(limits).filter(([, value]) => value !== undefined));
}

/** Whether the field may be left out of what a user writes. */
export function isRequired({ _shape: { options } }: Schema): boolean {
  return !options.optional && options.default === undefined;
}
