import {
  AuditorService,
  LoggerService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { NotificationService } from '@backstage/plugin-notifications-node';
import { PlanRenderer } from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { SdkMinimum } from '@leaving-irsa/backstage-plugin-eks-pod-identity-sdk';
import { Knex } from 'knex';
import { SyncService } from '../inventory/syncService';
import { MigrationsConfig } from '../migration/approval';
import { createNotices } from '../migration/notices';
import { createPlanning } from '../migration/planning';
import { createRequestService } from '../migration/requestService';
import { createAccess } from '../permissions/access';
import { createAccountView } from '../store/accountView';
import { AssessmentStore } from '../store/assessmentStore';
import { HistoryStore } from '../store/historyStore';
import { InventoryStore } from '../store/inventoryStore';
import { createRequestStore } from '../store/requestStore';
import { SyncStore } from '../store/syncStore';
import { ApiContext } from './context';

/** What the API is made of. */
export interface ApiOptions {
  accountId: string;
  migrations: MigrationsConfig;
  minimums: SdkMinimum[];
  renderers: PlanRenderer[];
  knex: Knex;
  inventory: InventoryStore;
  assessments: AssessmentStore;
  history: HistoryStore;
  syncs: SyncStore;
  syncService: SyncService;
  permissions: PermissionsService;
  catalog: CatalogService;
  notifications: NotificationService;
  auditor: AuditorService;
  logger: LoggerService;
  now?: () => Date;
}

/** Puts together what routes and actions are served from. */
export function createApi(options: ApiOptions): ApiContext {
  const { assessments, inventory, permissions, catalog, migrations } = options;
  const now = options.now ?? (() => new Date());
  const requests = createRequestStore(options.knex, options);
  const access = createAccess({ permissions, catalog });
  const view = createAccountView({ inventory, assessments });
  const requestService = createRequestService({
    requests,
    access,
    planning: createPlanning({ view, assessments }),
    notices: createNotices({ ...options, approvers: migrations.approvers }),
    renderers: options.renderers,
    approval: migrations.approval,
    serviceRefs: () => assessments.entityRefs(),
    now,
  });
  return {
    view,
    assessments,
    history: options.history,
    requests,
    requestService,
    syncs: options.syncs,
    syncService: options.syncService,
    minimums: options.minimums,
    access,
    auditor: options.auditor,
    visibleTo: caller => access.visible(caller, () => assessments.entityRefs()),
    now,
  };
}
