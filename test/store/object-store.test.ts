import { AbfsOptions, GcsOptions, ObjectStore, S3CompatibleOptions, S3Options } from '../../src/store';

const S3: S3Options = { bucket: 'shop-flink' };
const OWN: S3CompatibleOptions = { bucket: 'flink', endpoint: 'https://minio.storage.svc:9000', secretName: 'minio-keys' };
const ABFS: AbfsOptions = { account: 'shopstate', container: 'flink', clientId: '12345678-90ab-cdef-1234-567890abcdef' };
const GCS: GcsOptions = { bucket: 'shop-flink' };

describe('pods reach it by whom the platform takes them for', () => {
  test('a role on EKS', () => {
    const roleArn = 'arn:aws:iam::111122223333:role/fraud';
    expect(ObjectStore.s3({ ...S3, roleArn }).toRequest()).toEqual({
      objects: { kind: 's3', bucket: 'shop-flink', path: '', identity: { annotations: { 'eks.amazonaws.com/role-arn': roleArn } } },
    });
  });

  test('Pod Identity on EKS needs nothing said', () => {
    expect(ObjectStore.s3({ ...S3, path: 'teams/fraud', region: 'eu-central-1' }).toRequest()).toEqual({
      objects: { kind: 's3', bucket: 'shop-flink', path: 'teams/fraud', region: 'eu-central-1' },
    });
  });

  test('a managed identity on AKS, by annotation and label', () => {
    expect(ObjectStore.abfs(ABFS).toRequest().objects?.identity).toEqual({
      annotations: { 'azure.workload.identity/client-id': ABFS.clientId }, podLabels: { 'azure.workload.identity/use': 'true' },
    });
  });

  test('an IAM service account on GKE', () => {
    const serviceAccount = 'fraud@project.iam.gserviceaccount.com';
    expect(ObjectStore.gcs({ ...GCS, serviceAccount }).toRequest().objects?.identity).toEqual({ annotations: { 'iam.gke.io/gcp-service-account': serviceAccount } });
    expect(ObjectStore.gcs(GCS).toRequest().objects?.identity).toBeUndefined();
  });
});

test('a store of your own has keys, in a Secret', () => {
  expect(ObjectStore.s3Compatible(OWN).toRequest().objects).toMatchObject({
    endpoint: 'https://minio.storage.svc:9000', keys: { secretName: 'minio-keys', accessKey: 'access-key', secretKey: 'secret-key' },
  });
});

test.each<[string, () => unknown, string]>([
  ['a bucket with capitals', () => ObjectStore.s3({ bucket: 'Shop' }), "ObjectStore.s3: bucket: got 'Shop', expected 3 to 63 lower-case letters"],
  ['a bucket that is an address', () => ObjectStore.s3({ bucket: 's3://shop' }), "bucket: got 's3://shop'"],
  ['no bucket', () => ObjectStore.s3({} as any), 'bucket: got nothing'],
  ['a role that is only a name', () => ObjectStore.s3({ ...S3, roleArn: 'fraud' }), "roleArn: got 'fraud', expected the ARN of a role"],
  ['a region of Azure', () => ObjectStore.s3({ ...S3, region: 'eastus' }), "region: got 'eastus', expected the name of a region; write region: 'eu-central-1'"],
  ['a path with a slash in front', () => ObjectStore.s3({ ...S3, path: '/fraud' }), "path: got '/fraud', expected words with single slashes between them, and none at either end"],
  ['an address with a path', () => ObjectStore.s3Compatible({ ...OWN, endpoint: 'https://minio/flink' }), "endpoint: got 'https://minio/flink', expected an address with http:// or https://, and without a path"],
  ['an address without a scheme', () => ObjectStore.s3Compatible({ ...OWN, endpoint: 'minio.storage:9000' }), "endpoint: got 'minio.storage:9000', expected an address with http:// or https://"],
  ['an address without a scheme', () => ObjectStore.s3Compatible({ ...OWN, endpoint: 'minio:9000' }), "endpoint: got 'minio:9000'"],
  ['no Secret', () => ObjectStore.s3Compatible({ ...OWN, secretName: '' }), "secretName: got ''"],
  ['a key that no Secret has', () => ObjectStore.s3Compatible({ ...OWN, secretKey: 'a b' }), "secretKey: got 'a b', expected a key of a Secret"],
  ['an account with a hyphen', () => ObjectStore.abfs({ ...ABFS, account: 'shop-state' }), "account: got 'shop-state', expected 3 to 24"],
  ['a container with capitals', () => ObjectStore.abfs({ ...ABFS, container: 'Flink' }), "container: got 'Flink'"],
  ['a client of no form', () => ObjectStore.abfs({ ...ABFS, clientId: 'fraud' }), "clientId: got 'fraud', expected the client id of a managed identity"],
  ['a bucket with a slash', () => ObjectStore.gcs({ bucket: 'shop/flink' }), "bucket: got 'shop/flink'"],
  ['an account of somewhere else', () => ObjectStore.gcs({ ...GCS, serviceAccount: 'fraud@example.com' }), "serviceAccount: got 'fraud@example.com'"],
])('refused: %s', (_, act, text) => {
  expect(act).toThrow(text);
});
