import { ApiObject, ApiObjectProps } from 'cdk8s';
import { Files } from './files';
import { ResourceHealth } from './resource-health';
import { Stage } from './stage';

/** A chart on its way into the cluster. */
export interface Delivered {
  /** Of the tool's object that brings it there. */
  readonly name: string;
  readonly stage: Stage;
  readonly files: Files;
  /** The names of those in the stage before it, where there is one. */
  readonly after: string[];
  /** How the health of its kinds is told. Known when the program has run. */
  readonly health: () => ResourceHealth[];
}

/** What a tool wants. */
export interface Delivery {
  /** The namespace of the tool's own objects. */
  readonly namespaceName: string;
  /** Whether it can take one file out of a folder. */
  readonly takesSingleFiles: boolean;
  /** How it is named in messages. */
  readonly title: string;
  /** Its own objects, with their ids. */
  objects(delivered: Delivered[]): Record<string, ApiObjectProps>;
  /** What an object has to say to the tool, beside what it says already. */
  mark(object: ApiObject): void;
}
