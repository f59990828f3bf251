// The alerts, on what Flink's own reporter says in real processes: taken for hours in which nothing changed but what counts, and played to them.
import { declare } from './declaration';
import { FlinkWorld } from './world';
import { Broken } from '../promises/broken';
import { Moment } from '../watching/moments';
import { checkRules, Rules, tryMoments } from '../watching/promtool';
import { Sample, scrape, valuesOf } from '../watching/scraped';

const PORT = 9249;
const AT = '100m';
const CHECKPOINTS = 'flink_jobmanager_job_numberOfCompletedCheckpoints', RUNNING = 'flink_jobmanager_job_runningTime',
  WORKERS = 'flink_jobmanager_numRegisteredTaskManagers';

/** Where all is well everything is there that an alert asks for, and none fires; and each does when what it watches is as it must not be. */
export async function alerts(world: FlinkWorld, folder: string): Promise<{ series: number; alerts: number; moments: number }> {
  const rules = declare(world.declaration).find((o) => o.kind === 'PrometheusRule')!.spec as Rules;
  await checkRules(folder, rules);
  const seen = await scraped(world);
  const all = rules.groups.flatMap((group) => group.rules);
  const asked = new Set(all.flatMap(({ expr }) => expr.match(/\bflink_\w+(?=\{)/g) ?? []));
  const missing = [...asked].filter((metric) => valuesOf(seen, metric).length === 0);
  if (asked.size === 0 || missing.length > 0) { throw new Broken(`not reported, though alerts ask for it: ${missing}`); }
  const standby = (await world.members('leader')).map(({ metadata: { name } }) => `pod="${name}"`)
    .find((pod) => !seen.some((sample) => sample.metric === RUNNING && sample.labels.includes(pod)))!;
  const fires = (alert: string, value = '') => [{ alert, summary: all.find((rule) => rule.alert === alert)!.annotations.summary.replace('{{ $value }}', value) }];
  const moments: Moment[] = [
    { what: 'a processor that is well', series: played(seen), at: AT, firing: [] },
    { what: 'no checkpoint is completed', series: played(seen, { metric: CHECKPOINTS, values: '7x240' }), at: AT, firing: fires('FlinkCheckpointsMissing') },
    { what: 'the job does not run', series: played(seen, { metric: RUNNING, values: '0x240' }), at: AT, firing: fires('FlinkJobNotRunning') },
    { what: 'a worker is missing', series: played(seen, { metric: WORKERS, values: '1x240' }), at: AT, firing: fires('FlinkWorkersMissing', '1') },
    { what: 'the standby is missing', series: played(seen.filter(({ labels }) => !labels.includes(standby))), at: AT, firing: fires('FlinkStandbyMissing', '1') },
  ];
  await tryMoments(folder, rules, moments);
  return { series: seen.length, alerts: all.length, moments: moments.length };
}

/** Two hours, one value each half minute: checkpoints are counted on, the rest stays as it is, but for one metric. */
function played(seen: readonly Sample[], other?: { readonly metric: string; readonly values: string }): Record<string, string> {
  return Object.fromEntries(seen.map(({ metric, labels, value }) => [
    `${metric}{${labels}}`, metric === other?.metric ? other.values : metric === CHECKPOINTS ? `${value}+6x240` : `${value}x240`,
  ]));
}

/** Of all leaders and workers. */
async function scraped(world: FlinkWorld): Promise<Sample[]> {
  const members = await Promise.all((['leader', 'worker'] as const).map(async (container) =>
    (await world.members(container)).map(({ metadata: { name } }) => ({ pod: name, container }))));
  return scrape(world.api, world.namespace, 'flink', PORT, members.flat());
}
