import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { causes, explains } from './causes';
import { diagnose } from './diagnose';

const fixtures = join(__dirname, '__fixtures__');

interface Row {
  tool: string;
  message: string;
  cause: string;
}

const rows: Row[] = ['errors.tsv', 'more-errors.tsv'].flatMap(file =>
  readFileSync(join(fixtures, file), 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map(line => {
      const [tool, message, cause] = line.split('\t');
      return { tool, message: message.replace(/\\n/g, '\n'), cause };
    }),
);

const unrelated = readFileSync(join(fixtures, 'unrelated.txt'), 'utf8')
  .split('\n---\n')
  .map(text => text.trim());

const causesOf = (text: string) =>
  diagnose(text).diagnoses.map(({ cause }) => cause);

const wrapWords = (text: string, width: number) =>
  text.replace(new RegExp(`(.{1,${width}})(?:\\s+|$)`, 'g'), '$1\n');

const wrapHard = (text: string, width: number) =>
  text.replace(new RegExp(`(.{${width}})`, 'g'), '$1\n');

/** The ways in which an error text reaches us, other than as it was. */
const copies: [string, (text: string) => string][] = [
  ['wrapped between words', text => wrapWords(text, 72)],
  ['wrapped within words', text => wrapHard(text, 61)],
  [
    "in Terraform's frame and colours",
    text =>
      `\u001b[31m╷\u001b[0m\u001b[0m\n${wrapWords(text, 76)
        .split('\n')
        .map(
          line =>
            `\u001b[31m│\u001b[0m \u001b[0m\u001b[1m${line}\u001b[0m\u001b[0m`,
        )
        .join('\n')}\n\u001b[31m╵\u001b[0m`,
  ],
  ['as a JSON string', text => JSON.stringify({ level: 'error', msg: text })],
  [
    'as JSON in JSON',
    text =>
      JSON.stringify({ log: JSON.stringify({ msg: text }), stream: 'stderr' }),
  ],
  [
    'as a log of a container runtime',
    text =>
      text
        .split('\n')
        .map(line => `2026-11-24T09:12:13.123456789Z stderr F ${line}`)
        .join('\n'),
  ],
  ['in capitals', text => text.toUpperCase()],
  [
    'with typographic quotes',
    text => text.replace(/"/g, '”').replace(/'/g, '’'),
  ],
  [
    'in the middle of a long log',
    text =>
      `${'10.0.3.7 - - "GET /healthz HTTP/1.1" 200\n'.repeat(
        200,
      )}${text}\n${'worker idle\n'.repeat(200)}`,
  ],
];

describe('the errors that people hit', () => {
  it.each(rows)('$tool: $message', ({ message, cause }) => {
    const [first] = diagnose(message).diagnoses;
    expect(first?.cause).toBe(cause);
    expect(first.steps.length).toBeGreaterThan(0);
    expect(first.matched).not.toBe('');
  });

  it('have a cause each, and each cause is known by its id once', () => {
    const ids = causes.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toEqual(expect.arrayContaining(rows.map(({ cause }) => cause)));
    expect(ids).toEqual(expect.arrayContaining(Object.keys(explains)));
    expect(ids).toEqual(expect.arrayContaining(Object.values(explains).flat()));
  });
});

describe.each(copies)('an error %s', (_, copy) => {
  it.each(rows)('is recognised: $cause ($tool)', ({ message, cause }) => {
    expect(causesOf(copy(message))[0]).toBe(cause);
  });
});

describe('other names and ids', () => {
  it.each(rows)('$cause ($tool)', ({ message, cause }) => {
    const other = message
      .replace(/\bdemo\b/g, 'prod-kr-2')
      .replace(/111122223333/g, '111122223334')
      .replace(/a-[a-z0-9]{17}/g, 'a-0z1y2x3w4v5u6t7s8')
      .replace(/RequestID: [^,]+/g, 'RequestID: 9b8a-77')
      .replace(/eu-west-1/g, 'ap-northeast-2')
      .replace(/vpc-cni|aws-ebs-csi-driver/g, 'aws-efs-csi-driver');
    expect(causesOf(other)[0]).toBe(cause);
  });
});

describe('cut off texts', () => {
  const phrases = [
    {
      text: 'Error: updating EKS Add-On (demo:aws-ebs-csi-driver): operation error EKS: UpdateAddon, https response error StatusCode: 403, RequestID: 5b, api error AccessDeniedException: Cross-account pass role is n',
      cause: 'empty-role-arn',
    },
    {
      text: 'An error occurred (ResourceInUseException) when calling the CreatePodIdentityAssociation operation: Association already ex',
      cause: 'association-exists',
    },
    {
      text: 'licy of the role provided is invalid',
      cause: 'trust-invalid-for-pod-identity',
    },
    {
      text: "ValueError: Unsupported host '169.254.170.23'.  Can only retrieve metada",
      cause: 'sdk-too-old',
    },
  ];
  it.each(phrases)('$text', ({ text, cause }) => {
    expect(causesOf(text)[0]).toBe(cause);
  });
});

describe('several errors in one log', () => {
  it('names each, once', () => {
    const log = [
      rows.find(({ cause }) => cause === 'empty-role-arn')?.message,
      ...Array(60).fill('module.vpc.aws_subnet.private: Refreshing state...'),
      rows.find(({ cause }) => cause === 'association-exists')?.message,
      ...Array(60).fill('module.vpc.aws_subnet.private: Refreshing state...'),
      rows.find(({ cause }) => cause === 'irsa-provider-missing')?.message,
    ].join('\n');
    expect(causesOf(log).sort()).toEqual([
      'association-exists',
      'empty-role-arn',
      'irsa-provider-missing',
    ]);
  });

  it('does not name what only follows from another one', () => {
    const log = `${
      rows.find(({ cause }) => cause === 'sdk-too-old')?.message
    }\nbotocore.exceptions.NoCredentialsError: Unable to locate credentials`;
    expect(causesOf(log)).toEqual(['sdk-too-old']);
  });
});

describe('texts without a cause of ours', () => {
  it.each(unrelated)('%s', text => {
    const { diagnoses, unknown } = diagnose(text);
    expect(diagnoses).toEqual([]);
    expect(unknown?.tryNext.length).toBeGreaterThan(0);
  });

  it('are never explained, whatever they say', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 500, unit: 'binary' }), text => {
        expect(diagnose(text).diagnoses).toEqual([]);
      }),
    );
  });
});

it('reads a text of 200,000 letters in reasonable time, also one made to be slow', () => {
  const nasty = 'Service account '.repeat(6000) + 'Addon '.repeat(16000);
  expect(diagnose(nasty.slice(0, 200_000)).diagnoses).toEqual([]);
});
