// The alerts, on what the exporters in real servers say: taken for hours in which nothing changed, and played to them.
import { KubeObject } from '../../kubernetes/api';
import { isReady } from '../../kubernetes/status';
import { Broken } from '../../promises/broken';
import { FENCED, Firing, LEADER, UNDER_MIN_ISR, UNDER_REPLICATED } from '../../watching/moments';
import { Rules, tryMoments } from '../../watching/promtool';
import { forPrometheusOperator, lasting, Sample, scrape, valuesOf } from '../../watching/scraped';
import { declare } from '../declaration';
import { KafkaWorld, PATIENCE_SECONDS } from '../world';

const PORT = 9404;
const AT = '100m';

/** The manifests without what only the Prometheus operator's definitions make room for. */
export function withoutOperator(object: KubeObject): KubeObject | undefined {
  return forPrometheusOperator(object) ? undefined : object;
}

/** Where all is well, everything is there that an alert asks for, and none fires. */
export async function silent(world: KafkaWorld, folder: string): Promise<{ series: number; alerts: number }> {
  const rules = rulesOf(world), seen = await scraped(world);
  const expressions = rules.groups.flatMap((group) => group.rules).map(({ expr }) => expr);
  const asked = new Set(expressions.flatMap((expr) => expr.match(/\bkafka_\w+(?=\{)/g) ?? []));
  const missing = [...asked].filter((metric) => valuesOf(seen, metric).length === 0);
  if (missing.length > 0) { throw new Broken(`not exported, though alerts ask for it: ${missing}`); }
  await tryMoments(folder, rules, [{ what: 'a cluster that is well', series: lasting(seen), at: AT, firing: [] }]);
  return { series: seen.length, alerts: expressions.length };
}

/** Two of three brokers are gone: the alerts that are meant for it fire, with the numbers that the members tell, and no others. They come back at the end. */
export async function twoGone(world: KafkaWorld, folder: string): Promise<{ underMinIsr: number; alerts: number }> {
  const rules = rulesOf(world);
  const brokers = world.objects.find((o) => o.kind === 'StatefulSet' && o.metadata.name.endsWith('-broker'))!;
  await world.api.patch(brokers, { spec: { replicas: 1 } });
  // The second would wait until it can be spared, which it can't.
  for (const pod of (await world.members('broker')).slice(1)) { await world.api.delete(pod, { gracePeriodSeconds: 0 }); }
  const seen = await scrapedUntil(world, (all) => Math.max(...valuesOf(all, FENCED)) === 2 && sum(all, UNDER_MIN_ISR) > 0);
  const firing = [
    ['KafkaUnderMinIsr', sum(seen, UNDER_MIN_ISR)],
    ['KafkaUnderReplicated', sum(seen, UNDER_REPLICATED)],
    ['KafkaBrokersFenced', 2],
    ['KafkaMembersSilent', valuesOf(seen, LEADER).length],
  ].map(([alert, value]): Firing => ({ alert: `${alert}`, summary: summaryOf(rules, `${alert}`).replace('{{ $value }}', `${value}`) }));
  await tryMoments(folder, rules, [{ what: 'two of three brokers are gone', series: lasting(seen), at: AT, firing }]);
  await world.api.patch(brokers, { spec: { replicas: 3 } });
  await world.allReady();
  return { underMinIsr: sum(seen, UNDER_MIN_ISR), alerts: firing.length };
}

function rulesOf(world: KafkaWorld): Rules {
  return declare(world.declaration).find((o) => o.kind === 'PrometheusRule')!.spec as Rules;
}

function summaryOf(rules: Rules, alert: string): string {
  return rules.groups.flatMap((group) => group.rules).find((rule) => rule.alert === alert)!.annotations.summary;
}

function sum(seen: readonly Sample[], metric: string): number {
  return valuesOf(seen, metric).reduce((total, value) => total + value, 0);
}

/** Of all members that are Ready. */
async function scraped(world: KafkaWorld): Promise<Sample[]> {
  const members = (await world.members()).filter(isReady);
  return scrape(world.api, world.namespace, 'kafka', PORT, members.map(({ metadata: { name, labels } }) => ({ pod: name, container: labels!['app.kubernetes.io/component'] })));
}

/** Metrics can be asked for, not watched. */
async function scrapedUntil(world: KafkaWorld, enough: (seen: readonly Sample[]) => boolean): Promise<Sample[]> {
  for (const end = Date.now() + PATIENCE_SECONDS * 1000; ;) {
    const seen = await scraped(world);
    if (enough(seen)) { return seen; }
    if (Date.now() > end) { throw new Broken(`metrics: not in ${PATIENCE_SECONDS} s what was waited for: ${JSON.stringify(lasting(seen)).slice(0, 3000)}`); }
  }
}
