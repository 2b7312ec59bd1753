"""Changing files people wrote, without touching what need not change."""
