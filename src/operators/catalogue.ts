import { CERT_MANAGER } from './cert-manager/release';
import { PROMETHEUS_OPERATOR } from './prometheus/release';
import { DRAIN_CLEANER } from './strimzi/drain-cleaner/release';
import { STRIMZI } from './strimzi/release';
import { CatalogueEntry } from './vendor/entry';

/** Every operator that the library knows. A new one is a folder and a line here. */
export const CATALOGUE: CatalogueEntry[] = [STRIMZI, DRAIN_CLEANER, CERT_MANAGER, PROMETHEUS_OPERATOR];
