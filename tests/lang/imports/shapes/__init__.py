# tests/lang/imports/shapes/__init__.py -- a package: its names are imported by forms.py
"""Shapes of all kinds."""
unit = 'cm'
