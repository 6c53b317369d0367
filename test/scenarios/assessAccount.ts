import { startSimulator } from '@leaving-irsa/aws-simulator';
import { servicesReader } from './accountCatalog';
import {
  assess,
  Assessment,
  AwsClients,
  collectAccount,
  parseConfig,
} from './backend';

/** The key with which the portal reads; an account file may name it as a caller and cut its permissions. */
const READER = 'AKIAPORTALREADER0001';

/**
 * Serves an account file, reads it as the backend's sync does, and judges it.
 * @param account path of an account file, or an account as an object
 * @throws AccountFileError naming file, place and fault
 */
export async function assessAccount(
  account: string | object,
): Promise<Assessment> {
  const simulator = await startSimulator({ account });
  const clients = new AwsClients({
    credentials: async () => ({
      accessKeyId: READER,
      secretAccessKey: 'simulator',
    }),
    endpoint: simulator.url,
    maxAttempts: 2,
    requestTimeout: 20_000,
  });
  try {
    const { accountId, regions, faults } = simulator.state();
    if (faults.throttling !== 'always') {
      // Rates are a matter of patience, not of verdicts.
      simulator.control.changeFaults({ throttling: false });
    }
    const facts = await collectAccount({
      config: parseConfig({
        account: { accountId, regions, endpoint: simulator.url },
        kubernetes: { timeout: { seconds: 10 } },
      }),
      clients,
      readServices: servicesReader(simulator),
      lookupsPerSecond: 1000,
    });
    return await assess(facts);
  } finally {
    clients.destroy();
    await simulator.close();
  }
}
