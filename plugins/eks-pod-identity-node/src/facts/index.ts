import { ClusterFacts } from './cluster';
import { IamFacts } from './iam';
import { ServiceFacts, TerraformFacts } from './service';
import { Sight } from './sight';
import { UsageFacts } from './usage';

/** Everything that one assessment rests on. Plain data: it can be stored, cut down and fed to checks anywhere. */
export interface AccountFacts {
  accountId: string;
  partition: string;
  regions: string[];
  /** The instant that ages are counted from; UTC, ISO 8601. */
  now: string;
  clusters: ClusterFacts[];
  /** Regions whose clusters could not be listed. */
  unseenRegions: { region: string; reason: string; permission?: string }[];
  iam: IamFacts;
  services: Sight<ServiceFacts[]>;
  /** Terraform of repositories that belong to no single service (the platform's). */
  platformTerraform: TerraformFacts[];
  usage: Sight<UsageFacts[]>;
}

export * from './cluster';
export * from './customKinds';
export * from './iam';
export * from './kubernetes';
export * from './service';
export * from './sight';
export * from './usage';
