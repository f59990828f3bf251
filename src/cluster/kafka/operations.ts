import { Automation, OperationPlan } from '../../plan';

const { AUTOMATIC, HELPER, MANUAL, NONE } = Automation;
const PROOF = 'docs/proof.md';
const PAGE = 'docs/kafka.md';

/** Who does what where Kubernetes' own objects run Kafka. docs/kafka-operations.md says more of each. */
export const OPERATIONS: OperationPlan[] = [
  { name: 'safe restart', automation: HELPER, how: 'a readiness gate and a farewell, one member at a time: each waits until the others can spare it', source: PROOF },
  { name: 'safe drain', automation: HELPER, how: 'a budget of one for each kind of member, and the farewell', source: PROOF },
  { name: 'failover', automation: AUTOMATIC, how: 'Kafka elects other leaders; the same pod comes back', source: PROOF },
  { name: 'zone awareness', automation: HELPER, how: 'hard placement, and the zone read by an init container or from a label of the pod', source: PROOF },
  { name: 'data to new brokers', automation: HELPER, how: 'a Job moves partitions, by racks and sizes, with a throttle', source: PROOF },
  { name: 'brokers emptied before they go', automation: HELPER, how: 'two commits: draining, then fewer replicas', source: PROOF },
  { name: 'upgrade', automation: HELPER, how: 'the binaries roll behind the gate; a Job raises the metadata', source: PROOF },
  { name: 'settings', automation: HELPER, how: 'a Job sets what Kafka changes live; all else rolls', source: PROOF },
  { name: 'certificates', automation: HELPER, how: 'cert-manager renews; each member restarts by itself, in turn', source: PROOF },
  { name: 'topics', automation: HELPER, how: 'a Job makes and changes them; what is left out stays', source: PROOF },
  { name: 'users and rights', automation: HELPER, how: 'a Job; who is left out keeps what it had until it is revoked', source: PAGE },
  { name: 'larger volumes', automation: MANUAL, how: 'a script grows the claims, and the StatefulSet is made anew around its pods', source: PAGE },
  { name: 'lost disk', automation: HELPER, how: 'an emptied member formats its disk and joins again', source: PROOF },
  { name: 'balance of load', automation: NONE, how: 'partitions move when brokers come and go, by size, not by load', source: PAGE },
  { name: 'backup', automation: NONE, how: 'Kafka has none: mirror to another cluster', source: PAGE },
];
