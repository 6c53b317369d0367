import { SdkEvidence } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { sdkMinimums } from '@leaving-irsa/backstage-plugin-eks-pod-identity-sdk';
import { gte, valid } from 'semver';
import { Account } from '../readiness/assessment';
import { Context } from './cause';
import { Names } from './names';

/**
 * What AWS SDK for JavaScript 3.x ends with in two cases: it is too old and accepts only loopback addresses; or it is new,
 * the agent was not reached or refused, and the provider that is next in the chain hides that with its own refusal
 * (measured: docs/facts/sdk-notes.md).
 */
export const CONTAINER_HOST_REFUSED =
  'is not a valid container metadata service hostname';

/** Whether an SDK for JavaScript 3.x knows Pod Identity. */
export type JavaScriptAge = 'old' | 'new' | 'unclear';

const minimum = sdkMinimums.find(({ sdk }) => sdk === 'js-v3')?.minimums['*'];

/** Packages that have the version of the SDK, with it, as pnpm and Yarn write them into paths; the SDK's user agent. */
const versions =
  /(?:@aws-sdk[/+-](?:credential-provider-[a-z-]{1,30}?|client-[a-z0-9-]{1,60}?)(?:@|-npm-)(?:npm[:-])?|aws-sdk-js\/)(\d{1,3}\.\d{1,6}\.\d{1,6})/gi;

/** In the stacks of versions of before the container provider over HTTP was in the chain: one file per function. */
const oldLayout =
  /@aws-sdk[/+]credential-provider-imds\b|credential-provider-imds\/dist-(?:cjs|es)\/(?:fromContainerMetadata|remoteProvider)/i;

/** In stacks of later ones: bundles, parts of the core, the provider over HTTP itself. */
const newLayout =
  /@smithy\/core\/dist-(?:cjs|es)\/submodules|@aws-sdk\/core\/dist-(?:cjs|es)\/submodules|@aws-sdk\/nested-clients|credential-provider-http|@smithy\/credential-provider-imds\/dist-cjs\/index\.js/i;

function ofStack(stack: string): JavaScriptAge {
  const found = [...stack.matchAll(versions)]
    .map(([, version]) => version)
    .filter(version => valid(version));
  if (found.length > 0 && minimum) {
    return found.every(version => gte(version, minimum)) ? 'new' : 'old';
  }
  if (newLayout.test(stack)) {
    return 'new';
  }
  return oldLayout.test(stack) ? 'old' : 'unclear';
}

/** What was found of JavaScript v3 in the services that the text names; in all where it names none. */
function judged(names: Names, { facts, assessment }: Account): SdkEvidence[] {
  if (!facts.services.seen) {
    return [];
  }
  const of =
    names.serviceAccounts.length > 0
      ? new Set(
          assessment.workloads
            .filter(({ namespace, serviceAccount }) =>
              names.serviceAccounts.includes(`${namespace}/${serviceAccount}`),
            )
            .flatMap(({ services }) => services),
        )
      : undefined;
  return facts.services.value
    .filter(({ entityRef }) => !of || of.has(entityRef))
    .flatMap(({ source, sdkEvidence = [] }) => [
      ...sdkEvidence,
      ...(source.seen ? source.value.sdks : []),
    ])
    .filter(({ sdk }) => sdk === 'js-v3');
}

/**
 * Which of the two cases of {@link CONTAINER_HOST_REFUSED} it is: by the SDK that was found for the service, else by the
 * stack.
 */
export function javaScriptAge({
  text,
  names,
  account,
}: Context): JavaScriptAge {
  const evidence = account ? judged(names, account) : [];
  const known = evidence.filter(
    ({ supportsPodIdentity }) => supportsPodIdentity !== null,
  );
  if (known.length > 0 && known.length === evidence.length) {
    if (known.every(({ supportsPodIdentity }) => supportsPodIdentity)) {
      return 'new';
    }
    if (known.every(({ supportsPodIdentity }) => !supportsPodIdentity)) {
      return 'old';
    }
  }
  return ofStack(text.joined);
}
