import { kafkaTransition } from './kafka/transition';
import { Transition } from './transition';

/** What is known of each system's updates, by the name that its objects are labelled with. */
export const TRANSITIONS: Record<string, Transition> = {
  kafka: kafkaTransition,
};
