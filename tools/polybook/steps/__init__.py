"""What polybook does, one verb a file. Only steps open the book's files."""
