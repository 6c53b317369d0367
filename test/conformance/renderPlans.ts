/* eslint-disable no-console, @backstage/no-forbidden-package-imports, @backstage/no-relative-monorepo-imports */
/**
 * Reads a running simulator as the backend does, and writes the scripts of some plans below a folder:
 * renderPlans.ts URL FOLDER
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { seen } from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { parseConfig } from '../../plugins/eks-pod-identity-backend/src/config';
import { AwsClients } from '../../plugins/eks-pod-identity-backend/src/inventory/aws/clients';
import { collectAccount } from '../../plugins/eks-pod-identity-backend/src/inventory/collect';
import {
  planRequest,
  PlanInput,
} from '../../plugins/eks-pod-identity-backend/src/migration/plan';
import { builtinRenderers } from '../../plugins/eks-pod-identity-backend/src/migration/renderers';
import { assess } from '../../plugins/eks-pod-identity-backend/src/readiness/assess';
import {
  deriveSubjects,
  roleOf,
} from '../../plugins/eks-pod-identity-backend/src/readiness/subjects';

async function main([endpoint, folder]: string[]): Promise<void> {
  const clients = new AwsClients({
    credentials: async () => ({
      accessKeyId: 'AKIACONFORMANCE00000',
      secretAccessKey: 'conformance',
    }),
    endpoint,
    maxAttempts: 2,
    requestTimeout: 20_000,
  });
  const facts = await collectAccount({
    config: parseConfig({
      account: {
        accountId: '111122223333',
        regions: ['ap-northeast-2'],
        endpoint,
      },
      cloudTrail: { enabled: false },
    }),
    clients,
    readServices: async () => ({
      services: seen([], {
        source: 'catalog',
        where: 'none',
        readAt: new Date().toISOString(),
      }),
      platformTerraform: [],
    }),
  });
  clients.destroy();
  const assessment = await assess(facts);
  const workload = assessment.workloads.find(
    ({ namespace, serviceAccount }) =>
      namespace === 'shop' && serviceAccount === 'cart',
  );
  const addon = assessment.addons.find(
    ({ name }) => name === 'aws-ebs-csi-driver',
  );
  const subjects = deriveSubjects(facts);
  const plans: Record<string, PlanInput> = {
    workload: { kind: 'workload', subjectId: workload!.id },
    addon: { kind: 'addon', subjectId: addon!.id },
    recreate: { kind: 'addon', subjectId: addon!.id, method: 'recreate' },
  };
  for (const [name, input] of Object.entries(plans)) {
    const assessed = input.kind === 'workload' ? workload : addon;
    const plan = planRequest(
      { ...subjects, roleOf: arn => roleOf(facts, arn) },
      assessed,
      input,
    );
    for (const renderer of builtinRenderers) {
      const target = join(folder, name, renderer.format);
      mkdirSync(target, { recursive: true });
      for (const file of renderer.render(plan, { terraform: [] }).files) {
        writeFileSync(join(target, file.name), file.content);
        console.log(`${name}/${renderer.format}/${file.name}`);
      }
    }
  }
}

main(process.argv.slice(2)).catch(error => {
  console.error(error);
  process.exit(1);
});
