"""Reporting rounds (収集ラウンド): opened, answered, chased, frozen; by hand or by the company's weekly cycle."""
