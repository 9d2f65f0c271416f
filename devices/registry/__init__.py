"""The registry: homes, rooms, members, devices and routines in SQLite or PostgreSQL."""
