import { execFileSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';

const root = join(__dirname, '..', '..');
const source = join(root, 'plugins', 'eks-pod-identity-sdk');

describe('the packed SDK package', () => {
  // Below the repository, so that its dependencies are found.
  mkdirSync(join(root, '.cache'), { recursive: true });
  const work = mkdtempSync(join(root, '.cache', 'packed-'));
  const types = join(root, 'dist-types', '.cache', basename(work), 'copy');

  const run = (command: string, args: string[], cwd: string) =>
    execFileSync(command, args, {
      cwd,
      encoding: 'utf8',
      env: {
        ...process.env,
        PATH: `${dirname(process.execPath)}:${process.env.PATH}`,
        // Node's own way of loading, not that of the tests.
        NODE_OPTIONS: '',
      },
    });

  afterAll(() => {
    rmSync(work, { recursive: true, force: true });
    rmSync(dirname(types), { recursive: true, force: true });
  });

  it('starts its threads from the tarball, as plain JavaScript', () => {
    const copy = join(work, 'copy');
    cpSync(source, copy, {
      recursive: true,
      filter: path => !/__fixtures__|[\\/]dist($|[\\/])|\.test\.ts$/.test(path),
    });
    // Declarations are another step's work.
    mkdirSync(join(types, 'src'), { recursive: true });
    writeFileSync(join(types, 'src', 'index.d.ts'), 'export {};\n');
    const cli = join(root, 'node_modules', '.bin', 'backstage-cli');
    run(process.execPath, [cli, 'package', 'build'], copy);
    run(process.execPath, [cli, 'package', 'prepack'], copy);
    run('npm', ['pack', '--ignore-scripts', '--silent'], copy);
    const [tarball] = readdirSync(copy).filter(name => name.endsWith('.tgz'));
    run('tar', ['-xzf', join(copy, tarball)], work);
    rmSync(copy, { recursive: true });
    const folder = join(work, 'service');
    mkdirSync(folder);
    writeFileSync(join(folder, 'requirements.txt'), 'boto3==1.20.0\n');

    const printed = run(
      process.execPath,
      [
        '-e',
        `const { ParsingPool, scanFolderWithin } = require(${JSON.stringify(
          join(work, 'package'),
        )});
         const pool = new ParsingPool();
         scanFolderWithin(pool, 'service')
           .then(result => console.log(JSON.stringify(result)))
           .finally(() => pool.close());`,
      ],
      work,
    );

    expect(JSON.parse(printed)).toMatchObject({
      verdict: 'too-old',
      files: [{ file: 'requirements.txt', ok: true }],
    });
  }, 300_000);
});
