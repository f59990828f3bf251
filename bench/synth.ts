/*
 * What a synth costs: 1, 100 and 1,000 Kafka clusters in one app, all in one chart and one chart per cluster, against
 * plain ApiObjects with the same content in the same process; and what importing the package costs. docs/performance.md
 * tells how to read it.
 *
 *   npm run bench              prints the tables
 *   npm run bench -- --quick   up to 100 clusters, and fewer runs
 */
import { execFileSync, spawnSync } from 'child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'fs';
import { cpus, tmpdir } from 'os';
import { join } from 'path';
import { ApiObject, ApiObjectProps, App, Chart, Size, Testing, Yaml } from 'cdk8s';
import { DataStorage, Failure, KafkaCluster, KafkaVersion, Platform } from 'cdk8s-data';

const ROOT = join(__dirname, '..');
const AIM = { ratio: 1.2, importMs: 50 };
const quick = process.argv.includes('--quick');
/** How many clusters, and how often: in one chart, and in a chart each. */
const ALL_ROUNDS: [clusters: number, oneChart: number, chartEach: number][] = [[1, 15, 15], [100, 5, 5], [1000, 3, 1]];
const QUICK_ROUNDS: typeof ALL_ROUNDS = [[1, 7, 7], [100, 3, 3]];
const rounds = quick ? QUICK_ROUNDS : ALL_ROUNDS;

// ---- the program that is measured

type Shape = 'one chart' | 'a chart each';
const SHAPES: Shape[] = ['one chart', 'a chart each'];
/** Puts one cluster into a chart. */
type Declare = (chart: Chart, id: string) => void;

const idOf = (i: number) => `events-${i}`;

function cluster(chart: Chart, id: string): void {
  const events = new KafkaCluster(chart, id, {
    version: KafkaVersion.V4_3_1,
    replicas: 3,
    storage: DataStorage.persistent(Size.gibibytes(100)),
    guarantees: { survives: Failure.ZONE },
  });
  events.addTopic('orders', { partitions: 12 });
}

function program(outdir: string, shape: Shape, clusters: number, declare: Declare): App {
  const app = new App({ outdir });
  Platform.aks({ region: 'eastus', zones: ['1', '2', '3'], kubernetesVersion: '1.34' }).applyTo(app);
  const shared = shape === 'one chart' ? new Chart(app, 'all', { namespace: 'orders' }) : undefined;
  for (let i = 0; i < clusters; i++) declare(shared ?? new Chart(app, `chart-${i}`, { namespace: 'orders' }), idOf(i));
  return app;
}

/** The objects of each cluster, as the library wrote them. */
function contents(clusters: number): Map<string, string> {
  const texts = new Map<string, string>();
  for (let i = 0; i < clusters; i++) {
    const chart = new Chart(new App(), 'all', { namespace: 'orders' });
    Platform.aks({ region: 'eastus', zones: ['1', '2', '3'], kubernetesVersion: '1.34' }).applyTo(chart);
    cluster(chart, idOf(i));
    texts.set(idOf(i), JSON.stringify(Testing.synth(chart)));
  }
  return texts;
}

// ---- one measurement

interface Run {
  /**
   * Processor time: of the wall clock it differs by what else the machine does, and by the garbage collector's own threads.
   */
  readonly ms: number;
  /** What the app holds after its synth, in MiB. */
  readonly heapMiB: number;
  readonly objects: number;
}

const collect = global.gc ?? (() => { throw new Error('run it with node --expose-gc: npm run bench'); });

function heap(): number {
  collect();
  collect(); // what hangs on a WeakMap goes with the second
  return process.memoryUsage().heapUsed;
}

function measure(outdir: string, shape: Shape, clusters: number, prepare: () => Declare): Run {
  // caches let go of the last run
  program(outdir, shape, 1, (chart) => new ApiObject(chart, 'small', { apiVersion: 'v1', kind: 'ConfigMap' })).synth();
  const before = heap();
  const declare = prepare();
  collect();
  const start = process.cpuUsage();
  const app = program(outdir, shape, clusters, declare);
  app.synth();
  const { user, system } = process.cpuUsage(start);
  const ms = (user + system) / 1000;
  const heapMiB = (heap() - before) / 2 ** 20;
  return { ms, heapMiB, objects: app.node.findAll().filter(ApiObject.isApiObject).length };
}

/** Content that is there already, as literals of a program would be: neither parsed nor cloned while the clock runs. */
function plain(texts: Map<string, string>, clusters: number): Declare {
  const ready = new Map<string, ApiObjectProps[]>();
  for (let i = 0; i < clusters; i++) ready.set(idOf(i), JSON.parse(texts.get(idOf(i))!));
  return (chart, id) => ready.get(id)!.forEach((props, n) => new ApiObject(chart, `${id}-${n}`, props));
}

function median<T>(values: T[], of: (value: T) => number): number {
  const sorted = values.map(of).sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

interface Result {
  readonly shape: Shape;
  readonly clusters: number;
  readonly ours: Run;
  readonly raw: Run;
  readonly ratio: number;
}

function compare(outdir: string, texts: Map<string, string>, shape: Shape, clusters: number, times: number): Result {
  const ours: Run[] = [];
  const raw: Run[] = [];
  for (let i = 0; i < times; i++) {
    const pair = [
      () => ours.push(measure(outdir, shape, clusters, () => cluster)),
      () => raw.push(measure(outdir, shape, clusters, () => plain(texts, clusters))),
    ];
    // who goes first finds a younger heap: take turns
    for (const act of i % 2 === 0 ? pair : pair.reverse()) act();
  }
  // what the last run left behind and this one freed makes a figure too small, nothing makes it too big
  const middle = (runs: Run[]): Run =>
    ({ ms: median(runs, (r) => r.ms), heapMiB: Math.max(...runs.map((r) => r.heapMiB)), objects: runs[0].objects });
  return { shape, clusters, ours: middle(ours), raw: middle(raw), ratio: median(ours.map((run, i) => run.ms / raw[i].ms), (r) => r) };
}

// ---- the other costs

/** Milliseconds until a module is loaded in a process of its own, of which `first` are loaded before the clock runs. */
function importMs(first: string[], module: string): number {
  const load = (name: string) => `require(${JSON.stringify(name)});`;
  const script = `${first.map(load).join('')}const start = process.hrtime.bigint();${load(module)}console.log(Number(process.hrtime.bigint() - start) / 1e6);`;
  return Number(execFileSync(process.execPath, ['-e', script], { cwd: ROOT, encoding: 'utf8' }));
}

function importTable(): string[] {
  if (!existsSync(join(ROOT, 'lib', 'index.js'))) return ['Import: skipped, there is no compiled package (`npm run compile`).'];
  const times = quick ? 5 : 15;
  const many = (first: string[], module: string) => median(Array.from({ length: times }, () => importMs(first, module)), (ms) => ms);
  const plus = many([], 'cdk8s-plus-27');
  const both = many([], ROOT);
  const after = many(['cdk8s-plus-27'], ROOT);
  return [
    '| import, in a fresh process | ms |',
    '|---|---|',
    `| cdk8s-plus-27 (with cdk8s and constructs) | ${plus.toFixed(0)} |`,
    `| cdk8s-data (with cdk8s-plus-27) | ${both.toFixed(0)} |`,
    `| cdk8s-data, once cdk8s-plus-27 is there: aim ${AIM.importMs} at most | ${after.toFixed(0)} |`,
  ];
}

/** `helm template` of a chart that prints the same objects, where Helm is on the PATH. */
function helmLine(outdir: string, texts: Map<string, string>): string {
  if (spawnSync('helm', ['version']).status !== 0) return '`helm template`: skipped, helm is not on the PATH.';
  const chart = join(outdir, 'helm');
  mkdirSync(join(chart, 'templates'), { recursive: true });
  writeFileSync(join(chart, 'Chart.yaml'), 'apiVersion: v2\nname: events\nversion: 1.0.0\n');
  const objects: any[] = JSON.parse(texts.get(idOf(0))!);
  objects.forEach((object, i) => {
    // one value is filled in; whatever else looks like a template is text
    const text = Yaml.stringify(object).replace(/\{\{/g, '{{ "{{" }}').replace(/^ {2}namespace: orders$/m, '  namespace: {{ .Release.Namespace }}');
    writeFileSync(join(chart, 'templates', `${i}.yaml`), text);
  });
  const runs = Array.from({ length: quick ? 3 : 9 }, () => {
    const start = process.hrtime.bigint();
    execFileSync('helm', ['template', 'events', chart, '--namespace', 'orders'], { stdio: ['ignore', 'ignore', 'inherit'], maxBuffer: 2 ** 28 });
    return Number(process.hrtime.bigint() - start) / 1e6;
  });
  return `\`helm template\` of one cluster's ${objects.length} objects, process and all: ${median(runs, (ms) => ms).toFixed(0)} ms.`;
}

// ---- the report

function row(result: Result): string {
  const { shape, clusters, ours, raw, ratio } = result;
  const rate = (run: Run) => (run.objects / run.ms * 1000).toFixed(0);
  return `| ${[
    clusters, shape, ours.objects, ours.ms.toFixed(0), raw.ms.toFixed(0), `${ratio.toFixed(2)} x`, (ours.ms / clusters).toFixed(2),
    rate(ours), rate(raw), ours.heapMiB.toFixed(1), raw.heapMiB.toFixed(1),
  ].join(' | ')} |`;
}

function linearity(results: Result[], shape: Shape): string {
  const own = results.filter((r) => r.shape === shape && r.clusters >= 100);
  if (own.length < 2) return `- ${shape}: not measured (needs 100 and 1,000 clusters)`;
  const growth = (of: (r: Result) => Run) => (of(own[1]).ms / own[1].clusters) / (of(own[0]).ms / own[0].clusters);
  return `- ${shape}: ${growth((r) => r.ours).toFixed(2)} x the time per cluster at ${own[1].clusters} as at ${own[0].clusters} (raw ${growth((r) => r.raw).toFixed(2)} x)`;
}

function verdict(results: Result[]): string {
  const missed = results.filter((r) => r.ratio > AIM.ratio).map((r) => `${r.clusters} in ${r.shape}: ${r.ratio.toFixed(2)} x`);
  return `Aim, ${AIM.ratio} x raw at most: ${missed.length === 0 ? 'met' : `missed by ${missed.join('; ')}`}.`;
}

function main(): void {
  const outdir = mkdtempSync(join(tmpdir(), 'bench-'));
  try {
    const say = (...lines: string[]) => process.stdout.write(`${lines.join('\n')}\n`);
    say(`${cpus().length} cores (${cpus()[0]?.model.trim()}), Node ${process.version}, ${process.platform} ${process.arch}`, '');
    const texts = contents(Math.max(...rounds.map(([clusters]) => clusters)));
    for (const shape of SHAPES) compare(outdir, texts, shape, 10, 2); // warm up
    say(
      '| clusters | in | objects | ms | raw ms | ratio | ms per cluster | objects/s | raw objects/s | heap MiB | raw heap MiB |',
      '|---|---|---|---|---|---|---|---|---|---|---|',
    );
    const results: Result[] = [];
    for (const [clusters, ...times] of rounds) {
      for (const [i, shape] of SHAPES.entries()) {
        const result = compare(outdir, texts, shape, clusters, times[i]);
        results.push(result);
        say(row(result));
      }
    }
    say('', verdict(results), '', 'Linear:', ...SHAPES.map((shape) => linearity(results, shape)), '', ...importTable(), '', helmLine(outdir, texts));
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

main();
