import { ClaimAccess, IdentityPlan } from '../plan';

/**
 * Which protocol an object store speaks.
 */
export enum ObjectStoreKind {
  /** Amazon S3, and what speaks like it. */
  S3 = 's3',
  /** Azure Data Lake Storage Gen2. */
  ABFS = 'abfs',
  /** Google Cloud Storage. */
  GCS = 'gcs',
}

/**
 * Keys of an object store, in a Secret that somebody else makes.
 */
export interface StoreKeysRequest {
  /** The Secret's name. */
  readonly secretName: string;
  /** The key in it that holds the id of the access key. */
  readonly accessKey: string;
  /** The key in it that holds the secret access key. */
  readonly secretKey: string;
}

/**
 * An object store as whoever uses it gets to see it: checked, every default filled in.
 */
export interface ObjectStoreRequest {
  /** What it speaks. */
  readonly kind: ObjectStoreKind;
  /** The bucket, or the container. */
  readonly bucket: string;
  /**
   * The storage account. ABFS only.
   * @default - none
   */
  readonly account?: string;
  /** What the names of its objects begin with, without slashes at either end. Empty for the whole bucket. */
  readonly path: string;
  /**
   * Its address, where it isn't the platform's own. S3 only.
   * @default - the platform's
   */
  readonly endpoint?: string;
  /**
   * The region. S3 only.
   * @default - what the platform tells the pods
   */
  readonly region?: string;
  /**
   * Whom the platform takes the pods for.
   * @default - what the platform makes of their ServiceAccount without being told
   */
  readonly identity?: IdentityPlan;
  /**
   * Keys instead of an identity. S3 only.
   * @default - none
   */
  readonly keys?: StoreKeysRequest;
}

/**
 * A shared volume as whoever uses it gets to see it.
 */
export interface SharedVolumeRequest {
  /**
   * The claim that exists.
   * @default - one that is made here, named by whoever uses it
   */
  readonly claimName?: string;
  /** From where it can be mounted. */
  readonly access: ClaimAccess;
  /**
   * Size in bytes of one that is made here.
   * @default - it exists
   */
  readonly bytes?: number;
  /**
   * The storage class of one that is made here.
   * @default - the platform's
   */
  readonly storageClass?: string;
}

/**
 * What a place outside of the pods is: one of the two.
 */
export interface StoreRequest {
  /**
   * An object store.
   * @default - none
   */
  readonly objects?: ObjectStoreRequest;
  /**
   * A volume that pods share.
   * @default - none
   */
  readonly volume?: SharedVolumeRequest;
}

/**
 * A place outside of the pods, which outlives them: `ObjectStore` or `SharedVolume`.
 */
export interface IStore {
  /** What it is, as plain data. */
  toRequest(): StoreRequest;
}
