// Asks promtool what a Prometheus would make of alerts.
import { writeFileSync } from 'fs';
import { join } from 'path';
import { stringify } from 'yaml';
import { Moment } from './moments';
import { promtool } from '../artifacts';
import { command } from '../artifacts/command';

/** An alert as the manifests say it. */
export interface AlertRule {
  readonly alert: string;
  expr: string;
  readonly labels: Record<string, string>;
  readonly annotations: Record<string, string>;
}

/** The groups of a PrometheusRule: what is in a rule file. */
export interface Rules { readonly groups: { readonly name: string; readonly rules: AlertRule[] }[] }

const SECONDS = 600;
const INTERVAL = '30s';

/** Every complaint of its linter is an error. */
export async function checkRules(folder: string, rules: Rules): Promise<string> {
  const file = written(folder, 'rules.yaml', rules);
  return command((await promtool()).program, ['check', 'rules', '--lint=all', '--lint-fatal', file], { seconds: SECONDS });
}

/** Plays each moment's series to the alerts, and fails where another alert fires than the one that must, or none, or with other words. */
export async function tryMoments(folder: string, rules: Rules, moments: readonly Moment[]): Promise<string> {
  const all = rules.groups.flatMap((group) => group.rules);
  written(folder, 'rules.yaml', rules);
  const file = written(folder, 'moments.yaml', {
    rule_files: ['rules.yaml'],
    evaluation_interval: INTERVAL,
    tests: moments.map(({ what, series, at, firing }) => ({
      name: what,
      interval: INTERVAL,
      input_series: Object.entries(series).map(([name, values]) => ({ series: name, values })),
      alert_rule_test: all.map((rule) => ({
        eval_time: at,
        alertname: rule.alert,
        exp_alerts: firing.filter(({ alert }) => alert === rule.alert).map(({ labels = {}, summary }) => ({
          exp_labels: { ...labels, ...rule.labels },
          exp_annotations: { ...rule.annotations, summary },
        })),
      })),
    })),
  });
  return command((await promtool()).program, ['test', 'rules', file], { cwd: folder, seconds: SECONDS });
}

function written(folder: string, name: string, content: unknown): string {
  const file = join(folder, name);
  writeFileSync(file, stringify(content, { lineWidth: 0 }));
  return file;
}
