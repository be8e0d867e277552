"""The concrete page types: optional, and left out by a site with its own base page."""
