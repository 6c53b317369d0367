import {
  Diagnoses,
  routes,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { diagnose } from '../diagnosis/diagnose';
import { Caller } from '../permissions/access';
import { Account } from '../readiness/assessment';
import { mayView, Visible } from '../store/visible';
import { ApiContext } from './context';
import { Serve } from './serve';

/** The account without what belongs only to services that the reader may not see: proofs name names. */
function visibleAccount(account: Account, visible: Visible): Account {
  if (visible.all) {
    return account;
  }
  const { facts, assessment } = account;
  return {
    facts: {
      ...facts,
      services: facts.services.seen
        ? {
            ...facts.services,
            value: facts.services.value.filter(({ entityRef }) =>
              mayView(visible, entityRef),
            ),
          }
        : facts.services,
    },
    assessment: {
      ...assessment,
      workloads: assessment.workloads.filter(
        ({ services }) =>
          services.length === 0 ||
          services.some(entityRef => mayView(visible, entityRef)),
      ),
    },
  };
}

/**
 * Explains an error text to somebody, with proof from what they may see.
 * @throws NotAllowedError for who may not read
 */
export async function diagnoseFor(
  caller: Caller,
  text: string,
  {
    access,
    view,
    visibleTo,
  }: Pick<ApiContext, 'access' | 'view' | 'visibleTo'>,
): Promise<Diagnoses> {
  await access.requireRead(caller);
  const account = await view.current();
  return diagnose(
    text,
    account && visibleAccount(account, await visibleTo(caller)),
  );
}

/** Routes of diagnoses. */
export function serveDiagnoses(serve: Serve, api: ApiContext): void {
  serve(routes.diagnose, ({ body, caller }) =>
    diagnoseFor(caller, body.text, api),
  );
}
