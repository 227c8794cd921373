"""Questions asked in turn, and their answers as one."""
