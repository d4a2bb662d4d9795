"""The pages: server-rendered HTML in Japanese and English, complete without script."""
