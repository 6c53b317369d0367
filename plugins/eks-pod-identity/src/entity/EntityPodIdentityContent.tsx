import { stringifyEntityRef } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import { useService } from '../hooks/useApiCalls';
import { LoadGate } from '../shared/LoadGate';
import { NoWorkloads } from './NoWorkloads';
import { ServiceView } from './ServiceView';

/** The tab 'Pod Identity' of an entity page. */
export function EntityPodIdentityContent() {
  const { entity } = useEntity();
  const entityRef = stringifyEntityRef(entity);
  return <ServiceOf key={entityRef} entityRef={entityRef} />;
}

function ServiceOf(props: { entityRef: string }) {
  const { entity } = useEntity();
  const loaded = useService({
    kind: entity.kind,
    namespace: entity.metadata.namespace ?? 'default',
    name: entity.metadata.name,
  });
  return (
    <LoadGate loaded={loaded}>
      {({ service }) =>
        service?.workloadDetails.length ? (
          <ServiceView
            service={service}
            entityRef={props.entityRef}
            reload={loaded.reload}
          />
        ) : (
          <NoWorkloads service={service} />
        )
      }
    </LoadGate>
  );
}
