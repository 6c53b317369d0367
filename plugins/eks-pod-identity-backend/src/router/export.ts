import { routes } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { audited } from './audited';
import { ApiContext } from './context';
import { csvOf } from './csv';
import { columns, tables } from './exportTables';
import { Serve } from './serve';

/** Routes of exports. */
export function serveExport(serve: Serve, api: ApiContext): void {
  serve(routes.exportTable, async ({ params, caller, request }, response) =>
    audited(
      api.auditor,
      {
        eventId: 'export',
        request,
        severityLevel: 'low',
        meta: { table: params.table },
      },
      async () => {
        await api.access.requireRead(caller);
        const rows = await tables[params.table](api, caller);
        response.attachment(`eks-pod-identity-${params.table}.csv`);
        return csvOf(columns[params.table], rows);
      },
    ),
  );
}
