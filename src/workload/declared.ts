import { Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { refuse } from '../contract/message';
import { Risk } from '../contract/risk';
import { required } from '../declared/values';
import { AcceptedRiskPlan } from '../plan';

/** The namespace of the construct's chart. @throws where it has none */
export function namespaceOf(construct: Construct): string {
  const chart = Chart.of(construct);
  return chart.namespace ?? refuse({
    path: construct.node.path,
    what: 'namespace',
    got: 'none',
    expected: "the chart's namespace, for names and certificates carry it",
    change: `write new Chart(app, '${chart.node.id}', { namespace: 'orders' })`,
  });
}

/** The risks that were accepted, as plain data. */
export function acceptedRisks(path: string, risks: Risk[] = []): AcceptedRiskPlan[] {
  const example = "Risk.accept(Rule.STORAGE_DURABLE, 'rebuilt from the log in 5 minutes')";
  return risks.map((risk) => {
    const { rule, reason } = required(path, 'acceptedRisks', risk, 'reason', example);
    return { rule: required(path, 'acceptedRisks', rule, 'id', example).id, reason };
  });
}
