"""Where the report stands on a page, whose copy it is, and why a page may be no report."""
