import {
  EmptyState,
  Progress,
  ResponseErrorPanel,
} from '@backstage/core-components';
import Button from '@material-ui/core/Button';
import { ReactNode } from 'react';
import { statusOf } from '../hooks/useApiCalls';
import type { Loaded } from '../hooks/useLoad';
import { useT } from '../hooks/useT';

/**
 * Shows progress before the first answer, the error with 'try again' where there is none, else the content.
 * What the reader may not see is said so, with whom to ask. An error of a later look is told above the content that is still there.
 */
export function LoadGate<V>(props: {
  loaded: Loaded<V>;
  children: (value: V) => ReactNode;
}) {
  const { loaded, children } = props;
  const t = useT();
  if (statusOf(loaded.error) === 403) {
    return (
      <EmptyState
        missing="info"
        title={t('denied.title')}
        description={t('denied.description', {
          message: loaded.error?.message ?? '',
        })}
      />
    );
  }
  const error = loaded.error && (
    <div>
      <ResponseErrorPanel error={loaded.error} />
      <Button size="small" onClick={loaded.reload} style={{ margin: '8px 0' }}>
        {t('action.retry')}
      </Button>
    </div>
  );
  if (loaded.value === undefined) {
    return <>{error ?? <Progress />}</>;
  }
  return (
    <>
      {error}
      {children(loaded.value)}
    </>
  );
}
