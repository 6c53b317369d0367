import {
  Binding,
  WorkloadBindings,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import {
  all,
  associated,
  Change,
  deniedPart,
  judge,
  migrated,
} from './__testUtils__/changes';
import {
  container,
  controller,
  pod,
  podIdentityEnv,
  sdk,
  webIdentityEnv,
} from './__testUtils__/world';

const keys = { AWS_ACCESS_KEY_ID: 'hidden' };
const withoutAnnotation: Change = ({ account }) => {
  account.annotations = {};
};
const bare: Change = ({ pod: own }) => {
  own.containers = [container()];
};
const withoutPods: Change = world => {
  world.pods.splice(0, 1);
};
const byHand: Change = ({ deployment, pod: own }) => {
  deployment.containers = [container(webIdentityEnv)];
  own.containers = [container({ ...webIdentityEnv, ...podIdentityEnv })];
};
const usesSdk =
  (id: string): Change =>
  ({ source }) => {
    source.sdks = [sdk({ sdk: id })];
  };

describe('the bindings of a workload', () => {
  it.each<[Binding, Binding, string, Change]>([
    ['irsa', 'irsa', 'it has the annotation', () => {}],
    [
      'irsa',
      'pod-identity',
      'it is associated, and its pods were not restarted',
      associated,
    ],
    [
      'pod-identity',
      'pod-identity',
      'it is associated, and its pods were restarted',
      migrated,
    ],
    [
      'pod-identity',
      'irsa',
      'its association was deleted, and its pods were not restarted',
      all(migrated, ({ associations }) => {
        associations.length = 0;
      }),
    ],
    [
      'irsa',
      'pod-identity',
      'one of two pods was restarted',
      all(migrated, ({ pods }) => {
        pods.push(pod({ name: 'api-2' }));
      }),
    ],
    [
      'node-role',
      'pod-identity',
      'its pod came up bare beside the association',
      all(associated, bare),
    ],
    ['node-role', 'irsa', 'it was annotated after its pods started', bare],
    ['node-role', 'node-role', 'it has neither', all(withoutAnnotation, bare)],
    [
      'none',
      'none',
      'it has neither, on Fargate',
      all(withoutAnnotation, bare, ({ pod: own }) => {
        own.labels = { 'eks.amazonaws.com/fargate-profile': 'x' };
      }),
    ],
    [
      'static-keys',
      'static-keys',
      'keys are written into it',
      all(associated, ({ deployment, pod: own }) => {
        deployment.containers = [container(keys)];
        own.containers = [container({ ...keys, ...podIdentityEnv })];
      }),
    ],
    [
      'unknown',
      'unknown',
      'a web identity and keys meet in .NET, whose chains differ',
      all(usesSdk('dotnet'), ({ deployment, pod: own }) => {
        deployment.containers = [container({ ...keys, ...webIdentityEnv })];
        own.containers = [container({ ...keys, ...webIdentityEnv })];
      }),
    ],
    [
      'irsa',
      'pod-identity',
      'a custom controller is associated, and known only by pods that still carry IRSA',
      all(associated, ({ deployment, pod: own }) => {
        Object.assign(deployment, {
          kind: 'Rollout',
          apiVersion: 'argoproj.io/v1alpha1',
          containers: own.containers,
        });
      }),
    ],
    [
      'node-role',
      'node-role',
      'the webhook is told to leave all its containers alone',
      all(associated, bare, ({ deployment, pod: own }) => {
        const skipped = { 'eks.amazonaws.com/skip-containers': 'app' };
        deployment.templateAnnotations = skipped;
        own.annotations = skipped;
      }),
    ],
    [
      'unknown',
      'unknown',
      'another address for credentials is written into it',
      ({ deployment, pod: own }) => {
        const elsewhere = {
          AWS_CONTAINER_CREDENTIALS_FULL_URI: 'http://localhost:9/creds',
        };
        deployment.containers = [container(elsewhere)];
        own.containers = [container({ ...webIdentityEnv, ...elsewhere })];
      },
    ],
    [
      'irsa',
      'irsa',
      'both families are written by hand, with botocore',
      all(associated, byHand),
    ],
    [
      'pod-identity',
      'pod-identity',
      'both families are written by hand, with JavaScript v2',
      all(associated, byHand, usesSdk('js-v2')),
    ],
    [
      'unknown',
      'unknown',
      'both families are written by hand, and the SDK is not known',
      all(associated, byHand, ({ source }) => {
        source.sdks = [];
      }),
    ],
    [
      'pod-identity',
      'pod-identity',
      'nothing runs: the association alone tells',
      all(associated, withoutPods),
    ],
    [
      'irsa',
      'pod-identity',
      'the last run of its CronJob still had IRSA',
      all(associated, ({ pod: own, controllers }) => {
        own.phase = 'Succeeded';
        controllers[0] = controller({ kind: 'CronJob' });
      }),
    ],
    [
      'unknown',
      'pod-identity',
      'pods may not be listed',
      all(associated, deniedPart('pods')),
    ],
    [
      'irsa',
      'unknown',
      'controllers may not be listed',
      all(associated, deniedPart('controllers')),
    ],
    [
      'irsa',
      'unknown',
      'service accounts may not be listed',
      deniedPart('serviceAccounts'),
    ],
  ])('are %s and next %s when %s', async (running, next, _when, change) => {
    const { workload } = await judge(change);
    const told: WorkloadBindings = {
      running: workload.running,
      next: workload.next,
    };
    expect(told).toEqual({ running, next });
  });
});

describe('armed', () => {
  it.each<[boolean, boolean, string, Change]>([
    [false, false, 'nothing is associated', () => {}],
    [true, false, 'it is associated and every check passes', associated],
    [
      true,
      true,
      'it is associated and its SDK is too old',
      all(associated, ({ source }) => {
        source.sdks = [sdk({ version: '1.31.0', supportsPodIdentity: false })];
        source.verdict = 'too-old';
      }),
    ],
    [false, false, 'it has moved', migrated],
    [
      false,
      false,
      'nobody can see what runs',
      all(associated, deniedPart('pods')),
    ],
  ])(
    'is %s, and a time bomb %s, when %s',
    async (armed, timeBomb, _when, change) => {
      const { workload, assessment } = await judge(change);
      expect({ armed: workload.armed, timeBomb: workload.timeBomb }).toEqual({
        armed,
        timeBomb,
      });
      expect(assessment.clusters[0].timeBombs).toBe(timeBomb ? 1 : 0);
      expect(assessment.services[0].timeBombs).toBe(timeBomb ? 1 : 0);
    },
  );
});
