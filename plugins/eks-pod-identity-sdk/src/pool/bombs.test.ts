import { ParsingPool } from './pool';
import { scanTextsWithin } from './scanTasks';

const many = (text: string, count: number) => text.repeat(count);

describe('files that are made to hurt', () => {
  const pool = new ParsingPool();
  afterAll(() => pool.close());

  it.each([
    [
      'blanks in a list of conda',
      'environment.yml',
      `dependencies:\n  - boto3${many(' ', 300_000)}x y z\n`,
    ],
    [
      'blanks in a constraint of Composer',
      'composer.json',
      JSON.stringify({
        require: { 'aws/aws-sdk-php': `${many(' ', 300_000)}x` },
      }),
    ],
    [
      'variables that double',
      'Dockerfile',
      `FROM a\nENV a=aa\n${many(
        'ENV a=${a}${a}\n',
        40,
      )}RUN pip install boto3==$a\n`,
    ],
    [
      'one line of 10 MB',
      'package-lock.json',
      `{"lockfileVersion":3,"packages":{${many('"a":{},', 1_400_000)}"b":{}}}`,
    ],
    ['deep JSON', 'package-lock.json', many('{"packages":', 200_000)],
    ['deep YAML', 'pnpm-lock.yaml', `a: ${many('[', 200_000)}`],
    ['deep TOML', 'Cargo.lock', `a = ${many('[', 200_000)}`],
    ['deep XML', 'pom.xml', many('<project>', 200_000)],
    ['short lines', 'requirements.txt', many('a\n', 1_000_000)],
    [
      'a huge key',
      'composer.json',
      JSON.stringify({ require: { [many('a/', 4_000_000)]: '1' } }),
    ],
  ])(
    '%s end in an answer or a finding, and the caller goes on',
    async (_, path, text) => {
      let ticks = 0;
      // Turns of the loop, not of a clock: some answers come within a millisecond.
      let turn = setImmediate(function next() {
        ticks += 1;
        turn = setImmediate(next);
      });
      const result = await scanTextsWithin(pool, [{ path, text }]);
      clearImmediate(turn);
      expect(ticks).toBeGreaterThan(0);
      expect(result.files).toHaveLength(1);
      expect(['unknown', 'no-aws-sdk']).toContain(result.verdict);
    },
  );
});
