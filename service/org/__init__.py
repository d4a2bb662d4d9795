"""Reading the organisation of an account: functions of a transaction, each one consistent picture."""
