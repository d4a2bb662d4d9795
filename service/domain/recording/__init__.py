"""What is written down by hand: one entry, checked whole, becomes a batch. Data in, batch out."""
