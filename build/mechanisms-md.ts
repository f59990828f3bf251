// Brings the table in docs/kafka-strimzi.md up to what the data says: `npx tsx build/mechanisms-md.ts`. A test holds the committed file against it.
import { readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { head, row } from './markdown';
import { OPERATIONS } from '../src/cluster/kafka/operations';
import { operations } from '../src/operators/strimzi/operations';
import { OperationPlan } from '../src/plan';

const FILE = join(__dirname, '../docs/kafka-strimzi.md');
const [BEGIN, END] = ['<!-- made -->\n', '\n<!-- /made -->'];

function cell({ automation, how, source }: OperationPlan): string {
  const where = source.startsWith('https://') ? source : source.replace(/^docs\//, '');
  return `${automation}: ${how} ([source](${where}))`;
}

/** The page, with its table made anew. */
export function mechanismsMarkdown(page = readFileSync(FILE, 'utf8')): string {
  const strimzi = operations(false);
  const table = [
    ...head('operation', 'built-in objects', 'Strimzi'),
    ...OPERATIONS.map((operation, i) => row(operation.name, cell(operation), cell(strimzi[i]))),
  ].join('\n');
  return `${page.split(BEGIN)[0]}${BEGIN}${table}${END}${page.split(END)[1]}`;
}

if (require.main === module) writeFileSync(FILE, mechanismsMarkdown());
