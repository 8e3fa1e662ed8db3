"""Blog posts: what Jekyll reads, made of pages in MyST, Markdown and notebooks. Pure text work."""
