"""Compile, render, link, assemble, write: one direction, no circles."""
