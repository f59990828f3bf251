import { Duration } from 'cdk8s';
import { refuse } from '../contract/message';
import { ScrapePlan, ScrapeWay } from '../plan';

/**
 * Options of a scrape by the Prometheus operator.
 */
export interface PodMonitorOptions {
  /**
   * Labels of the PodMonitor and the PrometheusRule, by which the Prometheus chooses them (`podMonitorSelector`,
   * `ruleSelector`): `{ release: 'kube-prometheus-stack' }` for that chart under that name.
   * @default - none: a Prometheus that chooses all
   */
  readonly labels?: Record<string, string>;
  /**
   * Time between two scrapes: whole seconds, at most a minute, for the alerts count on two scrapes in two minutes.
   * @default - the Prometheus' own
   */
  readonly every?: Duration;
}

/** Alerts that hold for two minutes must have seen two scrapes. */
const LONGEST_INTERVAL = 60;

/**
 * How whoever collects metrics finds the pods, and in which form alerts are handed over.
 */
export class Scrape {
  /**
   * By a PodMonitor; alerts are a PrometheusRule. Needs the Prometheus operator's definitions in the cluster
   * (`monitoring.coreos.com/v1`). Where they are missing, applying the manifests fails, so that nobody takes for watched what is not.
   * @throws if the interval isn't whole seconds from 1 to 60
   */
  public static podMonitor(options: PodMonitorOptions = {}): Scrape {
    const everySeconds = options.every?.toSeconds({ integral: false });
    if (everySeconds !== undefined && (!Number.isInteger(everySeconds) || everySeconds < 1 || everySeconds > LONGEST_INTERVAL)) {
      refuse({
        path: 'Scrape.podMonitor',
        what: 'every',
        got: `${everySeconds} s`,
        expected: `whole seconds from 1 to ${LONGEST_INTERVAL}: the alerts count on two scrapes in two minutes`,
        change: 'write every: Duration.seconds(30)',
      });
    }
    return new Scrape({
      way: ScrapeWay.POD_MONITOR,
      ...(everySeconds === undefined ? {} : { everySeconds }),
      ...(options.labels === undefined ? {} : { labels: options.labels }),
    });
  }

  /**
   * By the annotations `prometheus.io/scrape`, `prometheus.io/port` and `prometheus.io/path` of the pods, a convention that a Prometheus
   * follows only if its configuration says so. Alerts are a rule file in the ConfigMap `<cluster>-alerts`, which its
   * `rule_files` must name: without the operator nothing else would bring them there.
   */
  public static annotations(): Scrape {
    return new Scrape({ way: ScrapeWay.ANNOTATIONS });
  }

  private constructor(private readonly plan: ScrapePlan) {}

  /** As the plan says it. */
  public toPlan(): ScrapePlan {
    return this.plan;
  }
}
