import { IStore, ObjectStoreKind, ObjectStoreRequest, StoreRequest } from './store';
import { refuse } from '../contract/message';
import { shown } from '../declared/values';

/**
 * What every object store has.
 */
export interface ObjectStoreOptions {
  /**
   * What the names of its objects begin with: `fraud`, `teams/shop/fraud`.
   * @default - nothing: the whole bucket
   */
  readonly path?: string;
}

/**
 * Amazon S3.
 */
export interface S3Options extends ObjectStoreOptions {
  /** The bucket. */
  readonly bucket: string;
  /**
   * The region, `eu-central-1`.
   * @default - what EKS tells the pods (AWS_REGION). Flink begins at us-east-1 and follows the bucket: name it outside of the partition `aws`
   */
  readonly region?: string;
  /**
   * The role that pods take on, `arn:aws:iam::111122223333:role/fraud`: it becomes the annotation `eks.amazonaws.com/role-arn` of their ServiceAccount.
   * @see https://docs.aws.amazon.com/eks/latest/userguide/associate-service-account-role.html
   * @default - none: EKS Pod Identity, which needs no annotation, or the node's role
   */
  readonly roleArn?: string;
}

/**
 * A store of your own that speaks S3: MinIO, Ceph.
 */
export interface S3CompatibleOptions extends ObjectStoreOptions {
  /** The bucket. */
  readonly bucket: string;
  /** Its address, `https://minio.storage.svc:9000`. Buckets are addressed by path, not by host name. */
  readonly endpoint: string;
  /** A Secret with the keys. It is in the namespace of the workload; no value of it gets into a manifest. */
  readonly secretName: string;
  /**
   * The key in it that holds the id of the access key.
   * @default 'access-key'
   */
  readonly accessKey?: string;
  /**
   * The key in it that holds the secret access key.
   * @default 'secret-key'
   */
  readonly secretKey?: string;
}

/**
 * Azure Data Lake Storage Gen2: a storage account with a hierarchical namespace.
 */
export interface AbfsOptions extends ObjectStoreOptions {
  /** The storage account. */
  readonly account: string;
  /** The container. */
  readonly container: string;
  /**
   * The client id of the managed identity that pods take on, through AKS' workload identity. Flink's plugin knows none: there it is an identity of the
   * nodes, to be assigned to the node pool's scale set.
   * @see https://learn.microsoft.com/azure/aks/workload-identity-overview#service-account-labels-and-annotations
   */
  readonly clientId: string;
}

/**
 * Google Cloud Storage.
 */
export interface GcsOptions extends ObjectStoreOptions {
  /** The bucket. */
  readonly bucket: string;
  /**
   * The IAM service account that pods take on, `fraud@project.iam.gserviceaccount.com`: it becomes the annotation `iam.gke.io/gcp-service-account`.
   * @see https://cloud.google.com/kubernetes-engine/docs/how-to/workload-identity
   * @default - none: the Kubernetes ServiceAccount itself is granted the rights
   */
  readonly serviceAccount?: string;
}

/**
 * Where objects are kept outside of the Kubernetes cluster. Pods reach it by an identity of the platform's rather than by keys.
 */
export class ObjectStore implements IStore {
  /** Amazon S3. @throws if a name isn't one that S3 can have */
  public static s3(options: S3Options): ObjectStore {
    const path = 'ObjectStore.s3';
    const { bucket, region, roleArn } = options;
    checkBucket(path, 'bucket', bucket);
    if (region !== undefined) check(path, 'region', region, /^[a-z]{2}(-[a-z]+)+-[0-9]$/, 'the name of a region', "'eu-central-1'");
    if (roleArn !== undefined) check(path, 'roleArn', roleArn, /^arn:aws[a-z-]*:iam::[0-9]{12}:role\/[\w+=,.@/-]+$/, 'the ARN of a role', "'arn:aws:iam::111122223333:role/fraud'");
    return new ObjectStore({
      kind: ObjectStoreKind.S3,
      bucket,
      path: prefix(path, options.path),
      ...(region === undefined ? {} : { region }),
      ...(roleArn === undefined ? {} : { identity: { annotations: { 'eks.amazonaws.com/role-arn': roleArn } } }),
    });
  }

  /** A store of your own that speaks S3: MinIO, Ceph. @throws if a name or the address isn't one */
  public static s3Compatible(options: S3CompatibleOptions): ObjectStore {
    const path = 'ObjectStore.s3Compatible';
    const { bucket, endpoint, secretName, accessKey = 'access-key', secretKey = 'secret-key' } = options;
    checkBucket(path, 'bucket', bucket);
    check(path, 'endpoint', endpoint, /^https?:\/\/[A-Za-z0-9.-]+(:[0-9]+)?$/, 'an address with http:// or https://, and without a path', "'https://minio.storage.svc:9000'");
    check(path, 'secretName', secretName, /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/, 'the name of a Secret', "'minio-keys'");
    for (const [what, key] of [['accessKey', accessKey], ['secretKey', secretKey]]) {
      check(path, what, key, /^[-._a-zA-Z0-9]+$/, 'a key of a Secret', "'access-key'");
    }
    const keys = { secretName, accessKey, secretKey };
    return new ObjectStore({ kind: ObjectStoreKind.S3, bucket, path: prefix(path, options.path), endpoint, keys });
  }

  /** Azure Data Lake Storage Gen2. @throws if a name isn't one that Azure can have */
  public static abfs(options: AbfsOptions): ObjectStore {
    const path = 'ObjectStore.abfs';
    const { account, container, clientId } = options;
    check(path, 'account', account, /^[a-z0-9]{3,24}$/, '3 to 24 lower-case letters and digits', "'shopstate'");
    check(path, 'container', container, /^(?!.*--)[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/, '3 to 63 lower-case letters, digits and single hyphens', "'flink'");
    check(path, 'clientId', clientId, /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i, 'the client id of a managed identity', "'00000000-0000-0000-0000-000000000000'");
    return new ObjectStore({
      kind: ObjectStoreKind.ABFS,
      bucket: container,
      account,
      path: prefix(path, options.path),
      identity: { annotations: { 'azure.workload.identity/client-id': clientId }, podLabels: { 'azure.workload.identity/use': 'true' } },
    });
  }

  /** Google Cloud Storage. @throws if a name isn't one that GCS can have */
  public static gcs(options: GcsOptions): ObjectStore {
    const path = 'ObjectStore.gcs';
    const { bucket, serviceAccount } = options;
    check(path, 'bucket', bucket, /^[a-z0-9][a-z0-9._-]{1,220}[a-z0-9]$/, 'lower-case letters, digits, dots, hyphens and underscores', "'shop-flink'");
    if (serviceAccount !== undefined) check(path, 'serviceAccount', serviceAccount, /^[a-z0-9-]+@[a-z0-9.-]+\.gserviceaccount\.com$/, 'the address of an IAM service account', "'fraud@project.iam.gserviceaccount.com'");
    return new ObjectStore({
      kind: ObjectStoreKind.GCS,
      bucket,
      path: prefix(path, options.path),
      ...(serviceAccount === undefined ? {} : { identity: { annotations: { 'iam.gke.io/gcp-service-account': serviceAccount } } }),
    });
  }

  private constructor(private readonly objects: ObjectStoreRequest) {}

  /** What it is, as plain data. */
  public toRequest(): StoreRequest {
    return { objects: this.objects };
  }
}

function check(path: string, what: string, got: string, pattern: RegExp, expected: string, example: string): void {
  if (typeof got === 'string' && pattern.test(got)) return;
  refuse({ path, what, got: shown(got), expected, change: `write ${what}: ${example}` });
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
function checkBucket(path: string, what: string, got: string): void {
  check(path, what, got, /^(?!.*\.\.)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, '3 to 63 lower-case letters, digits, dots and hyphens', "'shop-flink'");
}

/** A prefix of names, without slashes at its ends. */
function prefix(path: string, got = ''): string {
  if (got !== '') check(path, 'path', got, /^[\w.=-]+(\/[\w.=-]+)*$/, 'words with single slashes between them, and none at either end', "'teams/shop/fraud'");
  return got;
}
