import fc from 'fast-check';
import { shadowRows } from '../../../shadowing/match';
import { searchCode } from './search';

type Case = [name: string, path: string, code: string, expected: string[]];

const cases: Case[] = [
  // Python
  [
    'Python: keys for a client',
    'app.py',
    's3 = boto3.client("s3", aws_access_key_id=KEY)',
    ['static-keys'],
  ],
  [
    'Python: keys over several lines',
    'app.py',
    's3 = boto3.client(\n  "s3",\n  aws_access_key_id = settings.KEY,\n)',
    ['static-keys'],
  ],
  [
    'Python: keys that are None',
    'app.py',
    'boto3.client("s3", aws_access_key_id=None)',
    [],
  ],
  [
    'Python: keys of an emulator',
    'app.py',
    'boto3.client("s3", aws_access_key_id="test")',
    [],
  ],
  ['Python: a comparison', 'app.py', 'if aws_access_key_id == other: pass', []],
  [
    'Python: a comment',
    'app.py',
    '# boto3.client("s3", aws_access_key_id=KEY)',
    [],
  ],
  [
    'Python: a docstring',
    'app.py',
    'def f():\n  """Pass aws_access_key_id=KEY."""\n',
    [],
  ],
  ['Python: a default client', 'app.py', 's3 = boto3.client("s3")', []],
  [
    'Python: a web identity',
    'app.py',
    'sts.assume_role_with_web_identity(RoleArn=arn)',
    ['web-identity'],
  ],
  [
    'Python: the variable of the token',
    'app.py',
    'open(os.environ["AWS_WEB_IDENTITY_TOKEN_FILE"])',
    ['web-identity'],
  ],
  [
    'Python: a profile',
    'app.py',
    'boto3.Session(profile_name="prod")',
    ['profile'],
  ],
  [
    'Python: a test',
    'tests/test_app.py',
    'boto3.client("s3", aws_access_key_id=KEY)',
    [],
  ],
  // JavaScript
  [
    'TypeScript: the token file',
    'src/s3.ts',
    'new S3Client({ credentials: fromTokenFile() })',
    ['web-identity'],
  ],
  [
    'TypeScript: a web token',
    'src/s3.ts',
    'fromWebToken({ roleArn })',
    ['web-identity'],
  ],
  [
    'TypeScript: a profile',
    'src/s3.ts',
    'fromIni({ profile: "a" })',
    ['profile'],
  ],
  [
    'TypeScript: the node',
    'src/s3.ts',
    'fromInstanceMetadata()',
    ['node-role'],
  ],
  ['TypeScript: ECS', 'src/s3.ts', 'fromContainerMetadata()', ['ecs-only']],
  ['TypeScript: the default chain', 'src/s3.ts', 'fromNodeProviderChain()', []],
  [
    'TypeScript: a role on top of the chain',
    'src/s3.ts',
    'fromTemporaryCredentials({ params })',
    [],
  ],
  [
    'TypeScript: keys',
    'src/s3.ts',
    'credentials: { accessKeyId: env.KEY, secretAccessKey: env.SECRET }',
    ['static-keys'],
  ],
  [
    'TypeScript: a type of keys',
    'src/types.ts',
    'interface Keys { accessKeyId: string }',
    [],
  ],
  [
    'TypeScript: keys of an emulator',
    'src/s3.ts',
    "{ accessKeyId: 'test', secretAccessKey: 'test' }",
    [],
  ],
  [
    'TypeScript: a comment',
    'src/s3.ts',
    '// fromTokenFile()\n/* fromIni() */',
    [],
  ],
  [
    'TypeScript: after a URL in a string',
    'src/s3.ts',
    "const u = 'https://a.example.org'; fromTokenFile();",
    ['web-identity'],
  ],
  [
    'TypeScript: declarations of types',
    'src/sdk.d.ts',
    'export function fromTokenFile(): X;',
    [],
  ],
  [
    'JS: v2 web identity',
    'src/a.js',
    'new AWS.TokenFileWebIdentityCredentials()',
    ['web-identity'],
  ],
  [
    'JS: v2 node',
    'src/a.js',
    'new AWS.EC2MetadataCredentials()',
    ['node-role'],
  ],
  [
    'JS: v2 profile',
    'src/a.js',
    'new AWS.SharedIniFileCredentials({ profile })',
    ['profile'],
  ],
  // JVM
  [
    'Java: v2 web identity',
    'src/A.java',
    'StsAssumeRoleWithWebIdentityCredentialsProvider.builder()',
    ['web-identity'],
  ],
  [
    'Java: v2 token file',
    'src/A.java',
    'WebIdentityTokenFileCredentialsProvider.create()',
    ['web-identity'],
  ],
  [
    'Java: only imported',
    'src/A.java',
    'import software.amazon.awssdk.auth.credentials.WebIdentityTokenFileCredentialsProvider;',
    [],
  ],
  [
    'Java: v1 web identity',
    'src/A.java',
    'WebIdentityTokenCredentialsProvider.create()',
    ['web-identity'],
  ],
  [
    'Java: v2 keys',
    'src/A.java',
    'StaticCredentialsProvider.create(creds)',
    ['static-keys'],
  ],
  [
    'Java: v1 keys',
    'src/A.java',
    'new AWSStaticCredentialsProvider(creds)',
    ['static-keys'],
  ],
  [
    'Kotlin: keys',
    'src/A.kt',
    'credentialsProvider = StaticCredentialsProvider { accessKeyId = k }',
    ['static-keys'],
  ],
  [
    'Java: the node',
    'src/A.java',
    'InstanceProfileCredentialsProvider.create()',
    ['node-role'],
  ],
  [
    'Java: the default chain',
    'src/A.java',
    'DefaultCredentialsProvider.create()',
    [],
  ],
  [
    'Java: a test',
    'src/test/S3IT.java',
    'StaticCredentialsProvider.create(creds)',
    [],
  ],
  // Go
  [
    'Go: v2 web identity',
    'a.go',
    'stscreds.NewWebIdentityRoleProvider(c, arn, f)',
    ['web-identity'],
  ],
  [
    'Go: v1 web identity',
    'a.go',
    'stscreds.NewWebIdentityCredentials(sess, arn, "n", path)',
    ['web-identity'],
  ],
  [
    'Go: v2 keys',
    'a.go',
    'credentials.NewStaticCredentialsProvider(k, s, "")',
    ['static-keys'],
  ],
  [
    'Go: v1 keys',
    'a.go',
    'credentials.NewStaticCredentials(k, s, "")',
    ['static-keys'],
  ],
  ['Go: a profile', 'a.go', 'config.WithSharedConfigProfile("a")', ['profile']],
  [
    'Go: a role on top of the chain',
    'a.go',
    'stscreds.NewAssumeRoleProvider(c, arn)',
    [],
  ],
  [
    'Go: a test',
    'a_test.go',
    'credentials.NewStaticCredentials("a", "b", "")',
    [],
  ],
  // Ruby, PHP, .NET, Rust, C++, shell
  [
    'Ruby: web identity',
    'a.rb',
    'Aws::AssumeRoleWebIdentityCredentials.new(x)',
    ['web-identity'],
  ],
  ['Ruby: keys', 'a.rb', 'Aws::Credentials.new(k, s)', ['static-keys']],
  ['Ruby: a comment', 'a.rb', '# Aws::Credentials.new(k, s)', []],
  [
    'Ruby: after an interpolation',
    'a.rb',
    'x = "#{y}"; Aws::Credentials.new(k, s)',
    ['static-keys'],
  ],
  [
    'PHP: web identity',
    'a.php',
    '<?php CredentialProvider::assumeRoleWithWebIdentityCredentialProvider();',
    ['web-identity'],
  ],
  [
    'PHP: keys',
    'a.php',
    "<?php new S3Client(['credentials' => ['key' => $k]]);",
    ['static-keys'],
  ],
  [
    'C#: web identity',
    'A.cs',
    'new AssumeRoleWithWebIdentityCredentials(f, a, n)',
    ['web-identity'],
  ],
  ['C#: keys', 'A.cs', 'new BasicAWSCredentials(k, s)', ['static-keys']],
  [
    'C#: the node',
    'A.cs',
    'new InstanceProfileAWSCredentials()',
    ['node-role'],
  ],
  [
    'C#: the default chain',
    'A.cs',
    'FallbackCredentialsFactory.GetCredentials()',
    [],
  ],
  [
    'Rust: web identity',
    'src/a.rs',
    'WebIdentityTokenCredentialsProvider::builder()',
    ['web-identity'],
  ],
  [
    'Rust: keys',
    'src/a.rs',
    'use aws_config;\nCredentials::new(k, s, None, None, "a")',
    ['static-keys'],
  ],
  [
    'C++: web identity',
    'a.cpp',
    'Aws::MakeShared<STSAssumeRoleWebIdentityCredentialsProvider>("t")',
    ['web-identity'],
  ],
  [
    'Shell: web identity',
    'entrypoint.sh',
    'aws sts assume-role-with-web-identity --role-arn "$R"',
    ['web-identity'],
  ],
  [
    'Shell: a comment',
    'entrypoint.sh',
    '  # aws sts assume-role-with-web-identity',
    [],
  ],
  // Others
  ['a file of no language', 'README.md', 'fromTokenFile()', []],
];

describe('explicit providers in code', () => {
  it.each(cases)('%s', (_name, path, code, expected) => {
    expect(searchCode(path, code).providers.map(({ kind }) => kind)).toEqual(
      expected,
    );
  });

  it('are told with their line', () => {
    const code = `/*\n * fromIni()\n */\nconst a = \`\n\`;\n\nfromTokenFile();\n`;
    expect(searchCode('a.ts', code).providers).toEqual([
      { what: 'fromTokenFile()', kind: 'web-identity', line: 7 },
    ]);
  });

  it('that repeat are told a few times only', () => {
    expect(
      searchCode('a.ts', 'fromIni();\n'.repeat(500)).providers,
    ).toHaveLength(3);
  });

  it.each<[string, string, string, number | undefined]>([
    ['Python', 'a.py', 'import os\nimport boto3\n', 2],
    ['Python, from', 'a.py', 'from botocore.config import Config\n', 1],
    ['Python, in a comment', 'a.py', '# import boto3\n', undefined],
    ['TypeScript', 'a.ts', "import { S3 } from '@aws-sdk/client-s3';\n", 1],
    ['Go', 'a.go', 'import (\n\t"github.com/aws/aws-sdk-go-v2/config"\n)\n', 2],
    [
      'Java',
      'A.java',
      'package a;\n\nimport software.amazon.awssdk.services.s3.S3Client;\n',
      3,
    ],
    ['C#', 'A.cs', 'using Amazon.S3;\n', 1],
    ['nothing of AWS', 'a.py', 'import flask\n', undefined],
  ])(
    'are not needed to see that code uses an SDK: %s',
    (_name, path, code, line) => {
      expect(searchCode(path, code).usesSdkAt).toBe(line);
    },
  );

  it('have a source and are found by the cheap look, row by row', () => {
    for (const { source, what } of Object.values(shadowRows).flat()) {
      expect(source).toMatch(/^(https:\/\/|@smithy\/)/);
      expect(what).not.toBe('');
    }
  });

  it('are looked for in any text without a fault, in time', () => {
    const fragments = fc.constantFrom(
      '"',
      "'",
      '`',
      '"""',
      '/*',
      '*/',
      '//',
      '#',
      '\n',
      '\\',
      '${',
      '}',
      '(',
      'fromIni(',
      'aws_access_key_id=',
      "'credentials' => [",
      'profile_name=',
      'Session(',
    );
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fragments, fc.string()), { maxLength: 200 }),
        fc.constantFrom('a.py', 'a.ts', 'a.go', 'a.php', 'a.rb', 'A.java'),
        (parts, path) => {
          const text = parts.join('');
          const lines = text.split('\n').length;
          for (const { line } of searchCode(path, text).providers) {
            expect(line).toBeGreaterThan(0);
            expect(line).toBeLessThanOrEqual(lines);
          }
        },
      ),
    );
    const started = Date.now();
    searchCode('a.py', `Session(${'('.repeat(200_000)}aws`);
    searchCode('a.py', `aws ${'Session(profile '.repeat(30_000)}`);
    searchCode('a.ts', '`'.repeat(200_000));
    expect(Date.now() - started).toBeLessThan(3_000);
  });
});
