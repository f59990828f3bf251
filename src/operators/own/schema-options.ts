/**
 * Why a rule refuses, for programs: https://kubernetes.io/docs/reference/using-api/cel/
 */
export enum SchemaRuleReason {
  /** The value is wrong. */
  INVALID = 'FieldValueInvalid',
  /** The value is not allowed here. */
  FORBIDDEN = 'FieldValueForbidden',
  /** A value is missing. */
  REQUIRED = 'FieldValueRequired',
  /** The value is there twice. */
  DUPLICATE = 'FieldValueDuplicate',
}

/**
 * A condition in the Common Expression Language, which the API server holds every object against. Synth does not evaluate it.
 *
 * The API server estimates the worst case before it takes the definition: give `maxItems`, `maxLength` and `maxProperties` to all
 * that a rule walks over.
 *
 * @see https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#validation-rules
 */
export interface SchemaRule {
  /** True for what is right: `self.minReplicas <= self.replicas`. With `oldSelf`, it is only asked where the value was there before. */
  readonly rule: string;
  /** What is expected, on one line. */
  readonly message: string;
  /**
   * An expression that gives the message, where it should tell the value. `message` stands in where it fails.
   * @default - none
   */
  readonly messageExpression?: string;
  /**
   * Why the value is refused.
   * @default SchemaRuleReason.INVALID
   */
  readonly reason?: SchemaRuleReason;
  /**
   * The field that the message is about, from here: `.replicas`.
   * @default - the field that has the rule
   */
  readonly fieldPath?: string;
}

/**
 * What any schema may say.
 */
export interface SchemaOptions {
  /**
   * What the field means, for `kubectl explain`.
   * @default - nothing
   */
  readonly description?: string;
  /**
   * Whether the field may be left out. A field with a default always may.
   * @default false
   */
  readonly optional?: boolean;
  /**
   * The value that the API server writes where there is none. It must fit the schema.
   * @default - none
   */
  readonly default?: any;
  /**
   * Whether `null` is a value, other than nothing.
   * @default false
   */
  readonly nullable?: boolean;
  /**
   * Whether the value stays as it was made; an optional field also stays away. Not under items of lists that have no keys.
   * An optional object above takes it away with it: make that one immutable too, or required.
   * @default false
   */
  readonly immutable?: boolean;
  /**
   * Conditions in the Common Expression Language.
   * @default - none
   */
  readonly rules?: SchemaRule[];
}

/**
 * Options of an object.
 */
export interface ObjectSchemaOptions extends SchemaOptions {
  /**
   * Names of optional fields without defaults, of which exactly one must be there.
   * @default - any may be there
   */
  readonly exactlyOneOf?: string[];
}

/**
 * What the API server checks texts for. It ignores any other word.
 * Source: k8s.io/apiextensions-apiserver, pkg/apiserver/validation/formats.go.
 */
export enum SchemaFormat {
  /** Base64. */
  BYTE = 'byte',
  /** `10.0.0.0/8`. */
  CIDR = 'cidr',
  /** `2026-01-31`. */
  DATE = 'date',
  /** `2026-01-31T12:00:00Z`. */
  DATE_TIME = 'date-time',
  /** `1h30m`. */
  DURATION = 'duration',
  /** A mail address. */
  EMAIL = 'email',
  /** A host name (RFC 1034). */
  HOSTNAME = 'hostname',
  /** `10.0.0.1`. */
  IPV4 = 'ipv4',
  /** `fd00::1`. */
  IPV6 = 'ipv6',
  /** `00:00:5e:00:53:01`. */
  MAC = 'mac',
  /** Any text. Tools don't show it. */
  PASSWORD = 'password',
  /** An absolute address, or a path. */
  URI = 'uri',
  /** `123e4567-e89b-12d3-a456-426614174000`. */
  UUID = 'uuid',
}

/**
 * Options of text.
 */
export interface StringSchemaOptions extends SchemaOptions {
  /**
   * A regular expression (RE2) that must be found in it: `^...$` for the whole.
   * @default - none
   */
  readonly pattern?: string;
  /**
   * The only values.
   * @default - all
   */
  readonly oneOf?: string[];
  /**
   * What it says.
   * @default - anything
   */
  readonly format?: SchemaFormat;
  /**
   * The fewest characters.
   * @default 0
   */
  readonly minLength?: number;
  /**
   * The most characters. Rules that read the text need it.
   * @default - no limit
   */
  readonly maxLength?: number;
}

/**
 * Options of numbers.
 */
export interface NumberSchemaOptions extends SchemaOptions {
  /**
   * The least.
   * @default - no limit
   */
  readonly minimum?: number;
  /**
   * The most.
   * @default - no limit
   */
  readonly maximum?: number;
}

/**
 * Options of lists.
 */
export interface ListSchemaOptions extends SchemaOptions {
  /**
   * The fewest items.
   * @default 0
   */
  readonly minItems?: number;
  /**
   * The most items. Rules that walk over the list, and rules of its items, need it.
   * @default - no limit
   */
  readonly maxItems?: number;
}

/**
 * Options of maps.
 */
export interface MapSchemaOptions extends SchemaOptions {
  /**
   * The fewest entries.
   * @default 0
   */
  readonly minProperties?: number;
  /**
   * The most entries. Rules that walk over the map, and rules of its values, need it.
   * @default - no limit
   */
  readonly maxProperties?: number;
}

/**
 * Options of references.
 */
export interface ReferenceSchemaOptions extends SchemaOptions {
  /**
   * What is referred to, for descriptions: `Secret`.
   * @default 'object'
   */
  readonly kind?: string;
  /**
   * Whether it may be in another namespace. Then whoever may write the custom resource reads, through the controller, what is there.
   * @default false
   */
  readonly namespaced?: boolean;
  /**
   * Whether one key of it is meant.
   * @default false
   */
  readonly key?: boolean;
}
