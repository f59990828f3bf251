import { Size } from 'cdk8s';
import { StorageRequest } from './engine';
import { refuse } from '../contract/message';
import { required, shown } from '../declared/values';

/**
 * Options of storage that outlives its pod.
 */
export interface PersistentStorageOptions {
  /**
   * Name of the StorageClass. It should bind volumes where the pod was scheduled (`WaitForFirstConsumer`).
   * @default - the platform's
   */
  readonly storageClass?: string;
  /**
   * Whether claims are kept when the cluster shrinks or is deleted.
   * @default true
   */
  readonly retain?: boolean;
}

/**
 * Where each member keeps its data.
 */
export class DataStorage {
  /**
   * A volume of its own for each member, which outlives the pod.
   * @param size of each member's volume: 1 MiB or more. It can grow later where the class allows it, never shrink.
   */
  public static persistent(size: Size, options: PersistentStorageOptions = {}): DataStorage {
    const { storageClass } = options;
    if (storageClass !== undefined && !/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/.test(storageClass)) {
      refuse({ path: 'DataStorage.persistent', what: 'storageClass', got: shown(storageClass), expected: 'the name of a StorageClass', change: "write storageClass: 'fast'" });
    }
    return new DataStorage({
      durable: true,
      bytes: sizeOf('DataStorage.persistent', size),
      storageClass,
      retain: options.retain ?? true,
    });
  }

  /**
   * The node's own disk: gone with the pod. Breaks `keepsAcknowledgedWrites` for everything that holds
   * state: accept the risk `Rule.STORAGE_DURABLE`, or lower the guarantee.
   * @param limit of each member; a pod that exceeds it is evicted
   */
  public static ephemeral(limit: Size): DataStorage {
    return new DataStorage({ durable: false, bytes: sizeOf('DataStorage.ephemeral', limit), retain: false });
  }

  private constructor(private readonly request: StorageRequest) {}

  /** What engines get to see. */
  public toRequest(): StorageRequest {
    return this.request;
  }
}

function sizeOf(path: string, size: Size): number {
  return required(path, 'size', size, 'toKibibytes', 'Size.gibibytes(100)').toKibibytes() * 1024;
}

/** Storage that can hold something. */
export function storageOf(path: string, storage: StorageRequest): StorageRequest {
  if (!(storage.bytes >= 1024 * 1024)) {
    refuse({ path, what: 'storage', got: `${storage.bytes} bytes`, expected: '1 MiB or more', change: 'write storage: DataStorage.persistent(Size.gibibytes(100))' });
  }
  return storage;
}
