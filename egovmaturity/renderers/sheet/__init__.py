"""Answer sheets: workbooks of Excel in which offices answer."""
