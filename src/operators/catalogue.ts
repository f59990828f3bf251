import { CERT_MANAGER } from './cert-manager/release';
import { FLINK_OPERATOR } from './flink/release';
import { JOBSET } from './jobset/release';
import { KUEUE } from './kueue/release';
import { PROMETHEUS_OPERATOR } from './prometheus/release';
import { DRAIN_CLEANER } from './strimzi/drain-cleaner/release';
import { STRIMZI } from './strimzi/release';
import { TRAINER } from './trainer/release';
import { TRAINING_OPERATOR } from './training-operator/release';
import { CatalogueEntry } from './vendor/entry';
import { VOLCANO } from './volcano/release';

/** Every operator that the library knows. A new one is a folder and a line here. */
export const CATALOGUE: CatalogueEntry[] = [
  STRIMZI, DRAIN_CLEANER, CERT_MANAGER, PROMETHEUS_OPERATOR, FLINK_OPERATOR, TRAINING_OPERATOR, TRAINER, JOBSET, KUEUE, VOLCANO,
];
