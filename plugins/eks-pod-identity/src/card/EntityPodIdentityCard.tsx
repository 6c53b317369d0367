import { stringifyEntityRef } from '@backstage/catalog-model';
import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import {
  entityRouteParams,
  entityRouteRef,
  useEntity,
} from '@backstage/plugin-catalog-react';
import { useService } from '../hooks/useApiCalls';
import { useT } from '../hooks/useT';
import { ENTITY_CONTENT_PATH } from '../routes';
import { LoadGate } from '../shared/LoadGate';
import { Section } from '../shared/Section';
import { ServiceSummary } from './ServiceSummary';

/** The card for an entity's overview: verdict, what is in the way, and the way to the tab. */
export function EntityPodIdentityCard() {
  const { entity } = useEntity();
  return <CardOf key={stringifyEntityRef(entity)} />;
}

function CardOf() {
  const { entity } = useEntity();
  const t = useT();
  const entityPage = useRouteRef(entityRouteRef);
  const loaded = useService({
    kind: entity.kind,
    namespace: entity.metadata.namespace ?? 'default',
    name: entity.metadata.name,
  });
  const tab = `${entityPage(entityRouteParams(entity))}/${ENTITY_CONTENT_PATH}`;
  return (
    <Section
      title={t('entity.card.title')}
      action={<Link to={tab}>{t('action.details')}</Link>}
    >
      <LoadGate loaded={loaded}>
        {({ service }) =>
          service?.workloadDetails.length ? (
            <ServiceSummary service={service} />
          ) : (
            <>{t('entity.card.empty')}</>
          )
        }
      </LoadGate>
    </Section>
  );
}
