import { Duration, Size } from 'cdk8s';
import { refuse } from '../contract/message';
import { required } from '../declared/values';
import { IStore, StoreRequest } from '../store';
import { SharedVolume } from '../store/shared-volume';

/**
 * How often checkpoints are made, and how long each takes.
 */
export interface CheckpointOptions {
  /**
   * The time between two of them: what a failure costs at most, beside the time to begin again. 1 second or more. The trainer is told it in
   * `CHECKPOINT_EVERY_SECONDS`; whether it keeps to it, nobody can check.
   */
  readonly every: Duration;
  /** How long one takes at most, from the signal to the last byte. So long, and half a minute more, a pod may take to stop. */
  readonly takes: Duration;
}

/**
 * Options of checkpoints on a claim that is made.
 */
export interface CreatedCheckpointOptions extends CheckpointOptions {
  /**
   * Name of a StorageClass with volumes for many nodes: Azure Files, EFS, Filestore, NFS, CephFS.
   * @default - the platform's, which is refused where it is known to have volumes for one node only: on AKS, EKS and GKE
   */
  readonly storageClass?: string;
}

/** Checkpoints as a job gets to see them. */
export interface CheckpointRequest {
  readonly store: StoreRequest;
  readonly everySeconds: number;
  readonly takesSeconds: number;
}

/**
 * Where a training job keeps what it has learned. Each run has a folder of its own in it, and its pods are told which: `CHECKPOINT_DIR`.
 */
export class Checkpoints {
  /** On a claim that exists, for many nodes. @throws if it isn't the name of a claim, or a time isn't one */
  public static claim(claimName: string, options: CheckpointOptions): Checkpoints {
    return new Checkpoints('Checkpoints.claim', SharedVolume.existing(claimName), options);
  }

  /** On a claim that is made, for many nodes, and that outlives the runs. @throws if the size holds nothing, or a time isn't one */
  public static create(size: Size, options: CreatedCheckpointOptions): Checkpoints {
    return new Checkpoints('Checkpoints.create', SharedVolume.create(size, { storageClass: options.storageClass }), options);
  }

  /**
   * In any store: an object store, or a shared volume that only one node can mount. The trainer has to know the address: TensorFlow's `tf.io.gfile` has `gs://`, and
   * no `abfss://`.
   * @throws if a time isn't one
   */
  public static store(store: IStore, options: CheckpointOptions): Checkpoints {
    return new Checkpoints('Checkpoints.store', store, options);
  }

  private readonly request: CheckpointRequest;

  private constructor(path: string, store: IStore, options: CheckpointOptions) {
    this.request = {
      store: required(path, 'store', store, 'toRequest', "ObjectStore.s3({ bucket: 'models' })").toRequest(),
      everySeconds: seconds(path, 'every', options.every),
      takesSeconds: seconds(path, 'takes', options.takes),
    };
    if (this.request.takesSeconds > this.request.everySeconds) {
      refuse({
        path,
        what: 'takes',
        got: `${this.request.takesSeconds} s for a checkpoint every ${this.request.everySeconds} s`,
        expected: 'less time than there is between two of them',
        change: 'make them less often',
      });
    }
  }

  /** @internal */
  public _toRequest(): any {
    return this.request;
  }
}

function seconds(path: string, what: string, duration: Duration): number {
  const got = required(path, what, duration, 'toSeconds', 'Duration.minutes(10)').toSeconds({ integral: false });
  if (!(got >= 1)) refuse({ path, what, got: `${got} seconds`, expected: '1 second or more', change: `write ${what}: Duration.minutes(1)` });
  return Math.ceil(got);
}
