// What a member's exporter answers, as the series that a Prometheus would keep: with the pod that was asked.

import { Api, KubeObject } from '../kubernetes/api';

/** Of the Prometheus operator, which only definitions make room for. */
export const forPrometheusOperator = ({ apiVersion }: KubeObject) => apiVersion.startsWith('monitoring.coreos.com/');

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

/** What pods say of a system on a port, asked for in their container by HTTP 1.0: the answer comes in one piece, and ends with the connection. */
export async function scrape(
  api: Api, namespace: string, system: string, port: number, members: readonly { readonly pod: string; readonly container: string }[],
): Promise<Sample[]> {
  const ask = `exec 3<>/dev/tcp/127.0.0.1/${port}; printf "GET /metrics HTTP/1.0\\r\\n\\r\\n" >&3; cat <&3`;
  return (await Promise.all(members.map(async ({ pod, container }) => {
    const { code, out, err } = await api.exec(namespace, pod, container, ['bash', '-c', ask]);
    if (code !== 0) { throw new Error(`${namespace}: ${pod} gave no metrics (${code}): ${err.slice(-300)}`); }
    return samples(system, pod, out);
  }))).flat();
}
