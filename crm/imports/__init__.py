"""Getting data in: customers, leads and deals from CSV, XLSX or JSON Lines, in one transaction."""
