// Brings the tables of docs/operators.md up to what the catalogue says: `npx tsx build/operators-md.ts`. A test holds the committed file against it.
import { readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { head, row } from './markdown';
import { CATALOGUE } from '../src/operators/catalogue';
import { CatalogueEntry, oldestVersion } from '../src/operators/vendor/entry';

const FILE = join(__dirname, '../docs/operators.md');

function tables(): string {
  return [
    ...head('operator', 'construct', 'versions', 'Kubernetes', 'definitions', 'Deployments', 'watches', 'chart, or folder for kustomize'),
    ...CATALOGUE.map((entry) => row(
      `\`${entry.name}\``, `\`${entry.construct}\``, `${oldestVersion(entry)} or later; read: ${entry.proven.join(', ')}`, `1.${entry.sources[0].leastKubernetesMinor} or later`,
      entry.definitions.length, deployments(entry), entry.controllers.length === 0 ? 'nothing' : entry.watch || entry.watchedByChart ? 'namespaces, or all' : 'all', installedFrom(entry),
    )),
    '',
    ...head('operator', 'what deleting does'),
    ...CATALOGUE.flatMap((entry) => entry.deleting.map((what) => row(`\`${entry.name}\``, what))),
    '',
    ...head('operator', 'who connects', 'to', 'port'),
    ...CATALOGUE.flatMap((entry) => entry.ports.map(({ from, to, number }) => row(`\`${entry.name}\``, from, to, number))),
  ].join('\n');
}

function deployments({ controllers }: CatalogueEntry): string {
  if (controllers.length === 0) return 'none';
  return `${controllers.length}, of ${controllers.every(({ mayHaveReplicas }) => mayHaveReplicas) ? 'any number of pods' : 'one pod'} each`;
}

function installedFrom({ chart, kustomization }: CatalogueEntry): string {
  if (kustomization) return `${kustomization.repository}, ${kustomization.folder}`;
  return chart ? `${chart.repository}/${chart.name}` : 'none';
}

/** The page with its made part made anew. */
export function operatorsMarkdown(page: string): string {
  return page.replace(/(?<=<!-- made -->\n)[^]*?(?=<!-- \/made -->)/, () => `${tables()}\n`);
}

if (require.main === module) { writeFileSync(FILE, operatorsMarkdown(readFileSync(FILE, 'utf8'))); }
