import { CHART } from './declarations';

/** Functions that check by themselves, before there is a construct: `Platform.aks: zones: got ...`. */
const FACTORIES = /^[A-Z]\w+\.\w+: /;
/** How cdk8s introduces what the validations found. */
const SYNTH = 'Validation failed with the following errors:\n';

/** What is unclear about an error that a user's mistake caused. Nothing, if it names place, value and remedy. */
export function unclear(error: unknown, id: string): string[] {
  if (!(error instanceof Error)) return [`not an error: ${String(error)}`];
  if (Object.getPrototypeOf(error) !== Error.prototype) return [`a ${error.constructor.name}, so nobody checked: ${error.stack}`];
  const { message } = error;
  if (!message.startsWith(SYNTH)) return unclearLine(message, (line) => FACTORIES.test(line) || line.startsWith(`${CHART}/${id}: `));
  // [chart/events] what: got ...
  return message.slice(SYNTH.length).split('\n').flatMap((line) => unclearLine(line, () => line.startsWith(`  [${CHART}/${id}`) || line.startsWith('  [] ') || line.startsWith(`  [${CHART}]`)));
}

function unclearLine(line: string, says: (line: string) => boolean): string[] {
  const complaints: [boolean, string][] = [
    [!/[\n\r]/.test(line), 'more than one line'],
    [says(line), 'does not say where'],
    [/ got ./.test(line), 'does not say what was got'],
    [/, expected ./.test(line), 'does not say what was expected'],
    [/, expected .*; ./.test(line), 'does not say what to change'],
    [!/undefined|\[object|\n\s+at /.test(line), "speaks of the program's inside"],
  ];
  return complaints.filter(([good]) => !good).map(([, problem]) => `${problem}: ${line}`);
}
