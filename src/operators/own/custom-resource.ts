import { Schema } from './schema';
import { SchemaRule } from './schema-options';

/**
 * Where objects of a kind live.
 */
export enum ResourceScope {
  /** In namespaces. */
  NAMESPACED = 'Namespaced',
  /** In the Kubernetes cluster as a whole. */
  CLUSTER = 'Cluster',
}

/**
 * What a column of `kubectl get` shows.
 */
export enum PrinterColumnType {
  /** A whole number. */
  INTEGER = 'integer',
  /** A number. */
  NUMBER = 'number',
  /** Text; lists and objects as JSON. */
  STRING = 'string',
  /** `true` or `false`. */
  BOOLEAN = 'boolean',
  /** A time, shown as the age. */
  DATE = 'date',
}

/**
 * A column of `kubectl get`.
 *
 * @see https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#additional-printer-columns
 */
export interface PrinterColumn {
  /** Its head. */
  readonly name: string;
  /** What it shows. */
  readonly type: PrinterColumnType;
  /** From where, as `.spec.replicas` or `.status.conditions[?(@.type=="Ready")].status`. */
  readonly jsonPath: string;
  /**
   * What it means.
   * @default - nothing
   */
  readonly description?: string;
  /**
   * Whether it is shown with `-o wide` only.
   * @default false
   */
  readonly wide?: boolean;
}

/**
 * The number of pods of an object, for `kubectl scale`, HorizontalPodAutoscalers and PodDisruptionBudgets.
 *
 * @see https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#scale-subresource
 */
export interface ScaleSubresource {
  /** Where the wanted number stands, as `.spec.replicas`: a whole number in the spec. */
  readonly specReplicasPath: string;
  /** Where the controller writes the number that there is, as `.status.replicas`: a whole number in the status. */
  readonly statusReplicasPath: string;
  /**
   * Where the controller writes the label selector of the pods, as text, `.status.selector`. HorizontalPodAutoscalers need it.
   * @default - none
   */
  readonly labelSelectorPath?: string;
}

/**
 * One version of a custom resource.
 */
export interface CustomResourceVersion {
  /** Its name, `v1alpha1`, `v1`. */
  readonly name: string;
  /** What users write: an object. */
  readonly spec: Schema;
  /**
   * What the controller writes: an object. `observedGeneration` and `conditions` (by type) are always in it, so that GitOps tools can
   * tell when the controller has seen a change, and whether the object is `Ready`.
   * @default - these two
   */
  readonly status?: Schema;
  /**
   * Conditions on the object as a whole, which see `self.spec`, `self.status` and of the metadata `self.metadata.name`.
   * @default - none
   */
  readonly rules?: SchemaRule[];
  /**
   * Whether the API server serves it.
   * @default true
   */
  readonly served?: boolean;
  /**
   * Whether objects are stored in it. Exactly one version is; one that was once stays until its objects are migrated.
   * @default - true where there is one version only
   */
  readonly storage?: boolean;
  /**
   * What whoever uses it is told, at most 256 characters on one line. It is then marked as deprecated.
   * @default - it is not deprecated
   */
  readonly deprecationWarning?: string;
  /**
   * Columns of `kubectl get`.
   * @default - the status of the condition Ready, and the age
   */
  readonly printerColumns?: PrinterColumn[];
  /**
   * Fields by which objects can be selected (`--field-selector`), at most 8: `.spec.color`. Texts, whole numbers and booleans.
   * Needs Kubernetes 1.31.
   * @default - name and namespace only
   */
  readonly selectableFields?: string[];
  /**
   * The number of its pods.
   * @default - it has none
   */
  readonly scale?: ScaleSubresource;
}

/**
 * A custom resource: the kind of object that an operator serves.
 */
export interface CustomResource {
  /** Its kind, `Cache`. */
  readonly kind: string;
  /**
   * Its plural in lower case, part of its address.
   * @default - the kind in lower case with an s
   */
  readonly plural?: string;
  /**
   * Its singular in lower case.
   * @default - the kind in lower case
   */
  readonly singular?: string;
  /**
   * Short names for `kubectl`.
   * @default - none
   */
  readonly shortNames?: string[];
  /**
   * Groups for `kubectl get`, such as `all`.
   * @default - none
   */
  readonly categories?: string[];
  /**
   * Where its objects live. It can't be changed later.
   * @default ResourceScope.NAMESPACED
   */
  readonly scope?: ResourceScope;
  /** Its versions. */
  readonly versions: CustomResourceVersion[];
  /**
   * Whether the controller's webhook translates between the versions, at `/convert`. Without it only `apiVersion` changes, and what
   * the stored version does not have is lost.
   * @default false
   */
  readonly conversionWebhook?: boolean;
}
