import { Scrape } from './scrape';
import { refuse } from '../contract/message';
import { isNamespaceName } from '../declared/namespace';
import { ScrapePlan } from '../plan';

/**
 * What is said of metrics whatever exports them.
 */
export interface MetricsOptions {
  /**
   * How they are collected.
   * @default - Scrape.podMonitor()
   */
  readonly scrape?: Scrape;
  /**
   * The namespace of whoever collects them, the only one that the network policies let in. Metrics are served over plain HTTP to
   * whoever may connect, and name topics.
   * @default 'monitoring'
   */
  readonly collectorNamespace?: string;
  /**
   * Also write a Grafana dashboard: a ConfigMap with the label `grafana_dashboard: "1"`, which the sidecar of Grafana's
   * Helm chart looks for.
   * @default false
   */
  readonly dashboard?: boolean;
  /**
   * The page that alerts refer to (`runbook_url`), to which `#` and the alert's name in lower case are added. For a copy of your own.
   * @default - the engine's page in this library's documentation
   */
  readonly runbooks?: string;
}

/**
 * Options of the Prometheus JMX exporter.
 */
export interface JmxExporterOptions extends MetricsOptions {
  /**
   * An image, with tag or digest, that has the exporter's Java agent, version 1.0.1 or later, and the program `cp`. It is used to copy
   * the agent and nothing else. The exporter's project publishes none, so that there is no default; docs/kafka.md makes one in two lines.
   */
  readonly image: string;
  /**
   * Where that image has the agent, absolute.
   * @default '/jmx_prometheus_javaagent.jar' - the name that the exporter's project gives it, without the version, at the top
   */
  readonly jarPath?: string;
}

/**
 * What engines get to see of metrics: checked, with every default filled in but the engine's own.
 */
export interface MetricsRequest {
  /**
   * The image that has the agent.
   * @default - none: the system's own reporter
   */
  readonly image?: string;
  /**
   * Where it has it. With `image` only.
   * @default - none: the system's own reporter
   */
  readonly jarPath?: string;
  /** How they are collected. */
  readonly scrape: ScrapePlan;
  /** The namespace of whoever collects them. */
  readonly collectorNamespace: string;
  /** Whether there is a dashboard. */
  readonly dashboard: boolean;
  /**
   * The page that alerts refer to.
   * @default - the engine's
   */
  readonly runbooks?: string;
}

/**
 * Who exports a workload's metrics.
 */
export class Metrics {
  /**
   * The Prometheus JMX exporter as an agent in the server's JVM, for systems that run on Java: https://github.com/prometheus/jmx_exporter.
   * What it exports, the alerts on it and their thresholds are the engine's. It listens on port 9404, named `metrics`.
   *
   * @throws if a path isn't absolute, or the namespace isn't one
   */
  public static jmxExporter(options: JmxExporterOptions): Metrics {
    const path = 'Metrics.jmxExporter';
    const { image, jarPath = '/jmx_prometheus_javaagent.jar' } = options;
    if (typeof image !== 'string' || image === '') {
      refuse({
        path,
        what: 'image',
        got: image === '' ? 'an empty one' : 'none',
        expected: "an image with the exporter's agent: its project publishes none",
        change: "write image: 'registry.example.com/jmx-exporter-agent:1.6.0'",
      });
    }
    if (!/^(\/[\w.+-]+)+$/.test(jarPath)) {
      refuse({ path, what: 'jarPath', got: `'${jarPath}'`, expected: 'an absolute path of letters, digits, dots and hyphens', change: "write jarPath: '/jmx_prometheus_javaagent.jar'" });
    }
    return new Metrics({ image, jarPath, ...common(path, options) });
  }

  /**
   * By the system itself, where it can serve metrics in Prometheus' format without anything added: Flink.
   *
   * @throws if the namespace isn't one
   */
  public static ofSystem(options: MetricsOptions = {}): Metrics {
    return new Metrics(common('Metrics.ofSystem', options));
  }

  private constructor(private readonly request: MetricsRequest) {}

  /** What engines get to see. */
  public toRequest(): MetricsRequest {
    return this.request;
  }
}

/** What is said of metrics whatever exports them, checked. */
function common(path: string, options: MetricsOptions): MetricsRequest {
  const { scrape = Scrape.podMonitor(), collectorNamespace = 'monitoring', dashboard = false, runbooks } = options;
  if (!isNamespaceName(collectorNamespace)) {
    refuse({ path, what: 'collectorNamespace', got: `'${collectorNamespace}'`, expected: 'the name of a namespace', change: "write collectorNamespace: 'monitoring'" });
  }
  if (runbooks !== undefined && !/^https?:\/\/[^\s#]+$/.test(runbooks)) {
    refuse({ path, what: 'runbooks', got: `'${runbooks}'`, expected: 'an address without a fragment', change: "write runbooks: 'https://wiki.example.com/kafka'" });
  }
  return { scrape: scrape.toPlan(), collectorNamespace, dashboard, ...(runbooks === undefined ? {} : { runbooks }) };
}
