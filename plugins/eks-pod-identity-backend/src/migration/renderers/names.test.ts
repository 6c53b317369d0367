import { Plan } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import fc from 'fast-check';
import { fileName, hclName, subjectWords } from './names';

const label = fc.stringMatching(/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/);
const serviceAccount = fc.stringMatching(
  /^[a-z0-9]([-.a-z0-9]{0,251}[a-z0-9])?$/,
);
const clusterName = fc.stringMatching(/^[0-9A-Za-z][A-Za-z0-9_-]{0,99}$/);
const region = fc.constantFrom('us-east-1', 'us-east-2', 'ap-northeast-2');

function planOf(kind: Plan['kind'], name: string, at: string, subject: string) {
  return { kind, subject, cluster: { name, region: at } } as Plan;
}

const plan = fc.oneof(
  fc
    .tuple(clusterName, region, label, serviceAccount)
    .map(([name, at, namespace, account]) =>
      planOf('workload', name, at, `${namespace}/${account}`),
    ),
  fc
    .tuple(clusterName, region, label)
    .map(([name, at, addon]) => planOf('addon', name, at, addon)),
);

const keyOf = ({ cluster, subject }: Plan) =>
  `${cluster.name} ${cluster.region} ${subject}`;

describe('names of what is rendered', () => {
  it.each([
    [
      planOf('workload', 'main', 'us-east-1', 'shop/orders'),
      'main__us-east-1__shop__orders',
    ],
    [
      planOf('addon', 'main', 'us-east-1', 'aws-ebs-csi-driver'),
      'main__us-east-1__aws-ebs-csi-driver',
    ],
    [
      planOf('workload', '7days', 'us-east-1', 'shop/a.b'),
      '_7days__us-east-1__shop__a_x2e_b',
    ],
  ])('carry cluster and region: %j', (subject, name) => {
    expect(hclName(...subjectWords(subject))).toBe(name);
  });

  it('are other ones for other subjects, and every file system can hold them', () => {
    fc.assert(
      fc.property(plan, plan, (one, other) => {
        fc.pre(keyOf(one) !== keyOf(other));
        const [file, name] = [
          fileName(one, '.apply.sh'),
          hclName(...subjectWords(one)),
        ];
        expect(name).toMatch(/^[A-Za-z_][A-Za-z0-9_-]*$/);
        expect(file).toMatch(/^[a-z0-9_-]{1,246}\.apply\.sh$/);
        expect(name).not.toBe(hclName(...subjectWords(other)));
        expect(file).not.toBe(fileName(other, '.apply.sh'));
      }),
    );
  });

  it('keep words apart that would run together', () => {
    const words = fc.array(fc.stringMatching(/^[a_x2e.-]{1,6}$/), {
      minLength: 1,
      maxLength: 4,
    });
    fc.assert(
      fc.property(words, words, (one, other) => {
        fc.pre(JSON.stringify(one) !== JSON.stringify(other));
        expect(hclName(...one)).not.toBe(hclName(...other));
      }),
      { numRuns: 1000 },
    );
  });
});
