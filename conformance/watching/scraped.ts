// What a member's exporter answers, as the series that a Prometheus would keep: with the pod that was asked.

export interface Sample {
  readonly metric: string;
  /** `kafka_cluster="a/b",pod="c"` */
  readonly labels: string;
  readonly value: number;
}

/** Those of a system, by how their names begin, of an answer in Prometheus' text format. What is no number yet is left out. */
export function samples(system: string, pod: string, answer: string): Sample[] {
  return [...answer.matchAll(/^(\w+)\{(.*?),?\} (\S+)\r?$/gm)]
    .filter(([, metric]) => metric.startsWith(`${system}_`))
    .map(([, metric, labels, value]) => ({ metric, labels: `${labels},pod="${pod}"`, value: Number(value) }))
    .filter(({ value }) => Number.isFinite(value));
}

/** Two hours in which nothing changed, one value each half minute. */
export function lasting(seen: readonly Sample[]): Record<string, string> {
  return Object.fromEntries(seen.map(({ metric, labels, value }) => [`${metric}{${labels}}`, `${value}x240`]));
}

/** All values of a metric. */
export function valuesOf(seen: readonly Sample[], metric: string): number[] {
  return seen.filter((sample) => sample.metric === metric).map(({ value }) => value);
}
