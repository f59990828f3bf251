import { CATALOGUE } from './catalogue';
import { usageOf } from './vendor/arguments';
import { vendor } from './vendor/command';
import { Answer } from '../cli/answer';

/** How the command is used. */
export const usage = usageOf(CATALOGUE);

/** The command `vendor`, of the words behind it. */
export function run(words: string[]): Promise<Answer> {
  return vendor(CATALOGUE, words);
}
