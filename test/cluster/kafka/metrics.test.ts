import { parse } from 'yaml';
import { MBEANS, SERIES } from '../../../conformance/kafka/mbeans';
import { CLUSTER_LABEL, EXPORTED, exporterRules } from '../../../src/cluster/kafka/metrics';

interface Rules {
  readonly includeObjectNames: string[];
  readonly rules: { pattern: string; name: string; type: string; labels: Record<string, string> }[];
}

const rules: Rules = parse(exporterRules('orders/events').content);

/** As JMX chooses beans: all properties named, a `*` for any value. */
function chosen(name: string, pattern: string): boolean {
  return new RegExp(`^${pattern.replace(/[.]/g, '\\.').replace(/\*/g, '[^,]*')}$`).test(name);
}

/** What the exporter does, in short: https://prometheus.github.io/jmx_exporter/configuration/rules. Conformance asks the real one. */
function exported(): string[] {
  return MBEANS.filter(({ name }) => rules.includeObjectNames.some((pattern) => chosen(name, pattern))).flatMap(({ name, attributes }) => {
    const [domain, properties] = name.split(':');
    return Object.entries(attributes).flatMap(([attribute, value]) => {
      const text = `${domain}<${properties.split(',').join(', ')}><>${attribute}: ${value}`;
      const rule = rules.rules.find(({ pattern }) => new RegExp(pattern).test(text));
      if (!rule) return [];
      const found = new RegExp(rule.pattern).exec(text)!;
      const labels = Object.entries(rule.labels).map(([key, label]) => `${key}="${label.replace(/\$(\d)/g, (_, n) => found[Number(n)])}"`).sort();
      return [`${rule.name}{${labels.join()}} ${value}`];
    });
  }).sort();
}

test('of Kafka\'s beans exactly those are exported that are meant, each as one series', () => {
  expect(exported().map((series) => series.replace(`${CLUSTER_LABEL}="orders/events"`, '').replace('{,', '{').replace('{}', ''))).toEqual([...SERIES].sort());
});

test('every rule finds a bean of a real Kafka', () => {
  const found = new Set(exported().map((series) => /^\w+/.exec(series)![0]));
  expect(EXPORTED.map(({ name }) => name).filter((name) => !found.has(name))).toEqual([]);
});

test('every series tells its cluster', () => {
  expect(rules.rules.map(({ labels }) => labels[CLUSTER_LABEL])).toEqual(EXPORTED.map(() => 'orders/events'));
});

test('names are lower case, counters end in _total, and no other name has an ending that the exporter would take away', () => {
  for (const { name, type } of EXPORTED) {
    expect(name).toMatch(/^[a-z][a-z0-9_]*$/);
    expect([name, name.endsWith('_total')]).toEqual([name, type === 'COUNTER']);
    expect(name).not.toMatch(/_(created|bucket|info)$/);
  }
});
