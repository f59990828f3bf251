/*
 * Who runs training jobs, and what each of them can do: what the renderers go by, what errors name, and what docs/training-controllers.md shows.
 */

/** What may be asked of who runs a training job. */
export enum Ability {
  /** Starts all pods over when one is lost, rather than that one. */
  RESTART_ALL = 'starts all over when one is lost',
  /** Goes on with fewer pods, within bounds. */
  ELASTIC = 'elastic bounds',
  /** Starts all pods together or none, without a queue. */
  GANG = 'starts all or none',
  /** Fails at once after chosen exit codes. */
  FATAL_EXIT_CODES = 'fatal exit codes',
  /** Stops and fails after a time. */
  DEADLINE = 'deadline',
  /** Is held back, and let go on. */
  SUSPEND = 'suspend',
  /** Is done when its chief is, and stops the others. */
  CHIEF = 'success by the chief',
  /** Has a template for each role. */
  ROLES = 'resources by role',
}

/** Whether, and how. */
export interface Means {
  readonly can: boolean;
  readonly how: string;
}

/** One who runs training jobs. */
export interface Runner {
  /** What it makes. */
  readonly kind: string;
  /** As queues name the kind. */
  readonly work: string;
  /** How it is asked for. */
  readonly construct: string;
  /** The systems that it knows, or that anything may run. */
  readonly systems: string[];
  readonly abilities: Record<Ability, Means>;
  /** How long a finished one is kept. It is never asked to go: what applies manifests would make it again, and train again. */
  readonly ttl: string;
  /** Where all this was read. */
  readonly sources: string[];
}

const can = (how: string): Means => ({ can: true, how });
const not = (how: string): Means => ({ can: false, how });

const TRAINER_1 = 'https://github.com/kubeflow/trainer/blob/v1.9.4';
const TRAINER_2 = 'https://github.com/kubeflow/trainer/blob/v2.3.0';
const JOBSET_SOURCE = 'https://github.com/kubernetes-sigs/jobset/blob/v0.12.0';
const VOLCANO_SOURCE = 'https://github.com/volcano-sh/volcano/blob/v1.15.1';

const RESTARTS_EACH = not('restarts each pod that fails: a rank that is lost takes the others with it, so all start over, each by itself');
const ANY_CODE = not('restarts after any code; its policy ExitCode takes all codes below 128 for fatal, also those of ranks that lost another');

export const BUILT_IN: Runner = {
  kind: 'Job',
  work: 'batch/job',
  construct: 'no controller',
  systems: ['pytorch', 'tensorflow'],
  abilities: {
    [Ability.RESTART_ALL]: RESTARTS_EACH,
    [Ability.ELASTIC]: can('the pods that are left go on by the framework'),
    [Ability.GANG]: not('needs a queue'),
    [Ability.FATAL_EXIT_CODES]: can('podFailurePolicy'),
    [Ability.DEADLINE]: can('activeDeadlineSeconds'),
    [Ability.SUSPEND]: can('suspend'),
    [Ability.CHIEF]: can('successPolicy, from Kubernetes 1.31 on'),
    [Ability.ROLES]: not('one template for all pods'),
  },
  ttl: 'ttlSecondsAfterFinished',
  sources: ['https://kubernetes.io/docs/concepts/workloads/controllers/job/'],
};

export const TF_JOB: Runner = {
  kind: 'TFJob',
  work: 'kubeflow.org/tfjob',
  construct: 'TrainingOperator',
  systems: ['tensorflow'],
  abilities: {
    [Ability.RESTART_ALL]: RESTARTS_EACH,
    [Ability.ELASTIC]: not('TensorFlow has no elastic strategy'),
    [Ability.GANG]: can('with Volcano: --gang-scheduler-name'),
    [Ability.FATAL_EXIT_CODES]: ANY_CODE,
    [Ability.DEADLINE]: can('runPolicy.activeDeadlineSeconds'),
    [Ability.SUSPEND]: can('runPolicy.suspend'),
    [Ability.CHIEF]: can('by itself where there is one, and cleanPodPolicy'),
    [Ability.ROLES]: can('tfReplicaSpecs'),
  },
  ttl: 'runPolicy.ttlSecondsAfterFinished',
  sources: [
    `${TRAINER_1}/pkg/controller.v1/tensorflow/tfjob_controller.go`, `${TRAINER_1}/pkg/controller.v1/common/pod.go`, `${TRAINER_1}/pkg/core/job.go`,
    `${TRAINER_1}/pkg/webhooks/tensorflow/tfjob_webhook.go`,
  ],
};

export const PYTORCH_JOB: Runner = {
  kind: 'PyTorchJob',
  work: 'kubeflow.org/pytorchjob',
  construct: 'TrainingOperator',
  systems: ['pytorch'],
  abilities: {
    [Ability.RESTART_ALL]: RESTARTS_EACH,
    [Ability.ELASTIC]: can('elasticPolicy'),
    [Ability.GANG]: can('with Volcano: --gang-scheduler-name'),
    [Ability.FATAL_EXIT_CODES]: ANY_CODE,
    [Ability.DEADLINE]: can('runPolicy.activeDeadlineSeconds'),
    [Ability.SUSPEND]: can('runPolicy.suspend'),
    [Ability.CHIEF]: can('done when the first node is, or any of them where it is elastic'),
    [Ability.ROLES]: not('the first node and the others have one template here: they do the same'),
  },
  ttl: 'runPolicy.ttlSecondsAfterFinished',
  sources: [
    `${TRAINER_1}/pkg/controller.v1/pytorch/pytorchjob_controller.go`, `${TRAINER_1}/pkg/controller.v1/pytorch/envvar.go`,
    `${TRAINER_1}/pkg/webhooks/pytorch/pytorchjob_webhook.go`,
  ],
};

export const TRAIN_JOB: Runner = {
  kind: 'TrainJob',
  work: 'trainer.kubeflow.org/trainjob',
  construct: 'KubeflowTrainer',
  systems: ['pytorch'],
  abilities: {
    [Ability.RESTART_ALL]: can('the failurePolicy of the JobSet in its runtime'),
    [Ability.ELASTIC]: not('has no words for it'),
    [Ability.GANG]: not('needs a queue'),
    [Ability.FATAL_EXIT_CODES]: can('the podFailurePolicy of the Jobs in its runtime'),
    [Ability.DEADLINE]: can('activeDeadlineSeconds'),
    [Ability.SUSPEND]: can('suspend'),
    [Ability.CHIEF]: not('its nodes do the same'),
    [Ability.ROLES]: not('its nodes do the same'),
  },
  ttl: 'none',
  sources: [`${TRAINER_2}/pkg/runtime/framework/plugins/torch/torch.go`, `${TRAINER_2}/manifests/base/crds`, `${TRAINER_2}/manifests/base/runtimes/torch_distributed.yaml`],
};

export const JOB_SET: Runner = {
  kind: 'JobSet',
  work: 'jobset.x-k8s.io/jobset',
  construct: 'JobSetController',
  systems: ['pytorch', 'tensorflow'],
  abilities: {
    [Ability.RESTART_ALL]: can('failurePolicy.maxRestarts'),
    [Ability.ELASTIC]: not('a lost pod starts all over'),
    [Ability.GANG]: not('needs a queue'),
    [Ability.FATAL_EXIT_CODES]: can('podFailurePolicy of its Jobs, and a rule of its own'),
    [Ability.DEADLINE]: can('activeDeadlineSeconds of its Jobs, and a rule of its own; begins anew when all start over'),
    [Ability.SUSPEND]: can('suspend'),
    [Ability.CHIEF]: can('successPolicy.targetReplicatedJobs'),
    [Ability.ROLES]: can('replicatedJobs'),
  },
  ttl: 'ttlSecondsAfterFinished',
  sources: [`${JOBSET_SOURCE}/api/jobset/v1alpha2/jobset_types.go`, `${JOBSET_SOURCE}/pkg/controllers/failure_policy.go`],
};

export const VOLCANO_JOB: Runner = {
  kind: 'Job of Volcano',
  work: 'batch.volcano.sh/job',
  construct: 'Volcano',
  systems: ['pytorch', 'tensorflow'],
  abilities: {
    [Ability.RESTART_ALL]: can('policies: PodFailed and PodEvicted, RestartJob'),
    [Ability.ELASTIC]: not('a lost pod starts all over'),
    [Ability.GANG]: can('minAvailable'),
    [Ability.FATAL_EXIT_CODES]: can('policies: exitCode, TerminateJob'),
    [Ability.DEADLINE]: not('has no words for it'),
    [Ability.SUSPEND]: not('has no words for it: a Command does it, once'),
    [Ability.CHIEF]: can('policies of its task: TaskCompleted, CompleteJob'),
    [Ability.ROLES]: can('tasks'),
  },
  ttl: 'ttlSecondsAfterFinished',
  sources: [
    `${VOLCANO_SOURCE}/pkg/controllers/job/job_controller_util.go`, `${VOLCANO_SOURCE}/pkg/webhooks/admission/jobs/validate/admit_job.go`,
    `${VOLCANO_SOURCE}/pkg/controllers/job/plugins/svc/svc.go`,
  ],
};

export const RUNNERS: Runner[] = [BUILT_IN, TF_JOB, PYTORCH_JOB, TRAIN_JOB, JOB_SET, VOLCANO_JOB];
