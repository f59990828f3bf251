import { readFileSync } from 'fs';
import { join } from 'path';
import { alertsMarkdown } from '../../../build/alerts-md';
import { cluster, OPERATIONS, operationsMarkdown } from '../../../build/operations-md';
import { ALERTS, alerts, Watched } from '../../../src/cluster/kafka/alerts';
import { CLUSTER_LABEL, EXPORTED } from '../../../src/cluster/kafka/metrics';
import { dashboard } from '../../../src/cluster/kafka/panels';
import { RULES } from '../../../src/contract/rules';

const docs = join(__dirname, '../../../docs');
const OPERATIONS_PAGE = readFileSync(join(docs, 'kafka-operations.md'), 'utf8');
const EVENTS: Watched = {
  name: 'events',
  namespaceName: 'orders',
  claimPrefix: 'data-events-',
  members: [{ component: 'controller', replicas: 3, durable: true }, { component: 'broker', replicas: 6, durable: true }],
};
const all = alerts(EVENTS);

/** The names of series in an expression, without the label's. */
function series(expression: string): string[] {
  return [...expression.matchAll(/\b(kafka|kubelet)_\w+/g)].map(([name]) => name).filter((name) => name !== CLUSTER_LABEL);
}

const EXPRESSIONS: [string, string][] = [
  ...all.map(({ name, expression }): [string, string] => [name, expression]),
  ...dashboard(EVENTS).panels.flatMap(({ title, queries }) => queries.map(({ expression }): [string, string] => [`panel ${title}`, expression])),
];

describe.each(EXPRESSIONS)('%s', (_, expression) => {
  test('asks for series that the exporter\'s rules yield, or that the kubelet has', () => {
    const known = [...EXPORTED.map(({ name }) => name), 'kubelet_volume_stats_available_bytes', 'kubelet_volume_stats_capacity_bytes'];
    expect(series(expression).filter((name) => !known.includes(name))).toEqual([]);
    expect(series(expression)).not.toEqual([]);
  });

  test('asks for this cluster\'s alone', () => {
    expect(series(expression)).toHaveLength(expression.split(/kafka_cluster="orders\/events"|namespace="orders", persistentvolumeclaim=~"data-events-/).length - 1);
  });
});

describe.each(all)('$name', ({ name, rule, runbook, summary, forSeconds }) => {
  test('watches a rule of the contract', () => expect(RULES.map(({ id }) => id)).toContain(rule));

  test('has a section of docs/kafka-operations.md, which says what it means, what happens by itself and what to do', () => {
    const [address, heading] = runbook.split('#');
    expect(address).toMatch(/\/docs\/kafka-operations\.md$/);
    expect(heading).toBe(name.toLowerCase());
    const section = new RegExp(`^### ${name}\n([^]*?)(?=^### |$(?![^]))`, 'm').exec(OPERATIONS_PAGE)?.[1];
    expect(['Means', 'By itself', 'You'].filter((part) => !section?.includes(`- **${part}**: `))).toEqual([]);
  });

  test('says in a line what is wrong', () => {
    expect(summary).toMatch(/^\S.{19,200}$/);
    expect(forSeconds % 60).toBe(0);
  });
});

test('every section of docs/kafka-operations.md belongs to an alert', () => {
  const sections = [...OPERATIONS_PAGE.matchAll(/^### (.*)$/gm)].map(([, heading]) => heading);
  expect(sections).toEqual(ALERTS.map(({ name }) => name));
});

test('docs/kafka-operations.md is what the alerts, the rules and the plan say: npx tsx build/operations-md.ts', () => {
  expect(operationsMarkdown(OPERATIONS_PAGE)).toBe(OPERATIONS_PAGE);
  const stale = OPERATIONS_PAGE.replace(/<!-- made -->[^]*<!-- \/made -->/, '<!-- made -->\n\n<!-- /made -->').replace(/^> (critical|warning).*$/gm, '> of yesterday');
  expect(stale).not.toBe(OPERATIONS_PAGE);
  expect(operationsMarkdown(stale)).toBe(OPERATIONS_PAGE);
});

test('operations are watched by alerts that there are, and each alert watches an operation', () => {
  expect([...new Set(OPERATIONS.flatMap(({ watched }) => watched))].sort()).toEqual(ALERTS.map(({ name }) => name).sort());
});

test('alerts that maintenance must not raise wait longer than the longest stop takes', () => {
  const longest = Math.max(...cluster().plan.components.map(({ farewell }) => farewell!.graceSeconds));
  for (const name of ['KafkaUnderReplicated', 'KafkaBrokersFenced', 'KafkaMembersSilent']) {
    expect([name, all.find((alert) => alert.name === name)!.forSeconds > longest]).toEqual([name, true]);
  }
});

test('docs/kafka-alerts.md is what the alerts say: npx tsx build/alerts-md.ts', () => {
  expect(readFileSync(join(docs, 'kafka-alerts.md'), 'utf8')).toBe(alertsMarkdown());
});

test('each threshold has a reason', () => {
  expect(ALERTS.filter(({ why }) => why.length < 30).map(({ name }) => name)).toEqual([]);
});

test('as many members must give metrics as were declared', () => {
  expect(all.find(({ name }) => name === 'KafkaMembersSilent')!.expression).toMatch(/ < 9$/);
});

test('what is free is asked of the claims that there are', () => {
  const claims = (members: Watched['members']) => alerts({ ...EVENTS, members }).filter(({ expression }) => expression.includes('kubelet_')).map(({ expression }) => /"data-[^"]*"/.exec(expression)![0]);
  const [controllers, brokers] = EVENTS.members;
  expect(claims([controllers, { ...brokers, durable: false }])).toEqual(['"data-events-(controller)-[0-9]+"', '"data-events-(controller)-[0-9]+"']);
  expect(claims([{ ...brokers, durable: false }])).toEqual([]);
});

test('runbooks may be somebody\'s own', () => {
  expect(alerts(EVENTS, 'https://wiki.example.com/kafka')[0].runbook).toBe('https://wiki.example.com/kafka#kafkaactivecontroller');
});
