import { usePodIdentityApi } from '../hooks/useApiCalls';
import { useT } from '../hooks/useT';
import { DownloadButton } from './DownloadButton';

/** Downloads a whole table as CSV. */
export function ExportButton(props: {
  table:
    | 'services'
    | 'workloads'
    | 'addons'
    | 'clusters'
    | 'requests'
    | 'identities';
}) {
  const { table } = props;
  const t = useT();
  const api = usePodIdentityApi();
  return (
    <DownloadButton
      label={t('fleet.download.csv')}
      name={`${table}.csv`}
      mediaType="text/csv"
      load={() => api.exportTable({ params: { table } })}
    />
  );
}
