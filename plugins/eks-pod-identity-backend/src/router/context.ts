import { AuditorService } from '@backstage/backend-plugin-api';
import { SdkMinimum } from '@leaving-irsa/backstage-plugin-eks-pod-identity-sdk';
import { SyncService } from '../inventory/syncService';
import { RequestService } from '../migration/requestService';
import { Access, Caller } from '../permissions/access';
import { AccountView } from '../store/accountView';
import { AssessmentStore } from '../store/assessmentStore';
import { HistoryStore } from '../store/historyStore';
import { RequestStore } from '../store/requestStore';
import { SyncStore } from '../store/syncStore';
import { Visible } from '../store/visible';

/** What the routes are served from. */
export interface ApiContext {
  view: AccountView;
  assessments: AssessmentStore;
  history: HistoryStore;
  requests: RequestStore;
  requestService: RequestService;
  syncs: SyncStore;
  syncService: SyncService;
  minimums: SdkMinimum[];
  access: Access;
  auditor: AuditorService;
  /** Which of the assessed services the caller may see. */
  visibleTo(caller: Caller): Promise<Visible>;
  now(): Date;
}
