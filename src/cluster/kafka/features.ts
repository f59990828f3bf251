import { exclusiveTask, TaskHome } from './tasks';
import { Duty, TaskPlan } from '../../plan';

/** The Job that raises the metadata, and the features that go with a release, once every member knows them. */
export function featuresTask(home: TaskHome, metadataVersion: string): TaskPlan {
  return exclusiveTask(home, 'features', Duty.STATE_VERSION, { METADATA_VERSION: metadataVersion });
}
