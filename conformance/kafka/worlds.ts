// The clusters that are declared for the experiments: also what tells whether a proof is still one of today's manifests.
import { Duration } from 'cdk8s';
import { KafkaDeclaration, OUTSIDE_HOST, OUTSIDE_PORT, VERSION } from './declaration';
import { ZONES } from '../cluster/zones';
import { Failure, KafkaExternalAccess, KafkaVersion, Risk, Rule } from 'cdk8s-data';

/** Three brokers; the zone is read from the Node by an init container. */
export const THREE: KafkaDeclaration = { namespace: 'three', brokers: 3, zones: ZONES, kubernetesVersion: '1.34' };

/** Six brokers on six nodes; the zone is read from the pod's label. */
export const SIX: KafkaDeclaration = { namespace: 'six', brokers: 6, zones: ZONES, kubernetesVersion: '1.35' };

/** Dozens of brokers, for the places of which fake nodes are enough. */
export const THIRTY: KafkaDeclaration = { namespace: 'thirty', brokers: 30, zones: ZONES, kubernetesVersion: '1.34' };

/** One copy of each message, for the controls. */
export const SINGLE: KafkaDeclaration = {
  ...THREE,
  namespace: 'single',
  single: true,
  acceptedRisks: [Risk.accept(Rule.GUARANTEES_CONTRADICTION, 'shows what one copy does')],
};

/** A laggard may lead. */
export const UNCLEAN: KafkaDeclaration = {
  ...THREE,
  namespace: 'unclean',
  topicConfig: { 'unclean.leader.election.enable': 'true' },
  acceptedRisks: [Risk.accept(Rule.GUARANTEES_CONTRADICTION, 'shows what an unclean election does')],
};

/** Three brokers that become four, which no zone can be spared of, and six; partitions move slowly enough to be disturbed. */
export const GROWING: KafkaDeclaration = { ...THREE, namespace: 'growing', survives: Failure.NODE, bytesPerSecond: 400_000 };

/** With metrics, as any other. */
export const WATCHED: KafkaDeclaration = { ...THREE, namespace: 'watched', metrics: true };

/** Three brokers of an older Kafka, which are kept over the years: they get another one, other settings, other disks. Clients outside use them too. */
export const AGED: KafkaDeclaration = {
  ...THREE,
  namespace: 'aged',
  version: KafkaVersion.V4_2_0,
  metadataVersion: '4.2',
  externalAccess: KafkaExternalAccess.nodePort({ bootstrapHost: OUTSIDE_HOST, firstNodePort: OUTSIDE_PORT }),
  renewal: { validFor: Duration.days(20), roundSeconds: 240 }, // in its last thirty days from the beginning
};

/** The same with the newest. */
export const RENEWED: KafkaDeclaration = { ...AGED, version: VERSION, metadataVersion: VERSION.minor };
