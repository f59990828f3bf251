// What every experiment with a writer has in common: what it measures, and what must hold whatever was done.
import { Broken } from '../../promises/broken';
import { KafkaWorld } from '../world';

/** Seconds unless the name says otherwise. Only what was measured is there. */
export interface Figures {
  readonly acknowledged: number;
  readonly lost: number;
  /** The longest time without an acknowledged message while the experiment ran. */
  readonly longestGap: number;
  /** From the deed until all members were Ready again. */
  readonly heal: number;
  /** Messages refused because too few copies were in sync. */
  readonly refusedForCopies: number;
  readonly [more: string]: number;
}

export interface Expectation {
  /** Writing never stops for longer than this many seconds: the guarantee's own bound. */
  readonly gapBelow?: number;
  /** No message may be refused for want of copies in sync: one member less is what the guarantees allow for. */
  readonly copiesSuffice: boolean;
}

const FOR_COPIES = ['NotEnoughReplicasException', 'NotEnoughReplicasAfterAppendException'];

/** Does `deed` while the witness writes, waits until the cluster is well, and reads everything back. */
export async function underLoad(world: KafkaWorld, expected: Expectation, deed: () => Promise<void>): Promise<Figures> {
  await world.writer.goesOn(120);
  const since = Date.now();
  await deed();
  const heal = (Date.now() - since) / 1000;
  await world.writer.goesOn(120);
  const longestGap = world.writer.longestGap(since), refusals = world.writer.refusals(since);
  const refusedForCopies = FOR_COPIES.reduce((n, reason) => n + (refusals[reason] ?? 0), 0);
  const reading = await world.read();
  if (reading.lost.length > 0) {
    const [first] = reading.lost;
    throw new Broken(`lost: ${reading.lost.length} of ${reading.acknowledged} acknowledged messages, such as ${first.value}, acknowledged for ${first.partition}:${first.offset}`);
  }
  if (reading.twice.length > 0) { throw new Broken(`twice: ${reading.twice.length} messages are in the log more than once, such as ${reading.twice[0]}`); }
  if (reading.disordered.length > 0) { throw new Broken(`order: ${reading.disordered.length} messages stand behind later ones, such as ${reading.disordered[0]}`); }
  if (expected.copiesSuffice && refusedForCopies > 0) { throw new Broken(`refused for copies: ${refusedForCopies} messages found too few copies in sync`); }
  if (expected.gapBelow !== undefined && longestGap > expected.gapBelow) {
    throw new Broken(`gap: no message was acknowledged for ${longestGap} s, longer than ${expected.gapBelow} s`);
  }
  return { acknowledged: reading.acknowledged, lost: 0, longestGap, heal, refusedForCopies };
}
