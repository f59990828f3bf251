import { refuse } from '../contract/message';
import { ComponentPlan, ConfigMountPlan, SecretMountPlan, SharedVolumePlan, VolumePlan, WorkloadPlan } from '../plan';
import { bytes } from './quantity';

/** A directory in memory, for small things that must not outlive the pod. */
export function memoryVolume(name: string): any {
  return { name, emptyDir: { medium: 'Memory', sizeLimit: bytes(16 * 1024 * 1024) } };
}

/** /tmp: the root file system is read-only. */
export function temporaryVolume(): any {
  return { name: 'tmp', emptyDir: {} };
}

export function temporaryMount(): any {
  return { name: 'tmp', mountPath: '/tmp' };
}

/** Readable for the pod's group only: the kubelet gives files of a Secret to root and that group. */
export function secretVolume(secret: SecretMountPlan): any {
  return { name: secret.name, secret: { secretName: secret.secretName, defaultMode: 0o440 } };
}

export function secretMount(secret: SecretMountPlan): any {
  return { name: secret.name, mountPath: secret.path, readOnly: true };
}

/** Of a ConfigMap that somebody else makes. */
export function configMapVolume(config: ConfigMountPlan): any {
  return { name: config.name, configMap: { name: config.configMapName } };
}

export function configMapMount(config: ConfigMountPlan): any {
  return { name: config.name, mountPath: config.path, readOnly: true };
}

/**
 * A claim that pods share. What a pod only reads is read-only at its source too, not only where it is mounted: else the kubelet would give the files
 * to the pod's group, and a disk for many readers be attached for writing.
 */
export function sharedVolume({ name, claim }: SharedVolumePlan, all: SharedVolumePlan[]): any {
  const reads = all.every((other) => other.claim !== claim || other.readOnly);
  return { name, persistentVolumeClaim: { claimName: claim, readOnly: reads || undefined } };
}

export function sharedMount(shared: SharedVolumePlan): any {
  return { name: shared.name, mountPath: shared.path, readOnly: shared.readOnly || undefined };
}

/** A claim that nobody knows could never be mounted, and nobody would know from where it may be. */
export function checkShared(path: string, plan: WorkloadPlan, component: ComponentPlan): void {
  const known = (plan.claims ?? []).map(({ name }) => name);
  const stranger = (component.shared ?? []).find(({ claim }) => !known.includes(claim));
  if (stranger === undefined) return;
  refuse({
    path,
    what: `shared volume ${stranger.name} of ${component.name}`,
    got: `claim "${stranger.claim}"`,
    expected: `one of the plan's: ${known.join(', ') || 'it has none'}`,
    change: 'add it to claims',
  });
}

/** A volume that goes with the pod. */
export function ephemeralVolume(volume: VolumePlan): any {
  return {
    name: volume.name,
    emptyDir: {
      medium: volume.inMemory ? 'Memory' : undefined,
      sizeLimit: volume.bytes === undefined ? undefined : bytes(volume.bytes),
    },
  };
}

export function volumeMount(volume: VolumePlan): any {
  return { name: volume.name, mountPath: volume.path };
}

/** The claim that each member gets of its own. */
export function claimTemplate(path: string, plan: WorkloadPlan, component: ComponentPlan, volume: VolumePlan): any {
  if (volume.bytes === undefined) {
    refuse({
      path,
      what: `size of volume ${volume.name} of ${component.name}`,
      got: 'none',
      expected: 'a number of bytes: a durable volume has a size',
      change: 'give it one',
    });
  }
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name: volume.name },
    spec: {
      accessModes: ['ReadWriteOnce'],
      resources: { requests: { storage: bytes(volume.bytes!) } },
      storageClassName: volume.storageClass ?? plan.site.storageClass,
      volumeMode: 'Filesystem',
    },
  };
}

export function durableVolumes(component: ComponentPlan): VolumePlan[] {
  return (component.volumes ?? []).filter((volume) => volume.durable);
}

export function ephemeralVolumes(component: ComponentPlan): VolumePlan[] {
  return (component.volumes ?? []).filter((volume) => !volume.durable);
}

/** Two volumes with one name, or two mounts at one path, would be refused by the API server. */
export function checkMounts(path: string, part: string, claims: string[], volumes: any[], mounts: any[]): void {
  const names = [...claims, ...volumes.map((volume) => volume.name)];
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined) {
    refuse({ path, what: `volume ${twice} of ${part}`, got: 'the same name twice', expected: 'a name of its own', change: 'rename one of them' });
  }
  const paths = mounts.map((mount) => mount.mountPath);
  const again = paths.find((mountPath, at) => paths.indexOf(mountPath) !== at);
  if (again !== undefined) {
    refuse({ path, what: `mounts of ${part}`, got: `${again} twice`, expected: 'a path for each', change: 'move one of them' });
  }
}
