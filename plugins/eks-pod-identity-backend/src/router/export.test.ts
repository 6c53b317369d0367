import { testDatabases } from '../__testUtils__/databases';
import {
  addon,
  assessment,
  cluster,
  service,
  workload,
} from './__testUtils__/assessment';
import { startApi } from './__testUtils__/startApi';
import { csvOf } from './csv';

const databases = testDatabases();

describe('a table as CSV', () => {
  it.each([
    ['a comma', 'a,b', '"a,b"'],
    ['a quote', 'say "no"', '"say ""no"""'],
    ['a line break', 'a\nb', '"a\nb"'],
    ['a formula', '=1+1', "'=1+1"],
    ['a formula by plus', '+1', "'+1"],
    ['a formula by minus', '-1+2', "'-1+2"],
    ['a formula by at', '@SUM(A1)', "'@SUM(A1)"],
    ['a tab before a formula', '\t=1', "'\t=1"],
    ['a formula with quotes', '=HYPERLINK("x")', `"'=HYPERLINK(""x"")"`],
    ['a number', 7, '7'],
    ['a negative number', -7, '-7'],
    ['a truth', false, 'false'],
    ['nothing', undefined, ''],
  ])('writes %s so that it stays what it is', (_, value, written) => {
    expect(csvOf(['first', 'second'], [{ first: value, second: 'x' }])).toBe(
      `first,second\r\n${written},x\r\n`,
    );
  });

  it.each([
    ['services', 'component:default/orders'],
    ['workloads', 'ap-northeast-2,main,apps,orders,ready'],
    ['addons', 'ap-northeast-2,main,vpc-cni'],
    ['clusters', 'ap-northeast-2,main,arn:aws:eks'],
    ['identities', 'main,apps,orders,arn:aws:iam::111122223333:role/orders'],
  ])('is exported: %s', async (table, row) => {
    const { get } = await startApi({
      knex: await databases.init('SQLITE_3'),
      assessment: assessment({
        clusters: [cluster('main')],
        addons: [addon('vpc-cni')],
        workloads: [
          workload('orders', { services: ['component:default/orders'] }),
        ],
        services: [
          service('orders', {
            title: '=cmd',
            workloadIds: ['workload-orders'],
          }),
        ],
        identities: {
          edges: [
            {
              cluster: 'main',
              namespace: 'apps',
              serviceAccount: 'orders',
              roleArn: 'arn:aws:iam::111122223333:role/orders',
              mechanism: 'irsa',
              used: true,
              pods: 1,
            },
          ],
          unusedIrsaRoles: [],
          unusedAssociations: [],
          doubleMechanisms: [],
          missing: [],
        },
      }),
    });
    const answer = await get(`/v1/export/${table}.csv`);
    expect(answer.status).toBe(200);
    expect(answer.headers['content-type']).toMatch(/^text\/csv/);
    expect(answer.headers['content-disposition']).toContain(`${table}.csv`);
    const [, first] = answer.text.split('\r\n');
    expect(first.startsWith(row)).toBe(true);
    expect(first).not.toContain(',=cmd');
  });
});
