/**
 * How whoever collects metrics finds the pods.
 */
export enum ScrapeWay {
  /** By a PodMonitor, which the Prometheus operator reads. Alerts become a PrometheusRule. */
  POD_MONITOR = 'pod-monitor',
  /** By annotations of the pods, which a Prometheus without an operator may be told to follow. Alerts become a file. */
  ANNOTATIONS = 'annotations',
}

/**
 * How metrics are collected.
 */
export interface ScrapePlan {
  /** How the pods are found. */
  readonly way: ScrapeWay;
  /**
   * Seconds between two scrapes.
   * @default - the collector's own
   */
  readonly everySeconds?: number;
  /**
   * Labels of the PodMonitor and the PrometheusRule, by which a Prometheus chooses them.
   * @default - none
   */
  readonly labels?: Record<string, string>;
}

/**
 * How soon somebody must look.
 */
export enum AlertSeverity {
  /** A promise is broken: now. */
  CRITICAL = 'critical',
  /** What keeps a promise is spent: the next failure breaks it. In hours. */
  WARNING = 'warning',
}

/**
 * A condition that tells that a promise is broken or no longer safe.
 */
export interface AlertPlan {
  /** Its name, `KafkaOfflinePartitions`: upper case at the start of each word. */
  readonly name: string;
  /** The id of the rule that it watches on the living system, `replication/copies`. */
  readonly rule: string;
  /** How soon somebody must look. */
  readonly severity: AlertSeverity;
  /** The condition, in PromQL. */
  readonly expression: string;
  /**
   * The component whose number of pods the condition knows: where somebody else sets that number, it says nothing.
   * @default - it holds for any number
   */
  readonly numberOf?: string;
  /** How long the condition must hold, in seconds. */
  readonly forSeconds: number;
  /** One line for a person. `{{ $value }}` and `{{ $labels.x }}` are filled in. */
  readonly summary: string;
  /** The address of what to do. */
  readonly runbook: string;
}

/**
 * How a panel shows its numbers.
 */
export enum PanelKind {
  /** The number as it is now. */
  STAT = 'stat',
  /** Lines over time. */
  TIME_SERIES = 'time-series',
}

/**
 * A query of a panel.
 */
export interface PanelQueryPlan {
  /** The query, in PromQL. */
  readonly expression: string;
  /**
   * What its lines are called, with labels as `{{pod}}`.
   * @default - all labels
   */
  readonly legend?: string;
}

/**
 * A part of a dashboard.
 */
export interface PanelPlan {
  /** Its title. */
  readonly title: string;
  /** What it shows and what is normal, in a sentence. */
  readonly description: string;
  /** How it shows its numbers. */
  readonly kind: PanelKind;
  /** The unit of its numbers as Grafana calls it: `short`, `percentunit`, `bytes`, `Bps`, `ms`. */
  readonly unit: string;
  /** What it shows. */
  readonly queries: PanelQueryPlan[];
  /**
   * The least number that is high enough: below it the panel is red.
   * @default - no number is too low
   */
  readonly goodFrom?: number;
  /**
   * The least number that is too high: from it on the panel is red.
   * @default - no number is too high
   */
  readonly badFrom?: number;
}

/**
 * A dashboard: its panels in the order in which they are read.
 */
export interface DashboardPlan {
  /** Its title. */
  readonly title: string;
  /** Its panels. */
  readonly panels: PanelPlan[];
}

/**
 * How a workload is watched.
 */
export interface MonitoringPlan {
  /** The name of the ports that give metrics over HTTP, at `/metrics`. */
  readonly port: string;
  /** The namespace whose pods may connect to ports for monitoring. */
  readonly collectorNamespace: string;
  /** How metrics are collected. */
  readonly scrape: ScrapePlan;
  /**
   * What the exporter is told to export, as a rules file of the JMX exporter.
   * @default - the engine hands it to its members by itself
   */
  readonly exporterRules?: string;
  /** The conditions that are watched. */
  readonly alerts: AlertPlan[];
  /**
   * What people look at.
   * @default - nothing
   */
  readonly dashboard?: DashboardPlan;
}
