import { exclusiveTask, TaskHome } from './tasks';
import { TaskPlan } from '../../plan';

/** The Job that raises the metadata, and the features that go with a release, once every member knows them. */
export function featuresTask(home: TaskHome, metadataVersion: string): TaskPlan {
  return exclusiveTask(home, 'features', { METADATA_VERSION: metadataVersion });
}
