"""What is this machine's own: kernels as its code, and this user's cache."""
