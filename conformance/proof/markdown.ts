// docs/proof.md, from docs/proof.json and the claims: `npm run proof`. A test holds the committed file against it.
import * as fs from 'fs';
import * as path from 'path';
import { CLAIMS } from './claims';
import { Proof, readProof } from './proof';
import { head, row, ruleLink } from '../../build/markdown';
import { SUITES } from '../suites';

/** How each figure is said. */
const WORDS: Record<string, (n: number) => string> = {
  acknowledged: (n) => `${n.toLocaleString('en')} acknowledged`,
  lost: (n) => `${n} lost`,
  longestGap: (n) => `longest gap ${n} s`,
  gapWithoutZone: (n) => `${n} s of it when the zone went`,
  heal: (n) => `well again after ${n} s`,
  refusedForCopies: (n) => `${n} refused for want of copies`,
  ready: (n) => `Ready after ${n} s`,
  readyWithoutZone: (n) => `Ready without the zone after ${n} s`,
  readyAfterFounder: (n) => `${n} s after the late one came`,
  readyAfterZone: (n) => `whole ${n} s after it came`,
  mostDown: (n) => `${n} down at a time`,
  trains: (n) => `training after ${n} s`,
  done: (n) => `done after ${n} s`,
  failedPods: (n) => `${n} pods failed`,
  resumed: (n) => `training again after ${n} s`,
  begun: (n) => `from step ${n}`,
  takenForLost: (n) => `taken for lost after ${n} s`,
};

function said(figures: Record<string, number>): string {
  return Object.entries(figures).map(([name, n]) => WORDS[name]?.(n) ?? `${name} ${n}`).join(', ');
}

export function proofMarkdown(proof: Proof): string {
  return [
    '# Proof',
    '',
    'Made by `npm run proof` from `docs/proof.json`, which `npm run conformance -- all` writes; edit neither.',
    '',
    'Every promise, the rules that derive what keeps it, what was done to break it, and what was measured: on a real cluster, with the manifests exactly as',
    'synthesized, the engine from its released packages, and a writer that records each acknowledged message while it goes on. To repeat one: `npm run',
    'conformance -- <suite>` ([conformance/README.md](../conformance/README.md) says what a machine needs).',
    '',
    ...SUITES.flatMap((suite) => {
      const own = proof[suite.name];
      return [
        `## ${suite.name}`,
        '',
        `${suite.about[0].toUpperCase()}${suite.about.slice(1)}. ${own ? `Measured on ${own.on} at commit ${own.commit}: ${own.cluster}.` : 'Not measured yet.'}`,
        '',
        ...head('guarantee', 'rules', 'experiment', 'measured'),
        ...CLAIMS.filter((c) => c.suite === suite.name).map((c) => row(
          c.guarantee,
          c.rules.map(ruleLink).join(', '),
          `\`${c.experiment}\`: ${c.done}`,
          own?.experiments[c.experiment] ? said(own.experiments[c.experiment].figures) : 'not measured yet')),
        '',
      ];
    }),
    '## What this does not prove',
    '',
    '- Killed processes keep the page cache: what a power cut does to writes that no disk has yet was not tried. Kafka acknowledges from memory of several',
    '  machines; several zones that lose power in the same instant are outside `keepsAcknowledgedWrites`.',
    '- Network policies are accepted by the API server, but nothing here enforces them.',
    '- All nodes share one machine, its clock and its kernel: no split network, no slow link, no clock that is off.',
    '- The image carries the official one\'s name, user, paths and tools, but is assembled from packages: conformance/images/README.md tells the differences.',
    '- A cloud\'s volumes, zones and load balancers are played by folders and labels.',
    '',
  ].join('\n');
}

export function writeProofMarkdown(): void {
  fs.writeFileSync(path.join(__dirname, '../../docs/proof.md'), proofMarkdown(readProof()));
}

if (require.main === module) { writeProofMarkdown(); }
