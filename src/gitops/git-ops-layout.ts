import { ApiObject, App, Chart, Names } from 'cdk8s';
import { Construct, IConstruct } from 'constructs';
import { Placement, problems } from './checks';
import { Delivered, Delivery } from './delivery';
import { checkedFolder, checkOutput, filesOf } from './files';
import { GitOpsTool } from './git-ops-tool';
import { healthOf } from './health';
import { checkedName } from './names';
import { objectsOf } from './objects';
import { ResourceHealth } from './resource-health';
import { Stage, STAGES } from './stage';
import { watchNames } from '../builtin/unique-names';
import { refuse } from '../contract/message';

/**
 * What a tool is to apply, and in which order. At least one chart.
 */
export interface GitOpsLayoutProps {
  /** What applies it. */
  readonly tool: GitOpsTool;
  /**
   * Charts with what must be there first, and stays: definitions of custom resources, namespaces. Nothing of them is ever pruned.
   * @default - none
   */
  readonly definitions?: Chart[];
  /**
   * Charts with operators.
   * @default - none
   */
  readonly operators?: Chart[];
  /**
   * Charts with what runs.
   * @default - none
   */
  readonly workloads?: Chart[];
  /**
   * The folder of the repository in which the manifests are committed, from its root.
   * @default 'dist'
   */
  readonly folder?: string;
  /**
   * Namespaces that somebody else makes. All others must be objects of this app.
   * @default - none but those that every Kubernetes cluster has
   */
  readonly existingNamespaces?: string[];
  /**
   * When custom resources are healthy whose kinds the library does not know, or others than it thinks.
   * @default - what is known of the kinds of known operators
   */
  readonly health?: ResourceHealth[];
}

/** Where a chart is already. */
const places = new WeakMap<IConstruct, string>();
/** Charts that nothing brings, as far as that was said. */
const told = new WeakSet<IConstruct>();
/** A chart of any kind counts as an instance of any class of charts, so classes don't tell. */
const layouts = new WeakSet<IConstruct>();

/**
 * How an app gets from a repository into a cluster. This chart holds the tool's own objects, one for each chart that it brings; the charts'
 * objects get the marks that the tool needs of them.
 *
 * @throws if a chart is in two places, or the tool can't tell the charts' files apart. At synth, if a definition is not among the
 * definitions, if nobody makes a namespace, or if files would overwrite each other.
 */
export class GitOpsLayout extends Chart {
  private readonly placements: Placement[];
  private readonly delivery: Delivery;
  private readonly existingNamespaces: string[];
  private checked?: { readonly objects: number; readonly errors: string[] };

  constructor(scope: Construct, id: string, props: GitOpsLayoutProps) {
    const path = [scope.node.path, id].filter((part) => part !== '').join('/');
    const delivery = deliveryOf(path, props.tool);
    super(scope, id, { namespace: delivery.namespaceName });
    layouts.add(this);
    this.delivery = delivery;
    this.existingNamespaces = props.existingNamespaces ?? [];
    const health = props.health ?? [];
    for (const kind of health) checkHealth(path, kind);
    checkOutput(path, App.of(this), delivery);
    const folder = checkedFolder(path, props.folder ?? 'dist');
    this.placements = STAGES.flatMap((stage) => (props[stage] ?? []).map((chart) => this.place(stage, chart)));
    if (this.placements.length === 0) {
      refuse({ path, what: STAGES.join(', '), got: 'no chart', expected: 'one or more', change: 'write workloads: [chart]' });
    }
    const delivered = this.placements.map(({ chart, stage, name }): Delivered => ({
      name,
      stage,
      files: filesOf(chart, folder),
      after: this.before(stage),
      health: () => healthOf(objectsOf(chart), health),
    }));
    for (const [objectId, object] of Object.entries(delivery.objects(delivered))) new ApiObject(this, objectId, object);
    watchNames(this);
    this.node.addValidation({ validate: () => this.findings() });
  }

  private place(stage: Stage, chart: Chart): Placement {
    const { path } = this.node;
    if (!Chart.isChart(chart)) {
      refuse({ path, what: stage, got: `'${chart}'`, expected: 'charts', change: `write ${stage}: [chart]` });
    }
    if (layouts.has(chart)) {
      refuse({
        path,
        what: stage,
        got: `the layout ${chart.node.path}`,
        expected: 'charts that it brings: its own objects are applied by hand, or by what Argo CD and Flux start with',
        change: 'leave it away',
      });
    }
    if (App.of(chart) !== App.of(this)) {
      refuse({
        path,
        what: stage,
        got: `${chart.node.path} of another app`,
        expected: 'charts of this app',
        change: 'make the layout in the app of its charts',
      });
    }
    const other = places.get(chart);
    if (other !== undefined) {
      refuse({
        path,
        what: stage,
        got: `${chart.node.path}, which is in ${other} already`,
        expected: 'each chart in one place: two would undo what the other does',
        change: 'leave it away here, or there',
      });
    }
    places.set(chart, `${stage} of ${path}`);
    return { chart, stage, name: checkedName(path, `name for ${chart.node.path}`, `${Names.toDnsLabel(this)}-${Names.toDnsLabel(chart)}`) };
  }

  /** The names of what stands in the nearest stage before this one that has any. */
  private before(stage: Stage): string[] {
    const earlier = STAGES.slice(0, STAGES.indexOf(stage)).reverse();
    const nearest = earlier.find((candidate) => this.placements.some((placement) => placement.stage === candidate));
    return this.placements.filter((placement) => placement.stage === nearest).map(({ name }) => name);
  }

  /**
   * cdk8s validates before it renders, and once for each chart: as long as no object came, there is nothing to do again.
   * The marks can't be set earlier, for objects are still to come when a layout is made.
   */
  private findings(): string[] {
    const objects = this.node.root.node.findAll().length;
    if (this.checked?.objects !== objects) {
      for (const { chart } of this.placements) objectsOf(chart).forEach((object) => this.delivery.mark(object));
      warnOfForgotten(this.node.root);
      this.checked = { objects, errors: problems(this, this.placements, this.existingNamespaces) };
    }
    // cdk8s puts the path in front
    return this.checked.errors.map((error) => error.replace(`${this.node.path}: `, ''));
  }
}

/** Nobody applies what is in no layout; that may be meant. */
function warnOfForgotten(root: IConstruct): void {
  for (const chart of root.node.findAll().filter((node) => Chart.isChart(node) && !places.has(node) && !layouts.has(node) && !told.has(node))) {
    told.add(chart);
    process.stderr.write(`warning: ${chart.node.path}: in no layout, so nothing brings it into a cluster; `
      + 'put it into definitions, operators or workloads of one\n');
  }
}

function deliveryOf(path: string, tool: GitOpsTool): Delivery {
  if (typeof tool !== 'object' || tool === null || !('_delivery' in tool)) {
    refuse({
      path,
      what: 'tool',
      got: tool === undefined ? 'nothing' : `'${tool}'`,
      expected: 'GitOpsTool.argoCd(...) or GitOpsTool.flux(...)',
      change: 'write tool: GitOpsTool.flux()',
    });
  }
  return tool._delivery;
}

function checkHealth(path: string, { group, kind, ready }: ResourceHealth): void {
  if (!/^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/.test(group) || !/^[A-Za-z][A-Za-z0-9]*$/.test(kind)) {
    refuse({
      path,
      what: 'health',
      got: `${group}/${kind}`,
      expected: 'a group without a version, and a kind',
      change: "write group: 'example.com', kind: 'Cache'",
    });
  }
  if (ready.length === 0) {
    refuse({
      path,
      what: `health of ${kind}`,
      got: 'nothing that it is ready by',
      expected: 'one check or more',
      change: "write ready: [StatusCheck.condition('Ready')]",
    });
  }
}
