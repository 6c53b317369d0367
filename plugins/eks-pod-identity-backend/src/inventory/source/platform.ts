import { LoggerService } from '@backstage/backend-plugin-api';
import { Entity } from '@backstage/catalog-model';
import { ScmIntegrationRegistry } from '@backstage/integration';
import { ANNOTATION_TERRAFORM } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { TerraformFacts } from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { terraformMarkOf } from './entities';
import {
  SourceLocation,
  isLocation,
  locate,
  sourceLocationOf,
} from './location';
import { unreadCode } from './terraform/facts';

/** What finding platform repositories needs. */
export interface PlatformOptions {
  integrations: ScmIntegrationRegistry;
  logger: LoggerService;
  /** `eksPodIdentity.terraform.repositories`. */
  terraformRepositories?: readonly string[];
}

/** Folders with the platform's Terraform code: those of the config, and those that entities are marked with. */
export function platformLocations(
  entities: readonly Entity[],
  { integrations, terraformRepositories = [], logger }: PlatformOptions,
): SourceLocation[] {
  const found = [
    ...terraformRepositories.map(url =>
      locate(url, integrations, {
        name: 'eksPodIdentity.terraform.repositories',
      }),
    ),
    ...entities.flatMap(entity => {
      const mark = terraformMarkOf(entity);
      if (mark === undefined) return [];
      return mark === 'true'
        ? [sourceLocationOf(entity, integrations)]
        : [locate(mark, integrations, { name: ANNOTATION_TERRAFORM })];
    }),
  ];
  const byKey = new Map<string, SourceLocation>();
  for (const location of found) {
    if (isLocation(location)) byKey.set(keyOf(location), location);
    else logger.warn(`Terraform code was not read: ${location.reason}`);
  }
  return [...byKey.values()];
}

/** Code of a repository that could not be read. */
export function unreadTerraform(
  { url }: SourceLocation,
  reason: string,
): TerraformFacts {
  return unreadCode(reason, {
    what: reason,
    source: 'repository',
    where: url,
    url,
  });
}

/** One string per folder of a repository. */
export function keyOf({
  repository,
  folder,
}: Pick<SourceLocation, 'repository' | 'folder'>): string {
  return JSON.stringify([repository, folder]);
}
