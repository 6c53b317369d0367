import type { ServiceDetail } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { useT } from '../hooks/useT';
import { EvidenceList } from '../shared/findings';
import { Section } from '../shared/Section';

/** By which annotations the workloads were found. */
export function MappingSection(props: {
  service: Pick<ServiceDetail, 'mapping'>;
}) {
  const t = useT();
  const { mapping } = props.service;
  return mapping.length ? (
    <Section title={t('entity.mapping.title')}>
      <EvidenceList evidence={mapping} />
    </Section>
  ) : null;
}
