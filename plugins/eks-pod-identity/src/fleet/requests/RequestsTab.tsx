import { identityApiRef, useApi } from '@backstage/core-plugin-api';
import { requestStates } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import type { RequestState } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { useFilters } from '../../hooks/useFilters';
import { useLoad } from '../../hooks/useLoad';
import { useT } from '../../hooks/useT';
import { FilterRow, SearchFilter, SelectFilter } from '../../shared/Filters';
import { Stack } from '../../shared/Section';
import { CheckFilter } from '../CheckFilter';
import { ExportButton } from '../ExportButton';
import { RequestSection } from './RequestSection';

const filterNames = ['state', 'mine', 'q'] as const;

function isState(text: string | undefined): text is RequestState {
  return (requestStates as readonly (string | undefined)[]).includes(text);
}

/** Requests in the order in which they need somebody: to decide, under way, ended. */
export function RequestsTab() {
  const t = useT();
  const identity = useApi(identityApiRef);
  const me = useLoad(
    async () => (await identity.getBackstageIdentity()).userEntityRef,
    [identity],
  ).value;
  const { filters, set, any } = useFilters(filterNames);
  const mine = filters.mine === 'true';
  const state = isState(filters.state) ? filters.state : undefined;
  const shared = {
    requestedBy: mine ? me : undefined,
    text: filters.q,
    filtered: any,
  };
  return (
    <>
      <FilterRow>
        <SearchFilter
          value={filters.q}
          placeholder={t('fleet.requests.filter')}
          onChange={q => set({ q })}
        />
        <SelectFilter
          id="requests-state"
          label={t('column.state')}
          value={state}
          options={requestStates.map(value => ({
            value,
            label: t(`request.state.${value}`),
          }))}
          onChange={value => set({ state: value })}
        />
        <CheckFilter
          label={t('fleet.requests.mine')}
          checked={mine}
          onChange={on => set({ mine: on ? 'true' : undefined })}
        />
        <ExportButton table="requests" />
      </FilterRow>
      {/* Whose requests are asked for is not known before the identity is. */}
      {(!mine || me) && (
        <Stack>
          {state ? (
            <RequestSection
              {...shared}
              title={t(`request.state.${state}`)}
              none={t('fleet.requests.noneFits')}
              states={{ state }}
            />
          ) : (
            <>
              <RequestSection
                {...shared}
                title={t('fleet.requests.decide')}
                none={t('fleet.requests.noneDecide')}
                states={{ state: 'pending-approval' }}
              />
              <RequestSection
                {...shared}
                title={t('fleet.requests.underWay')}
                none={t('fleet.requests.noneUnderWay')}
                states={{ open: 'true' }}
                leaveOut="pending-approval"
              />
              <RequestSection
                {...shared}
                title={t('fleet.requests.ended')}
                none={t('fleet.requests.noneEnded')}
                states={{ open: 'false' }}
              />
            </>
          )}
        </Stack>
      )}
    </>
  );
}
