import type {
  RequestState,
  Verdict,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { useT } from '../hooks/useT';
import { Pill } from './Pill';
import { requestTones, verdictTones } from './tones';

/** A verdict, with its meaning behind it. */
export function VerdictPill(props: { verdict: Verdict; large?: boolean }) {
  const t = useT();
  return (
    <Pill
      dot
      large={props.large}
      tone={verdictTones[props.verdict]}
      title={t(`verdictHelp.${props.verdict}`)}
    >
      {t(`verdict.${props.verdict}`)}
    </Pill>
  );
}

/** Where a request stands. */
export function RequestStatePill(props: {
  state: RequestState;
  large?: boolean;
}) {
  const t = useT();
  return (
    <Pill dot large={props.large} tone={requestTones[props.state]}>
      {t(`request.state.${props.state}`)}
    </Pill>
  );
}

/** Tells 'armed' or 'time bomb' beside a verdict; nothing where it is neither. */
export function ArmedPill(props: { armed: boolean; timeBomb: boolean }) {
  const t = useT();
  if (props.timeBomb) {
    return (
      <Pill tone="danger" title={t('timeBombHelp')}>
        {t('timeBomb')}
      </Pill>
    );
  }
  return props.armed ? (
    <Pill tone="warning" title={t('armedHelp')}>
      {t('armed')}
    </Pill>
  ) : null;
}

/** Says that a part could not be read, though the rest is fresh. */
export function PartialPill() {
  const t = useT();
  return <Pill tone="warning">{t('partial')}</Pill>;
}

/** Says that facts are those of an earlier sync; nothing where they are fresh. */
export function StalePill(props: { reason?: string }) {
  const t = useT();
  return (
    <Pill tone="warning" title={props.reason}>
      {t('stale.chip')}
    </Pill>
  );
}
