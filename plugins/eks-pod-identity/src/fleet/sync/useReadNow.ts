import { useState } from 'react';
import { usePodIdentityApi } from '../../hooks/useApiCalls';
import { useSharedSummary } from '../FleetSummaryContext';

/** Starts a sync, and lets the page look again at once so that its progress shows. */
export function useReadNow() {
  const api = usePodIdentityApi();
  const { reload } = useSharedSummary();
  const [state, setState] = useState<{ starting: boolean; error?: Error }>({
    starting: false,
  });
  const start = async () => {
    setState({ starting: true });
    try {
      await api.startSync();
      setState({ starting: false });
      reload();
    } catch (error) {
      setState({ starting: false, error: error as Error });
    }
  };
  return { ...state, start };
}
