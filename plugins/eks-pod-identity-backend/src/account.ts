import {
  AuthService,
  LoggerService,
  RootConfigService,
  UrlReaderService,
} from '@backstage/backend-plugin-api';
import { ScmIntegrations } from '@backstage/integration';
import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  AnyCheck,
  SdkEvidenceSource,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { Minimums } from '@leaving-irsa/backstage-plugin-eks-pod-identity-sdk';
import { Knex } from 'knex';
import { EksPodIdentityConfig } from './config';
import { createAwsClients } from './inventory/aws/clients';
import { readServices } from './inventory/source';
import { createSyncService, RunningSyncService } from './inventory/syncService';
import { assess } from './readiness/assess';
import { createSdkJudge } from './readiness/sdk/defaultJudge';
import {
  AssessmentStore,
  createAssessmentStore,
} from './store/assessmentStore';
import { DatabaseEvidenceCache } from './store/evidenceCache';
import { createHistoryStore, HistoryStore } from './store/historyStore';

/** What the account is read and judged with. */
export interface AccountOptions {
  config: EksPodIdentityConfig;
  knex: Knex;
  minimums: Minimums;
  checks: AnyCheck[];
  sdkEvidenceSources: SdkEvidenceSource[];
  rootConfig: RootConfigService;
  logger: LoggerService;
  auth: AuthService;
  catalog: CatalogService;
  urlReader: UrlReaderService;
}

/** The account as it is read, judged and remembered. */
export interface AccountServices {
  sync: RunningSyncService;
  assessments: AssessmentStore;
  history: HistoryStore;
}

/** Puts the way of the data together: read, judge, store the assessment and the day's history in one transaction. */
export async function createAccount(
  options: AccountOptions,
): Promise<AccountServices> {
  const { config, knex, minimums, rootConfig, logger } = options;
  const assessments = createAssessmentStore(knex, config.account);
  const history = createHistoryStore(knex, config.account);
  const judge = createSdkJudge(minimums);
  const { checks } = options;
  const sync = createSyncService({
    config,
    clients: await createAwsClients(rootConfig, config.account),
    logger,
    database: knex,
    readServices: reading =>
      readServices({
        ...options,
        ...reading,
        integrations: ScmIntegrations.fromConfig(rootConfig),
        cache: new DatabaseEvidenceCache(knex),
        minimums: config.sdk.minimums,
        terraformRepositories: config.terraform.repositories,
      }),
    assess: facts => assess(facts, { checks, judge }),
    onAssessed: assessment =>
      assessments.save(assessment, transaction =>
        history.record(assessment, transaction),
      ),
  });
  return { sync, assessments, history };
}
