import { messageOf, statusOf } from '../hooks/useApiCalls';
import { useT } from '../hooks/useT';
import { Notice } from '../shared/Notice';

/** Says why something that a person asked for did not happen; nothing where there is no error. */
export function CallError(props: { error?: Error }) {
  const t = useT();
  const { error } = props;
  if (!error) return null;
  switch (statusOf(error)) {
    case 403:
      return (
        <Notice tone="danger">
          {t('error.forbidden', { message: messageOf(error) })}
        </Notice>
      );
    case 409:
      return (
        <Notice tone="warning" title={messageOf(error)}>
          {t('error.conflict')}
        </Notice>
      );
    default:
      return (
        <Notice tone="danger">
          {t('error.failed', { message: messageOf(error) })}
        </Notice>
      );
  }
}
