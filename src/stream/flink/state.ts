import { FlinkVersion } from './flink-version';
import { ClaimPlan, ComponentPlan, SecretVariablePlan } from '../../plan';
import { ObjectStoreKind, ObjectStoreRequest, SharedVolumeRequest, StoreRequest } from '../../store/store';
import { StreamRequest } from '../stream-application';

/** Where a shared volume is mounted. */
const VOLUME_PATH = '/var/lib/flink/state';

/** A store, in Flink's words. */
export interface FlinkState {
  /** The folder of this processor, without a slash at its end. No other processor has the same, for Flink would mix what they keep. */
  readonly root: string;
  /** Settings of the file system. */
  readonly settings: Record<string, string>;
  /** The file system's jar in the folder `opt` of the distribution: it must be of the very same version. */
  readonly plugin?: string;
  readonly secretVariables: SecretVariablePlan[];
  readonly claims: ClaimPlan[];
  /** What it adds to the pods. */
  readonly pods: Pick<ComponentPlan, 'identity' | 'shared'>;
}

export function stateOf(request: StreamRequest, version: FlinkVersion, store: StoreRequest): FlinkState {
  const folder = `${request.namespaceName}/${request.name}`;
  return store.objects ? objects(folder, version, store.objects) : volume(folder, request.name, store.volume!);
}

function objects(folder: string, version: FlinkVersion, store: ObjectStoreRequest): FlinkState {
  const { scheme, authority, plugin, settings } = fileSystem(store);
  return {
    root: [`${scheme}://${authority}`, store.path, folder].filter((part) => part !== '').join('/'),
    settings,
    plugin: `${plugin}-${version.version}.jar`,
    // the file system takes keys from the environment, so that they are in no configuration and on no command line
    secretVariables: store.keys ? [
      { name: 'AWS_ACCESS_KEY_ID', secretName: store.keys.secretName, key: store.keys.accessKey },
      { name: 'AWS_SECRET_ACCESS_KEY', secretName: store.keys.secretName, key: store.keys.secretKey },
    ] : [],
    claims: [],
    pods: store.identity ? { identity: store.identity } : {},
  };
}

interface FileSystem {
  readonly scheme: string;
  readonly authority: string;
  readonly plugin: string;
  readonly settings: Record<string, string>;
}

/**
 * https://nightlies.apache.org/flink/flink-docs-stable/docs/deployment/filesystems/overview/; and, because it says little of settings, the plugins of
 * 1.20.0 and 2.3.0 themselves. They hand on to Hadoop 3.3.4 what begins with `s3.` or `fs.s3a.`, and with `fs.azure.`.
 * - S3: of the two plugins the one that also serves Flink's file sinks. Its own list of credentials lacks web identities (IRSA); that of the AWS SDK
 *   which it bundles has them, and EKS Pod Identity from 1.20.1 on.
 * - GCS: without a file of credentials it asks the metadata server, so that there is nothing to set.
 */
function fileSystem({ kind, bucket, account, endpoint, region, identity }: ObjectStoreRequest): FileSystem {
  switch (kind) {
    case ObjectStoreKind.S3:
      return {
        scheme: 's3',
        authority: bucket,
        plugin: 'flink-s3-fs-hadoop',
        settings: {
          'fs.s3a.aws.credentials.provider': 'com.amazonaws.auth.DefaultAWSCredentialsProviderChain',
          ...(region === undefined ? {} : { 's3.endpoint.region': region }),
          ...(endpoint === undefined ? {} : { 's3.endpoint': endpoint, 's3.path.style.access': 'true' }),
        },
      };
    case ObjectStoreKind.ABFS:
      return {
        scheme: 'abfss',
        authority: `${bucket}@${account}.dfs.core.windows.net`,
        plugin: 'flink-azure-fs-hadoop',
        // hadoop-azure 3.3.4, which it bundles, asks the node for the identity; workload identity came with 3.4.1 (HADOOP-18610).
        // Its class has Hadoop's own name in 1.20.0 and 2.3.0: only what Hadoop itself uses is moved. It does not begin without a tenant, but an
        // empty one is none: the node knows its own.
        settings: {
          'fs.azure.account.auth.type': 'OAuth',
          'fs.azure.account.oauth.provider.type': 'org.apache.hadoop.fs.azurebfs.oauth2.MsiTokenProvider',
          'fs.azure.account.oauth2.msi.tenant': '',
          ...(identity?.annotations?.[AZURE_CLIENT] === undefined ? {} : { 'fs.azure.account.oauth2.client.id': identity.annotations[AZURE_CLIENT] }),
        },
      };
    case ObjectStoreKind.GCS:
      return { scheme: 'gs', authority: bucket, plugin: 'flink-gs-fs-hadoop', settings: {} };
  }
}

const AZURE_CLIENT = 'azure.workload.identity/client-id';

function volume(folder: string, name: string, { claimName, access, bytes, storageClass }: SharedVolumeRequest): FlinkState {
  const claim = claimName ?? `${name}-state`;
  return {
    root: `file://${VOLUME_PATH}/${folder}`,
    settings: {},
    secretVariables: [],
    claims: [{ name: claim, access, ...(bytes === undefined ? {} : { bytes }), ...(storageClass === undefined ? {} : { storageClass }) }],
    pods: { shared: [{ name: 'state', claim, path: VOLUME_PATH }] },
  };
}
