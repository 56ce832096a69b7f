// The part of the mssql package that is used here; the package brings no types of its own.
declare module 'mssql' {
  interface Result {
    readonly recordset?: unknown[][];
    readonly returnValue?: number;
  }

  class Request {
    constructor(parent: ConnectionPool | Transaction);
    arrayRowMode: boolean;
    input(name: string, type: unknown, value: unknown): this;
    query(sql: string): Promise<Result>;
  }

  class ConnectionPool {
    constructor(config: object);
    connect(): Promise<this>;
    close(): Promise<void>;
    on(event: 'error', listener: (error: Error) => void): this;
    request(): Request;
  }

  class Transaction {
    constructor(pool: ConnectionPool);
    begin(): Promise<void>;
    commit(): Promise<void>;
    rollback(): Promise<void>;
  }

  const mssql: {
    readonly ConnectionPool: typeof ConnectionPool;
    readonly Transaction: typeof Transaction;
    readonly Request: typeof Request;
    readonly MAX: unknown;
    readonly BigInt: unknown;
    readonly Float: unknown;
    readonly Bit: unknown;
    NVarChar(length: unknown): unknown;
  };

  export type { ConnectionPool, Request, Transaction };
  export default mssql;
}
