"""What an article is, as mixins for a site's own pages and as pure functions."""
