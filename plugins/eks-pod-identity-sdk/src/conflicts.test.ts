import { ecosystems } from './ecosystems';
import { scanFiles } from './scan';
import { filesOfFormat } from './testSupport/fixtures';

const FORMATS = ecosystems
  .filter(({ name }) => name !== 'unread')
  .flatMap(({ formats }) =>
    // Code is told of only where it names something.
    formats.filter(({ isSource }) => !isSource).map(({ name }) => name),
  )
  .filter(format => filesOfFormat(format).length > 0);

/** The line of a file in its middle, twice: as one side has it, and as the other has it. */
function withConflict(text: string, begin: string, end: string): string {
  const rows = text.split('\n');
  const middle = Math.floor(rows.length / 2);
  return [
    ...rows.slice(0, middle),
    begin,
    rows[middle],
    '=======',
    rows[middle],
    end,
    ...rows.slice(middle + 1),
  ].join('\n');
}

describe('a file with both sides of a merge', () => {
  it.each(FORMATS)(
    'of the format %s is told and does not count',
    async format => {
      const [{ fixture, file }] = filesOfFormat(format);
      for (const [begin, end] of [
        ['<<<<<<< HEAD', '>>>>>>> feature/aws'],
        ['    <<<<<<< Updated upstream', '    >>>>>>> Stashed changes'],
        ['<<<<<<<', '>>>>>>>'],
        ['||||||| 1a2b3c4', '# the marks around it are gone'],
        [
          '<<<<<<<<< Temporary merge branch 1',
          '>>>>>>>>> Temporary merge branch 2',
        ],
      ]) {
        const broken = {
          path: file.path,
          text: withConflict(file.text, begin, end),
        };
        const result = await scanFiles(
          fixture.files.map(other => (other === file ? broken : other)),
        );
        expect(
          result.files.find(({ file: path }) => path === file.path),
        ).toMatchObject({
          ok: false,
          error: expect.stringMatching(/^line \d+: .*unresolved merge/),
        });
        expect(['unknown', 'too-old']).toContain(result.verdict);
      }
    },
  );

  it.each([
    ['package-lock.json', '{\n"a": 1,\n=======\n"a": 2\n}', true],
    ['Gemfile.lock', 'GEM\n=======\n', true],
    ['install.sh', 'cat <<EOF\n=======\nEOF\n', false],
    ['install.sh', 'cat <<<<<<<<EOF\n', false],
    ['requirements.txt', '# ======= pinned =======\nboto3==1.35.0\n', false],
    ['build.gradle', "println '>>>>>>> done'\n", false],
  ])('is %s with %j: %s', async (path, text, isConflict) => {
    const { files } = await scanFiles([{ path, text }]);
    expect(/unresolved merge/.test(files[0].error ?? '')).toBe(isConflict);
  });

  it('is as good as absent for those that ask for it', async () => {
    const { verdict, sdks } = await scanFiles([
      {
        path: 'build.gradle',
        text: 'dependencies { implementation "software.amazon.awssdk:s3:$awsVersion" }\n',
      },
      {
        path: 'gradle.properties',
        text: '<<<<<<< HEAD\nawsVersion=2.17.0\n=======\nawsVersion=2.25.0\n>>>>>>> main\n',
      },
    ]);
    expect(verdict).toBe('unknown');
    expect(sdks[0].version).toBeNull();
  });
});
