import { FlowClient, FlowConnection } from './flow-client';

/**
 * Something that can be read from: `KafkaTopic`, `Source`.
 */
export interface ISource {
  /** The name by which a person knows it. */
  readonly flowName: string;
  /** @internal */
  _connectSource(client: FlowClient): FlowConnection;
}

/**
 * Something that can be written to: `KafkaTopic`, `Sink`.
 */
export interface ISink {
  /** The name by which a person knows it. */
  readonly flowName: string;
  /** @internal */
  _connectSink(client: FlowClient): FlowConnection;
}
