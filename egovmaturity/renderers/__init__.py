"""How a report looks: one module a format, all fed by the same view."""
