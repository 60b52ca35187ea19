import type { ComponentChildren } from 'preact';
import { Nothing } from '../requests/nothing.tsx';

/** A column: its name, and the figure that sums have there; none where nobody knows. */
export type Column<Sums> = readonly [name: string, figure: (sums: Sums) => string | number | null | undefined];

/** Sums, a row each, and those of all rows together, where they can be told. */
export function SumsTable<Sums>({
  of,
  columns,
  rows,
  total,
}: {
  of: string;
  columns: readonly Column<Sums>[];
  rows: readonly { readonly key: string; readonly name: ComponentChildren; readonly sums: Sums }[];
  total?: Sums;
}) {
  return (
    <div class="card scroll">
      <table role="table" class="report">
        <thead>
          <tr role="row">
            <th scope="col">{of}</th>
            {columns.map(([name]) => (
              <th scope="col" key={name}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, name, sums }) => (
            <SumsRow key={key} name={name} sums={sums} columns={columns} />
          ))}
        </tbody>
        {total !== undefined && (
          <tfoot>
            <SumsRow name="All" sums={total} columns={columns} />
          </tfoot>
        )}
      </table>
    </div>
  );
}

function SumsRow<Sums>({
  name,
  sums,
  columns,
}: {
  name: ComponentChildren;
  sums: Sums;
  columns: readonly Column<Sums>[];
}) {
  return (
    <tr role="row">
      <th role="rowheader" scope="row">
        {name}
      </th>
      {columns.map(([column, figure]) => (
        <td role="cell" key={column} data-name={column} class="figure">
          {figure(sums) ?? <Nothing />}
        </td>
      ))}
    </tr>
  );
}
