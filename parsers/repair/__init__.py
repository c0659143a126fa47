"""One small module for each way in which texts get damaged."""
