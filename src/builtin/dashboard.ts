import { DashboardPlan, PanelKind, PanelPlan, WorkloadPlan } from '../plan';
import { contentHash } from './content-hash';
import { Manifest, metadata } from './manifest';
import { partName } from './names';

/*
 * A dashboard in Grafana's classic model, which Grafana 13 still takes.
 * Source: Grafana, Dashboard JSON model, https://grafana.com/docs/grafana/latest/visualizations/dashboards/build-dashboards/view-dashboard-json-model/
 */

const SCHEMA_VERSION = 39;
/** The width of a dashboard, in Grafana's own unit. */
const WIDTH = 24;
/** A number is small; lines need room. */
const SIZES: Record<PanelKind, { w: number; h: number }> = {
  [PanelKind.STAT]: { w: 4, h: 4 },
  [PanelKind.TIME_SERIES]: { w: 12, h: 8 },
};
const DATA_SOURCE = { type: 'prometheus', uid: '${datasource}' };

/** Side by side, in the order in which they are read; a panel that has no more room, or another height, begins a row. */
function places(panels: PanelPlan[]): any[] {
  let x = 0;
  let y = 0;
  let height = 0;
  return panels.map((panel) => {
    const { w, h } = SIZES[panel.kind];
    if (x + w > WIDTH || (x > 0 && h !== height)) {
      y += height;
      x = 0;
    }
    height = h;
    const place = { h, w, x, y };
    x += w;
    return place;
  });
}

function thresholds({ goodFrom, badFrom }: PanelPlan): any {
  return {
    mode: 'absolute',
    steps: [
      { color: goodFrom === undefined ? 'green' : 'red', value: null },
      ...goodFrom === undefined ? [] : [{ color: 'green', value: goodFrom }],
      ...badFrom === undefined ? [] : [{ color: 'red', value: badFrom }],
    ],
  };
}

function panelModel(panel: PanelPlan, gridPos: any, id: number): any {
  const stat = panel.kind === PanelKind.STAT;
  return {
    id,
    type: stat ? 'stat' : 'timeseries',
    title: panel.title,
    description: panel.description,
    datasource: DATA_SOURCE,
    gridPos,
    fieldConfig: {
      defaults: {
        unit: panel.unit,
        thresholds: thresholds(panel),
        ...stat ? { color: { mode: 'thresholds' } } : { color: { mode: 'palette-classic' }, custom: { thresholdsStyle: { mode: limited(panel) ? 'line' : 'off' } } },
      },
      overrides: [],
    },
    options: stat
      ? { colorMode: 'background', graphMode: 'none', reduceOptions: { calcs: ['lastNotNull'], fields: '', values: false } }
      : { legend: { displayMode: 'list', placement: 'bottom', showLegend: true }, tooltip: { mode: 'multi', sort: 'desc' } },
    targets: panel.queries.map(({ expression, legend }, i) => ({
      refId: String.fromCharCode('A'.charCodeAt(0) + i),
      datasource: DATA_SOURCE,
      expr: expression,
      legendFormat: legend ?? '__auto',
    })),
  };
}

function limited({ goodFrom, badFrom }: PanelPlan): boolean {
  return goodFrom !== undefined || badFrom !== undefined;
}

/** What Grafana reads. */
export function dashboardModel(plan: WorkloadPlan, dashboard: DashboardPlan): any {
  const at = places(dashboard.panels);
  return {
    // the same dashboard after a change of its panels or its title
    uid: contentHash([plan.system, plan.namespaceName, plan.name], 20),
    title: dashboard.title,
    tags: [plan.system],
    schemaVersion: SCHEMA_VERSION,
    editable: false,
    refresh: '1m',
    time: { from: 'now-6h', to: 'now' },
    templating: { list: [{ name: 'datasource', type: 'datasource', query: 'prometheus', label: 'Data source' }] },
    panels: dashboard.panels.map((panel, i) => panelModel(panel, at[i], i + 1)),
  };
}

/** A ConfigMap that the sidecar of Grafana's Helm chart finds by its label. */
export function dashboardMap(plan: WorkloadPlan, dashboard: DashboardPlan): Manifest {
  const own = metadata(plan, partName(plan, 'dashboard'));
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { ...own, labels: { ...own!.labels, grafana_dashboard: '1' } },
    data: { [`${plan.namespaceName}-${plan.name}.json`]: `${JSON.stringify(dashboardModel(plan, dashboard), undefined, 1)}\n` },
  };
}
