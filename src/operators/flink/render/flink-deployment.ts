import { leaderPermissions, operatorPolicy } from './access';
import { checkPlan, programOf } from './plan-check';
import { flinkTemplate, resource } from './pods';
import { checkedSettings, isAutoscaled, isHighlyAvailable, upgradeMode } from './settings';
import { checkStandalone, flinkVersion } from './versions';
import { acceptedRisks } from '../../../builtin/accepted-risks';
import { alertRules } from '../../../builtin/alert-rules';
import { sharedClaims } from '../../../builtin/claim';
import { dashboardMap } from '../../../builtin/dashboard';
import { disruptionBudget, isScaled } from '../../../builtin/disruption-budget';
import { Manifest, metadata } from '../../../builtin/manifest';
import { serviceAccountName } from '../../../builtin/names';
import { networkPolicy } from '../../../builtin/network-policy';
import { podMonitor } from '../../../builtin/pod-monitor';
import { componentRoles } from '../../../builtin/role';
import { serviceAccount } from '../../../builtin/service-account';
import { BudgetPlan, ComponentPlan, ScrapeWay, WorkloadPlan } from '../../../plan';

/** How an operator of a version is told to run a stream processor. */
export interface FlinkWay {
  readonly version: string;
  /** Where it runs: it asks JobManagers. */
  readonly operatorNamespace: string;
  /** Whether the operator makes the workers, rather than the JobManager. */
  readonly standalone: boolean;
  /** Settings of its own: of the operator, of the autoscaler. */
  readonly settings: Record<string, string>;
}

/** A FlinkDeployment: flink.apache.org/v1beta1, and what stands around it. */
export function flinkDeployment(path: string, plan: WorkloadPlan, way: FlinkWay): Manifest[] {
  const [planned, worker] = checkPlan(path, way.version, plan);
  const leader = { ...planned, permissions: leaderPermissions(way.standalone, planned.permissions) };
  const keepsState = plan.groups.some(({ progress }) => progress?.keptOutside);
  const settings = checkedSettings(path, {
    version: plan.version,
    components: [leader, worker],
    keepsState,
    added: {
      // else the job would go with the object, and nothing would be left to begin with
      ...keepsState ? { 'kubernetes.operator.job.savepoint-on-deletion': 'true' } : {},
      ...way.standalone ? {} : { 'kubernetes.taskmanager.service-account': serviceAccountName(plan, worker.name), ...standBys(plan, worker) },
      ...way.settings,
    },
  });
  if (way.standalone) checkStandalone(path, way.version, plan.version, isHighlyAvailable(settings));
  return [
    ...sharedClaims(plan),
    ...[leader, worker].flatMap((component) => around(path, plan, component)),
    ...operatorPolicy(plan, leader, way.operatorNamespace),
    {
      apiVersion: 'flink.apache.org/v1beta1',
      kind: 'FlinkDeployment',
      metadata: metadata(plan, plan.name, undefined, acceptedRisks(plan)),
      spec: {
        flinkConfiguration: settings,
        flinkVersion: flinkVersion(path, way.version, plan.version),
        image: leader.image,
        job: { ...programOf(path, plan, leader), state: 'running', upgradeMode: upgradeMode(settings, keepsState) },
        jobManager: { podTemplate: flinkTemplate(path, plan, leader), replicas: leader.replicas, resource: resource(leader) },
        mode: way.standalone ? 'standalone' : 'native',
        serviceAccount: serviceAccountName(plan, leader.name),
        taskManager: {
          podTemplate: flinkTemplate(path, plan, worker),
          replicas: way.standalone ? worker.replicas : undefined,
          resource: resource(worker),
        },
      },
    },
    ...budgets(path, plan, worker, way.standalone, isAutoscaled(settings)),
    ...monitoring(plan, isAutoscaled(settings) ? worker : undefined),
  ];
}

function around(path: string, plan: WorkloadPlan, component: ComponentPlan): Manifest[] {
  return [
    serviceAccount(plan, component.name, component.identity),
    ...(component.permissions ?? []).length > 0 ? componentRoles(plan, component) : [],
    ...component.ports.length > 0 ? [networkPolicy(path, plan, component, () => [])] : [],
  ];
}

/** Workers above what the work needs: where the JobManager makes them, it makes no more than it was told. */
function standBys({ groups }: WorkloadPlan, worker: ComponentPlan): Record<string, string> {
  const needed = groups.find(({ components }) => components.includes(worker.name))?.servesWith ?? worker.replicas;
  return worker.replicas > needed ? { 'slotmanager.redundant-taskmanager-num': String(worker.replicas - needed) } : {};
}

/**
 * Workers that the JobManager makes have its Deployment for their controller (Fabric8FlinkKubeClient.setOwnerReference), whose number Kubernetes would
 * take for theirs: a budget says how many must stay. Where the autoscaler sets their number nobody knows how many that are, and too many would block drains.
 */
function budgets(path: string, plan: WorkloadPlan, worker: ComponentPlan, standalone: boolean, autoscaled: boolean): Manifest[] {
  const bounded = ({ components }: BudgetPlan) => standalone || !autoscaled || !components.includes(worker.name);
  const scaled = (component: ComponentPlan) => isScaled(component) && (standalone || component.name !== worker.name);
  return plan.budgets.filter(bounded).map((budget) => disruptionBudget(path, plan, budget, scaled));
}

/** `unsteady`: of which the number of pods changes by itself. */
function monitoring(plan: WorkloadPlan, unsteady?: ComponentPlan): Manifest[] {
  if (!plan.monitoring) return [];
  const alerts = plan.monitoring.alerts.filter(({ numberOf }) => numberOf === undefined || numberOf !== unsteady?.name);
  const watched = { ...plan.monitoring, alerts };
  return [
    ...watched.scrape.way === ScrapeWay.POD_MONITOR ? [podMonitor(plan, watched)] : [],
    ...watched.alerts.length > 0 ? [alertRules(plan, watched)] : [],
    ...watched.dashboard ? [dashboardMap(plan, watched.dashboard)] : [],
  ];
}
