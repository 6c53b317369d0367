import { Change, judge, migrated, withEbs } from '../__testUtils__/changes';
import { describeCheck } from '../__testUtils__/describeCheck';

const clusterIs =
  (status: string): Change =>
  ({ cluster }) => {
    cluster.status = status;
  };
const driverIs =
  (status: string): Change =>
  world => {
    withEbs(world);
    world.addons.find(({ name }) => name === 'aws-ebs-csi-driver')!.status =
      status;
  };

describeCheck('cluster-status', 'workload', [
  ['pass', 'the cluster is ACTIVE', clusterIs('ACTIVE')],
  ['pass', 'the cluster is UPDATING', clusterIs('UPDATING')],
  ['unknown', 'the cluster is CREATING', clusterIs('CREATING')],
  ['unknown', 'the cluster is PENDING', clusterIs('PENDING')],
  ['unknown', 'the cluster is DELETING', clusterIs('DELETING')],
  ['unknown', 'its status is one that is not known', clusterIs('RESTORING')],
  ['unknown', 'its status is not told', clusterIs('')],
  ['fail', 'the cluster is FAILED', clusterIs('FAILED')],
]);

describeCheck('addon-health', { addon: 'aws-ebs-csi-driver' }, [
  ['pass', 'it is ACTIVE', driverIs('ACTIVE')],
  ['warn', 'it is UPDATING', driverIs('UPDATING')],
  ['unknown', 'it is CREATING', driverIs('CREATING')],
  ['unknown', 'it is DELETING', driverIs('DELETING')],
  ['fail', 'it is CREATE_FAILED', driverIs('CREATE_FAILED')],
  ['fail', 'it is UPDATE_FAILED', driverIs('UPDATE_FAILED')],
  ['fail', 'it is DELETE_FAILED', driverIs('DELETE_FAILED')],
  ['fail', 'it is DEGRADED', driverIs('DEGRADED')],
]);

describe('what comes or goes', () => {
  it.each(['CREATING', 'PENDING', 'DELETING', 'FAILED', 'RESTORING', ''])(
    'a cluster that is %s has nothing that is ready or has moved',
    async status => {
      for (const change of [() => {}, migrated, withEbs] as Change[]) {
        const { assessment } = await judge(world => {
          change(world);
          clusterIs(status)(world);
        });
        const verdicts = [
          ...assessment.workloads,
          ...assessment.addons,
          ...assessment.services,
        ].map(({ verdict }) => verdict);
        expect(verdicts).not.toContain('ready');
        expect(verdicts).not.toContain('migrated');
      }
    },
  );

  it.each(['CREATING', 'DELETING', 'CREATE_FAILED', 'UPDATE_FAILED'])(
    'an add-on that is %s is not ready',
    async status => {
      const { addonNamed } = await judge(driverIs(status));
      expect(addonNamed('aws-ebs-csi-driver').verdict).not.toBe('ready');
    },
  );
});
