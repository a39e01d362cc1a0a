"""The portfolio page: many plans as one self-contained page in Japanese and English.

Reads top down: `compute` (a plan through the engine), `project` and `people` (facts), `answer` (sentences),
`gantt` (the picture), `render` (the page).
"""
