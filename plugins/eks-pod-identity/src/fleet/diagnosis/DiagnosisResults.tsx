import Typography from '@material-ui/core/Typography';
import type { Diagnoses } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { useT } from '../../hooks/useT';
import { StepText } from '../../shared/findings';
import { Notice } from '../../shared/Notice';
import { Stack } from '../../shared/Section';
import { DiagnosisCard } from './DiagnosisCard';

/** The causes that fit, likeliest first; where none does, what to try. */
export function DiagnosisResults(props: { result: Diagnoses }) {
  const t = useT();
  const { diagnoses, unknown } = props.result;
  return (
    <Stack>
      {diagnoses.length > 0 && (
        <Typography variant="subtitle1" component="h2">
          {t('fleet.diagnosis.results', { count: diagnoses.length })}
        </Typography>
      )}
      {diagnoses.map((diagnosis, index) => (
        <DiagnosisCard
          key={`${diagnosis.cause}-${index}`}
          diagnosis={diagnosis}
        />
      ))}
      {(unknown || diagnoses.length === 0) && (
        <Notice tone="neutral" title={t('fleet.diagnosis.unknown')}>
          {unknown?.message}
          {unknown && unknown.tryNext.length > 0 && (
            <>
              <div>{t('fleet.diagnosis.tryNext')}</div>
              <ul>
                {unknown.tryNext.map((step, index) => (
                  <li key={index}>
                    <StepText step={step} />
                  </li>
                ))}
              </ul>
            </>
          )}
        </Notice>
      )}
    </Stack>
  );
}
