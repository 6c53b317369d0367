import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { z } from 'zod';

const minute = 60_000;
const day = 24 * 60 * minute;

/** A Backstage duration: `{ minutes: 15 }`; several members add up. */
const durationSchema = z
  .strictObject({
    days: z.number().min(0).optional(),
    hours: z.number().min(0).optional(),
    minutes: z.number().min(0).optional(),
    seconds: z.number().min(0).optional(),
  })
  .transform(
    ({ days = 0, hours = 0, minutes = 0, seconds = 0 }) =>
      days * day + hours * 60 * minute + minutes * minute + seconds * 1000,
  );

function duration(options: { default: number; min: number; max: number }) {
  return durationSchema
    .refine(
      ms => ms >= options.min && ms <= options.max,
      `must be between ${spoken(options.min)} and ${spoken(options.max)}`,
    )
    .default(options.default);
}

function spoken(ms: number): string {
  const units: [number, string][] = [
    [day, 'day'],
    [minute, 'minute'],
    [1000, 'second'],
  ];
  const [length, unit] = units.find(([each]) => ms >= each) ?? [1, 'ms'];
  const count = ms / length;
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}

const regionSchema = z
  .string()
  .regex(
    /^[a-z]{2}(?:-[a-z]+)+-\d+$/,
    "must be a region such as 'ap-northeast-2'",
  );

const selectorSchema = z.union(
  [
    z.string().min(1).max(200),
    z.strictObject({
      tags: z
        .record(z.string(), z.string())
        .refine(
          tags => Object.keys(tags).length > 0,
          'must name at least one tag',
        ),
    }),
  ],
  {
    error:
      "must be a cluster's name or glob such as 'prod-*', or tags such as { tags: { environment: prod } }",
  },
);

const schema = z.strictObject({
  account: z.strictObject({
    accountId: z
      .string({
        error: issue =>
          typeof issue.input === 'number'
            ? "must be text: put the digits in quotes, as in '111122223333'"
            : "must be the account's 12 digits in quotes",
      })
      .regex(/^\d{12}$/, "must be the account's 12 digits in quotes"),
    regions: z
      .array(regionSchema)
      .min(1, 'must name at least one region')
      .transform(regions => [...new Set(regions)]),
    endpoint: z
      .url({
        protocol: /^https?$/,
        error: "must be a URL such as 'http://127.0.0.1:4599'",
      })
      .optional(),
  }),
  clusters: z
    .strictObject({
      include: z.array(selectorSchema).default([]),
      exclude: z.array(selectorSchema).default([]),
    })
    .prefault({}),
  kubernetes: z
    .strictObject({
      enabled: z.boolean().default(true),
      timeout: duration({ default: 30_000, min: 1000, max: 10 * minute }),
    })
    .prefault({}),
  cloudTrail: z
    .strictObject({
      enabled: z.boolean().default(true),
      lookback: duration({
        default: 14 * day,
        min: 60 * minute,
        max: 90 * day,
      }),
      frequency: duration({
        default: 60 * minute,
        min: minute,
        max: 30 * day,
      }),
    })
    .prefault({}),
  sync: z
    .strictObject({
      frequency: duration({
        default: 15 * minute,
        min: minute,
        max: 30 * day,
      }),
      timeout: duration({ default: 30 * minute, min: 10_000, max: day }),
    })
    .prefault({}),
  sdk: z
    .strictObject({
      minimums: z
        .record(
          z.string(),
          z.union([z.string(), z.record(z.string(), z.string())]),
        )
        .default({}),
    })
    .prefault({}),
  terraform: z
    .strictObject({
      repositories: z
        .array(
          z.url({
            protocol: /^https?$/,
            error:
              "must be the URL of a folder in a repository, such as 'https://github.example.org/platform/infra/tree/main/'",
          }),
        )
        .default([]),
    })
    .prefault({}),
  migrations: z
    .strictObject({
      approval: z.enum(['required', 'self', 'none']).default('required'),
      approvers: z.array(z.string().min(1).max(500)).default([]),
      apply: z
        .strictObject({ enabled: z.boolean().default(false) })
        .prefault({}),
    })
    .prefault({}),
});

/** The plugin's configuration, checked, with its defaults. Durations are milliseconds. */
export type EksPodIdentityConfig = z.output<typeof schema>;

/** Picks clusters: by name or glob, or by tags (globs too), all of which must be there. */
export type ClusterSelector = z.output<typeof selectorSchema>;

function describe(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'unrecognized_keys':
      return `unknown key ${issue.keys
        .map(key => `'${key}'`)
        .join(', ')}: check the spelling, or remove it`;
    case 'invalid_type':
      if (!issue.message.startsWith('Invalid input')) {
        return issue.message;
      }
      return issue.message.endsWith('received undefined')
        ? `is missing: set it to ${issue.expected}`
        : `must be ${issue.expected}`;
    default:
      return issue.message;
  }
}

function keyOf(path: PropertyKey[]): string {
  return path.reduce<string>(
    (key, part) =>
      typeof part === 'number' ? `${key}[${part}]` : `${key}.${String(part)}`,
    'eksPodIdentity',
  );
}

/**
 * Checks values of the section `eksPodIdentity`.
 * @throws InputError naming every key that is wrong, what is wrong with it, and what to do.
 */
export function parseConfig(values: unknown): EksPodIdentityConfig {
  const result = schema.safeParse(values);
  if (!result.success) {
    throw new InputError(
      `The configuration of EKS Pod Identity is wrong. ${result.error.issues
        .map(issue => `${keyOf(issue.path)} ${describe(issue)}`)
        .join('; ')}`,
    );
  }
  return result.data;
}

/**
 * Reads the section `eksPodIdentity` of Backstage's configuration.
 * @throws InputError as {@link parseConfig}, also where the section is absent.
 */
export function readConfig(config: Config): EksPodIdentityConfig {
  const section = config.getOptional('eksPodIdentity');
  if (section === undefined) {
    throw new InputError(
      "The configuration has no section 'eksPodIdentity': add it with account.accountId and account.regions",
    );
  }
  return parseConfig(section);
}
