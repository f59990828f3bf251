import { readFileSync } from 'fs';
import { join } from 'path';
import { CLAIMS } from '../../../conformance/proof/claims';
import { proofMarkdown } from '../../../conformance/proof/markdown';
import { readProof } from '../../../conformance/proof/proof';
import { SUITES } from '../../../conformance/suites';

test('docs/proof.md is what docs/proof.json says: npm run proof', () => {
  expect(readFileSync(join(__dirname, '../../../docs/proof.md'), 'utf8')).toBe(proofMarkdown(readProof()));
});

test('every measured experiment says what it proves', () => {
  const claimed = new Set(CLAIMS.map((c) => `${c.suite}/${c.experiment}`));
  const measured = Object.entries(readProof()).flatMap(([suite, proof]) => Object.keys(proof.experiments).map((e) => `${suite}/${e}`));
  expect(measured.filter((m) => !claimed.has(m))).toEqual([]);
});

test('every claim belongs to a suite', () => {
  const suites = new Set(SUITES.map((s) => s.name));
  expect(CLAIMS.filter((c) => !suites.has(c.suite))).toEqual([]);
});

test('no measured experiment lost an acknowledged message', () => {
  const lost = Object.values(readProof()).flatMap((p) => Object.entries(p.experiments)).filter(([, e]) => (e.figures.lost ?? 0) > 0);
  expect(lost).toEqual([]);
});
