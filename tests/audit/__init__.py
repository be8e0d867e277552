"""The demo, served as in production, and what Lighthouse says of it: ``make audit``."""
