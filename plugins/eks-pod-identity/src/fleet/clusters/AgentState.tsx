import type { Cluster } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { useT } from '../../hooks/useT';
import { Pill } from '../../shared/Pill';
import type { Tone } from '../../shared/tones';

const tones: Record<Cluster['agent']['state'], Tone> = {
  addon: 'success',
  'self-managed': 'success',
  'auto-mode': 'success',
  absent: 'danger',
  unknown: 'neutral',
};

/** Whether and how the EKS Pod Identity Agent is there. */
export function AgentState(props: { agent: Cluster['agent'] }) {
  const t = useT();
  const { state, version, status } = props.agent;
  const active = !status || status === 'ACTIVE';
  return (
    <>
      <Pill dot tone={active ? tones[state] : 'warning'}>
        {t(`fleet.clusters.agentState.${state}`)}
        {!active && ` · ${status}`}
      </Pill>
      {version && <div style={{ fontSize: '0.75rem' }}>{version}</div>}
    </>
  );
}
