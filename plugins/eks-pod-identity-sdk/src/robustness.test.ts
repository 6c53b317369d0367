import fc from 'fast-check';
import { ecosystems } from './ecosystems';
import { SourceFile } from './ecosystem';
import { scanFiles } from './scan';
import { filesOfFormat } from './testSupport/fixtures';

// What is only recognised is not read, so nothing in it can be broken.
const FORMATS = ecosystems
  .filter(({ name }) => name !== 'unread')
  // Code is told of only where it names something.
  .flatMap(({ formats }) =>
    formats.filter(({ isSource }) => !isSource).map(({ name }) => name),
  );

/**
 * Lists of lines without an end: that lines are missing can't be seen. A version that is cut off in the middle is a
 * smaller one, so it can't pass for a better one.
 */
const WITHOUT_AN_END = new Set([
  'requirements',
  'conanfile-txt',
  'conanfile-py',
  'dockerfile',
  'script',
  'gemfile',
  'sbt-build',
  'gradle-configuration-lock',
  'go-vendor',
  'go-work',
  'conda-environment',
  'pyproject',
  'pipfile',
  'cargo-toml',
  'cmake',
  'gradle-script',
  'gradle-code',
  'gradle-catalog',
  'bun-lockb',
  'paket-lock',
  'rebar-config',
  'bazel-module',
  'bazel-workspace',
  'bazel-macros',
  'cpanfile',
  'r-description',
]);

/** Lists of entries without an end: cut off between two lines they may look whole, within a line they do not. */
const WHOLE_BETWEEN_LINES = new Set([
  'yarn-lock',
  'pdm-lock',
  'go-mod',
  'pylock',
  'cpanfile-snapshot-lock',
]);

const verdictOf = async (files: SourceFile[]) =>
  (await scanFiles(files)).verdict;

/** A path that is of the format, from the fixtures. */
function pathOf(format: string): string {
  return (
    filesOfFormat(format)[0]?.file.path ??
    (
      {
        'bun-lockb': 'bun.lockb',
        'conda-lock': 'conda-lock.yml',
        pylock: 'pylock.toml',
        pipfile: 'Pipfile',
      } as Record<string, string>
    )[format]
  );
}

describe('files that are broken', () => {
  it.each(FORMATS.filter(format => !WITHOUT_AN_END.has(format)))(
    'of the format %s never pass for whole when they are cut off',
    async format => {
      for (const { fixture, file } of filesOfFormat(format)) {
        // Behind its packages Bundler only lists again which of them were asked for.
        const end = file.text.indexOf('\nDEPENDENCIES\n');
        const whole =
          format === 'gemfile-lock' && end !== -1
            ? end
            : file.text.trimEnd().length;
        const others = fixture.files.filter(({ path }) => path !== file.path);
        const verdict = await verdictOf(fixture.files);
        const step = Math.max(1, Math.floor(whole / 40));
        for (let length = 0; length < whole; length += step) {
          const isBetweenLines =
            file.text[length - 1] === '\n' || file.text[length] === '\n';
          if (isBetweenLines && WHOLE_BETWEEN_LINES.has(format)) continue;
          const cut = { path: file.path, text: file.text.slice(0, length) };
          const result = await scanFiles([...others, cut]);
          const told = result.files.find(
            ({ file: path }) => path === file.path,
          );
          if (
            told?.ok &&
            ['supported', 'no-aws-sdk'].includes(result.verdict)
          ) {
            throw new Error(
              `${fixture.name}/${file.path} cut off after ${length} of ${whole} characters gives '${result.verdict}' (whole: '${verdict}')`,
            );
          }
        }
      }
    },
    60_000,
  );

  it.each(FORMATS)(
    'of the format %s are told when they are noise, and never pass for supported',
    async format => {
      const path = pathOf(format);
      await fc.assert(
        fc.asyncProperty(
          fc.oneof(
            fc.string({ unit: 'binary', maxLength: 400 }),
            fc.json({ maxDepth: 4 }),
            fc.constantFrom(
              '{',
              '[',
              '<a',
              '<',
              '"',
              '{}',
              '[]',
              'null',
              '\n',
              ' ',
              '\u0000',
              '---\n- &a [*a]',
              '[[package]]\n',
              '<Project/>',
              '<project/>',
              '<!DOCTYPE a>',
            ),
          ),
          async text => {
            const result = await scanFiles([{ path, text }]);
            expect(result.files).toHaveLength(1);
            expect(['unknown', 'no-aws-sdk']).toContain(result.verdict);
            const [{ ok, error }] = result.files;
            expect(ok || Boolean(error)).toBe(true);
          },
        ),
        { numRuns: 60 },
      );
    },
    60_000,
  );

  it.each(FORMATS)(
    'of the format %s do no harm when pieces of them are moved, doubled or gone',
    async format => {
      const samples = filesOfFormat(format);
      if (samples.length === 0) return;
      await fc.assert(
        fc.asyncProperty(
          fc.constantFrom(...samples),
          fc.nat(),
          fc.nat({ max: 200 }),
          fc.nat(),
          fc.constantFrom(
            '',
            '\u0000',
            '${',
            '"',
            '<<<<<<< HEAD\n',
            '\u2028',
            '__proto__',
            '../../../../etc/passwd',
            '9'.repeat(400),
          ),
          async ({ fixture, file }, from, length, to, filling) => {
            const { text } = file;
            const start = from % (text.length + 1);
            const piece = text.slice(start, start + length);
            const rest = text.slice(0, start) + text.slice(start + length);
            const at = to % (rest.length + 1);
            const broken = rest.slice(0, at) + piece + filling + rest.slice(at);
            const result = await scanFiles(
              fixture.files.map(other =>
                other === file ? { path: file.path, text: broken } : other,
              ),
            );
            expect(result.files.map(({ file: path }) => path)).toContain(
              file.path,
            );
          },
        ),
        { numRuns: 60 },
      );
    },
    60_000,
  );
});

describe('files that are made to hurt', () => {
  const many = (text: string, count: number) => text.repeat(count);
  it.each([
    ['deep JSON', 'package-lock.json', many('{"packages":', 100_000)],
    ['deep JSON lists', 'composer.lock', many('[', 200_000)],
    ['deep XML', 'pom.xml', many('<project>', 100_000)],
    [
      'many elements',
      'pom.xml',
      `<project>${many(
        '<dependencies><dependency/></dependencies>',
        40_000,
      )}</project>`,
    ],
    [
      'entities of entities',
      'pom.xml',
      '<!DOCTYPE p [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><project><artifactId>&b;</artifactId></project>',
    ],
    [
      'properties in a circle',
      'pom.xml',
      '<project><artifactId>a</artifactId><properties><a>${b}</a><b>${a}${a}</b></properties><dependencies><dependency><groupId>software.amazon.awssdk</groupId><artifactId>s3</artifactId><version>${a}</version></dependency></dependencies></project>',
    ],
    [
      'many profiles',
      'pom.xml',
      `<project><artifactId>a</artifactId><profiles>${many(
        '<profile><id>p</id></profile>',
        20_000,
      )}</profiles></project>`,
    ],
    ['deep blocks', 'build.gradle', many('a {', 100_000)],
    [
      'a long line',
      'build.gradle',
      `dependencies { implementation ${many("'a:b:c', ", 50_000)} }`,
    ],
    [
      'variables in a circle',
      'build.gradle',
      'def a = "$b$b"\ndef b = "$a$a"\ndependencies { implementation "software.amazon.awssdk:s3:$a" }',
    ],
    ['open interpolations', 'build.gradle', `x = "${many('${', 50_000)}"`],
    ['deep TOML', 'Cargo.lock', `a = ${many('[', 50_000)}`],
    ['deep tables', 'gradle/libs.versions.toml', `[${many('a.', 20_000)}a]`],
    [
      'aliases of YAML',
      'pnpm-lock.yaml',
      `a: &a [x]\n${Array.from(
        { length: 40 },
        (_, i) =>
          `a${i}: &b${i} [*${i === 0 ? 'a' : `b${i - 1}`}, *${
            i === 0 ? 'a' : `b${i - 1}`
          }]`,
      ).join('\n')}`,
    ],
    [
      'a long requirement',
      'requirements.txt',
      `boto3${many('[a]', 50_000)}==1`,
    ],
    [
      'many continuations',
      'Dockerfile',
      `FROM a\nRUN ${many('pip install \\\n', 50_000)}`,
    ],
    ['many separators', 'run.sh', many('&& ; | ', 100_000)],
    [
      'a long installer name',
      'run.sh',
      `curl awscli-exe-linux-${many('a', 15_000)}`,
    ],
    ['an open hash', 'a.ps1', many('@{ ModuleName', 50_000)],
    ['many directives', 'go.mod', many('require a v1.0.0\n', 100_000)],
    ['open parentheses', 'CMakeLists.txt', many('set(', 100_000)],
    [
      'a long version',
      'packages.lock.json',
      JSON.stringify({
        version: 1,
        dependencies: {
          net: {
            'AWSSDK.Core': { type: 'Direct', resolved: many('9.', 100_000) },
          },
        },
      }),
    ],
    [
      'properties of MSBuild in a circle',
      'a.csproj',
      '<Project><PropertyGroup><A>$(B)$(B)</A><B>$(A)$(A)</B></PropertyGroup><ItemGroup><PackageReference Include="AWSSDK.Core" Version="$(A)"/></ItemGroup></Project>',
    ],
    [
      'a file that imports itself',
      'a.csproj',
      '<Project><Import Project="a.csproj"/><Import Project="$(MSBuildThisFileDirectory)a.csproj"/></Project>',
    ],
    [
      'many versions',
      'Gemfile.lock',
      many('    aws-sdk-core (3.1.0)\n', 100_000),
    ],
  ])(
    '%s in %s end soon, and never pass for supported',
    async (_, path, text) => {
      const start = Date.now();
      const result = await scanFiles([{ path, text }]);
      expect(result.files).toHaveLength(1);
      expect(['unknown', 'too-old']).toContain(result.verdict);
      // Far more than it takes; far less than a parser that goes astray.
      expect(Date.now() - start).toBeLessThan(15_000);
    },
    30_000,
  );
});
