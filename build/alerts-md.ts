// Writes docs/kafka-alerts.md from the alerts and the metrics: `npx tsx build/alerts-md.ts`. A test holds the committed file against it.
import { writeFileSync } from 'fs';
import { join } from 'path';
import { head, row, ruleLink } from './markdown';
import { AlertDefinition, ALERTS, Watched } from '../src/cluster/kafka/alerts';
import { EXPORTED, ExportedMetric } from '../src/cluster/kafka/metrics';

/** The cluster of the examples. */
const EVENTS: Watched = {
  name: 'events',
  namespaceName: 'orders',
  claimPrefix: 'data-events-',
  members: ['controller', 'broker'].map((component) => ({ component, replicas: 3, durable: true })),
};

export function held(seconds: number): string {
  return seconds === 0 ? 'at once' : `${seconds / 60} min`;
}

function alertRow({ name, severity, forSeconds, rule, why }: AlertDefinition): string {
  return row(`[\`${name}\`](kafka-operations.md#${name.toLowerCase()})`, severity, held(forSeconds), ruleLink(rule), why);
}

function metricRow({ name, bean, attribute, labels = {}, help }: ExportedMetric): string {
  const own = Object.entries(labels).map(([label, value]) => `, ${label}="${value}"`).join('');
  return row(`\`${name}\`${own}`, `\`${bean}\``, `\`${attribute}\``, help);
}

export function alertsMarkdown(): string {
  return [
    '# Alerts on Kafka',
    '',
    'Made by `npx tsx build/alerts-md.ts`; edit `src/cluster/kafka/alerts.ts` and `metrics.ts` instead.',
    '',
    'Each alert watches on the living cluster what a rule proves of the manifests. Critical: a promise is broken, now. Warning: what keeps a promise is spent, and the',
    'next failure breaks it. [docs/kafka-operations.md](kafka-operations.md) says what each means and what to do.',
    '',
    ...head('alert', 'severity', 'holds for', 'rule', 'why this threshold'),
    ...ALERTS.map(alertRow),
    '',
    '## Expressions',
    '',
    'Of a cluster `events` in the namespace `orders`, with three controllers and three brokers:',
    '',
    '```promql',
    ...ALERTS.flatMap((alert) => [`# ${alert.name}`, alert.expression(EVENTS)]),
    '```',
    '',
    '## What is exported',
    '',
    'The rules of the JMX exporter name these and nothing else; Java\'s own metrics come with its agent. The names are made as Strimzi\'s example rules make them. Each',
    'series carries `kafka_cluster="<namespace>/<name>"`. The size is one series for each copy of a partition; all others are a handful for each member. The lag of',
    'consumer groups is in no broker\'s beans: it is the consumer\'s own metric (`records-lag-max`), or that of a program that compares offsets.',
    '',
    ...head('metric', 'bean', 'attribute', 'what it is'),
    ...EXPORTED.map(metricRow),
    '',
    '## Sources',
    '',
    '- Kafka, Monitoring: https://kafka.apache.org/42/operations/monitoring/ (beans, and what is normal for them)',
    '- Kafka, broker configurations: https://kafka.apache.org/42/configuration/broker-configs/ (defaults of the times)',
    '- KIP-859: https://cwiki.apache.org/confluence/display/KAFKA/KIP-859%3A+Add+Metadata+Log+Processing+Error+Related+Metrics',
    '- kubernetes-mixin: https://github.com/kubernetes-monitoring/kubernetes-mixin/blob/master/alerts/storage_alerts.libsonnet',
    '- Strimzi: https://github.com/strimzi/strimzi-kafka-operator/tree/main/packaging/examples/metrics',
    '',
  ].join('\n');
}

if (require.main === module) { writeFileSync(join(__dirname, '../docs/kafka-alerts.md'), alertsMarkdown()); }
