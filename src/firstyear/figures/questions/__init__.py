"""Questions of the store: one question, one file, and no SQL anywhere else."""
