import { Size } from 'cdk8s';
import { IStore, SharedVolumeRequest, StoreRequest } from './store';
import { refuse } from '../contract/message';
import { required, shown } from '../declared/values';
import { ClaimAccess } from '../plan';

/**
 * Options of a claim that exists.
 */
export interface ExistingVolumeOptions {
  /**
   * From where it can be mounted: what its access modes say.
   * @default ClaimAccess.MANY_NODES
   */
  readonly access?: ClaimAccess;
}

/**
 * Options of a claim that is made.
 */
export interface CreatedVolumeOptions extends ExistingVolumeOptions {
  /**
   * Name of the StorageClass. One with volumes for many nodes: Azure Files, EFS, Filestore, NFS, CephFS.
   * @default - the platform's, which is refused where it is known to have volumes for one node only: on AKS, EKS and GKE
   */
  readonly storageClass?: string;
}

/**
 * A volume that pods share, and that outlives them.
 */
export class SharedVolume implements IStore {
  /**
   * A claim that exists, in the namespace of the workload.
   * @throws if it isn't the name of a claim
   */
  public static existing(claimName: string, options: ExistingVolumeOptions = {}): SharedVolume {
    checkName('SharedVolume.existing', 'claimName', claimName, "'datasets'");
    return new SharedVolume({ claimName, access: accessOf('SharedVolume.existing', options.access) });
  }

  /**
   * A claim that is made, and kept when the workload goes. Whoever uses it names it.
   * @param size 1 MiB or more. It can grow later where the class allows it, never shrink.
   * @throws if the size holds nothing
   */
  public static create(size: Size, options: CreatedVolumeOptions = {}): SharedVolume {
    const path = 'SharedVolume.create';
    const { storageClass } = options;
    const bytes = required(path, 'size', size, 'toKibibytes', 'Size.gibibytes(100)').toKibibytes() * 1024;
    if (!(bytes >= 1024 * 1024)) {
      refuse({ path, what: 'size', got: `${bytes} bytes`, expected: '1 MiB or more', change: 'write Size.gibibytes(100)' });
    }
    if (storageClass !== undefined) checkName(path, 'storageClass', storageClass, "'azurefile-csi-premium'");
    return new SharedVolume({ access: accessOf(path, options.access), bytes, ...(storageClass === undefined ? {} : { storageClass }) });
  }

  private constructor(private readonly volume: SharedVolumeRequest) {}

  /** What it is, as plain data. */
  public toRequest(): StoreRequest {
    return { volume: this.volume };
  }
}

function checkName(path: string, what: string, name: string, example: string): void {
  if (typeof name === 'string' && /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/.test(name) && name.length <= 253) return;
  refuse({ path, what, got: shown(name), expected: 'lower-case letters, digits, dots and hyphens', change: `write ${example}` });
}

function accessOf(path: string, access: ClaimAccess = ClaimAccess.MANY_NODES): ClaimAccess {
  if (!Object.values(ClaimAccess).includes(access)) {
    refuse({ path, what: 'access', got: shown(access), expected: 'ClaimAccess.ONE_NODE, MANY_NODES or MANY_READERS', change: 'write one of them' });
  }
  return access;
}
