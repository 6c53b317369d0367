import type { FleetSummary } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { createContext, ReactNode, useContext } from 'react';
import type { Loaded } from '../hooks/useLoad';

const Context = createContext<Loaded<FleetSummary> | undefined>(undefined);

/** Shares one reading of the fleet's numbers among the header and all tabs. */
export function FleetSummaryProvider(props: {
  summary: Loaded<FleetSummary>;
  children: ReactNode;
}) {
  return (
    <Context.Provider value={props.summary}>{props.children}</Context.Provider>
  );
}

/** The fleet's numbers as the page last saw them; undefined before the first answer. */
export function useSharedSummary(): Loaded<FleetSummary> {
  const summary = useContext(Context);
  if (!summary) {
    throw new Error('useSharedSummary outside of the fleet page');
  }
  return summary;
}
