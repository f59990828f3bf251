// Writes docs/rules.md from the rules: `npx tsx build/rules-md.ts`. A test holds the committed file against it.
import { writeFileSync } from 'fs';
import { join } from 'path';
import { anchor, head, row } from './markdown';
import { evenShare, majorityOf, toleratedBy } from '../src/contract/arithmetic';
import { RULES } from '../src/contract/rules';
import { constantOf } from '../src/contract/verify';

export function rulesMarkdown(): string {
  return [
    '# Rules',
    '',
    'Made by `npx tsx build/rules-md.ts`; edit `src/contract/rules/` instead.',
    '',
    'A rule reads the plan of a workload and what was promised for it. A broken rule is an error at synthesis that says what was got,',
    'what was expected and the smallest change. Where it is all right to break one, say why:',
    '`acceptedRisks: [Risk.accept(Rule.STORAGE_DURABLE, \'rebuilt from the log in 5 minutes\')]`.',
    'The reason is written into the manifests.',
    '',
    ...head('id', 'constant', 'what it proves', 'source'),
    ...RULES.map((rule) => row(anchor(rule.id), `\`${constantOf(rule.id)}\``, rule.proves, rule.source)),
    '',
    '## The arithmetic',
    '',
    'A vote needs a majority, floor(n/2) + 1, so n voters tolerate the loss of floor((n-1)/2). The fullest of z zones holds ceil(n/z) of n members',
    'at the least. A zone may be lost where it holds no more than is tolerated:',
    '',
    ...head('voters', 'majority', 'tolerated', 'most in one of 2 zones', 'of 3 zones', 'of 5 zones'),
    ...[1, 2, 3, 4, 5, 6, 7].map((n) => row(n, majorityOf(n), toleratedBy(n), ...[2, 3, 5].map((z) =>
      `${evenShare(n, z)}${evenShare(n, z) <= toleratedBy(n) ? ', may be lost' : ''}`))),
    '',
    '- **Two zones can never survive the loss of one** with a majority: one of them holds at least half of the voters. A third zone mends it, more voters don\'t.',
    '- An even number tolerates no more than the odd number below it, and four voters in three zones are worse than three.',
    '- Copies without a vote serve with what they need to serve: `copies - lost >= servesWith`. A node takes one, since placement lets a host hold one.',
    '  A zone takes what it holds, at most; if the system spreads copies over zones, each zone in use gets one before any gets a second, and the rest may',
    '  all go to one of them: `lost = max(1, copies - (zones in use - 1))`. With a cap of m per zone, n members use at least ceil(n/m) zones.',
    '- An acknowledged write outlives the failure if more copies hold it than the failure takes: `acknowledgedBy > lost`.',
    '- Of the members of a group, drains take at most what the budgets over its components allow together; what is left must be enough to serve.',
    '- Group members that are spread over several components are placed, budgeted and rolled by component, so the numbers add up: one component for each',
    '  quorum, ring or replica set is the shape that needs the fewest members.',
    '',
  ].join('\n');
}

if (require.main === module) {
  writeFileSync(join(__dirname, '../docs/rules.md'), rulesMarkdown());
}
