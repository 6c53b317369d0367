import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import {
  endPortal,
  processesNaming,
  startPortal,
} from './__testUtils__/startScript';

const anyPorts = [
  '--port',
  '0',
  '--simulator-port',
  '0',
  '--kubernetes-port',
  '0',
];

const sentences = (text: string) =>
  text.split('\n').filter(line => line !== '' && !line.endsWith('…'));

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'start-'));
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('npm start with what it cannot use', () => {
  it.each([
    {
      name: 'an unknown option is named',
      args: ['--acount', 'x.yaml'],
      says: /'--acount'/,
    },
    {
      name: 'an option without its value is named',
      args: ['--port'],
      says: /--port/,
    },
    {
      name: 'a port that is no number is shown',
      args: ['--port', 'http'],
      says: /^--port must be a port number.*'http'\.$/,
    },
    {
      name: 'a port beyond the last one is shown',
      args: ['--simulator-port', '70000'],
      says: /^--simulator-port must be a port number.*'70000'\.$/,
    },
    {
      name: 'a port in the environment is told from a flag',
      args: [],
      env: { BACKSTAGE_PORT: '-1' },
      says: /^BACKSTAGE_PORT must be a port number.*'-1'\.$/,
    },
    {
      name: 'an account file without its flag is pointed to it',
      args: ['account.yaml'],
      says: /--account account\.yaml/,
    },
    {
      name: 'an account file that is not there is named',
      args: ['--account', 'nowhere.yaml'],
      says: /^There is no account file .*nowhere\.yaml\.$/,
    },
    {
      name: 'a folder instead of an account file is named',
      args: ['--account', 'examples'],
      says: /examples is not a file\.$/,
    },
    {
      name: 'an unknown frontend system is shown',
      args: ['--frontend', 'old'],
      says: /^--frontend must be new or legacy, not 'old'\.$/,
    },
  ])('$name, in one sentence', async ({ args, env, says }) => {
    const { code, stdout, stderr } = await startPortal(args, env).ended;
    expect(code).toBe(1);
    expect(stdout).toBe('');
    expect(sentences(stderr)).toEqual([expect.stringMatching(says)]);
  });

  it('lists its options when asked', async () => {
    const { code, stdout } = await startPortal(['--help']).ended;
    expect(code).toBe(0);
    expect(stdout).toContain('--account FILE.yaml');
  });
});

describe('npm start on a port that is taken', () => {
  let taken: Server;
  let port: string;

  beforeAll(async () => {
    taken = createServer();
    await new Promise<void>(done => taken.listen(0, '127.0.0.1', done));
    port = String((taken.address() as AddressInfo).port);
  });

  afterAll(async () => {
    await new Promise(done => taken.close(done));
  });

  it.each([
    { flag: '--port', variable: 'BACKSTAGE_PORT' },
    { flag: '--simulator-port', variable: 'SIMULATOR_PORT' },
    { flag: '--kubernetes-port', variable: 'SIMULATOR_KUBERNETES_PORT' },
  ])(
    'says which, and how to choose another one with $flag or $variable',
    async ({ flag, variable }) => {
      const others = anyPorts.filter(
        (_, index) => anyPorts[index - (index % 2)] !== flag,
      );
      const sentence = `Port ${port} is taken: stop what uses it, or choose another one with ${flag} (or ${variable}).`;
      const byFlag = await startPortal([...others, flag, port]).ended;
      expect([byFlag.code, sentences(byFlag.stderr)]).toEqual([1, [sentence]]);
      const byVariable = await startPortal(others, { [variable]: port }).ended;
      expect([byVariable.code, sentences(byVariable.stderr)]).toEqual([
        1,
        [sentence],
      ]);
    },
  );
});

describe('npm start on a broken account file', () => {
  it.each([
    {
      name: 'YAML that does not parse',
      text: "accountId: '111122223333'\nclusters: [\n",
    },
    {
      name: 'a member that has the wrong type',
      text: "accountId: '111122223333'\nclusters: many\n",
    },
    { name: 'an account id that is none', text: 'accountId: 12\n' },
  ])(
    'names the file and the place: $name',
    async ({ text }) => {
      const file = join(folder, 'broken.yaml');
      writeFileSync(file, text);
      const { code, stdout, stderr } = await startPortal([
        ...anyPorts,
        '--account',
        file,
      ]).ended;
      expect(code).toBe(1);
      expect(stdout).toBe('');
      expect(sentences(stderr)).toEqual([
        expect.stringMatching(/broken\.yaml:\d+/),
      ]);
    },
    60_000,
  );
});

const isLinux = process.platform === 'linux';

(isLinux ? describe : describe.skip)('npm start that is told to stop', () => {
  it.each([
    { signal: 'SIGINT', code: 130 },
    { signal: 'SIGTERM', code: 143 },
  ] as const)(
    'leaves no process behind after $signal',
    async ({ signal, code }) => {
      // A path of its own, by which the simulator's process is known.
      const file = join(folder, `${signal}.yaml`);
      copyFileSync(resolve(__dirname, '../../conformance/account.yaml'), file);
      const portal = startPortal([...anyPorts, '--account', file]);
      try {
        await until(() => processesNaming(file).length > 1);
        portal.child.kill(signal);
        expect((await portal.ended).code).toBe(code);
        expect(processesNaming(file)).toEqual([]);
      } finally {
        await endPortal(portal);
      }
    },
    60_000,
  );

  it('takes its servers along even when it is killed outright', async () => {
    const file = join(folder, 'killed.yaml');
    copyFileSync(resolve(__dirname, '../../conformance/account.yaml'), file);
    const portal = startPortal([...anyPorts, '--account', file]);
    try {
      await until(() => processesNaming(file).length > 1);
      portal.child.kill('SIGKILL');
      await until(() => processesNaming(file).length === 0);
      expect(processesNaming(file)).toEqual([]);
    } finally {
      await endPortal(portal);
    }
  }, 60_000);
});

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) {
    await new Promise(done => setTimeout(done, 50));
  }
}
