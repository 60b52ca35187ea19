import type { Table } from '../../platform/aws/table.ts';

/** Where a pool's numbers lie: their roles in `Settings`, their slots in `Leases`. */
export interface PoolTables {
  readonly settings: Table;
  readonly leases: Table;
}
