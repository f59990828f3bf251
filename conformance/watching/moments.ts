// What a Prometheus has seen of a cluster, and which alerts fire on it: made-up series, one value each half minute (`0x9` is ten zeros; `_` is a scrape
// that got no answer). Each alert fires in one moment at least, and stays silent in another that is like it.
import { CLUSTER } from '../kafka/declaration';
import { WATCHED } from '../kafka/worlds';

export interface Firing {
  readonly alert: string;
  /** Those that the series leave to the alert, besides its own. */
  readonly labels?: Record<string, string>;
  readonly summary: string;
}

export interface Moment {
  readonly what: string;
  readonly series: Record<string, string>;
  /** When it is looked at. */
  readonly at: string;
  readonly firing: readonly Firing[];
}

type Series = Record<string, string>;

const { namespace } = WATCHED;
const CONTROLLERS = [0, 1, 2].map((n) => `${CLUSTER}-controller-${n}`);
const BROKERS = [0, 1, 2].map((n) => `${CLUSTER}-broker-${n}`);
const labelsOf = (pod: string) => ({ kafka_cluster: `${namespace}/${CLUSTER}`, pod });

function series(metric: string, labels: Record<string, string>): string {
  return `${metric}{${Object.entries(labels).map(([name, value]) => `${name}="${value}"`).join(', ')}}`;
}

/** One series for each pod, with values of its own. */
function each(metric: string, pods: readonly string[], values: readonly string[]): Series {
  return Object.fromEntries(pods.map((pod, i) => [series(metric, labelsOf(pod)), values[i % values.length]]));
}

const ACTIVE = 'kafka_controller_kafkacontroller_activecontrollercount';
const OFFLINE = 'kafka_controller_kafkacontroller_offlinepartitionscount';
export const FENCED = 'kafka_controller_kafkacontroller_fencedbrokercount';
const CONTROLLER_LAG = 'kafka_controller_kafkacontroller_lastappliedrecordlagms';
const CONTROLLER_ERRORS = 'kafka_controller_kafkacontroller_metadataerrorcount';
const UNCLEAN = 'kafka_controller_controllerstats_uncleanleaderelections_total';
export const UNDER_REPLICATED = 'kafka_server_replicamanager_underreplicatedpartitions';
export const UNDER_MIN_ISR = 'kafka_server_replicamanager_underminisrpartitioncount';
const DIRECTORIES = 'kafka_log_logmanager_offlinelogdirectorycount';
export const LEADER = 'kafka_server_raftmetrics_current_leader';
const BROKER_LAG = 'kafka_server_brokermetadatametrics_last_applied_record_lag_ms';
const LOAD_ERRORS = 'kafka_server_brokermetadatametrics_metadata_load_error_count';
const APPLY_ERRORS = 'kafka_server_brokermetadatametrics_metadata_apply_error_count';
const FREE = 'kubelet_volume_stats_available_bytes';
const SIZE = 'kubelet_volume_stats_capacity_bytes';

/** Two hours of a value. */
const all = (value: number) => `${value}x240`;
const claim = (pod: string, of = namespace) => ({ namespace: of, persistentvolumeclaim: `data-${pod}` });
const volume = (pod: string, free: string, of = namespace): Series =>
  ({ [series(FREE, claim(pod, of))]: free, [series(SIZE, claim(pod, of))]: all(100e9) });

/** All is well, but for what is given. */
function well(but: Series = {}): Series {
  return {
    ...each(ACTIVE, CONTROLLERS, [all(1), all(0), all(0)]),
    ...each(OFFLINE, CONTROLLERS, [all(0)]),
    ...each(FENCED, CONTROLLERS, [all(0)]),
    ...each(CONTROLLER_LAG, CONTROLLERS, [all(200), all(400), all(400)]),
    ...each(CONTROLLER_ERRORS, CONTROLLERS, [all(0)]),
    ...each(UNCLEAN, CONTROLLERS, [all(0)]),
    ...each(UNDER_REPLICATED, BROKERS, [all(0)]),
    ...each(UNDER_MIN_ISR, BROKERS, [all(0)]),
    ...each(DIRECTORIES, BROKERS, [all(0)]),
    ...each(LEADER, [...CONTROLLERS, ...BROKERS], [all(1000)]),
    ...each(BROKER_LAG, BROKERS, [all(300)]),
    ...each(LOAD_ERRORS, BROKERS, [all(0)]),
    ...each(APPLY_ERRORS, BROKERS, [all(0)]),
    ...Object.assign({}, ...[...CONTROLLERS, ...BROKERS].map((pod) => volume(pod, all(60e9)))),
    ...but,
  };
}

const moment = (what: string, at: string, but: Series, ...firing: Firing[]): Moment => ({ what, series: well(but), at, firing });

const offline = (n: number): Firing => ({ alert: 'KafkaOfflinePartitions', summary: `${n} partitions have no leader: nobody can read or write them` });
const active = (n: number): Firing =>
  ({ alert: 'KafkaActiveController', summary: `${n} active controllers are seen, expected 1: topics, leaders and brokers can't change` });
const lagging = (pod: string, ms: number): Firing => ({
  alert: 'KafkaMetadataLag', labels: labelsOf(pod), summary: `${pod} is ${ms} ms behind in metadata: it is cut off from the quorum or too slow, and acts on an old view`,
});
const silent = (n: number): Firing =>
  ({ alert: 'KafkaMembersSilent', summary: `only ${n} members give metrics: the others are down, or nobody would know if they were` });

export const MOMENTS: readonly Moment[] = [
  moment('a cluster that is well', '100m', {}),
  {
    what: 'another cluster is in every trouble, in the same namespace and under the same name in another',
    series: well(Object.fromEntries([
      ...[
        ACTIVE, OFFLINE, FENCED, CONTROLLER_LAG, CONTROLLER_ERRORS, UNCLEAN, UNDER_REPLICATED, UNDER_MIN_ISR,
        DIRECTORIES, BROKER_LAG, LOAD_ERRORS, APPLY_ERRORS,
      ].flatMap(
        (metric) => [`${namespace}/other`, `elsewhere/${CLUSTER}`].map((cluster) => [series(metric, { kafka_cluster: cluster, pod: BROKERS[0] }), '0+20000x240'])),
      [series(LEADER, { kafka_cluster: `${namespace}/other`, pod: 'other-broker-0' }), all(-1)],
      ...Object.entries({ ...volume('other-broker-0', all(1e9)), ...volume(BROKERS[0], all(1e9), 'elsewhere') }),
    ])),
    at: '60m',
    firing: [],
  },

  moment('the active controller changes, and for one scrape both are seen', '6m', each(ACTIVE, CONTROLLERS, ['1x10 0x200', '0x9 1x200', all(0)])),
  moment('for two minutes no controller is active', '10m', each(ACTIVE, CONTROLLERS, ['1x10 0x200', all(0), all(0)]), active(0)),
  moment('two controllers take themselves for the active one', '10m', each(ACTIVE, CONTROLLERS, ['1x200', '0x9 1x200', all(0)]), active(2)),
  { what: 'nobody answers', series: {}, at: '20m', firing: [active(0), silent(0)] },

  moment('a broker that starts knows no leader for a minute', '5m30s', each(LEADER, [BROKERS[1]], ['1000x8 -1x2 1000x200'])),
  moment('a broker that starts finds no quorum', '10m', each(LEADER, [BROKERS[1]], ['1000x8 -1x200']),
    { alert: 'KafkaLeaderUnknown', labels: labelsOf(BROKERS[1]), summary: `${BROKERS[1]} knows no leader of the metadata quorum` }),

  moment('partitions have no leader for half a minute', '5m30s', each(OFFLINE, CONTROLLERS, ['0x9 4x1 0x200'])),
  moment('partitions have no leader, and only the controllers that are up to date know all', '10m', each(OFFLINE, CONTROLLERS, ['0x9 4x200', '0x9 4x200', '0x9 2x200']), offline(4)),

  moment('a broker was too slow for half a minute', '5m30s', each(UNDER_MIN_ISR, BROKERS, ['0x9 7x1 0x200'])),
  moment('two copies of some partitions are gone', '7m', each(UNDER_MIN_ISR, BROKERS, ['0x9 7x200', '0x9 5x200', all(0)]),
    { alert: 'KafkaUnderMinIsr', summary: '12 partitions have fewer copies in sync than min.insync.replicas: writes with acks=all are refused' }),

  moment('a broker is restarted: away for twelve minutes', '16m', {
    ...each(UNDER_REPLICATED, BROKERS, ['0x4 _x24 0x200', '0x4 9x24 0x200', '0x4 8x24 0x200']),
    ...each(FENCED, CONTROLLERS, ['0x4 1x24 0x200']),
    ...each(LEADER, [BROKERS[0]], ['1000x4 stale _x24 1000x200']),
  }),
  moment('a broker does not come back', '20m', {
    ...each(UNDER_REPLICATED, BROKERS, ['0x4 stale', '0x4 9x200', '0x4 8x200']),
    ...each(FENCED, CONTROLLERS, ['0x4 1x200']),
    ...each(LEADER, [BROKERS[0]], ['1000x4 stale']),
  },
  { alert: 'KafkaUnderReplicated', summary: '17 partitions have a copy that is not in sync: the next failure may refuse writes' },
  { alert: 'KafkaBrokersFenced', summary: '1 brokers are registered and do not serve: the budget lets no other go' },
  silent(5)),

  moment('a controller restarts, and its count of unclean elections begins anew', '20m', each(UNCLEAN, CONTROLLERS, ['3x10 0x200', all(0), all(0)])),
  moment('an unclean election, fifty minutes ago', '60m', each(UNCLEAN, CONTROLLERS, ['0x20 1x200', all(0), all(0)]),
    { alert: 'KafkaUncleanElection', summary: 'a copy that was not in sync became leader: acknowledged messages are lost' }),
  moment('an unclean election, long ago', '90m', each(UNCLEAN, CONTROLLERS, ['0x20 1x220', all(0), all(0)])),

  moment('a disk failed', '5m', each(DIRECTORIES, [BROKERS[2]], ['0x8 1x200']),
    { alert: 'KafkaLogDirectoryOffline', labels: labelsOf(BROKERS[2]), summary: `a log directory of ${BROKERS[2]} failed: its copies are gone until the disk is well again` }),
  moment('a disk failed, and its broker started again without that', '10m', each(DIRECTORIES, [BROKERS[2]], ['0x8 1x2 _x3 0x200'])),

  moment('a fifth of a volume is free', '60m', volume(BROKERS[1], all(20e9))),
  moment('a volume runs full for ten minutes, until retention makes room', '20m', volume(BROKERS[1], '60000000000x10 14000000000x20 30000000000x200')),
  moment('14 % of a volume are free', '30m', volume(BROKERS[1], all(14e9)),
    { alert: 'KafkaVolumeFillingUp', labels: claim(BROKERS[1]), summary: `only 14% of data-${BROKERS[1]} are free` }),
  moment('2 % of a volume are free, for a short time yet', '6m', volume(CONTROLLERS[1], '60000000000x8 2000000000x200'),
    { alert: 'KafkaVolumeFull', labels: claim(CONTROLLERS[1]), summary: `only 2% of data-${CONTROLLERS[1]} are free: a member whose disk is full stops` }),

  moment('a broker that starts reads the metadata for four minutes', '6m30s', each(BROKER_LAG, [BROKERS[0]], ['600000x8 300x200'])),
  moment('a standby controller is 15 s behind', '10m', each(CONTROLLER_LAG, [CONTROLLERS[1]], [all(15000)]), lagging(CONTROLLERS[1], 15000)),
  moment('a broker is cut off from the quorum, and still takes the leader that it knew for the leader', '10m', each(BROKER_LAG, [BROKERS[2]], ['300x4 30000+30000x200']),
    lagging(BROKERS[2], 480000)),

  ...[[CONTROLLER_ERRORS, CONTROLLERS[2]], [LOAD_ERRORS, BROKERS[0]], [APPLY_ERRORS, BROKERS[1]]].map(([metric, pod]) =>
    moment(`${pod} could not take in metadata, as ${metric} says`, '5m', each(metric, [pod], ['0x4 2x200']), {
      alert: 'KafkaMetadataErrors',
      labels: labelsOf(pod),
      summary: `${pod} could not read or carry out metadata (2 errors since its start): what it does may differ from what the quorum decided`,
    })),
  moment('a broker that could not take in metadata was restarted', '10m', each(APPLY_ERRORS, [BROKERS[1]], ['0x4 2x4 _x4 0x200'])),
];
