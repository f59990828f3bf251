import { AVAILABILITY_PAUSE } from './availability-pause';
import { AVAILABILITY_SINGLE_POINT } from './availability-single-point';
import { CHECKPOINT_DURABLE } from './checkpoint-durable';
import { CHECKPOINT_INTERRUPTIBLE } from './checkpoint-interruptible';
import { DELIVERY_END_TO_END } from './delivery-end-to-end';
import { DISRUPTION_BUDGET } from './disruption-budget';
import { ELECTION_CLEAN } from './election-clean';
import { GANG_ALL_OR_NOTHING } from './gang-all-or-nothing';
import { GUARANTEES_CONTRADICTION } from './guarantees-contradiction';
import { MEMORY_HEAP } from './memory-heap';
import { PLACEMENT_DOMAINS } from './placement-domains';
import { PLACEMENT_EQUAL_ZONES } from './placement-equal-zones';
import { QUORUM_DEDICATED } from './quorum-dedicated';
import { QUORUM_MAJORITY } from './quorum-majority';
import { QUORUM_ODD_VOTERS } from './quorum-odd-voters';
import { RECOVERY_PROVIDED } from './recovery-provided';
import { REPLICATION_ACKNOWLEDGED_COPIES } from './replication-acknowledged-copies';
import { REPLICATION_COPIES } from './replication-copies';
import { RuleDefinition } from './rule-definition';
import { SECURITY_AUTHENTICATED } from './security-authenticated';
import { SECURITY_ENCRYPTED } from './security-encrypted';
import { SHUTDOWN_DRAIN_LIMIT } from './shutdown-drain-limit';
import { SHUTDOWN_GRACE } from './shutdown-grace';
import { STORAGE_DURABLE } from './storage-durable';
import { STORAGE_SHARED } from './storage-shared';
import { STORAGE_TOPOLOGY } from './storage-topology';
import { UPDATE_SERIAL } from './update-serial';

/** All rules, in the order in which they report: first what was asked for, then what keeps it; causes before what follows from them. */
export const RULES: RuleDefinition[] = [
  GUARANTEES_CONTRADICTION,
  RECOVERY_PROVIDED,
  DELIVERY_END_TO_END,
  CHECKPOINT_DURABLE,
  CHECKPOINT_INTERRUPTIBLE,
  GANG_ALL_OR_NOTHING,
  AVAILABILITY_SINGLE_POINT,
  AVAILABILITY_PAUSE,
  PLACEMENT_DOMAINS,
  PLACEMENT_EQUAL_ZONES,
  QUORUM_MAJORITY,
  REPLICATION_COPIES,
  REPLICATION_ACKNOWLEDGED_COPIES,
  QUORUM_ODD_VOTERS,
  QUORUM_DEDICATED,
  DISRUPTION_BUDGET,
  UPDATE_SERIAL,
  SHUTDOWN_GRACE,
  SHUTDOWN_DRAIN_LIMIT,
  STORAGE_DURABLE,
  STORAGE_TOPOLOGY,
  STORAGE_SHARED,
  ELECTION_CLEAN,
  MEMORY_HEAP,
  SECURITY_ENCRYPTED,
  SECURITY_AUTHENTICATED,
];
