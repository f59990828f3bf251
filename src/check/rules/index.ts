import { ADDED } from './added';
import { CLAIM } from './claim';
import { CLAIM_REFERENCE } from './claim-reference';
import { CLAIM_TEMPLATES } from './claim-templates';
import { CONFIGURATION } from './configuration';
import { DRAINING } from './draining';
import { ENDPOINT } from './endpoint';
import { FIELD } from './field';
import { FOUNDED_AGAIN } from './founded-again';
import { IGNORED } from './ignored';
import { IMMUTABLE_DATA } from './immutable-data';
import { IMMUTABLE_FIELD } from './immutable-field';
import { JOB } from './job';
import { MOVED } from './moved';
import { ON_DELETE } from './on-delete';
import { POD_TEMPLATE } from './pod-template';
import { REMOVED } from './removed';
import { REMOVED_CLAIMS } from './removed-claims';
import { REMOVED_IN_USE } from './removed-in-use';
import { REMOVED_STATE } from './removed-state';
import { REPLICAS } from './replicas';
import { RESOURCE_VERSIONS } from './resource-versions';
import { RESTARTED } from './restarted';
import { RETENTION } from './retention';
import { ROLLED_CONFIGURATION } from './rolled-configuration';
import { RuleDefinition } from './rule-definition';
import { RUN } from './run';
import { SCALE_IN } from './scale-in';
import { SCALE_IN_UNKNOWN } from './scale-in-unknown';
import { SCALE_OUT } from './scale-out';
import { SELECTOR_KEPT } from './selector';
import { SERVICE_ADDRESS } from './service-address';
import { STATE_VERSION } from './state-version';
import { TASK } from './task';
import { UNKNOWN_KIND } from './unknown-kind';
import { UNPREPARED } from './unprepared';
import { VERSION } from './version';
import { VERSION_STEP } from './version-step';
import { VOTERS } from './voters';

/**
 * All rules, in the order in which they are asked: each takes the differences that it recognizes, and the next one
 * sees what is left. So the special stands before the general, and the last one takes everything.
 */
export const RULES: RuleDefinition[] = [
  // another name is another object, though it stands for the same task
  TASK,
  REMOVED_STATE,
  FOUNDED_AGAIN,
  REMOVED_CLAIMS,
  RETENTION,
  VOTERS,
  SCALE_IN,
  CLAIM_TEMPLATES,
  SELECTOR_KEPT,
  JOB,
  RUN,
  IMMUTABLE_DATA,
  SERVICE_ADDRESS,
  CLAIM,
  IMMUTABLE_FIELD,
  SCALE_IN_UNKNOWN,
  IGNORED,
  REMOVED_IN_USE,
  UNPREPARED,
  ENDPOINT,
  VERSION_STEP,
  RESOURCE_VERSIONS,
  CLAIM_REFERENCE,
  SCALE_OUT,
  MOVED,
  DRAINING,
  VERSION,
  STATE_VERSION,
  POD_TEMPLATE,
  RESTARTED,
  ROLLED_CONFIGURATION,
  ON_DELETE,
  CONFIGURATION,
  REPLICAS,
  UNKNOWN_KIND,
  REMOVED,
  ADDED,
  FIELD,
];
