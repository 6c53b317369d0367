import { EmptyState, Link } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import BackIcon from '@material-ui/icons/ArrowBack';
import { useParams } from 'react-router-dom';
import { statusOf } from '../hooks/useApiCalls';
import { useT } from '../hooks/useT';
import { LoadGate } from '../shared/LoadGate';
import { RequestDetail } from './RequestDetail';
import { useRequestPath } from './useRequestPath';
import { useRequest } from './useRequests';

const useStyles = makeStyles(theme => ({
  back: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: theme.spacing(0.5),
    marginBottom: theme.spacing(2),
    fontSize: '0.875rem',
    '& svg': { fontSize: 18 },
  },
}));

/** The page of one request; its id comes from the route (`…/requests/:id`). */
export function RequestPage() {
  const { id = '' } = useParams();
  const t = useT();
  const classes = useStyles();
  const path = useRequestPath();
  return (
    <>
      {path && (
        <Link to={path()} className={classes.back}>
          <BackIcon aria-hidden />
          {t('request.detail.back')}
        </Link>
      )}
      <RequestOf key={id} id={id} />
    </>
  );
}

function RequestOf(props: { id: string }) {
  const t = useT();
  const request = useRequest(props.id);
  // An id that is no UUID is refused (400); to the reader both mean that the link leads nowhere.
  if (!request.value && [400, 404].includes(statusOf(request.error) ?? 0)) {
    return (
      <EmptyState
        missing="data"
        title={t('request.detail.notFound')}
        description={t('request.detail.notFoundHelp')}
      />
    );
  }
  return (
    <LoadGate loaded={request}>
      {value => <RequestDetail request={value} reload={request.reload} />}
    </LoadGate>
  );
}
