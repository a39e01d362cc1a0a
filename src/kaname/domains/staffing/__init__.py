"""Role demands: whom projects need, from the raising to the person who is there, and how long that takes."""
