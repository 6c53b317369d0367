import { Step } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { z } from 'zod';

const identity = z.object({ serviceAccount: z.string(), roleArn: z.string() });
const addon = z.object({
  clusterName: z.string(),
  addonName: z.string(),
  addonVersion: z.string(),
  configurationValues: z.string().optional(),
  podIdentityAssociations: z.array(identity),
});

/** Members of `parameters` by the kind of the step; stored plans are read through these. */
const schemas = {
  'ensure-agent': z.object({ clusterName: z.string(), addonName: z.string() }),
  'extend-trust': z.object({
    roleName: z.string(),
    statement: z.object({
      Sid: z.string(),
      Condition: z
        .record(
          z.string(),
          z.record(z.string(), z.union([z.string(), z.array(z.string())])),
        )
        .optional(),
    }),
    trustPolicy: z.record(z.string(), z.unknown()).optional(),
  }),
  'create-association': z.object({
    clusterName: z.string(),
    namespace: z.string(),
    serviceAccount: z.string(),
    roleArn: z.string(),
    targetRoleArn: z.string().optional(),
    disableSessionTags: z.boolean().optional(),
  }),
  'wait-effective': z.object({ seconds: z.number() }),
  restart: z.object({
    controllers: z.array(
      z.object({
        kind: z.string(),
        namespace: z.string(),
        name: z.string(),
        how: z.enum(['rollout', 'next-run', 'owner']),
        note: z.string().optional(),
      }),
    ),
  }),
  'update-addon': addon.extend({ resolveConflicts: z.string() }),
  'create-addon': addon.extend({
    tags: z.record(z.string(), z.string()).default({}),
    namespace: z.string().optional(),
  }),
  'delete-addon': z.object({ clusterName: z.string(), addonName: z.string() }),
  'delete-association': z.object({
    clusterName: z.string(),
    associationId: z.string(),
  }),
  verify: z.union([
    z.object({ namespace: z.string(), serviceAccount: z.string() }),
    z.object({
      clusterName: z.string(),
      addonName: z.string(),
      serviceAccounts: z.array(z.string()),
    }),
  ]),
  'clean-up': z.object({
    namespace: z.string(),
    serviceAccount: z.string(),
    roleArn: z.string(),
    oidcIssuer: z.string().optional(),
  }),
} as const;

/** Kinds of steps that have parameters of their own. */
export type ParameterKind = keyof typeof schemas;

/** The parameters of a step of this kind. */
export type StepParameters<K extends ParameterKind> = z.output<
  (typeof schemas)[K]
>;

/**
 * The parameters of a step, typed.
 * @throws ZodError when a stored plan does not have them
 */
export function parametersOf<K extends ParameterKind>(
  step: Step,
  kind: K,
): StepParameters<K> {
  return schemas[kind].parse(step.parameters) as StepParameters<K>;
}
