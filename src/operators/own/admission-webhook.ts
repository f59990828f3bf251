/**
 * What is done to an object.
 */
export enum AdmissionOperation {
  /** It is made. */
  CREATE = 'CREATE',
  /** Its spec or metadata is changed. The status and the number of pods have their own ways, which webhooks do not see. */
  UPDATE = 'UPDATE',
  /** It is deleted. */
  DELETE = 'DELETE',
}

/**
 * What becomes of a request where the webhook does not answer, or not in time.
 */
export enum AdmissionFailurePolicy {
  /** It is refused. */
  FAIL = 'Fail',
  /** It goes on as if there were no webhook. */
  IGNORE = 'Ignore',
}

/**
 * What the API server asks the controller before it takes a custom resource.
 *
 * It must answer without doing anything else: it is asked for dry runs too, and what it takes may be refused by others.
 *
 * @see https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/
 */
export interface AdmissionWebhook {
  /** The kind, one of the operator's own. */
  readonly kind: string;
  /**
   * The version in which it is asked. Objects in other versions are translated first.
   * @default - the one that is stored, if it is served; else the last one that is
   */
  readonly version?: string;
  /**
   * When it is asked.
   * @default - AdmissionOperation.CREATE and UPDATE
   */
  readonly operations?: AdmissionOperation[];
  /**
   * Where it answers.
   * @default - where controller-runtime does: '/validate-' or '/mutate-', then the group with hyphens for dots, version and kind
   */
  readonly path?: string;
  /**
   * How long the API server waits for the answer, in seconds from 1 to 30.
   * @default 10
   */
  readonly timeoutSeconds?: number;
  /**
   * What becomes of a request where it does not answer.
   * @default AdmissionFailurePolicy.FAIL - only the operator's own kinds wait for it
   */
  readonly failurePolicy?: AdmissionFailurePolicy;
}

/**
 * A webhook that may change the object.
 */
export interface MutatingWebhook extends AdmissionWebhook {
  /**
   * Whether it is asked once more when another webhook has changed the object after it. It must take what it made itself.
   * @default false
   */
  readonly reinvoked?: boolean;
}
