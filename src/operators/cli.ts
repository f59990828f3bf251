import { CATALOGUE } from './catalogue';
import { usageOf } from './vendor/arguments';
import { vendor } from './vendor/command';
import { Answer } from '../cli/answer';

/** The others are published as no file of manifests. */
const VENDORED = CATALOGUE.filter(({ sources }) => sources[0].manifests !== undefined);

/** How the command is used. */
export const usage = usageOf(VENDORED);

/** The command `vendor`, of the words behind it. */
export function run(words: string[]): Promise<Answer> {
  return vendor(VENDORED, words);
}
