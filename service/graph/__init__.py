"""The only home of the driver and of the embedded engine: connection, transactions, queries, migrations."""
