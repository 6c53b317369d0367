import { cargoVersions } from './cargo';
import { composerVersions } from './composer';
import { conanVersions } from './conan';
import { goVersions } from './go';
import { hexVersions } from './hex';
import { mavenVersions } from './maven';
import { npmVersions } from './npm';
import { nugetVersions } from './nuget';
import { pep440Versions } from './pep440';
import { rubyVersions } from './ruby';
import { VersionOrder } from './versionOrder';

/** Ranges of one scheme, and the lowest version that each may admit. */
const TABLE: [VersionOrder, [string, string | undefined][]][] = [
  [
    npmVersions,
    [
      ['^3.621.0', '3.621.0'],
      ['~3.621', '3.621.0'],
      ['3.x', '3.0.0'],
      ['>3.503.0', '3.503.1'],
      ['>=3.600.0 <4', '3.600.0'],
      ['^2.1692.0 || ^3.600.0', '2.1692.0'],
      ['3.600.0 - 3.700.0', '3.600.0'],
      ['<3.600.0', '0.0.0'],
      ['*', '0.0.0'],
      ['>=3.600.0-rc.1', '3.600.0-rc.1'],
      ['latest', undefined],
      ['next-3', undefined],
      ['workspace:*', undefined],
      ['https://packages.example.org/aws-sdk.tgz', undefined],
      ['>=4 <3', undefined],
    ],
  ],
  [
    cargoVersions,
    [
      ['1.1.8', '1.1.8'],
      ['1', '1.0.0'],
      ['0.12', '0.12.0'],
      ['~1.5', '1.5.0'],
      ['>=1.5, <2', '1.5.0'],
      ['1.*', '1.0.0'],
      ['*', '0.0.0'],
      ['nonsense', undefined],
    ],
  ],
  [
    pep440Versions,
    [
      ['>=1.34.41', '1.34.41'],
      ['~=1.34.41', '1.34.41'],
      ['~=1.35', '1.35'],
      ['==1.35.*', '1.35'],
      ['>1.34.40', '1.34.40'],
      ['>=1.26,>=1.35,<2', '1.35'],
      ['>=1.35,!=1.36.*,!=1.35.1', '1.35'],
      ['>=1.35 || >=1.26,<1.27', '1.26'],
      ['>=1.35 || <1.27', undefined],
      ['<1.40', undefined],
      ['!=1.35', undefined],
      ['', undefined],
      ['nonsense', undefined],
    ],
  ],
  [
    rubyVersions,
    [
      ['~> 3.190', '3.190'],
      ['~> 3', '3'],
      ['~> 3.188.0', '3.188.0'],
      ['>= 3.188, < 4', '3.188'],
      ['>= 3.100, >= 3.190', '3.190'],
      ['!= 3.190', undefined],
      ['< 4', undefined],
    ],
  ],
  [
    composerVersions,
    [
      ['^3.300', '3.300'],
      ['^3.300@beta', '3.300'],
      ['~3.290.0', '3.290.0'],
      ['3.*', '3'],
      ['3.300.*', '3.300'],
      ['>=3.300 <4', '3.300'],
      ['>=3.300,<4', '3.300'],
      ['^2.8 || ^3.300', '2.8'],
      ['^3.300|^3.310', '3.300'],
      ['3.300 - 3.320', '3.300'],
      ['!=3.300', undefined],
      ['*', undefined],
      ['dev-master', undefined],
      ['^3.300 || *', undefined],
    ],
  ],
  [
    conanVersions,
    [
      ['>=1.11.300 <2', '1.11.300'],
      ['~1.11.300', '1.11.300'],
      ['*', undefined],
    ],
  ],
  [
    mavenVersions,
    [
      ['[2.21.30,)', '2.21.30'],
      ['[2.25.0]', '2.25.0'],
      ['(2.21.29,3)', '2.21.29'],
      ['[2.20,2.21),[2.25,)', '2.20'],
      ['(,2.20],[2.25,)', undefined],
      ['(,2.30)', undefined],
      [']2.21,2.30[', '2.21'],
      ['2.25.+', '2.25'],
      ['2.+', '2'],
      ['+', undefined],
      ['latest.release', undefined],
      ['LATEST', undefined],
    ],
  ],
  [
    nugetVersions,
    [
      ['[3.7.400,)', '3.7.400'],
      ['[3.7.400,4.0.0)', '3.7.400'],
      ['(3.7.302,)', '3.7.302'],
      ['3.7.*', '3.7'],
      ['3.7.*-*', '3.7-0'],
      ['[3.7.400]', '3.7.400'],
      ['(,4.0)', undefined],
      ['*', undefined],
      ['nonsense', undefined],
    ],
  ],
  [
    hexVersions,
    [
      ['~> 2.6', '2.6.0'],
      ['~> 2.6.1', '2.6.1'],
      ['>= 2.6.0 and < 3.0.0', '2.6.0'],
      ['~> 2.5.0 or ~> 2.6.0', '2.5.0'],
      ['< 2.6.0', '0.0.0'],
    ],
  ],
  [goVersions, [['v1.2.3', undefined]]],
];

describe.each(TABLE.map(([order, rows]) => ({ order, rows })))(
  'the lowest version of $order.name',
  ({ order, rows }) => {
    it.each(rows)('%s admits none below %s', (range, lowest) => {
      expect(order.lowestOf(range)).toBe(lowest);
    });
  },
);

it.each([
  ['3.0 - 3.287', false],
  ['3.0 - 3.286', true],
  ['!=3.100.*', false],
])(
  'a part that is not written is any: %s is below 3.287.1: %s',
  (range, below) => {
    expect(composerVersions.isRangeBelow(range, '3.287.1')).toBe(below);
  },
);
