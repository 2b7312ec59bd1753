"""Assess e-government maturity from YAML questionnaires, exactly and offline."""

__version__ = "0.1.0"
