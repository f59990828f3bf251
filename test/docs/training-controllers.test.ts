import { readFileSync } from 'fs';
import { join } from 'path';
import { trainingControllersMarkdown } from '../../build/training-controllers-md';

test('the tables of docs/training-controllers.md are what the renderers go by: npx tsx build/training-controllers-md.ts', () => {
  const page = readFileSync(join(__dirname, '../../docs/training-controllers.md'), 'utf8');
  expect(page).toContain('`TFJob`');
  expect(page).toBe(trainingControllersMarkdown(page));
});
