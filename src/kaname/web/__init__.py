"""The browser's front: pages over queries and actions. Thin."""
