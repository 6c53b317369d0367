import { EmptyState, Link } from '@backstage/core-components';
import { useEntity } from '@backstage/plugin-catalog-react';
import Typography from '@material-ui/core/Typography';
import {
  ANNOTATION_SBOM,
  ANNOTATION_SDK,
  ANNOTATION_SERVICE_ACCOUNTS,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import type { ServiceDetail } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { hasPodIdentityAnnotation } from '../conditions';
import { useT } from '../hooks/useT';
import { CopyBlock } from '../shared/CopyBlock';
import { EvidenceList } from '../shared/findings';

const ANNOTATIONS_PAGE =
  'https://backstage.io/docs/features/software-catalog/descriptor-format#annotations-optional';

/** Explains how an entity comes by its workloads: by an annotation, or why the one that is there found none. */
export function NoWorkloads(props: {
  service?: Pick<ServiceDetail, 'mapping'>;
}) {
  const { entity } = useEntity();
  const t = useT();
  const { name, namespace = 'default' } = entity.metadata;
  const annotated = hasPodIdentityAnnotation(entity);
  return (
    <EmptyState
      missing="field"
      title={t('entity.empty.title')}
      description={
        annotated ? t('entity.empty.annotated') : t('entity.empty.description')
      }
      action={
        <>
          {props.service && props.service.mapping.length > 0 && (
            <EvidenceList evidence={props.service.mapping} />
          )}
          <CopyBlock
            text={[
              'metadata:',
              `  name: ${name}`,
              '  annotations:',
              `    ${ANNOTATION_SERVICE_ACCOUNTS}: ${namespace}/${name}`,
            ].join('\n')}
          />
          <Typography variant="body2" paragraph>
            {t('entity.empty.syntax')}
          </Typography>
          <Typography variant="body2">{t('entity.empty.sdk')}</Typography>
          <CopyBlock
            text={[
              `${ANNOTATION_SDK}: js-v3@3.700.0`,
              `${ANNOTATION_SBOM}: https://git.example.org/${name}/sbom.json`,
            ].join('\n')}
          />
          <Link to={ANNOTATIONS_PAGE}>{t('entity.empty.readMore')}</Link>
        </>
      }
    />
  );
}
