import { AccountFileError } from './faults';
import { loadAccountFile, loadAccountObject, parseAccount } from './load';

function faults(text: string): string[] {
  try {
    parseAccount(text, 'demo.yaml', __dirname);
  } catch (error) {
    expect(error).toBeInstanceOf(AccountFileError);
    return (error as Error).message.split('\n');
  }
  throw new Error('the file was taken');
}

const head = `accountId: '111122223333'`;

describe('an account file', () => {
  it('needs nothing but the account id', () => {
    expect(parseAccount(head, 'demo.yaml', __dirname).account).toEqual({
      accountId: '111122223333',
    });
  });

  it.each<[string, string, string]>([
    ['an empty file', '', 'accountId: is missing: it must be string'],
    [
      'an account id that YAML reads as a number',
      'accountId: 111122223333',
      'demo.yaml:1:12: accountId: must be text, and YAML reads it as a number: put it in quotes',
    ],
    [
      'a member that is misspelled',
      `${head}\nclusters:\n  - name: a\n    versoin: '1.33'`,
      "demo.yaml:4:14: clusters[0].versoin: unknown member 'versoin'",
    ],
    [
      'a version that YAML reads as a number',
      `${head}\nclusters:\n  - name: a\n    version: 1.30`,
      'demo.yaml:4:14: clusters[0].version: must be text',
    ],
    ['broken YAML', `${head}\nclusters: [`, 'demo.yaml:2:12: not valid YAML'],
    [
      'a duplicate key',
      `${head}\n${head}`,
      'demo.yaml:2:1: not valid YAML: Map keys must be unique',
    ],
    [
      'an unknown SDK',
      `${head}\nclusters:\n  - name: a\n    kubernetes:\n      workloads:\n        - { name: w, containers: [{ sdk: cobol 1.0 }] }`,
      "demo.yaml:6:42: clusters[0].kubernetes.workloads[0].containers[0].sdk: 'cobol' is not an SDK",
    ],
    [
      'two clusters of one name',
      `${head}\nclusters:\n  - name: a\n  - name: a`,
      "demo.yaml:4:5: clusters[1]: a second cluster 'a@'",
    ],
    [
      'a region that the account does not have',
      `${head}\nregions: [us-east-1]\nclusters:\n  - { name: a, region: eu-west-1 }`,
      "demo.yaml:4:24: clusters[0].region: 'eu-west-1' is not among",
    ],
    [
      'a time that is none',
      `${head}\nclusters:\n  - { name: a, createdAt: yesterday }`,
      'demo.yaml:3:27: clusters[0].createdAt: must be an ISO 8601 time',
    ],
    [
      'a date that is none',
      `${head}\nclusters:\n  - { name: a, createdAt: '2026-13-45' }`,
      "demo.yaml:3:27: clusters[0].createdAt: '2026-13-45' is not a time",
    ],
    [
      'trust in short, misspelled',
      `${head}\niam:\n  roles:\n    - { name: r, trust: { podIdentiy: true } }`,
      "iam.roles[0].trust.podIdentiy: unknown member 'podIdentiy'",
    ],
    [
      'trust of a cluster that is not there',
      `${head}\niam:\n  roles:\n    - { name: r, trust: { irsa: [nope/ns/sa] } }`,
      "demo.yaml:4:34: iam.roles[0].trust.irsa[0]: there is no cluster 'nope'",
    ],
    [
      'a node group that is not there',
      `${head}\nclusters:\n  - name: a\n    kubernetes: { workloads: [{ name: w, runsOn: gpu }] }`,
      "clusters[0].kubernetes.workloads[0].runsOn: there is no node group or node 'gpu'",
    ],
    [
      'a folder that is not there',
      `${head}\nrepositories:\n  - { name: acme/shop, folder: ./nope }`,
      "demo.yaml:3:32: repositories[0].folder: there is no folder './nope'",
    ],
    [
      'an add-on status that EKS does not have',
      `${head}\nclusters:\n  - { name: a, addons: [{ name: x, status: BROKEN }] }`,
      'clusters[0].addons[0].status: must be one of CREATING, ACTIVE',
    ],
  ])('%s is told with its place', (_, text, expected) => {
    expect(faults(text).join('\n')).toContain(expected);
  });

  it('tells all faults at once', () => {
    expect(
      faults(
        `${head}\nclusters:\n  - { name: '-' }\n  - { name: b, ipFamily: ipv5 }`,
      ),
    ).toHaveLength(2);
  });

  it('that is not there is told in one line', () => {
    expect(() => loadAccountFile('no/such.yaml')).toThrow(
      'no/such.yaml: cannot be read: there is no such file',
    );
  });

  it('may be an object', () => {
    expect(() => loadAccountObject({ accountId: '1' })).toThrow(
      'account: accountId: must be 12 digits in quotes',
    );
  });
});
