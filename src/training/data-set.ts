import { IStore } from '../store';

/**
 * Data that a job reads and never writes.
 */
export interface DataSet {
  /**
   * Its name: a word of lower-case letters, digits and hyphens. The pods are told where it is: `DATA_<NAME>`, a folder (`/data/<name>`) or
   * an address in an object store (`s3://bucket/path`).
   */
  readonly name: string;
  /** Where it is: a claim that exists (`SharedVolume.existing`), or an object store. */
  readonly store: IStore;
}
