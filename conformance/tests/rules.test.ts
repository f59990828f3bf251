// The alerts, without a cluster: what they ask for is what the exporter yields of Kafka's beans, Prometheus reads them, and each fires when it should, and only then.
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { declare } from '../kafka/declaration';
import { MBEANS, SERIES } from '../kafka/mbeans';
import { WATCHED } from '../kafka/worlds';
import { recorder } from '../proof/record';
import { exported } from '../watching/exported';
import { MOMENTS } from '../watching/moments';
import { checkRules, Rules, tryMoments } from '../watching/promtool';

const record = recorder('rules', false);
const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'conformance-rules-'));
const objects = declare(WATCHED);
const rules = objects.find((o) => o.kind === 'PrometheusRule')!.spec as Rules;
const alerts = rules.groups.flatMap((group) => group.rules).map(({ alert }) => alert);

afterAll(() => fs.rmSync(scratch, { recursive: true, force: true }));

test('the exporter, as released, makes of Kafka\'s beans the series that are meant, and no others', async () => {
  const files = objects.filter((o) => o.kind === 'ConfigMap').map((o) => o.data as Record<string, string>).filter((data) => data['jmx-exporter.yaml']);
  expect(files).toHaveLength(2);
  await record('exporter', async () => {
    for (const data of files) {
      const series = await exported(scratch, data['jmx-exporter.yaml'], MBEANS);
      expect(series.map((one) => one.replace(/kafka_cluster="watched\/events",?/, '').replace('{}', '')).sort()).toEqual([...SERIES].sort());
    }
    return { beans: MBEANS.length, series: SERIES.length };
  });
});

test('Prometheus reads the alerts, and its linter finds nothing to say', async () => {
  await record('check', async () => {
    expect(await checkRules(scratch, rules)).toContain(`SUCCESS: ${alerts.length} rules found`);
    return { alerts: alerts.length };
  });
});

test('a rule that Prometheus can\'t read is found', async () => {
  const broken = structuredClone(rules);
  broken.groups[0].rules[0].expr += ' )';
  await expect(checkRules(scratch, broken)).rejects.toThrow(/could not parse expression/);
});

test('each alert fires when it should, with its own words, and in no other moment', async () => {
  expect(new Set(MOMENTS.flatMap(({ firing }) => firing.map(({ alert }) => alert)))).toEqual(new Set(alerts));
  await record('moments', async () => {
    expect(await tryMoments(scratch, rules, MOMENTS)).toContain('SUCCESS');
    return { moments: MOMENTS.length, alerts: alerts.length };
  });
});

test.each(alerts)('%s that asks for too much is found', async (alert) => {
  const deaf = structuredClone(rules);
  for (const rule of deaf.groups[0].rules.filter((each) => each.alert === alert)) { rule.expr = `(${rule.expr}) > 1e18`; }
  await expect(tryMoments(scratch, deaf, MOMENTS.filter(({ firing }) => firing.some((each) => each.alert === alert)))).rejects.toThrow(new RegExp(`alertname: ${alert}`));
});
