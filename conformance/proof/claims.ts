// What each experiment is a proof of: the guarantee in a user's words, and the rules that derive what keeps it.
import { Rule } from 'cdk8s-data';

export interface Claim {
  readonly suite: string;
  readonly experiment: string;
  readonly guarantee: string;
  readonly rules: readonly Rule[];
  /** What is done, in a line. */
  readonly done: string;
}

const SURVIVES_ZONE = '`survives: ZONE`', SURVIVES_NODE = '`survives: NODE`', KEEPS = '`keepsAcknowledgedWrites`', SERVES = '`servesDuringMaintenance`', ONCE = '`delivery: EXACTLY_ONCE`', POINT = '`recoveryPoint`', DERIVED = 'derivation',
  GOES_ON = 'goes on from its last checkpoint';

const claim = (suite: string) => (experiment: string, guarantee: string, rules: readonly Rule[], done: string): Claim =>
  ({ suite, experiment, guarantee, rules, done });
const api = claim('api'), gitops = claim('gitops'), argo = claim('argo-cd'), flux = claim('flux'), operators = claim('operators'), own = claim('own-operator'), placement = claim('placement'), smoke = claim('kafka-smoke'), kafka = claim('kafka'), control = claim('kafka-controls'),
  dayTwo = claim('kafka-day-two'), upkeep = claim('kafka-upkeep'), rules = claim('rules'), watched = claim('kafka-watched'), flink = claim('flink'), flinkControl = claim('flink-controls'), pipeline = claim('pipeline'), training = claim('training'), operated = claim('training-operators');

const TITLES = { 'argo-cd': 'Argo CD', 'flux': 'Flux' };

export const CLAIMS: readonly Claim[] = [
  rules('exporter', DERIVED, [], 'the exporter, as released, over beans of Kafka\'s names: the series that the alerts ask for, and no others'),
  rules('check', DERIVED, [], 'the alerts read by Prometheus, and by its linter'),
  rules('moments', `${SURVIVES_NODE}, ${KEEPS}, ${SERVES}`,
    [
      Rule.QUORUM_MAJORITY, Rule.REPLICATION_COPIES, Rule.REPLICATION_ACKNOWLEDGED_COPIES, Rule.DISRUPTION_BUDGET, Rule.AVAILABILITY_SINGLE_POINT,
      Rule.ELECTION_CLEAN, Rule.STORAGE_DURABLE,
    ],
    'series of troubles, and of what only looks like one, played to the alerts: each fires when its rule is broken on the living cluster, and only then'),

  api('oldest', DERIVED, [], 'every object applied strictly to the oldest API server'),
  api('usual', DERIVED, [], 'every object applied strictly, twice, and compared field by field'),
  api('newest', DERIVED, [], 'every object applied strictly to the newest API server'),

  api('guard-usual', KEEPS, [], 'members taken away without being emptied, in the manifests and through /scale: refused; what was emptied goes'),
  api('guard-newest', KEEPS, [], 'the same on the newest API server'),

  ...(['argo-cd', 'flux'] as const).flatMap((tool) => [
    gitops(`${tool}-in-order`, DERIVED, [], `an app with an operator, laid out for ${TITLES[tool]}, applied in its order to an empty cluster, each stage once that before it is healthy: nothing is refused`),
    gitops(`${tool}-again`, DERIVED, [], 'synthesized and applied a second time: no object changes'),
    gitops(`${tool}-prune`, DERIVED, [], 'a Cache, its definition and its namespace left out: the Cache goes, the others say that they stay'),
    gitops(`${tool}-at-once`, DERIVED, [], 'all in one go, the last first, to an empty cluster, again and again: refused at first is all that is in a namespace, and it converges'),
  ]),
  gitops('wrong-order', DERIVED, [], 'control: workloads before definitions, operators before namespaces: refused'),
  gitops('no-marks', DERIVED, [], 'control: pruned without asking whether it stays: the definition goes, and with it every Cache'),

  argo('at-once', DERIVED, [], 'Argo CD\'s own controller, an empty cluster and the layout\'s Applications, the last first: all becomes healthy'),
  argo('again', DERIVED, [], 'a second synth is no commit; Argo CD looks again, and no object changes'),
  argo('prune', DERIVED, [], 'a Cache, its definition and its namespace leave the repository, and the Application may prune: the Cache goes, the namespace stays by its mark, and definitions it follows none'),
  argo('mend', DERIVED, [], 'a commit that can\'t become healthy, then one that mends it: applied at once'),
  argo('orphan', DERIVED, [], 'the Applications deleted: all that they brought stays'),
  argo('waves', DERIVED, [], 'an empty cluster and a root Application: the stages are made in their order, though not each waited for, and all becomes healthy'),

  flux('install', DERIVED, [], 'Flux\'s own controller, an empty cluster and the layout\'s Kustomizations, the last first: each is applied once that before it is healthy'),
  flux('again', DERIVED, [], 'a second synth is no commit; Flux looks again, and no object changes'),
  flux('script', DERIVED, [], 'a script with variables, where the Kustomization substitutes one of them: kept; without its mark it is substituted'),
  flux('prune', DERIVED, [], 'a Cache, its definition and its namespace leave the repository, and the Kustomization may prune: the Cache goes, the others stay by their marks'),
  flux('mend', DERIVED, [], 'a commit that can\'t become healthy, and at once one that mends it: applied when the limit is over'),
  flux('orphan', DERIVED, [], 'the Kustomizations deleted: all that they brought stays'),
  flux('without-order', DERIVED, [], 'control: an empty cluster, and no Kustomization waits for another: refused at first, and it converges'),
  flux('no-marks', DERIVED, [], 'control: the definition without its mark leaves the repository: it is pruned, and with it every Cache'),

  operators('install', DERIVED, [], 'a vendored release, from a stand-in with the shape of the real one, applied strictly'),
  operators('change', DERIVED, [], 'another namespace to watch: its rights come, no definition changes'),
  operators('narrow', DERIVED, [], 'a namespace less: its rights go'),
  operators('remove', DERIVED, [], 'all of it pruned: the definitions stay, and what there is of their kinds'),

  own('install', DERIVED, [], 'the example\'s definition, rights and two controllers, then a Cache: Ready by its own word, and its pods are'),
  own('change', DERIVED, [], 'another number of pods; other memory, so other pods'),
  own('scale', DERIVED, [], '`kubectl scale` on the Cache'),
  own('meddle', DERIVED, [], 'its Deployment scaled to nothing, its Service deleted, by somebody else: put right'),
  own('kill-leader', SURVIVES_NODE, [Rule.AVAILABILITY_SINGLE_POINT], 'the leader killed (-9) with its pod, and the Cache changed at once: another leads, when the lease has run out'),
  own('stop-leader', SERVES, [Rule.DISRUPTION_BUDGET], 'the leader told to stop, as a drain does: it gives the lease back'),
  own('no-right', DERIVED, [], 'control: a rule of the Role taken away: nothing converges, and the Cache says why; given back, it does'),
  own('refuse', DERIVED, [], 'a Cache with the name of somebody else\'s Deployment: the controller refuses it before it is there'),
  own('silence', DERIVED, [], 'control: no controller answers: no Cache is taken in the watched namespace, and all are elsewhere'),
  own('remove', DERIVED, [], 'the Cache deleted: Deployment, Service and pods go'),

  placement('dozens-of-nodes', SURVIVES_ZONE, [Rule.PLACEMENT_DOMAINS, Rule.PLACEMENT_EQUAL_ZONES], 'thirty brokers placed on 48 nodes while a zone is closed; it opens, closes, and its disks are lost'),
  placement('dozens-as-a-wish', SURVIVES_ZONE, [Rule.PLACEMENT_DOMAINS], 'control: the same, placed as a wish: the open zones are crowded'),

  smoke('install', DERIVED, [], 'applied to an empty cluster, until all members are Ready'),
  smoke('roll', SERVES, [Rule.UPDATE_SERIAL, Rule.AVAILABILITY_PAUSE], 'brokers rolled under load'),
  smoke('kill', SURVIVES_NODE, [Rule.REPLICATION_COPIES], 'a broker killed (-9) under load'),

  kafka('install-zone-missing', SURVIVES_ZONE, [Rule.PLACEMENT_DOMAINS, Rule.QUORUM_MAJORITY], 'installed while a zone is missing; the zone comes later'),
  kafka('clients', DERIVED, [Rule.SECURITY_AUTHENTICATED, Rule.SECURITY_ENCRYPTED], 'clients by certificate and by password; four strangers'),
  kafka('topics', DERIVED, [Rule.REPLICATION_COPIES], 'a topic made, grown, changed, changed back; shrinking refused'),
  kafka('roll', SERVES, [Rule.UPDATE_SERIAL, Rule.AVAILABILITY_PAUSE, Rule.QUORUM_MAJORITY, Rule.SHUTDOWN_GRACE],
    'brokers and controllers rolled at once under load'),
  kafka('roll-max-unavailable', SERVES, [Rule.UPDATE_SERIAL, Rule.AVAILABILITY_PAUSE, Rule.QUORUM_MAJORITY, Rule.SHUTDOWN_GRACE],
    'the same with the feature MaxUnavailableStatefulSet on'),
  kafka('evict-brokers', SERVES, [Rule.DISRUPTION_BUDGET], 'two brokers evicted at the same instant'),
  kafka('drain', SERVES, [Rule.DISRUPTION_BUDGET, Rule.SHUTDOWN_DRAIN_LIMIT], 'a node drained and given back'),
  kafka('kill-broker', SURVIVES_NODE, [Rule.REPLICATION_COPIES, Rule.AVAILABILITY_SINGLE_POINT], 'a broker killed (-9)'),
  kafka('kill-active-controller', SURVIVES_NODE, [Rule.QUORUM_MAJORITY, Rule.QUORUM_ODD_VOTERS], 'the active controller killed (-9)'),
  kafka('kill-all', KEEPS, [Rule.REPLICATION_ACKNOWLEDGED_COPIES, Rule.ELECTION_CLEAN], 'all processes killed at once'),
  ...[0, 1, 2].map((ordinal) => kafka(`lose-disks-${ordinal}`, KEEPS, [Rule.REPLICATION_ACKNOWLEDGED_COPIES, Rule.STORAGE_DURABLE],
    `all restart, the disks of broker ${ordinal} and controller ${ordinal} empty`)),
  kafka('laggard-first', KEEPS, [Rule.ELECTION_CLEAN], 'a broker that missed messages comes back before those that have them'),
  kafka('install-founder-late', DERIVED, [Rule.PLACEMENT_EQUAL_ZONES],
    'six brokers on six nodes installed, the zone told by the pod\'s label; the disk of the controller that founds comes two minutes late'),
  kafka('lose-zone-three', SURVIVES_ZONE, [Rule.PLACEMENT_DOMAINS, Rule.REPLICATION_COPIES, Rule.QUORUM_MAJORITY],
    'of 3 brokers: a zone lost, a broker moved meanwhile, the zone back'),
  kafka('lose-zone-six', SURVIVES_ZONE, [Rule.PLACEMENT_DOMAINS, Rule.PLACEMENT_EQUAL_ZONES, Rule.REPLICATION_COPIES],
    'of 6 brokers: a zone lost, a broker moved meanwhile, the zone back'),

  control('no-gate', SERVES, [Rule.UPDATE_SERIAL, Rule.AVAILABILITY_PAUSE], 'rolled without readiness gate and farewell while copies catch up slowly: messages are refused'),
  control('roll-behind', SERVES, [Rule.UPDATE_SERIAL, Rule.AVAILABILITY_PAUSE], 'the same with both: the roll waits, nothing is refused'),
  control('no-budget', SERVES, [Rule.DISRUPTION_BUDGET], 'two brokers evicted without a budget: both go'),
  control('one-copy', KEEPS, [Rule.REPLICATION_COPIES, Rule.REPLICATION_ACKNOWLEDGED_COPIES], 'disks emptied with one copy: messages are lost'),
  control('unclean-election', KEEPS, [Rule.ELECTION_CLEAN], 'a laggard comes back first where unclean elections are allowed: it leads, and messages are lost'),
  control('ordered-ready', DERIVED, [], 'OrderedReady with a gate: installed, but after all pods were gone at once the first member waits for ever'),
  dayTwo('install', DERIVED, [], 'three brokers installed: the run that moves partitions finds nothing to move'),
  dayTwo('grow-to-four', KEEPS, [Rule.REPLICATION_COPIES], 'a fourth broker declared: it takes its share, the throttle is lifted'),
  dayTwo('grow-to-six', KEEPS, [Rule.REPLICATION_COPIES], 'six declared; the run that moves partitions is killed (-9) half-way'),
  dayTwo('shrink-to-three', KEEPS, [Rule.REPLICATION_COPIES], 'three brokers emptied, then left out'),
  upkeep('install', DERIVED, [], 'three brokers and controllers of Kafka 4.2.0 installed; controllers that never register (KAFKA-20247) are restarted by hand'),
  upkeep('outside', DERIVED, [Rule.SECURITY_AUTHENTICATED, Rule.SECURITY_ENCRYPTED], 'a client outside reaches each broker through its node port; one without a certificate is refused'),
  upkeep('upgrade', SERVES, [Rule.UPDATE_SERIAL, Rule.AVAILABILITY_PAUSE],
    'binaries of 4.3.1 and its metadata in one commit, a broker and a controller held back: raising the metadata is refused, by hand too, until they are through'),
  upkeep('lower-metadata', DERIVED, [], 'older metadata declared: refused for good'),
  upkeep('live-setting', SERVES, [], 'a live setting declared and taken back: all brokers have it, nobody restarts'),
  upkeep('rolled-setting', SERVES, [Rule.UPDATE_SERIAL, Rule.AVAILABILITY_PAUSE], 'a setting that is read at the start: rolled'),
  upkeep('renew', SERVES, [Rule.SECURITY_AUTHENTICATED, Rule.UPDATE_SERIAL], 'certificates of all members signed anew: each restarts by itself when the others can spare it'),
  upkeep('lose-disk-broker', KEEPS, [Rule.REPLICATION_COPIES], 'the disk of one broker emptied while the others serve'),
  upkeep('lose-disk-controller', KEEPS, [Rule.QUORUM_MAJORITY], 'the disk of one controller emptied while the others serve'),
  dayTwo('no-lifting', KEEPS, [], 'control: a run that does not ask for its throttles: they are left'),
  dayTwo('no-draining', KEEPS, [Rule.REPLICATION_COPIES], 'control: a broker left out without being emptied: partitions lack copies'),

  watched('install', DERIVED, [], 'members with the exporter\'s agent applied to an empty cluster, until all are Ready'),
  watched('well', DERIVED, [], 'what the exporters in real servers say, played to the alerts: all that they ask for is there, and none fires'),
  watched('two-gone', `${SURVIVES_NODE}, ${SERVES}`,
    [Rule.REPLICATION_COPIES, Rule.REPLICATION_ACKNOWLEDGED_COPIES, Rule.DISRUPTION_BUDGET, Rule.AVAILABILITY_SINGLE_POINT],
    'two of three brokers taken away: the four alerts that are meant for it fire on the metrics of the others, and no others'),
  watched('back', DERIVED, [], 'the two are back: no alert fires'),

  flink('install', ONCE, [Rule.DELIVERY_END_TO_END], 'a leader, a standby and two workers applied to an empty cluster: the job runs, and each record is counted once'),
  flink('alerts', DERIVED, [Rule.AVAILABILITY_SINGLE_POINT, Rule.CHECKPOINT_DURABLE, Rule.AVAILABILITY_PAUSE],
    'what Flink\'s reporter says in real processes, played to the alerts: all that they ask for is there, none fires, and each does when its own number is wrong'),
  flink('kill-worker', `${SURVIVES_NODE}, ${ONCE}`, [Rule.CHECKPOINT_DURABLE, Rule.DELIVERY_END_TO_END], 'a worker killed (-9): it goes on from a checkpoint'),
  flink('kill-leader', `${SURVIVES_NODE}, ${ONCE}`, [Rule.AVAILABILITY_SINGLE_POINT, Rule.DELIVERY_END_TO_END], 'the leader killed (-9): the standby leads, and goes on from a checkpoint'),
  flink('evict-leaders', `${SURVIVES_NODE}, ${ONCE}`, [Rule.DISRUPTION_BUDGET], 'both leaders evicted at the same instant: one goes, as a drain would have it'),
  flink('lose-node', `${SURVIVES_NODE}, ${ONCE}`, [Rule.PLACEMENT_DOMAINS, Rule.AVAILABILITY_SINGLE_POINT], 'the node of the leader lost, with a worker'),
  flink('edit-in-place', ONCE, [], 'another image and other arguments without a savepoint: the API server refuses those of the leaders, workers refuse to start, and taken back it goes on'),
  flink('second-commit-first', ONCE, [], 'the second commit of a change without the first: the new leaders wait, and taken back it goes on'),
  flink('stop', ONCE, [Rule.CHECKPOINT_DURABLE], 'the first commit: stopped with a savepoint; leaders end, and nothing of the run is kept at the API server'),
  flink('stopped-stays', ONCE, [], 'the Job of the stopped leaders deleted and applied again: they end, and nothing is written'),
  flink('restore', ONCE, [Rule.CHECKPOINT_DURABLE], 'the second commit: another jar, other arguments and three workers, from the savepoint'),
  flink('kill-changed-leader', `${SURVIVES_NODE}, ${ONCE}`, [Rule.AVAILABILITY_SINGLE_POINT], 'the new leader killed (-9): it goes on from a checkpoint of its own, not from the savepoint'),
  flink('single-install', DERIVED, [], 'one leader, and workers with volumes of their own'),
  flink('single-kill-leader', POINT, [Rule.CHECKPOINT_DURABLE], 'the only leader killed (-9): it starts again in its pod, and goes on from a checkpoint'),
  flink('single-kill-worker', POINT, [Rule.CHECKPOINT_DURABLE], 'a worker with a volume of its own killed (-9)'),
  flinkControl('nothing-kept', POINT, [Rule.CHECKPOINT_DURABLE], 'control: no state declared, a worker killed: the job begins with nothing'),
  flinkControl('no-high-availability', ONCE, [Rule.CHECKPOINT_DURABLE], 'control: checkpoints without high availability, the leader killed: it knows of none'),
  flinkControl('no-high-availability-twice', ONCE, [Rule.DELIVERY_END_TO_END], 'control: and so records are there twice'),
  flinkControl('forgetful-standby', ONCE, [], 'control: Flink\'s defaults, stopped with a savepoint: the standby runs it again, from nothing'),
  flinkControl('mindful-standby', ONCE, [], 'the same with the library\'s settings: the standby ends'),
  flinkControl('reused-id', ONCE, [], 'control: nobody guards a changed program over an HA id in use: the old graph, arguments and jar run on, without a word'),

  pipeline('install', ONCE, [Rule.DELIVERY_END_TO_END], 'Kafka, topics, users and a processor between two topics, all at once: each acknowledged order is counted once'),
  pipeline('kill-worker', ONCE, [Rule.DELIVERY_END_TO_END], 'a worker killed (-9): open transactions are given up, and none that was committed comes again'),
  pipeline('kill-leader', ONCE, [Rule.DELIVERY_END_TO_END], 'the leader killed (-9)'),
  pipeline('kill-broker', ONCE, [Rule.DELIVERY_END_TO_END], 'a broker killed (-9): reading, writing and transactions go on'),
  pipeline('at-least-once', ONCE, [Rule.DELIVERY_END_TO_END], 'control: at least once promised, a worker killed: orders are counted twice'),

  control('soft-placement', SURVIVES_ZONE, [Rule.PLACEMENT_DOMAINS], 'soft placement while a zone is missing: two members in one zone'),

  training('train-distributed', DERIVED, [], 'three nodes of PyTorch (torchrun, gloo) in a namespace of the level restricted: the loss that it must be'),
  training('change', DERIVED, [], 'another image for the same run: refused by the API server, and the Job is as before'),
  training('kill-distributed', GOES_ON, [Rule.CHECKPOINT_DURABLE], 'a node of PyTorch killed (-9): the others end by themselves, all come again; the same loss'),
  training('lose-node', GOES_ON, [Rule.CHECKPOINT_DURABLE], 'the machine of one of them lost, and tainted out-of-service once Kubernetes takes it for lost; the same loss'),
  training('evict', GOES_ON, [Rule.CHECKPOINT_DURABLE], 'a pod evicted, the trainer started without torchrun: all make a checkpoint, and no failure is counted; the same loss'),
  training('suspend', GOES_ON, [Rule.CHECKPOINT_DURABLE], '`suspended: true`, and without it again: all make a checkpoint and go, no failure is counted; the same loss'),
  training('kill-elastic', GOES_ON, [Rule.CHECKPOINT_DURABLE], 'one of two to three nodes of PyTorch killed (-9); the same loss'),
  training('train-multi-worker', DERIVED, [], 'three workers of TensorFlow in step: the loss that it must be'),
  training('kill-multi-worker', GOES_ON, [Rule.CHECKPOINT_DURABLE], 'a worker of TensorFlow killed (-9): the others end by themselves, all come again; the same loss'),
  training('kill-worker', DERIVED, [], 'with a parameter server, a worker killed (-9): the chief goes on, and ends the others; the same loss'),
  training('kill-chief', GOES_ON, [Rule.CHECKPOINT_DURABLE], 'with a parameter server, the chief killed (-9); the same loss'),
  training('half-gang', DERIVED, [Rule.GANG_ALL_OR_NOTHING], 'devices for two of three pods: they wait for the third, and begin once there is a device for it'),
  training('index-last', DERIVED, [], 'control: the index declared after TF_CONFIG, which refers to it: literal text, and nobody trains'),
  training('nameless', DERIVED, [], 'control: without the headless Service no name can be resolved, and nobody trains'),

  operated('install', DERIVED, [], 'both operators, as their releases install them'),
  operated('tfjob-kill-worker', DERIVED, [], 'a TFJob with a parameter server, a worker killed (-9): the chief goes on, and its end is the job\'s; the loss that it must be'),
  operated('tfjob-kill', GOES_ON, [Rule.CHECKPOINT_DURABLE], 'a TFJob of three workers in step, one killed (-9); the same loss'),
  operated('pytorchjob-kill', GOES_ON, [Rule.CHECKPOINT_DURABLE], 'a PyTorchJob of three nodes, one killed (-9); the same loss'),
  operated('pytorchjob-change', DERIVED, [], 'another image for a PyTorchJob that is there: taken, and its pods stay as they are'),
  operated('pytorchjob-restricted', DERIVED, [], 'control: a PyTorchJob in a namespace of the level restricted: the operator adds a container that may not be there'),
  operated('jobset-kill', GOES_ON, [Rule.CHECKPOINT_DURABLE], 'a JobSet of three nodes of PyTorch, one killed (-9): all start over at once; the same loss'),
  operated('jobset-change', DERIVED, [], 'another image for a JobSet that is there: refused by its webhook'),
  operated('jobset-servers', DERIVED, [], 'a JobSet with a parameter server is done when its chief is; the loss that it must be'),
];
