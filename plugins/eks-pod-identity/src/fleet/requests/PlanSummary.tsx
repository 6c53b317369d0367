import type { MigrationRequestDetail } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { useT } from '../../hooks/useT';
import { entityName } from '../../shared/Names';
import { Notice } from '../../shared/Notice';
import { Term, Terms } from '../../shared/Terms';

/** What an approver must know of a plan: the way, how many steps, whether it interrupts, what it warns of. */
export function PlanSummary(props: { request: MigrationRequestDetail }) {
  const t = useT();
  const { plan, reason, requestedBy } = props.request;
  const toDo = plan.steps.filter(step => !step.satisfied).length;
  return (
    <>
      <Terms>
        <Term title={t('column.requestedBy')}>{entityName(requestedBy)}</Term>
        {reason && <Term title={t('request.detail.reason')}>{reason}</Term>}
        <Term title={t('request.method.label')}>
          {t(`request.method.${plan.method}`)}
        </Term>
        <Term title={t('request.plan.title')}>
          {t('fleet.requests.steps', { count: toDo })}
        </Term>
        <Term title={t('fleet.requests.interruption')}>
          {t(`request.interruption.${plan.interruption.expected}`)}:{' '}
          {plan.interruption.reason}
        </Term>
      </Terms>
      {plan.warnings.length > 0 && (
        <Notice tone="warning" title={t('request.plan.warnings')}>
          <ul>
            {plan.warnings.map(warning => (
              <li key={warning}>{warning}</li>
            ))}
          </ul>
        </Notice>
      )}
    </>
  );
}
