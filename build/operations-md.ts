// Brings docs/kafka-operations.md up to what the data says: `npx tsx build/operations-md.ts`. Who does what, and a line for each alert, are made; what an alert
// means and what to do stays as it is written there. A test holds the committed file against it.
import { readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { App, Chart, Size } from 'cdk8s';
import { held } from './alerts-md';
import { head, row, ruleLink } from './markdown';
import { DataStorage, KafkaCluster, KafkaVersion } from '../src';
import { AlertDefinition, ALERTS } from '../src/cluster/kafka/alerts';
import { RULES } from '../src/contract/rules';

const FILE = join(__dirname, '../docs/kafka-operations.md');

/** Something that is done to a cluster, or that happens to it. */
interface Operation {
  readonly operation: string;
  readonly library: string;
  readonly person: string;
  /** Names of the alerts that tell when it goes wrong. */
  readonly watched: readonly string[];
}

/** The cluster of the examples. */
export function cluster(): KafkaCluster {
  return new KafkaCluster(new Chart(new App(), 'operations', { namespace: 'orders' }), 'events', {
    version: KafkaVersion.V4_3_1, replicas: 3, storage: DataStorage.persistent(Size.gibibytes(100)),
  });
}

const { components, budgets } = cluster().plan;
const [atMost] = new Set(budgets.map(({ maxUnavailable }) => maxUnavailable));
const stop = (name: string) => components.find((component) => component.name === name)!.farewell!;
const waits = `${stop('broker').waitSeconds} s for a broker, ${stop('controller').waitSeconds} s for a controller`;
const grace = `${stop('broker').graceSeconds} s and ${stop('controller').graceSeconds} s`;

const WAY_BACK = ['KafkaUnderReplicated', 'KafkaBrokersFenced', 'KafkaMembersSilent'];
const VOLUMES = ['KafkaVolumeFillingUp', 'KafkaVolumeFull'];

/** In the order of a cluster's life. docs/kafka.md says more of each. */
export const OPERATIONS: readonly Operation[] = [
  {
    operation: 'install',
    library: 'exactly one controller founds the quorum, the others join; Jobs make topics, users and passwords',
    person: 'cert-manager or own certificates; a storage class',
    watched: ['KafkaActiveController', 'KafkaLeaderUnknown', 'KafkaMembersSilent'],
  },
  {
    operation: 'restart, settings that need one',
    library: `one member at a time; each waits until the others can spare it (at most ${waits}), has ${grace} in all, and is Ready when it is a full member again`,
    person: 'nothing',
    watched: [...WAY_BACK, 'KafkaUnderMinIsr', 'KafkaOfflinePartitions'],
  },
  {
    operation: 'settings that Kafka changes live',
    library: 'a Job sets them, and nobody restarts; what is no longer declared goes back to the default',
    person: 'reads the Job where Kafka refuses a value',
    watched: [],
  },
  {
    operation: 'drain of a node',
    library: `the budgets let ${atMost} broker and ${atMost} controller go at once, as above`,
    person: '`kubectl drain`; nothing if the platform does it',
    watched: [...WAY_BACK, 'KafkaUnderMinIsr'],
  },
  {
    operation: 'another version of Kafka',
    library: 'the binaries roll, as above; a Job raises the metadata when the last member runs them',
    person: 'writes `metadataVersion` down before, and takes that line away when the new version has proven itself: there is no way back',
    watched: [...WAY_BACK, 'KafkaMetadataErrors', 'KafkaMetadataLag'],
  },
  {
    operation: 'topics, rights',
    library: 'a Job brings them to what is declared; fewer partitions and other numbers of copies are refused',
    person: 'reads the Job where it fails; revokes users that are left out',
    watched: [],
  },
  {
    operation: 'more brokers',
    library: 'a Job moves partitions to them, slowly enough',
    person: 'raises `replicas`',
    watched: [...WAY_BACK, ...VOLUMES],
  },
  {
    operation: 'fewer brokers',
    library: 'a Job empties those that drain, and unregisters those that are gone',
    person: '`draining` first, fewer `replicas` when that Job is complete; sees that the disks that stay have room',
    watched: ['KafkaBrokersFenced', ...VOLUMES],
  },
  {
    operation: 'larger volumes',
    library: 'members go on, and none restarts',
    person: 'writes the new size, runs `grow-volumes.sh`, applies ([how](kafka.md#volumes-that-grow-volumes-that-are-lost))',
    watched: VOLUMES,
  },
  {
    operation: 'certificates are renewed',
    library: 'each member restarts in the last thirty days of the one that it started with, when the others can spare it',
    person: 'restarts clients within 14 months, for they read theirs when they start',
    watched: [...WAY_BACK, 'KafkaMetadataLag'],
  },
  {
    operation: 'another password',
    library: 'a second user has the rights of the first, and both work meanwhile',
    person: 'declares it (`successorOf`), moves the clients, revokes the first',
    watched: [],
  },
  {
    operation: 'a process, pod, node or zone is lost',
    library: 'others lead; the member comes back, or waits for its zone',
    person: 'nothing; a node that is lost for good has to leave the cluster',
    watched: [...WAY_BACK, 'KafkaActiveController', 'KafkaOfflinePartitions'],
  },
  {
    operation: 'a disk is lost',
    library: 'a broker is filled from the others, a controller joins as a new voter; no older copy leads',
    person: 'deletes claim and pod where the volume is gone; of a majority of the controllers: restores a disk',
    watched: ['KafkaLogDirectoryOffline', 'KafkaUnderReplicated', 'KafkaOfflinePartitions', 'KafkaUncleanElection'],
  },
  {
    operation: 'backup, another cluster',
    library: 'nothing: copies outlive failures, not a deleted topic',
    person: 'mirrors to a second cluster, for example with MirrorMaker 2',
    watched: [],
  },
];

function link(name: string): string {
  return `[\`${name}\`](#${name.toLowerCase()})`;
}

function operationsTable(): string {
  return [
    ...head('operation', 'the library', 'a person', 'watched by'),
    ...OPERATIONS.map(({ operation, library, person, watched }) => row(operation, library, person, watched.length > 0 ? watched.map(link).join(', ') : 'no alert')),
  ].join('\n');
}

function facts({ rule, severity, forSeconds }: AlertDefinition): string {
  const { proves } = RULES.find(({ id }) => id === rule.id)!;
  return `> ${severity}, ${forSeconds === 0 ? held(0) : `after ${held(forSeconds)}`}. Watches ${ruleLink(rule)}: ${proves}`;
}

/** The page with all made parts made anew. */
export function operationsMarkdown(page: string): string {
  const between = /(?<=<!-- made -->\n)[^]*?(?=\n<!-- \/made -->)/;
  return ALERTS.reduce(
    (text, alert) => text.replace(new RegExp(`^### ${alert.name}\n\n(> .*\n\n)?`, 'm'), () => `### ${alert.name}\n\n${facts(alert)}\n\n`),
    page.replace(between, operationsTable),
  );
}

if (require.main === module) { writeFileSync(FILE, operationsMarkdown(readFileSync(FILE, 'utf8'))); }
