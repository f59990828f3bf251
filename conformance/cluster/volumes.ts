// Plays the storage provider: a folder for each claim, as a local volume tied to the zone of the node that the scheduler chose; one that many
// may write to at once, as file servers have them, is in no zone.
import * as fs from 'fs';
import * as path from 'path';
import { ZONE_LABEL } from './zones';
import { Api, KubeObject } from '../kubernetes/api';

export const PROVISIONER = 'conformance/local';

export const STORAGE_CLASS: KubeObject = {
  apiVersion: 'storage.k8s.io/v1',
  kind: 'StorageClass',
  metadata: { name: 'local', annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' } },
  provisioner: PROVISIONER,
  volumeBindingMode: 'WaitForFirstConsumer',
  allowVolumeExpansion: true,
};

/** The folder behind a claim. */
export function volumeFolder(runFolder: string, claim: KubeObject): string {
  return path.join(runFolder, 'volumes', claim.metadata.uid!);
}

/** Provisions until the process ends; the API server may come and go meanwhile. */
export function provisionVolumes(api: Api, runFolder: string): void {
  const watch = async (): Promise<void> => {
    for (;;) {
      try {
        const list = await api.request('GET', '/api/v1/persistentvolumeclaims');
        for (const claim of list.body.items ?? []) { await provision(api, runFolder, { apiVersion: 'v1', kind: 'PersistentVolumeClaim', ...claim }); }
        await api.watch(`/api/v1/persistentvolumeclaims?watch=1&resourceVersion=${list.body.metadata.resourceVersion}`, 600_000, (type, claim) => {
          if (type !== 'DELETED') { void provision(api, runFolder, claim).catch((failed) => console.error(`volume of ${claim.metadata.name}: ${failed}`)); }
          return false;
        });
      } catch {
        await new Promise((go) => setTimeout(go, 500));
      }
    }
  };
  void watch();
}

/** While this file exists, a claim gets no volume: its disk is late. */
export function holdFile(runFolder: string, namespace: string, claim: string): string {
  return path.join(runFolder, `held-${namespace}-${claim}`);
}

export async function provision(api: Api, runFolder: string, claim: KubeObject): Promise<void> {
  const { name, namespace, uid, annotations } = claim.metadata;
  const node = annotations?.['volume.kubernetes.io/selected-node'];
  if (!node || claim.spec.volumeName || claim.status?.phase !== 'Pending' || fs.existsSync(holdFile(runFolder, namespace!, name))) { return; }
  const zone = (await api.get('v1', 'Node', node))?.metadata.labels?.[ZONE_LABEL];
  if (!zone) { return; }
  const folder = volumeFolder(runFolder, claim), shared = claim.spec.accessModes.includes('ReadWriteMany');
  fs.mkdirSync(folder, { recursive: true });
  if (shared) { fs.chmodSync(folder, 0o777); } // whoever may mount it may write: its owner is not changed to a pod's group
  await api.apply({
    apiVersion: 'v1',
    kind: 'PersistentVolume',
    metadata: { name: `pvc-${uid}` },
    spec: {
      storageClassName: claim.spec.storageClassName,
      accessModes: claim.spec.accessModes,
      capacity: claim.spec.resources.requests,
      persistentVolumeReclaimPolicy: 'Retain',
      ...shared ? { hostPath: { path: folder } } : { local: { path: folder } },
      claimRef: { kind: 'PersistentVolumeClaim', apiVersion: 'v1', namespace, name, uid },
      ...shared ? {} : { nodeAffinity: { required: { nodeSelectorTerms: [{ matchExpressions: [{ key: ZONE_LABEL, operator: 'In', values: [zone] }] }] } } },
    },
  }, { manager: 'volumes' });
}
