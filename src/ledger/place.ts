/** Where the ledger is kept. `folder`: of an embedded file; `url`: of a PostgreSQL database, with its password. */
export type LedgerPlace = { type: 'file'; folder: string } | { type: 'postgres'; url: string };
