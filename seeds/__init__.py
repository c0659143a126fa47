"""The offline portal's files: five real reports, and the manifest that lists them."""
