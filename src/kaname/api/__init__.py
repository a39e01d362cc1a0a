"""The REST interface: the same queries and rights as the pages, as JSON with an OpenAPI document."""
