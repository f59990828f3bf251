import { refuse } from './message';

/**
 * A rule of the contract, by its id. What each one proves, and its source, is in docs/rules.md.
 */
export class Rule {
  /** Enough copies remain to serve after the failure that is survived. */
  public static readonly REPLICATION_COPIES = new Rule('replication/copies');
  /** An acknowledged write is on more copies than the failure destroys. */
  public static readonly REPLICATION_ACKNOWLEDGED_COPIES = new Rule('replication/acknowledged-copies');
  /** A vote needs a real majority, and the failure leaves one. */
  public static readonly QUORUM_MAJORITY = new Rule('quorum/majority');
  /** The number of voters is odd. */
  public static readonly QUORUM_ODD_VOTERS = new Rule('quorum/odd-voters');
  /** Voters do nothing but vote. */
  public static readonly QUORUM_DEDICATED = new Rule('quorum/dedicated');
  /** Members can't stand together where one failure takes them. */
  public static readonly PLACEMENT_DOMAINS = new Rule('placement/domains');
  /** Each zone holds as many members as the next. */
  public static readonly PLACEMENT_EQUAL_ZONES = new Rule('placement/equal-zones');
  /** Drains always leave enough, and always get done. */
  public static readonly DISRUPTION_BUDGET = new Rule('disruption/budget');
  /** Updates take one member at a time and wait until it is back. */
  public static readonly UPDATE_SERIAL = new Rule('update/serial');
  /** No single pod carries the service. */
  public static readonly AVAILABILITY_SINGLE_POINT = new Rule('availability/single-point');
  /** Work that pauses with each lost pod doesn't promise that maintenance is invisible. */
  public static readonly AVAILABILITY_PAUSE = new Rule('availability/pause');
  /** State outlives its pod and its workload. */
  public static readonly STORAGE_DURABLE = new Rule('storage/durable');
  /** Volumes are made in the zone where their pod was placed. */
  public static readonly STORAGE_TOPOLOGY = new Rule('storage/topology');
  /** A shared volume can be mounted wherever the pods that share it stand. */
  public static readonly STORAGE_SHARED = new Rule('storage/shared');
  /** A copy that lacks acknowledged writes never becomes the one that counts. */
  public static readonly ELECTION_CLEAN = new Rule('election/clean');
  /** The heap leaves room for what else needs memory. */
  public static readonly MEMORY_HEAP = new Rule('memory/heap');
  /** The grace period covers the whole farewell. */
  public static readonly SHUTDOWN_GRACE = new Rule('shutdown/grace');
  /** The platform's drain waits for the whole farewell. */
  public static readonly SHUTDOWN_DRAIN_LIMIT = new Rule('shutdown/drain-limit');
  /** What is promised of delivery holds from source to sink. */
  public static readonly DELIVERY_END_TO_END = new Rule('delivery/end-to-end');
  /** Interrupted work goes on from what outlives the pods. */
  public static readonly CHECKPOINT_DURABLE = new Rule('checkpoint/durable');
  /** Only work with checkpoints stands on nodes that may be taken away. */
  public static readonly CHECKPOINT_INTERRUPTIBLE = new Rule('checkpoint/interruptible');
  /** Members that need each other start together or not at all. */
  public static readonly GANG_ALL_OR_NOTHING = new Rule('gang/all-or-nothing');
  /** What is promised for a disaster is provided by something. */
  public static readonly RECOVERY_PROVIDED = new Rule('recovery/provided');
  /** No explicit setting works against a guarantee. */
  public static readonly GUARANTEES_CONTRADICTION = new Rule('guarantees/contradiction');
  /** Clients connect encrypted. */
  public static readonly SECURITY_ENCRYPTED = new Rule('security/encrypted');
  /** Clients prove who they are. */
  public static readonly SECURITY_AUTHENTICATED = new Rule('security/authenticated');

  /**
   * A rule by an id that is known only when the program runs, or that is newer than these constants.
   * An id that no rule has is an error at synthesis.
   *
   * @param id area and name in lower case, `storage/durable`
   */
  public static of(id: string): Rule {
    if (!/^[a-z][a-z0-9-]*\/[a-z][a-z0-9-]*$/.test(id)) {
      refuse({
        path: 'Rule.of',
        what: 'id',
        got: `'${id}'`,
        expected: 'an area and a name in lower case with a slash between',
        change: "write it like 'storage/durable'",
      });
    }
    return new Rule(id);
  }

  private constructor(
    /** Area and name, `storage/durable`. It never changes. */
    public readonly id: string,
  ) {}

  /** The id. */
  public toString(): string {
    return this.id;
  }
}
