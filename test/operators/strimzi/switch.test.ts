import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { declare } from './declare';
import { mechanismsMarkdown } from '../../../build/mechanisms-md';
import { KafkaAuthentication, KafkaClusterProps } from '../../../src';

/** One program, on Strimzi and on built-in objects. */
function both<T>(program: (declared: ReturnType<typeof declare>) => T, props: Partial<KafkaClusterProps> = {}): { strimzi: T; builtin: T } {
  return { strimzi: program(declare(props)), builtin: program(declare({ ...props, operator: undefined })) };
}

const shop = ({ cluster, workload, objects, object }: ReturnType<typeof declare>) => {
  const orders = cluster.addTopic('orders', { partitions: 12 });
  const web = orders.grantProduce(workload('web'));
  const report = cluster.addUser('report', { authentication: KafkaAuthentication.scram() });
  report.allowConsume('orders', 'reports');
  return { cluster, web, report, objects, object };
};

describe('one declaration on built-in objects and on Strimzi has', () => {
  test('one plan: the same guarantees, groups, endpoints, topics and rights', () => {
    const plan = both((declared) => shop(declared).cluster.plan);
    const { tasks, certificates, ...same } = plan.builtin;
    expect(plan.strimzi).toMatchObject(JSON.parse(JSON.stringify(same)));
    expect(plan.strimzi.contents).toEqual([{ name: 'orders', pieces: 12, copies: 3 }]);
    expect(plan.strimzi.principals!.map(({ name, rights }) => [name, rights.length])).toEqual([['web', 1], ['report', 2]]);
  });

  test('the same addresses', () => {
    const addresses = both((declared) => {
      const { cluster, web, report } = shop(declared);
      return [cluster.bootstrapServers(web), cluster.bootstrapServers(report)];
    });
    expect(addresses.strimzi).toEqual(addresses.builtin);
    expect(addresses.strimzi).toEqual(['events.orders.svc:9092', 'events.orders.svc:9094']);
  });

  test('client properties that differ only in which files the credentials are', () => {
    const properties = both((declared) => {
      const { cluster, web, report } = shop(declared);
      return [web, report].map((user) => cluster.clientProperties(user));
    });
    const differing = properties.strimzi.map((strimzi, i) => {
      const builtin = properties.builtin[i];
      return Object.keys({ ...strimzi, ...builtin }).filter((key) => strimzi[key] !== builtin[key]);
    });
    expect(differing.flat().sort()).toEqual(['sasl.jaas.config', 'ssl.keystore.certificate.chain', 'ssl.keystore.key', 'ssl.truststore.certificates']);
  });

  test('the same errors where a guarantee can not be kept', () => {
    const messages = both(({ objects }) => {
      try { objects(); } catch (error) { return (error as Error).message; }
      return 'none';
    }, { replicas: 4 });
    expect(messages.strimzi).toBe(messages.builtin);
    expect(messages.strimzi).toContain('placement/equal-zones');
  });
});

test('what differs is who does what: the same operations, each with its source', () => {
  const { strimzi, builtin } = both(({ cluster }) => cluster.mechanism);
  expect([strimzi.name, builtin.name]).toEqual(['strimzi 1.2.0', 'built-in objects']);
  expect(strimzi.operations.map(({ name }) => name)).toEqual(builtin.operations.map(({ name }) => name));
  for (const { how, source } of [...strimzi.operations, ...builtin.operations]) {
    expect(how).not.toBe('');
    expect(source).toMatch(/^(https:\/\/github\.com\/strimzi\/|docs\/(kafka|proof)\.md)/);
  }
});

test('docs/kafka-strimzi.md is what the data says: npx tsx build/mechanisms-md.ts', () => {
  const page = readFileSync(join(__dirname, '../../../docs/kafka-strimzi.md'), 'utf8');
  expect(mechanismsMarkdown(page)).toBe(page);
});
