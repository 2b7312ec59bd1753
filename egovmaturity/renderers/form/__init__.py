"""The HTML form: one file in which an office answers without Python, Excel or a network."""
