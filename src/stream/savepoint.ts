import { SAVEPOINT_LENGTH } from './savepoint-name';
import { refuse } from '../contract/message';
import { shown } from '../declared/values';

/**
 * A savepoint as an application gets to see it.
 */
export interface SavepointRequest {
  /** Its name: that of the run that begins with it, `r8`. */
  readonly name: string;
  /**
   * Where it lies.
   * @default - where the processor that was stopped with it put it
   */
  readonly path?: string;
}

/**
 * The whole state of a stream processor at one moment, from which a changed one can go on. Its name is the identity of the run that begins with it.
 */
export class Savepoint {
  /**
   * Where a running processor is to leave its state when it stops, for `upgrade`.
   * @param name of the run that will begin with it: at most 12 lower-case letters, digits and hyphens; a name is used once
   * @throws if the name isn't one
   */
  public static to(name: string): Savepoint {
    return new Savepoint({ name: checkedName('Savepoint.to', name) });
  }

  /**
   * What a processor left that was stopped with `Savepoint.to` of the same name, for `restoreFrom`.
   * @throws if the name isn't one
   */
  public static named(name: string): Savepoint {
    return new Savepoint({ name: checkedName('Savepoint.named', name) });
  }

  /**
   * One that lies at a known place, for `restoreFrom`: made by hand, by another processor, or a checkpoint that was kept.
   * @param path as the system wrote it: `s3://shop-flink/fraud/savepoints/r8/savepoint-5c8a1e-1234567890ab`
   * @param name of the run that begins with it
   * @throws if the path or the name isn't one
   */
  public static at(path: string, name: string): Savepoint {
    if (typeof path !== 'string' || !/^[a-z][a-z0-9+.-]*:\/*[^\s/]\S*$/.test(path)) {
      refuse({ path: 'Savepoint.at', what: 'path', got: shown(path), expected: 'an address with a scheme', change: "write 's3://shop-flink/fraud/savepoints/r8/savepoint-5c8a1e-1234567890ab'" });
    }
    return new Savepoint({ name: checkedName('Savepoint.at', name), path });
  }

  private constructor(private readonly request: SavepointRequest) {}

  /** What it is, as plain data. */
  public toRequest(): SavepointRequest {
    return this.request;
  }
}

/** It ends names of Jobs and ConfigMaps, and of a folder. */
function checkedName(path: string, name: string): string {
  if (typeof name === 'string' && /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/.test(name) && name.length <= SAVEPOINT_LENGTH) return name;
  return refuse({ path, what: 'name', got: shown(name), expected: `at most ${SAVEPOINT_LENGTH} lower-case letters, digits and hyphens, beginning and ending with a letter or a digit`, change: "write 'r8'" });
}
