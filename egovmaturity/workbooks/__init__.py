"""Workbooks of strangers: unpacked within limits, read in a process of their own."""
