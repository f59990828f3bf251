// Brings the tables of docs/training-controllers.md up to what the renderers go by: `npx tsx build/training-controllers-md.ts`. A test holds the committed file against it.
import { readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { head, row } from './markdown';
import { INTEGRATIONS } from '../src/operators/kueue/frameworks';
import { Ability, RUNNERS } from '../src/operators/training/abilities';

const FILE = join(__dirname, '../docs/training-controllers.md');

function tables(): string {
  return [
    ...head('', ...RUNNERS.map(({ kind }) => `\`${kind}\``)),
    row('declared by', ...RUNNERS.map(({ construct }) => construct.includes(' ') ? construct : `\`${construct}\``)),
    row('runs', ...RUNNERS.map(({ systems }) => systems.join(', '))),
    ...Object.values(Ability).map((ability) => row(ability, ...RUNNERS.map(({ abilities }) => `${abilities[ability].can ? 'yes' : 'no'}: ${abilities[ability].how}`))),
    row('a field for how long a finished one is kept, never set', ...RUNNERS.map(({ ttl }) => ttl)),
    row('Kueue holds it back', ...RUNNERS.map(({ work }) => heldBack(work))),
    '',
    ...head('what', 'where that is written'),
    ...RUNNERS.map(({ kind, sources }) => row(`\`${kind}\``, sources.map((source) => `[${source.split('/').filter((part) => part !== '').at(-1)}](${source})`).join(', '))),
  ].join('\n');
}

function heldBack(work: string): string {
  const integration = INTEGRATIONS.find(({ name }) => name === work);
  if (!integration) return 'no';
  return integration.onUntil === undefined ? 'yes' : `by itself before ${integration.onUntil}, later where it is told to; ${integration.note}`;
}

/** The page with its made part made anew. */
export function trainingControllersMarkdown(page: string): string {
  return page.replace(/(?<=<!-- made -->\n)[^]*?(?=<!-- \/made -->)/, () => `${tables()}\n`);
}

if (require.main === module) { writeFileSync(FILE, trainingControllersMarkdown(readFileSync(FILE, 'utf8'))); }
