"""The handout and its key."""
