"""What a report says, in the reader's words and numbers; renderers only lay it out."""
