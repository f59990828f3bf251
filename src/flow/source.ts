import { ISource } from './ends';
import { externalName } from './external';
import { FlowClient, FlowConnection } from './flow-client';
import { FlowDirection, FlowEnd } from '../plan';

/**
 * Options of a source that is not declared here.
 */
export interface ExternalSourceOptions {
  /**
   * Whether it can be read again from a place that was remembered, as a log can: sockets and queues that forget can't.
   * @default true
   */
  readonly replayable?: boolean;
}

/**
 * A source that is not declared here. Whoever reads from it finds address and credentials by itself; what counts here is what
 * can be promised of it.
 */
export class Source implements ISource {
  /**
   * A source of somebody else's.
   * @throws if the name isn't one
   */
  public static external(name: string, options: ExternalSourceOptions = {}): Source {
    return new Source(externalName('Source.external', name), options.replayable ?? true);
  }

  public readonly flowName: string;

  private constructor(name: string, private readonly replayable: boolean) {
    this.flowName = name;
  }

  /** @internal */
  public _connectSource(_client: FlowClient): FlowConnection {
    const end = this.replayable ? FlowEnd.REPLAYABLE : FlowEnd.PLAIN;
    return { flow: { name: this.flowName, direction: FlowDirection.IN, end }, secrets: [], configs: [] };
  }
}
